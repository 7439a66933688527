"""The verbs that look back, in every form: what lands where, and who may read it."""

import csv
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tools.processes import wait_until
from unseat.core.watched import Bout
from unseat.core.words import HOUR, Because, Instant, Millis, Posture
from unseat.journal import Journal
from unseat.paths import make_folders, places

Run = Callable[..., tuple[int, str, str]]
NINE = Instant(1_795_424_400_000)
"""2026-11-23 09:00 UTC."""


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A person of their own in UTC and English, with an hour of sitting and a browser that notes what it is to show."""
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    programs = tmp_path / "bin"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >{tmp_path}/part && mv {tmp_path}/part {tmp_path}/opened\n')
    opener.chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    env = {"PATH": path, "HOME": str(tmp_path), "LANG": "C.UTF-8", "TZ": "UTC", **own}
    make_folders(places(env))
    bout = Bout(
        at=Instant(NINE + HOUR),
        start=NINE,
        posture=Posture.SITTING,
        input_ms=Millis(HOUR),
        because=Because.LOCKED,
    )
    with Journal.open(places(env).journal_file, utc_offset_s=lambda _at: 0) as journal:
        journal.append(bout)
    return env


@pytest.fixture
def run(env: dict[str, str], tmp_path: Path) -> Run:
    def call(*args: str, **more: str) -> tuple[int, str, str]:
        argv = [sys.executable, "-m", "unseat", *args]
        done = subprocess.run(argv, env=env | more, capture_output=True, text=True, check=False, cwd=tmp_path)
        return done.returncode, done.stdout, done.stderr

    return call


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def test_the_page_goes_to_a_file_for_nobody_else(run: Run, tmp_path: Path) -> None:
    code, out, err = run("week", "2026-W48", "--html", "my week.html")
    page = tmp_path / "my week.html"
    assert (code, err) == (0, "")
    assert out == "The week's page is in my week.html.\n"
    assert mode(page) == 0o600
    assert "You sat for an estimated 1 h 00 min (on 1 day)" in page.read_text(encoding="utf-8")


def test_the_page_speaks_the_persons_language(run: Run, tmp_path: Path) -> None:
    assert run("week", "2026-W48", "--html", "week.html", LANG="nl_NL.UTF-8")[0] == 0
    assert '<html lang="nl">' in (tmp_path / "week.html").read_text(encoding="utf-8")


def test_the_page_opens_in_the_browser(run: Run, env: dict[str, str], tmp_path: Path) -> None:
    code, out, _ = run("week", "2026-W48", "--open")
    page = places(env).page_file
    assert code == 0
    assert str(page) in out
    assert mode(page) == 0o600
    wait_until((tmp_path / "opened").exists, "the browser to be asked")
    assert (tmp_path / "opened").read_text() == f"{page}\n"


def test_what_is_forgotten_leaves_no_page(run: Run, env: dict[str, str]) -> None:
    run("week", "2026-W48", "--open")
    assert places(env).page_file.exists()
    assert run("forget", "--everything", "--yes")[0] == 0
    assert not places(env).page_file.exists()


def test_a_page_that_cannot_be_written(run: Run) -> None:
    code, _, err = run("week", "--html", "no/such/folder.html")
    assert code == 1
    assert err == "unseat: no/such/folder.html: No such file or directory; name a file that can be written\n"


@pytest.mark.parametrize("of", ["days", "bouts", "prompts"])
@pytest.mark.parametrize("period", [("week", "2026-W48"), ("day", "2026-11-23")])
def test_csv_for_a_spreadsheet(run: Run, period: tuple[str, str], of: str) -> None:
    code, out, err = run(*period, "--csv", of)
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(StringIO(out), strict=True))
    assert len(rows) == {"days": 7 if period[0] == "week" else 1, "bouts": 1, "prompts": 0}[of]


def test_csv_without_a_word_is_a_line_a_day(run: Run) -> None:
    assert run("week", "2026-W48", "--csv") == run("week", "2026-W48", "--csv", "days")


@pytest.mark.parametrize(
    "args", [["week", "--csv", "--json"], ["week", "--open", "--html", "x"], ["day", "--json", "--csv"]]
)
def test_two_forms_at_a_time_are_a_wrong_call(run: Run, args: list[str]) -> None:
    code, _, err = run(*args)
    assert code == 2
    assert "one form at a time" in err


def test_csv_of_something_else_is_a_wrong_call(run: Run) -> None:
    assert run("week", "--csv", "breaks")[0] == 2


@pytest.mark.parametrize("library", ["jinja2", "vl_convert"])
def test_a_missing_library_is_one_clear_line(env: dict[str, str], library: str) -> None:
    script = (
        f"import sys; sys.modules['{library}'] = None\nfrom unseat.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    )
    argv = [sys.executable, "-c", script, "week", "--open"]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"unseat: The page needs {library}, which is not here; install unseat again\n"
    assert subprocess.run(argv[:-1], env=env, capture_output=True, check=False).returncode == 0
