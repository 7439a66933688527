"""The senses of Wayland under real compositors without a screen, with input at known instants."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import pytest

from tests.desktop.compositors import Headless, Kwin, Mutter, Sway
from tests.pace import took
from tools.processes import wait_until
from unseat.senses import choose, doctor
from unseat.senses.base import InputSense
from unseat.senses.clocks import read_clocks
from unseat.senses.table import SHORT, counting
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

ALLOWED = 2_000
ENDS_WITHOUT_CLOSING = """
import os
from unseat.senses import choose
from unseat.senses.clocks import read_clocks
sense = choose(os.environ)
for _ in range(9):
    print(sense.look(read_clocks().steady))
"""


@pytest.fixture(scope="module", params=[Mutter, Sway, Kwin], ids=lambda kind: kind.program)
def desk(request: pytest.FixtureRequest) -> Iterator[Headless]:
    with request.param() as started:
        yield started


@pytest.fixture
def sense(desk: Headless) -> Iterator[InputSense]:
    made = choose(desk.env)
    assert made is not None
    yield made
    made.close()


def now() -> int:
    return read_clocks().steady


def idle(sense: InputSense) -> int | None:
    reading = sense.look(now())
    assert reading.kind == "unknown"
    return reading.idle_ms


def resting(sense: InputSense, least: int) -> bool:
    return (idle(sense) or 0) >= least


def touch(desk: Headless) -> tuple[int, int]:
    """The instants between which the input came."""
    began = now()
    desk.touch()
    return began, now()


def wrong_by(sense: InputSense, came: tuple[int, int]) -> int | None:
    """Milliseconds between the last input that is told and the one that came; null when the compositor is late."""
    at = now()
    since = sense.look(at).idle_ms
    return None if since is None else max(came[0] - (at - since), at - since - came[1], 0)


def right(sense: InputSense, came: tuple[int, int]) -> bool:
    wrong = wrong_by(sense, came)
    return wrong is not None and wrong <= ALLOWED


def test_the_sense_of_this_desktop_is_chosen(desk: Headless, sense: InputSense) -> None:
    assert sense.name == desk.name


def test_doctor_says_that_it_works_and_has_no_remedy_to_offer(desk: Headless) -> None:
    findings = doctor(desk.env, Texts.english())
    assert desk.name in [finding.part for finding in findings if finding.works]
    assert not any(finding.remedy for finding in findings)
    assert not any(finding.works for finding in findings if finding.part.startswith("x11"))


def test_the_last_input_is_told_at_once_and_long_after(desk: Headless, sense: InputSense) -> None:
    for _ in range(2):
        wait_until(lambda: resting(sense, 1_500), "a rest")
        came = touch(desk)
        wait_until(partial(right, sense, came), "the input to be told", 1)
        wait_until(lambda: resting(sense, 2_500), "a longer rest")
        wait_until(partial(right, sense, came), "the same input to be told", 1)


def test_input_that_goes_on_is_told_at_every_look(desk: Headless, sense: InputSense) -> None:
    """A compositor that had no turn on a busy machine for 60 ms is null, and may be so now and then."""
    wait_until(lambda: idle(sense) is not None, "the first answer")
    touch(desk)
    until = now() + 4_000
    errors = []
    while now() < until:
        came = touch(desk)
        errors.append(wrong_by(sense, came))
    told = [error for error in errors if error is not None]
    assert len(told) >= 0.9 * len(errors)
    assert max(told) <= ALLOWED


def test_a_look_is_short(desk: Headless, sense: InputSense) -> None:
    wait_until(lambda: idle(sense) is not None, "the first answer")
    assert sorted(took(lambda: idle(sense)) for _ in range(50))[45] < 0.1


def test_a_frozen_compositor_is_null_within_a_tenth_of_a_second_and_thaws(desk: Headless, sense: InputSense) -> None:
    wait_until(lambda: idle(sense) is not None, "the first answer")
    desk.signal(signal.SIGSTOP)
    told: list[int | None] = []
    seconds = [took(lambda: told.append(idle(sense))) for _ in range(3)]
    desk.signal(signal.SIGCONT)
    assert told == [None] * 3
    assert sorted(seconds)[1] < 0.1
    wait_until(lambda: idle(sense) is not None, "it to thaw")
    came = touch(desk)
    wait_until(partial(right, sense, came), "the input to be told")


def test_a_killed_compositor_is_null_at_the_next_look_and_a_new_one_is_right(desk: Headless, sense: InputSense) -> None:
    wait_until(lambda: idle(sense) is not None, "the first answer")
    desk.kill()
    assert idle(sense) is None
    desk.start()
    wait_until(lambda: idle(sense) is not None, "it to be found again", 20)
    wait_until(lambda: resting(sense, 1_500), "a rest")
    came = touch(desk)
    wait_until(partial(right, sense, came), "the input to be told")


def test_a_window_counts_too(desk: Headless) -> None:
    counts = counting(desk.env)

    def counted(least: int, most: int) -> bool:
        told = counts()
        return told is not None and least <= told <= most

    wait_until(lambda: counted(1_000, 60_000), "a rest")
    came = touch(desk)
    wait_until(lambda: counted(0, now() - came[0]), "the input to be counted", 1)
    wait_until(lambda: counted(500, 900), "the count to go on")
    assert counted(0, now() - came[0] + SHORT)


def test_a_process_that_does_not_close_the_sense_ends_well(desk: Headless) -> None:
    command = [sys.executable, "-W", "error", "-c", ENDS_WITHOUT_CLOSING]
    done = subprocess.run(command, env={"PYTHONPATH": "src"} | desk.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "idle_ms=None" not in done.stdout.splitlines()[-1]


def test_doctor_ends_well(desk: Headless) -> None:
    env = {"PYTHONPATH": "src", "HOME": str(desk.folder), "LANGUAGE": "en", **desk.env}
    command = [sys.executable, "-m", "unseat", "doctor"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{desk.name}: works" in done.stdout
