"""What we write is its owner's alone, whatever the umask, and lies where we put it, whoever put links there."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from unseat.paths import Places, make_folders, places
from unseat.private import LinkError, make

ROOT = Path(__file__).parents[2]
NOBODY = 65534
AGENTS_OWN = """
import os
from unseat.desktop.instance import only_one
from unseat.paths import make_folders, places
from unseat.program import log_to
here = places(os.environ)
make_folders(here)
log_to(here.log_file)
with only_one(here.lock_file), only_one(here.session_lock):
    pass
"""
"""What the agent and a session make beside the journal, without the desktop that they need."""


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """One that anybody may enter and read, as a home usually was."""
    folder = Path(tempfile.mkdtemp(prefix="open-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def environment(folder: Path) -> dict[str, str]:
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "UTC", "LANG": "C.UTF-8", "BROWSER": "true"}
    return kept | {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "STATE")}


def run(env: Mapping[str, str], *argv: str, code: int = 0) -> str:
    """With the most generous of umasks."""
    done = subprocess.run(
        (sys.executable, *argv), env=env, umask=0, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code, done.stderr
    return done.stderr


def unseat(env: Mapping[str, str], *argv: str, code: int = 0) -> str:
    return run(env, "-m", "unseat", *argv, code=code)


def modes(folder: Path) -> dict[str, str]:
    return {str(one.relative_to(folder)): oct(stat.S_IMODE(one.lstat().st_mode)) for one in folder.rglob("*")}


@pytest.fixture(scope="module")
def lived(open_folder: Path) -> Path:
    """A folder in which everything was written that can be."""
    env, named = environment(open_folder), open_folder / "named"
    named.mkdir()
    run(env, "-c", AGENTS_OWN)
    verbs = (
        ("appointment", "add", "today", "somebody"),
        ("pause", "10m"),
        ("config", "prompts.every", "40m"),
        ("export", "-o", str(named / "all.jsonl")),
        ("export", "--activity", "-o", str(named / "activity.jsonl")),
        ("week", "--html", str(named / "week.html")),
        ("week", "--open"),
    )
    run(env, "-c", f"from unseat.cli import main\nassert not any([main([*verb]) for verb in {verbs}])")
    run(env, "-c", "import sys; from unseat.boundary import fate; sys.exit(fate(RuntimeError('a bug')))", code=3)
    return open_folder


def test_all_that_is_written_is_its_owners_alone(lived: Path) -> None:
    found = modes(lived)
    own = {name: mode for name, mode in found.items() if name.split("/")[0] in ("config", "data", "state")}
    assert {name.rpartition("/")[2] for name in own} >= {
        "journal.sqlite3",
        "agent.lock",
        "session.lock",
        "unseat.log",
        "bug.log",
        "week.html",
        "unseat.toml",
    }
    inside = {name: mode for name, mode in own.items() if "/unseat" in name}
    assert {mode for name, mode in inside.items() if (lived / name).is_file()} == {"0o600"}
    assert {mode for name, mode in inside.items() if (lived / name).is_dir()} == {"0o700"}
    assert {mode for name, mode in found.items() if name.startswith("named/")} == {"0o600"}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become another person")
def test_another_person_can_read_none_of_it(lived: Path) -> None:
    """Nor find out what there is. What anybody may read they can, so the test could fail."""
    open_one = lived / "open.txt"
    open_one.write_text("to all")
    open_one.chmod(0o644)
    files = [one for one in lived.rglob("*") if one.is_file()]
    argv = ("/bin/sh", "-c", 'for file; do if [ -r "$file" ]; then echo "$file"; fi; done', "sh", *map(str, files))
    done = subprocess.run(argv, user=NOBODY, group=NOBODY, extra_groups=[], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(open_one)]


# ---- links that somebody put in the way


@pytest.fixture
def mine(tmp_path: Path) -> Places:
    found = places(environment(tmp_path))
    make_folders(found)
    return found


def planted(at: Path, tmp_path: Path, *, dangling: bool) -> Path:
    """A link where a file of ours will be, and where it leads."""
    target = tmp_path / "victim"
    if not dangling:
        target.write_text("precious")
        target.chmod(0o644)
    at.symlink_to(target)
    return target


def untouched(target: Path) -> bool:
    if not target.exists():
        return True
    return target.read_text() == "precious" and stat.S_IMODE(target.stat().st_mode) == 0o644


@pytest.mark.parametrize("dangling", [True, False])
def test_a_link_is_not_followed(tmp_path: Path, dangling: bool) -> None:
    at = tmp_path / "file"
    target = planted(at, tmp_path, dangling=dangling)
    with pytest.raises(LinkError, match=rf"^{at}: a link is in its place, and is not followed; remove it$"):
        make(at)
    assert untouched(target)
    make(tmp_path / "other")
    assert stat.S_IMODE((tmp_path / "other").stat().st_mode) == 0o600


@pytest.mark.parametrize("dangling", [True, False])
@pytest.mark.parametrize("name", ["log_file", "lock_file", "session_lock"])
def test_the_agent_and_a_session_refuse_in_one_line(tmp_path: Path, mine: Places, name: str, dangling: bool) -> None:
    at = getattr(mine, name)
    target = planted(at, tmp_path, dangling=dangling)
    program = (
        f"import sys\nfrom unseat.boundary import fate\ntry:\n    exec({AGENTS_OWN!r})\nexcept Exception as error:\n"
    )
    said = run(environment(tmp_path), "-c", f"{program}    sys.exit(fate(error))", code=1)
    assert said == f"unseat: {at}: a link is in its place, and is not followed; remove it\n"
    assert untouched(target)


def test_a_journal_is_not_made_where_a_link_leads(tmp_path: Path, mine: Places) -> None:
    target = planted(mine.journal_file, tmp_path, dangling=True)
    said = unseat(environment(tmp_path), "pause", "10m", code=1)
    assert said.startswith(f"unseat: {mine.journal_file}: ")
    assert "a link is in its place" in said
    assert not target.exists()


@pytest.mark.parametrize("beside", ["-wal", "-shm"])
def test_nor_what_lies_beside_it(tmp_path: Path, mine: Places, beside: str) -> None:
    target = planted(Path(f"{mine.journal_file}{beside}"), tmp_path, dangling=True)
    unseat(environment(tmp_path), "pause", "10m", code=1)
    assert not target.exists()


def test_a_journal_that_its_owner_keeps_elsewhere_is_used_there(tmp_path: Path, mine: Places) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    unseat(environment(tmp_path), "pause", "10m")
    mine.journal_file.rename(elsewhere / "journal.sqlite3")
    mine.journal_file.symlink_to(elsewhere / "journal.sqlite3")
    unseat(environment(tmp_path), "export", "-o", str(tmp_path / "all.jsonl"))
    assert '"kind":"paused"' in (tmp_path / "all.jsonl").read_text()


@pytest.mark.parametrize("dangling", [True, False])
def test_the_page_of_ours_is_not_written_where_a_link_leads(tmp_path: Path, mine: Places, dangling: bool) -> None:
    target = planted(mine.page_file, tmp_path, dangling=dangling)
    said = unseat(environment(tmp_path), "week", "--open", code=1)
    assert "a link is in its place" in said
    assert untouched(target)


@pytest.mark.parametrize("dangling", [True, False])
def test_the_log_of_a_bug_is_not_written_where_a_link_leads(tmp_path: Path, mine: Places, dangling: bool) -> None:
    target = planted(mine.log_file.with_name("bug.log"), tmp_path, dangling=dangling)
    program = "import sys; from unseat.boundary import fate; sys.exit(fate(RuntimeError('a bug')))"
    assert "this is a bug" in run(environment(tmp_path), "-c", program, code=3)
    assert untouched(target)


def test_settings_may_be_a_link_and_stay_one(tmp_path: Path, mine: Places) -> None:
    """People keep them among their other settings, elsewhere."""
    kept = tmp_path / "dotfiles.toml"
    kept.write_text('[prompts]\nevery = "45m"\n')
    mine.config_file.symlink_to(kept)
    unseat(environment(tmp_path), "config", "prompts.every", "50m")
    assert mine.config_file.is_symlink()
    assert '"50m"' in kept.read_text()


def test_a_file_that_the_person_names_may_be_a_link(tmp_path: Path, mine: Places) -> None:
    named, real = tmp_path / "named.jsonl", tmp_path / "real.jsonl"
    real.write_text("")
    named.symlink_to(real)
    unseat(environment(tmp_path), "pause", "10m")
    unseat(environment(tmp_path), "export", "-o", str(named))
    assert named.is_symlink()
    assert real.read_text()
