"""Waiting and ending, with real processes."""

import subprocess
import sys

import pytest

from tools.processes import end, end_all_with, living_with, wait_until

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(1000)
"""


def test_the_answer_comes_back_once_it_is_true() -> None:
    answers = iter([None, 0, "", "at last"])
    assert wait_until(lambda: next(answers), "an answer") == "at last"


def test_waiting_in_vain_names_what_for() -> None:
    with pytest.raises(TimeoutError, match=r"waited 0\.05 s in vain for rain"):
        wait_until(lambda: False, "rain", seconds=0.05)


def test_a_process_that_ends_when_asked_is_not_forced() -> None:
    with subprocess.Popen(("sleep", "1000")) as process:
        end(process)
    assert process.returncode == -15


def test_a_process_that_will_not_end_is_forced() -> None:
    with subprocess.Popen((sys.executable, "-c", STUBBORN), stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        end(process, seconds=0.1)
    assert process.returncode == -9


def test_ending_what_has_ended_is_no_error() -> None:
    with subprocess.Popen(("true",)) as process:
        process.wait()
        end(process)
    assert process.returncode == 0


def test_processes_are_found_by_their_environment_and_only_these() -> None:
    mark = "UNSEAT_TEST_MARK=here"
    with subprocess.Popen(("sleep", "1000"), env={"UNSEAT_TEST_MARK": "here", "PATH": "/usr/bin:/bin"}) as mine:
        wait_until(lambda: living_with(mark) == [mine.pid], "the process to be found")
        assert living_with(mark + "after") == []
        end_all_with(mark)
        assert living_with(mark) == []
    assert mine.returncode == -9
