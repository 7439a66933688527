"""`unseat exercises`: what there is, and whether one's own cards are sound."""

import shutil
from pathlib import Path

from tests.cli.test_verbs import Run, env, run
from tests.test_catalogue import CARD, SHIPPED
from tests.test_figures import FIGURE, write

__all__ = ["env", "run"]


def test_all_cards_are_listed_with_what_the_settings_hide(run: Run) -> None:
    code, out, _ = run("exercises", "list")
    assert code == 0
    lines = out.splitlines()
    assert len([line for line in lines if " s  " in line]) == 30
    assert any(line.startswith("- a1 ") for line in lines), "the floor is no place by default"
    assert any(line.startswith("  a6 ") and line.endswith("Belly breathing") for line in lines)
    assert "Buikademhaling" in run("exercises", "list", LANG="nl_NL.UTF-8")[1]


def test_what_is_shipped_is_sound(run: Run) -> None:
    assert run("exercises", "check") == (0, "30 cards, all sound.\n", "")


def test_one_sound_card(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder)
    assert run("exercises", "check", str(folder)) == (0, "1 card, sound.\n", "")


def test_each_defect_is_a_line_with_file_key_and_remedy(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(SHIPPED, folder)
    one_sided = CARD.replace("seconds_per_side = 30", "seconds_per_side = 20")
    write(folder, one_sided, FIGURE.replace("hip = 30", "hip = 300"))
    code, out, err = run("exercises", "check", str(folder))
    assert (code, out) == (1, "")
    dose, pose, _ = err.splitlines()
    assert dose == f"{folder / 'mine.toml'}: seconds_per_side: 20. Both sides get the same: half of seconds"
    assert pose.startswith(f"{folder / 'figures' / 'mine.toml'}: pose[1]: right.hip 300, allowed")


def test_a_folder_that_is_none_is_a_wrong_call(run: Run) -> None:
    assert run("exercises", "check", "nowhere")[0] == 2
