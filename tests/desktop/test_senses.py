"""The X11 senses on a real X server, with input as XTEST gives it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count, cycle
from typing import Self

import msgspec
import pytest
from Xlib.display import Display

from tests.leaving import nothing_left
from tests.pace import at_most, took
from tools.processes import wait_until
from unseat.senses import choose, doctor
from unseat.senses.base import Finding, InputSense, Reading
from unseat.senses.burst import Burst
from unseat.senses.clocks import read_clocks
from unseat.senses.link import Link
from unseat.senses.trace import Manner, Seen
from unseat.senses.verdict import Lengths
from unseat.senses.x11 import X11Sense
from unseat.senses.xscreensaver import Question, _query
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

QUICK = Lengths(every=400, limit=200, vouch=500)
HELD = Lengths(every=400, limit=1_000, vouch=500)
JIGGLED = Lengths(every=400, limit=200, vouch=500, jiggler_after=3_000)


class Server:
    """An X server of our own, that can be frozen and killed, and a hand on its keyboard and mouse."""

    def __init__(self, *options: str, display: str | None = None) -> None:
        reader, writer = os.pipe()
        number = [display] if display else []
        command = [
            "Xvfb",
            *number,
            "-displayfd",
            str(writer),
            "-screen",
            "0",
            "800x600x24",
            "-nolisten",
            "tcp",
            "-noreset",
            *options,
        ]
        self._process = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as told:
            self.display = f":{told.readline().strip()}"
        self._turn = count()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def key(self) -> None:
        self._do("key", "a")

    @contextmanager
    def holding(self, key: str) -> Iterator[None]:
        self._do("keydown", key)
        try:
            yield
        finally:
            self._do("keyup", key)

    def click(self) -> None:
        self._do("click", "1")

    def scroll(self) -> None:
        self._do("click", "4")

    def move(self, x: int, y: int) -> None:
        self._do("mousemove", str(x), str(y))

    def sweep(self) -> None:
        self.move(300 + next(self._turn) * 20 % 200, 200)

    def wiggle(self) -> None:
        self.move(100 + next(self._turn) % 2, 100)

    def _do(self, *what: str) -> None:
        subprocess.run(["xdotool", *what], env={"DISPLAY": self.display}, check=True)


class Probe:
    """The sense that a process of its own gets for this display; see sense_probe."""

    def __init__(self, display: str) -> None:
        command = [sys.executable, "-W", "error", "-m", "tests.desktop.sense_probe"]
        env = {"DISPLAY": display, "PYTHONPATH": "src"}
        self._process = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.findings = msgspec.json.decode(self._answer(), type=tuple[Finding, ...])
        self.name = msgspec.json.decode(self._answer(), type=str | None) or ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def look(self, steady_ms: int) -> Reading:
        assert self._process.stdin is not None
        self._process.stdin.write(b"look\n")
        self._process.stdin.flush()
        return msgspec.json.decode(self._answer(), type=Reading)

    def close(self) -> None:
        self._process.communicate(timeout=10)
        assert self._process.returncode == 0

    def _answer(self) -> bytes:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", started.display)
        yield started


@pytest.fixture
def burst(server: Server) -> Iterator[Burst]:
    link = Link(server.display)
    made = Burst(link, now)
    yield made
    made.close()
    link.close()


@pytest.fixture
def sense(server: Server) -> Iterator[X11Sense]:
    made = X11Sense(server.display, lengths=QUICK)
    yield made
    made.close()


def now() -> int:
    return read_clocks().steady


def hear(burst: Burst, manner: Manner, does: Callable[[], None], limit_ms: int = 3_000) -> Seen:
    """What a listening sees while the person does this again and again, until it is over."""
    assert burst.start(manner, limit_ms)
    return hear_out(burst, does)


def hear_out(burst: Burst, does: Callable[[], None]) -> Seen:
    def over() -> Seen | None:
        does()
        seen = burst.seen()
        return seen if seen is not None and seen.over else None

    return wait_until(over, "the listening to end")


def looks(
    sense: InputSense, does: Callable[[], None], until: Callable[[Reading], bool], seconds: float = 10
) -> Reading:
    """Looks 50 times a second while the person does this, until a reading is as wanted."""

    def look() -> Reading | None:
        does()
        reading = sense.look(now())
        return reading if until(reading) else None

    return wait_until(look, "the reading", seconds)


def stop(burst: Burst) -> None:
    def ended() -> bool:
        burst.stop()
        return not burst.listening

    wait_until(ended, "the listening to end")


def rest() -> None:
    """Nobody does anything."""


@pytest.mark.parametrize("what", ["key", "click", "scroll"])
def test_a_key_a_click_and_a_notch_each_end_a_burst_at_once(server: Server, burst: Burst, what: str) -> None:
    began = now()
    seen = hear(burst, Manner.BURST, getattr(server, what))
    assert seen.acted_at is not None
    assert began <= seen.acted_at <= began + 2_000


def test_wide_motion_ends_a_burst_even_in_one_jump(server: Server, burst: Burst) -> None:
    places = cycle([(10, 10), (500, 400)])
    seen = hear(burst, Manner.BURST, lambda: server.move(*next(places)))
    assert seen.moved_at is not None


def test_a_wiggle_is_jitter(server: Server, burst: Burst) -> None:
    server.wiggle()
    seen = hear(burst, Manner.BURST, server.wiggle)
    assert seen.jitter_at is not None
    assert seen.moved_at is None
    assert seen.acted_at is None


def test_a_hand_ends_a_watch(server: Server, burst: Burst) -> None:
    assert hear(burst, Manner.WATCH, server.sweep).acted_at is not None


def test_a_key_held_down_ends_nothing_until_it_is_let_go(server: Server, burst: Burst) -> None:
    def held() -> Seen | None:
        seen = burst.seen()
        return seen if seen is not None and seen.held_at is not None else None

    assert burst.start(Manner.WATCH)
    with server.holding("a"):
        seen = wait_until(held, "the repeats of the key")
        assert seen.acted_at is None
        assert not seen.over
    assert hear_out(burst, rest).acted_at is not None


def test_a_burst_in_which_a_key_is_held_down_sees_nobody(server: Server, burst: Burst) -> None:
    with server.holding("a"):
        seen = hear(burst, Manner.BURST, rest, limit_ms=1_500)
    assert seen.held_at is not None
    assert seen.acted_at is None


def test_without_any_input_a_burst_ends_at_once_when_told(server: Server, burst: Burst) -> None:
    burst.start(Manner.BURST)
    with at_most(1):
        stop(burst)
    assert burst.seen() == Seen(over=True)


def test_a_thousand_bursts_leave_no_thread_and_no_file_open(server: Server, burst: Burst) -> None:
    def burst_often(times: int) -> None:
        for turn in range(times):
            assert burst.start(Manner.BURST)
            if turn % 10 == 0:
                server.wiggle()
            stop(burst)
            assert burst.seen() is not None

    burst_often(10)
    with nothing_left():
        burst_often(990)


def test_a_person_is_seen_and_idle_grows_when_they_stop(server: Server, sense: X11Sense) -> None:
    active = looks(sense, server.key, lambda reading: reading.kind == "real")
    assert active.idle_ms is not None
    assert active.idle_ms < 1_000
    idle = looks(sense, rest, lambda reading: (reading.idle_ms or 0) >= 1_500)
    assert idle.idle_ms is not None
    assert idle.idle_ms < 3_000


def test_idle_goes_on_through_a_wiggle(server: Server, sense: X11Sense) -> None:
    looks(sense, server.wiggle, lambda reading: reading.kind == "jitter")
    grown = looks(sense, server.wiggle, lambda reading: (reading.idle_ms or 0) > 1_500)
    assert grown.kind == "jitter"
    back = looks(sense, server.key, lambda reading: reading.kind == "real")
    assert back.idle_ms is not None
    assert back.idle_ms < 1_500


def test_a_key_held_down_is_nobody_and_who_types_after_it_is_somebody(server: Server) -> None:
    sense = X11Sense(server.display, lengths=HELD)
    with server.holding("Right"):
        looks(sense, rest, lambda reading: reading.kind == "held")
        grown = looks(sense, rest, lambda reading: (reading.idle_ms or 0) > 2_000)
        assert grown.kind == "held"
    looks(sense, server.key, lambda reading: reading.kind == "real" and (reading.idle_ms or 0) < 500)
    sense.close()


def test_who_types_with_shift_held_down_is_somebody(server: Server) -> None:
    sense = X11Sense(server.display, lengths=HELD)
    with server.holding("Shift_L"):
        looks(sense, server.key, lambda reading: reading.kind == "real")
        for _ in range(50):
            server.key()
            reading = sense.look(now())
            assert reading.kind == "real"
            assert (reading.idle_ms or 0) < 2_000
    sense.close()


def test_a_jiggler_is_told_and_lifted_by_a_key(server: Server) -> None:
    jumps = count(time.monotonic() + 0.5, 0.5)
    due = next(jumps)

    def jiggle() -> None:
        nonlocal due
        if time.monotonic() >= due:
            server.sweep()
            due = next(jumps)

    sense = X11Sense(server.display, lengths=JIGGLED)
    told = looks(sense, jiggle, lambda reading: reading.kind == "jiggler", seconds=30)
    assert told.idle_ms is not None
    looks(sense, server.key, lambda reading: reading.kind == "real")
    sense.close()


def test_a_look_takes_less_than_a_tenth_of_a_second(server: Server, sense: X11Sense) -> None:
    looks(sense, server.key, lambda reading: reading.kind == "real")
    each = sorted(took(lambda: sense.look(now())) for _ in range(50))
    assert each[45] < 0.1


def test_a_dead_server_is_null_and_a_new_one_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server() as first:
        monkeypatch.setenv("DISPLAY", first.display)
        sense = choose({"DISPLAY": first.display})
        assert sense is not None
        looks(sense, first.key, lambda reading: reading.idle_ms is not None and reading.idle_ms < 500)
        first.kill()
        looks(sense, rest, lambda reading: reading.idle_ms is None)
        with Server(display=first.display) as second:
            looks(sense, second.key, lambda reading: reading.idle_ms is not None)
            second.kill()
            looks(sense, rest, lambda reading: reading.idle_ms is None)
        sense.close()
        sense.close()


def test_a_frozen_server_is_null_within_a_tenth_of_a_second_and_thaws(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server() as frozen:
        monkeypatch.setenv("DISPLAY", frozen.display)
        sense = X11Sense(frozen.display, lengths=QUICK)
        looks(sense, frozen.key, lambda reading: reading.kind == "real")
        frozen.signal(signal.SIGSTOP)
        told: list[int | None] = []
        seconds = sorted(took(lambda: told.append(sense.look(now()).idle_ms)) for _ in range(5))
        assert told == [None] * 5
        assert seconds[2] < 0.1
        frozen.signal(signal.SIGCONT)
        looks(sense, frozen.key, lambda reading: reading.idle_ms is not None)
        sense.close()


def test_without_a_counter_listening_alone_serves() -> None:
    with Server("-extension", "MIT-SCREEN-SAVER") as bare, Probe(bare.display) as sense:
        assert sense.name == "x11 (listening)"
        looks(sense, bare.click, lambda reading: reading.kind == "real" and (reading.idle_ms or 0) < 500)
        looks(sense, bare.wiggle, lambda reading: reading.kind == "jitter" and (reading.idle_ms or 0) > 500)
        with bare.holding("a"):
            looks(sense, rest, lambda reading: reading.kind == "held" and (reading.idle_ms or 0) > 500)
        looks(sense, rest, lambda reading: reading.kind == "real")
        bare.kill()
        looks(sense, rest, lambda reading: reading.idle_ms is None)


def test_without_record_the_counter_serves_alone() -> None:
    """Such a server has no XTEST either, so nobody can press a key on it: it counts from its start."""
    with Server("-extension", "RECORD") as deaf, Probe(deaf.display) as sense:
        counter, listening = sense.findings
        assert counter.works
        assert counter.remedy
        assert not listening.works
        assert sense.name == "x11"
        looks(sense, rest, lambda reading: reading.idle_ms is not None)


def test_with_neither_there_is_no_sense_and_a_remedy() -> None:
    with Server("-extension", "RECORD", "-extension", "MIT-SCREEN-SAVER") as bare, Probe(bare.display) as sense:
        assert sense.name == ""
        assert all(not finding.works and finding.remedy for finding in sense.findings)


def test_doctor_finds_nothing_wrong_on_a_plain_x_server(server: Server) -> None:
    findings = doctor({"DISPLAY": server.display}, Texts.english())
    assert all(finding.works and not finding.remedy for finding in findings)


def test_an_answer_that_another_request_read_already_is_an_answer(server: Server) -> None:
    """The counter and the bursts share a connection; waiting for more than was said would make the sense blind."""
    link, question = Link(server.display), Question()

    def asked_behind_another(display: Display) -> int | None:
        question._open = (display, _query(display))
        display.sync()
        return question._answer(*question._open)

    assert link.ask(asked_behind_another) is not None
    assert link.ask(question) is not None
    link.close()
