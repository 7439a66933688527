"""Where things lie: the data that is shipped, and a person's own files."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from platformdirs import PlatformDirs

NAME = "unseat"


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """A person's own files. The lock lies beside the journal: who holds it is the one agent that keeps that
    journal, and who holds `session_lock` is the one window that leads through an exercise."""

    config_file: Path
    journal_file: Path
    lock_file: Path
    session_lock: Path
    log_file: Path
    page_file: Path
    own_exercises: Path


def config_root() -> Path:
    """The folder of shipped data: `unseat/config` in an installed wheel, `config` in a source tree."""
    package = Path(__file__).parent
    installed = package / "config"
    return installed if installed.is_dir() else package.parents[1] / "config"


def places(env: Mapping[str, str]) -> Places:
    """The usual folders of this system (platformdirs); the XDG variables in `env` win. Nothing is made or read."""
    usual = PlatformDirs(NAME, appauthor=False)
    config = _folder(env, "XDG_CONFIG_HOME", usual.user_config_path)
    data = _folder(env, "XDG_DATA_HOME", usual.user_data_path)
    state = _folder(env, "XDG_STATE_HOME", usual.user_state_path)
    return Places(
        config_file=config / "unseat.toml",
        journal_file=data / "journal.sqlite3",
        lock_file=data / "agent.lock",
        session_lock=data / "session.lock",
        log_file=state / "unseat.log",
        page_file=state / "week.html",
        own_exercises=config / "exercises",
    )


def make_folders(places: Places) -> None:
    """Makes the folders that are missing and closes all of them to others (mode 0700). Raises `OSError`."""
    for folder in (places.config_file.parent, places.own_exercises, places.journal_file.parent, places.log_file.parent):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)


def _folder(env: Mapping[str, str], variable: str, usual: Path) -> Path:
    """The XDG Base Directory Specification: a relative path in a variable is to be ignored."""
    named = Path(env.get(variable, ""))
    return named / NAME if named.is_absolute() else usual
