"""Windows in child processes: what they are told, what is told of their end, and that none is left behind."""

import os
import queue
import sys
from pathlib import Path

import pytest

from unseat.core.words import MINUTE, Instant, Millis
from unseat.desktop.base import WINDOW, Command, Offered, Outcome
from unseat.desktop.child import ChildWindows, arguments, can_show, finding
from unseat.texts import Texts
from unseat.windows.asked import Asked, asked

OFFERED = Offered(
    exercise="a2",
    prompt=Instant(1_800_000_000_000),
    starts="left",
    sitting_ms=Millis(38 * MINUTE),
    lasts_ms=Millis(2 * MINUTE),
    again=True,
    full=True,
)
TELLS = """
import os, pathlib, sys
pathlib.Path(sys.argv[1]).write_text("\\n".join([str(os.getpid()), *sys.argv[2:]]))
"""
Told = queue.SimpleQueue[Command | Outcome]


def child(code: str, *more: str) -> tuple[ChildWindows, Told]:
    told: Told = queue.SimpleQueue()
    return ChildWindows(told.put, (sys.executable, "-c", code, *more)), told


def heard(told: Told) -> Command | Outcome:
    """Comes when the process has ended."""
    return told.get(timeout=20)


def test_a_window_that_was_closed() -> None:
    windows, told = child("")
    windows.card(OFFERED)
    assert heard(told) == Outcome(WINDOW, "closed", key="card")


def test_a_window_that_failed_and_its_exit_code() -> None:
    windows, told = child("raise SystemExit(3)")
    windows.session(OFFERED)
    assert heard(told) == Outcome(WINDOW, "failed", key="session", error="exit code 3")


def test_a_window_that_was_killed() -> None:
    windows, told = child("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    windows.session(OFFERED)
    assert heard(told) == Outcome(WINDOW, "failed", key="session", error="exit code -9")


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    told: Told = queue.SimpleQueue()
    ChildWindows(told.put, (str(tmp_path / "none"),)).profile(first=True)
    outcome = heard(told)
    assert isinstance(outcome, Outcome)
    assert (outcome.slot, outcome.what, outcome.key) == (WINDOW, "failed", "welcome")
    assert "No such file" in outcome.error


def test_each_window_is_told_what_it_is_about(tmp_path: Path) -> None:
    file = tmp_path / "told"
    windows, told = child(TELLS, str(file))
    for opened, which in ((windows.card, "card"), (windows.session, "session")):
        opened(OFFERED)
        heard(told)
        said = file.read_text().splitlines()[1:]
        assert said == [which, *arguments(OFFERED)]
    windows.profile(first=True)
    heard(told)
    assert file.read_text().splitlines()[1:] == ["welcome"]
    windows.signs()
    assert heard(told) == Outcome(WINDOW, "closed", key="signs")
    assert file.read_text().splitlines()[1:] == ["signs"]
    windows.settings()
    assert heard(told) == Outcome(WINDOW, "closed", key="settings")
    assert file.read_text().splitlines()[1:] == ["settings"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="/proc tells which processes there are")
def test_no_zombie_is_left(tmp_path: Path) -> None:
    file = tmp_path / "told"
    windows, told = child(TELLS, str(file))
    windows.card(OFFERED)
    heard(told)
    assert not Path("/proc", file.read_text().splitlines()[0]).exists()


def test_it_belongs_to_a_session_of_its_own_and_says_nothing_on_the_agent_s_terminal(
    capfd: pytest.CaptureFixture[str],
) -> None:
    windows, told = child("import os, sys; print('noise'); sys.exit(os.getsid(0) != os.getpid())")
    windows.card(OFFERED)
    assert heard(told) == Outcome(WINDOW, "closed", key="card")
    assert capfd.readouterr().out == ""


def test_what_is_left_out_is_not_said() -> None:
    assert list(arguments(Offered(exercise="d2"))) == ["--exercise", "d2", "--sitting", "0", "--lasts", "0"]


@pytest.mark.parametrize("offered", [OFFERED, Offered(exercise="d2"), Offered(exercise="")])
def test_a_window_understands_what_it_is_told(offered: Offered) -> None:
    read = asked(["card", *arguments(offered)])
    assert read == Asked(
        "card",
        offered.exercise,
        offered.prompt,
        offered.starts,
        offered.sitting_ms,
        offered.lasts_ms,
        offered.again,
        offered.full,
    )


@pytest.mark.parametrize(
    ("env", "shows"),
    [({}, False), ({"DISPLAY": ""}, False), ({"DISPLAY": ":9"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_where_windows_can_be_shown(env: dict[str, str], shows: bool) -> None:
    assert can_show(env) == (shows or sys.platform in {"win32", "darwin"})


def test_the_doctor_has_a_child_try(tmp_path: Path) -> None:
    env = {**os.environ, "DISPLAY": ":none", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "offscreen"}
    works = finding(env, Texts.english())
    assert (works.part, works.works) == ("windows", True)
    assert "Qt 6" in works.found
    fails = finding({**env, "QT_QPA_PLATFORM": "nowhere"}, Texts.english())
    assert not fails.works
    assert "nowhere" in fails.found
    assert "apt-get install" in fails.remedy
    bare = {name: value for name, value in env.items() if "DISPLAY" not in name}
    assert finding(bare, Texts.english()).found == "there is no display"
