"""Where things lie, on this system and under another's XDG variables."""

import os
import stat
from pathlib import Path

import pytest

from unseat.paths import config_root, make_folders, places


def test_the_shipped_data_is_found_from_a_source_tree() -> None:
    assert (config_root() / "unseat.toml").is_file()


def test_the_xdg_variables_given_win(tmp_path: Path) -> None:
    found = places(
        {
            "XDG_CONFIG_HOME": str(tmp_path / "c"),
            "XDG_DATA_HOME": str(tmp_path / "d"),
            "XDG_STATE_HOME": str(tmp_path / "s"),
        }
    )
    assert found.config_file == tmp_path / "c/unseat/unseat.toml"
    assert found.own_exercises == tmp_path / "c/unseat/exercises"
    assert found.journal_file == tmp_path / "d/unseat/journal.sqlite3"
    assert found.lock_file.parent == found.journal_file.parent
    assert found.log_file == tmp_path / "s/unseat/unseat.log"


@pytest.mark.parametrize("env", [{}, {"XDG_CONFIG_HOME": ""}, {"XDG_CONFIG_HOME": "relative"}])
def test_without_them_the_system_decides(env: dict[str, str]) -> None:
    found = places(env)
    assert found == places({})
    assert found.config_file.is_absolute()
    assert "unseat" in found.config_file.parts


def test_the_folders_are_closed_to_others(tmp_path: Path) -> None:
    found = places({f"XDG_{kind}_HOME": str(tmp_path / kind) for kind in ("CONFIG", "DATA", "STATE")})
    found.journal_file.parent.mkdir(parents=True)
    found.journal_file.parent.chmod(0o755)
    before = os.umask(0)
    try:
        make_folders(found)
        make_folders(found)
    finally:
        os.umask(before)
    folders = [found.config_file.parent, found.own_exercises, found.journal_file.parent, found.log_file.parent]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}
    assert not found.journal_file.exists()
