"""The agent's own process exchanges by itself, on a private virtual desktop."""

from pathlib import Path

import pytest

from tests.sync.machines import Machine, bout, spans
from tools.virtual import VirtualDesktop, wait_until
from unseat.core.watched import Bout
from unseat.journal import Journal
from unseat.paths import make_folders, places

pytestmark = pytest.mark.desktop


def test_what_was_told_here_and_elsewhere_meets_in_the_folder(tmp_path: Path) -> None:
    laptop = Machine(tmp_path / "laptop", tmp_path / "shared")
    laptop.tells(bout(20, 45))
    laptop.meets()
    with VirtualDesktop(tmp_path / "desk", panel="trayer", notifier="dunst") as desk:
        here = places(desk.env)
        make_folders(here)
        here.config_file.write_text(f'[sync]\nfolder = "{laptop.folder}"\n', encoding="utf-8")
        with Journal.open(here.journal_file, utc_offset_s=lambda _: 0) as journal:
            journal.append(bout(0, 30))
            desk.spawn("python", "-m", "unseat.background")
            wait_until(lambda: len(laptop.files) == 2, "the agent to tell", 30)
            wait_until(lambda: list(journal.others.facts(kinds=(Bout,))), "the agent to hear", 10)
    assert laptop.meets().taken == 1
    assert spans(laptop.week()) == [(0, 45)]
    laptop.journal.close()
