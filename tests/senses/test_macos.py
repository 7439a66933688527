"""What is made of the answers of a Mac that is made up."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import HOUR, MINUTE, SECOND, Instant, Kind, Millis
from unseat.senses.base import Clocks, Reading
from unseat.senses.macos import devices, locks, showing
from unseat.senses.macos.calls import Box, Session
from unseat.senses.macos.last_input import ACTS, ANY, MOTION, MacSense
from unseat.texts import Texts

CALL, PRESENTATION, LOCKED, NOTHING = (
    frozenset({Kind.CALL}),
    frozenset({Kind.PRESENTATION}),
    frozenset({Kind.LOCKED}),
    frozenset[Kind](),
)
KEY = 10
LOOK = 5 * SECOND
UP = 10 * MINUTE
"""How long the made-up Mac has been on when a test begins."""


@dataclasses.dataclass
class FakeMac:
    """Answers what it is told to, by default nothing."""

    idle: dict[int, float] = dataclasses.field(default_factory=dict)
    told: Session | None = None
    held: dict[str, int] = dataclasses.field(default_factory=dict)
    sounds: dict[tuple[int, str], tuple[int, ...]] = dataclasses.field(default_factory=dict)
    views: dict[tuple[int, str], tuple[int, ...]] = dataclasses.field(default_factory=dict)
    displays: tuple[Box, ...] | None = None
    seen: tuple[Box, ...] | None = None
    listed: int = 0

    def idle_s(self, event: int) -> float | None:
        return self.idle.get(event)

    def may_listen(self) -> bool | None:
        return None

    def session(self) -> Session | None:
        return self.told

    def assertions(self, name: str) -> int | None:
        return self.held.get(name)

    def audio(self, thing: int, selector: str) -> tuple[int, ...] | None:
        return self.sounds.get((thing, selector))

    def video(self, thing: int, selector: str) -> tuple[int, ...] | None:
        return self.views.get((thing, selector))

    def screens(self) -> tuple[Box, ...] | None:
        return self.displays

    def windows(self) -> tuple[Box, ...] | None:
        self.listed += 1
        return self.seen


class Desk:
    """A Mac with a clock: inputs happen, time goes by, and the sense looks. Its counts stand still in sleep."""

    def __init__(self) -> None:
        self.steady = self.awake = UP
        self.happened = dict.fromkeys((*ACTS, MOTION), 0)
        self.calls = FakeMac()
        self.sense = MacSense(self.calls, lambda: Clocks(Instant(0), self.steady, self.awake))

    def happen(self, event: int) -> None:
        self.happened[event] = self.awake

    def wait(self, ms: int, asleep: int = 0) -> None:
        self.awake += ms
        self.steady += ms + asleep

    def look(self) -> Reading:
        self.calls.idle = {event: (self.awake - at) / SECOND for event, at in self.happened.items()}
        self.calls.idle[ANY] = min(self.calls.idle.values())
        return self.sense.look(self.steady)

    def live(self, length: int, *, every: Callable[[int], int], event: int, look: int = LOOK) -> list[Reading]:
        """`event` after each gap that `every` gives for the how manieth it is, and a look every `look` ms."""
        due, turn, readings = self.awake, 0, []
        for now in range(self.awake, self.awake + length, look):
            while due <= now:
                self.happened[event] = due
                turn += 1
                due += every(turn)
            self.wait(now - self.awake)
            readings.append(self.look())
        return readings


# ---- input


@pytest.mark.parametrize("event", [*ACTS, MOTION])
def test_any_input_counts(event: int) -> None:
    desk = Desk()
    desk.look()
    desk.wait(MINUTE)
    desk.happen(event)
    desk.wait(2 * SECOND)
    assert desk.look() == Reading(Millis(2 * SECOND), "unknown" if event == MOTION else "real")


def test_an_input_of_an_unknown_kind_counts() -> None:
    calls = FakeMac(idle={ANY: 1.0, MOTION: 60.0, KEY: 60.0})
    assert MacSense(calls, lambda: Clocks(Instant(0), 0, 0)).look(UP) == Reading(Millis(1_000), "real")


def test_a_kind_that_is_not_told_does_not_matter() -> None:
    assert MacSense(FakeMac(idle={ANY: 1.5})).look(UP).idle_ms == 1_500
    assert MacSense(FakeMac(idle={ANY: 1.5, MOTION: 1.5})).look(UP).idle_ms == 1_500


@pytest.mark.parametrize("idle", [{}, {ANY: -1.0}, {KEY: 1.0}])
def test_without_a_count_nothing_is_known(idle: dict[int, float]) -> None:
    assert MacSense(FakeMac(idle=idle)).look(UP) == Reading(None)


def test_sleep_is_no_input() -> None:
    desk = Desk()
    desk.happen(KEY)
    desk.look()
    desk.wait(LOOK, asleep=8 * HOUR)
    assert desk.look().idle_ms == 8 * HOUR + LOOK


def test_a_jiggler_is_known_after_five_minutes_and_lifted_by_a_key() -> None:
    desk = Desk()
    desk.happen(KEY)
    desk.look()
    desk.wait(LOOK)
    readings = desk.live(30 * MINUTE, every=lambda _: 47 * SECOND, event=MOTION)
    kinds = [reading.kind for reading in readings]
    assert 5 * MINUTE <= kinds.index("jiggler") * LOOK <= 8 * MINUTE
    assert set(kinds[kinds.index("jiggler") :]) == {"jiggler"}
    assert readings[-1].idle_ms == 30 * MINUTE
    desk.happen(KEY)
    desk.wait(SECOND)
    assert desk.look() == Reading(Millis(1_000), "real")


def test_the_same_motion_with_keys_in_between_is_a_person() -> None:
    desk = Desk()
    for _ in range(20):
        readings = desk.live(2 * MINUTE, every=lambda _: 30 * SECOND, event=MOTION)
        assert {reading.kind for reading in readings} <= {"real", "unknown"}
        desk.happen(KEY)


def test_a_hand_that_never_rests_is_no_jiggler() -> None:
    readings = Desk().live(20 * MINUTE, every=lambda _: 20, event=MOTION)
    assert "jiggler" not in {reading.kind for reading in readings}
    assert max(reading.idle_ms or 0 for reading in readings[1:]) < SECOND


def test_a_hand_without_a_rhythm_is_no_jiggler() -> None:
    readings = Desk().live(20 * MINUTE, every=lambda turn: (turn * 7 % 5 + 3) * 4 * SECOND, event=MOTION)
    assert "jiggler" not in {reading.kind for reading in readings}


EVENTS = st.sampled_from([*ACTS, MOTION])


@given(st.lists(st.tuples(EVENTS, st.integers(0, HOUR), st.integers(0, HOUR))))
def test_the_last_input_is_never_told_in_the_future_and_only_a_jiggler_goes_back(
    told: list[tuple[int, int, int]],
) -> None:
    desk, latest = Desk(), -HOUR
    for event, wait, asleep in told:
        desk.happen(event)
        desk.wait(wait, asleep)
        reading = desk.look()
        assert reading.idle_ms is not None
        at = desk.steady - reading.idle_ms
        assert at <= desk.steady
        assert at >= latest or reading.kind == "jiggler"
        latest = at


# ---- locked


@pytest.mark.parametrize(
    ("session", "told"),
    [
        (None, None),
        (Session(locked=False, shown=True), NOTHING),
        (Session(locked=True, shown=True), LOCKED),
        (Session(locked=False, shown=False), LOCKED),
    ],
)
def test_a_session_is_locked_as_it_says_or_when_another_is_shown(
    session: Session | None, told: frozenset[Kind] | None
) -> None:
    calls = FakeMac(told=session)
    assert locks.LockSense(calls).look() == told
    assert locks.finding(calls, Texts.english()).works is (told is not None)


# ---- a call

HEADSET, EDITOR, PLAYER = 70, 80, 81
DEFAULT = {(1, "dIn "): (HEADSET,)}
PROCESSES = {(1, "prs#"): (EDITOR, PLAYER)}


@pytest.mark.parametrize(
    ("sounds", "told"),
    [
        ({}, None),
        ({(1, "dIn "): (0,)}, NOTHING),
        (DEFAULT, None),
        ({**DEFAULT, (HEADSET, "gone"): (0,)}, NOTHING),
        ({**DEFAULT, (HEADSET, "gone"): (1,)}, CALL),
        ({**DEFAULT, (HEADSET, "gone"): (1,), **PROCESSES}, CALL),
        ({**DEFAULT, (HEADSET, "gone"): (1,), **PROCESSES, (PLAYER, "piri"): (0,)}, NOTHING),
        ({**DEFAULT, (HEADSET, "gone"): (1,), **PROCESSES, (EDITOR, "piri"): (1,), (PLAYER, "piri"): (0,)}, CALL),
        ({**DEFAULT, (HEADSET, "gone"): (0,), **PROCESSES, (EDITOR, "piri"): (1,)}, NOTHING),
    ],
)
def test_music_in_a_headset_is_no_call_where_the_programs_can_be_asked(
    sounds: dict[tuple[int, str], tuple[int, ...]], told: frozenset[Kind] | None
) -> None:
    calls = FakeMac(sounds=sounds)
    assert devices.microphone(calls).look() == told
    assert devices.microphone_finding(calls, Texts.english()).works is (told is not None)


@pytest.mark.parametrize(
    ("views", "told"),
    [
        ({}, None),
        ({(1, "dev#"): ()}, NOTHING),
        ({(1, "dev#"): (5,)}, None),
        ({(1, "dev#"): (5, 6), (5, "gone"): (0,)}, NOTHING),
        ({(1, "dev#"): (5, 6), (5, "gone"): (0,), (6, "gone"): (1,)}, CALL),
    ],
)
def test_any_camera_that_runs_is_a_call(
    views: dict[tuple[int, str], tuple[int, ...]], told: frozenset[Kind] | None
) -> None:
    calls = FakeMac(views=views)
    assert devices.camera(calls).look() == told
    assert devices.camera_finding(calls, Texts.english()).works is (told is not None)


# ---- presentation, full screen

NEW, OLD = showing.KEEPING_ON


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({}, None),
        ({NEW: 0, OLD: 0}, NOTHING),
        ({NEW: 0}, NOTHING),
        ({NEW: 2, OLD: 0}, PRESENTATION),
        ({NEW: 0, OLD: 1}, PRESENTATION),
    ],
)
def test_a_screen_that_is_kept_on_shows_something(held: dict[str, int], told: frozenset[Kind] | None) -> None:
    calls = FakeMac(held=held)
    assert showing.ShowingSense(calls).look() == told
    assert showing.showing(calls, Texts.english()).works is (told is not None)


LEFT, RIGHT = Box(0, 0, 1512, 982), Box(1512, -98, 1920, 1080)


@pytest.mark.parametrize(
    ("window", "fills"),
    [
        (LEFT, True),
        (RIGHT, True),
        (Box(0, 38, 1512, 944), True),
        (Box(0, 38, 1512, 900), False),
        (Box(0, 38, 1400, 944), False),
        (Box(100, 0, 1512, 982), False),
        (Box(0, 60, 1512, 922), False),
        (Box(0, 0, 3432, 982), True),
    ],
)
def test_a_window_fills_a_screen_up_to_its_notch(window: Box, fills: bool) -> None:
    calls = FakeMac(displays=(LEFT, RIGHT), seen=(Box(9, 9, 9, 9), window))
    assert showing.FullSense(calls).look() == (PRESENTATION if fills else NOTHING)


@pytest.mark.parametrize("calls", [FakeMac(), FakeMac(displays=(LEFT,)), FakeMac(displays=(), seen=(LEFT,))])
def test_without_windows_or_screens_nothing_is_known(calls: FakeMac) -> None:
    assert showing.FullSense(calls).look() is None
    assert not showing.full_screen(calls, Texts.english()).works


def test_the_list_of_windows_is_made_every_ten_seconds_at_most() -> None:
    calls, now = FakeMac(displays=(LEFT,), seen=()), 0.0
    sense = showing.FullSense(calls, lambda: now)
    for _ in range(12):
        assert sense.look() == NOTHING
        now += 5
    assert calls.listed == 6
