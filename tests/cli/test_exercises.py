"""`unseat exercises`: what there is, and whether one's own cards are sound."""

import shutil
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, env, journal, run
from tests.test_catalogue import CARD, SHIPPED
from tests.test_figures import FIGURE, write
from unseat.core.said import ExerciseAllowed, ExerciseHurt
from unseat.core.words import Instant
from unseat.journal import Journal

__all__ = ["env", "journal", "run"]


def test_all_cards_are_listed_with_what_the_settings_hide(run: Run) -> None:
    code, out, _ = run("exercises", "list")
    assert code == 0
    lines = out.splitlines()
    assert len([line for line in lines if " s  " in line]) == 30
    assert any(line.startswith("- a1 ") and line.endswith("(floor)") for line in lines), "no place by default"
    assert any(line.startswith("+ a2 ") and line.endswith("(0 of 3 verified: a3)") for line in lines)
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


def marks(run: Run) -> dict[str, str]:
    lines = [line for line in run("exercises", "list")[1].splitlines() if " s  " in line]
    return {line[2:6].strip(): line[0] for line in lines}


def test_one_that_hurts_is_marked_until_it_is_allowed_again(run: Run, journal: Journal) -> None:
    before = run("exercises", "list")[1]
    assert "hurts" not in before
    journal.append(*(ExerciseHurt(at=Instant(1), exercise=exercise) for exercise in ("a6", "a1", "my-own")))
    assert [key for key, mark in marks(run).items() if mark == "!"] == ["a1", "a6"]
    legend = run("exercises", "list")[1].splitlines()[-1]
    assert legend == "! you said that it hurts: not offered until you allow it"
    assert run("exercises", "allow", "a6") == (0, "Noted: it may be offered again.\n", "")
    assert run("exercises", "allow", "a1")[0] == 0
    assert run("exercises", "allow", "my-own")[0] == 0, "a card that is gone may come back"
    assert run("exercises", "list")[1] == before
    allowed = [entry.fact.exercise for entry in journal.facts() if isinstance(entry.fact, ExerciseAllowed)]
    assert allowed == ["a6", "a1", "my-own"]


@pytest.mark.parametrize(
    ("exercise", "said"),
    [
        ("a2", "You did not say that a2 hurts; see: unseat exercises list"),
        ("zz", 'ID: found "zz", allowed is one of a1'),
    ],
)
def test_only_what_hurt_can_be_allowed(run: Run, journal: Journal, exercise: str, said: str) -> None:
    code, out, err = run("exercises", "allow", exercise)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert list(journal.facts()) == []
