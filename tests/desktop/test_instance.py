"""One agent per person, with real processes."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, cast

import pytest

from unseat.desktop.instance import AlreadyRunning, only_one, running

AGENT = """
import sys
from pathlib import Path
from unseat.desktop.instance import AlreadyRunning, only_one
sys.stdin.readline()
try:
    with only_one(Path(sys.argv[1])):
        sys.stdout.write("in\\n"); sys.stdout.flush()
        sys.stdin.readline()
except AlreadyRunning as other:
    sys.stdout.write(f"{other.pid}\\n"); sys.stdout.flush()
"""

LOOKER = """
import sys
from pathlib import Path
from unseat.desktop.instance import running
while True:
    running(Path(sys.argv[1]))
"""

Agent = subprocess.Popen[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agent.pid"


@contextmanager
def agent(path: Path) -> Iterator[Agent]:
    """A process that tries to get in at the first line it is told, and leaves at the second."""
    argv = (sys.executable, "-c", AGENT, str(path))
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def tell(process: Agent) -> None:
    stdin = cast("IO[str]", process.stdin)
    stdin.write("\n")
    stdin.flush()


def said(process: Agent) -> str:
    return cast("IO[str]", process.stdout).readline().strip()


def test_nobody_runs_at_first(path: Path) -> None:
    assert running(path) is None
    assert not path.exists()


def test_the_one_inside_is_known_and_forgotten_when_it_leaves(path: Path) -> None:
    with only_one(path):
        assert running(path) == os.getpid()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert running(path) is None


def test_a_second_one_is_told_who_runs(path: Path) -> None:
    with agent(path) as first:
        tell(first)
        assert said(first) == "in"
        assert running(path) == first.pid
        with pytest.raises(AlreadyRunning) as caught, only_one(path):
            pytest.fail("two are in")
        assert caught.value.pid == first.pid
        tell(first)
        first.wait()
    assert running(path) is None


def test_one_that_was_killed_is_no_obstacle(path: Path) -> None:
    with agent(path) as first:
        tell(first)
        assert said(first) == "in"
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert path.read_text() == f"{first.pid}\n"
    assert running(path) is None
    with only_one(path):
        assert running(path) == os.getpid()


def test_an_error_inside_lets_the_next_one_in(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one(path):
        _ = 1 / 0
    with only_one(path):
        pass


def test_what_an_agent_starts_does_not_keep_the_place(path: Path) -> None:
    with ExitStack() as stack:
        with only_one(path):
            child = stack.enter_context(subprocess.Popen(("sleep", "60"), close_fds=False))
            stack.callback(child.kill)
        assert running(path) is None
        with only_one(path):
            pass


def test_of_many_that_start_at_once_exactly_one_gets_in_while_others_look(path: Path) -> None:
    path.write_text("4194304\n")  # left by a killed one
    for _ in range(3):
        with ExitStack() as stack:
            agents = [stack.enter_context(agent(path)) for _ in range(6)]
            for process in agents:
                tell(process)
            for _ in range(200):
                running(path)
            answers = {process.pid: said(process) for process in agents}
            winner = [pid for pid, answer in answers.items() if answer == "in"]
            assert len(winner) == 1
            assert running(path) == winner[0]


def test_looking_never_keeps_an_agent_out(path: Path) -> None:
    with only_one(path), ExitStack() as stack:
        lookers = [stack.enter_context(subprocess.Popen((sys.executable, "-c", LOOKER, str(path)))) for _ in range(2)]
        for process in lookers:
            stack.callback(process.kill)
        leaving = stack.pop_all()
    with leaving:
        for _ in range(2000):
            with only_one(path):
                pass
