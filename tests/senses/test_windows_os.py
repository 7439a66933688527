"""What is made of the answers of a Windows that is made up."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Instant, Kind, Millis
from unseat.senses.base import Clocks, Reading
from unseat.senses.windows_os import Windows, devices, locks, showing
from unseat.senses.windows_os.calls import Session
from unseat.senses.windows_os.last_input import AHEAD, WRAP, WindowsSense, since
from unseat.senses.windows_os.notices import Notices, State
from unseat.texts import Texts

CALL, PRESENTATION, LOCKED, NOTHING = (
    frozenset({Kind.CALL}),
    frozenset({Kind.PRESENTATION}),
    frozenset({Kind.LOCKED}),
    frozenset[Kind](),
)
NOW = Clocks(wall=Instant(1_800_000_000_000), steady=3 * HOUR, awake=2 * HOUR)


@dataclasses.dataclass
class FakeWindows:
    """Answers what it is told to, by default nothing; `store` is the registry, by key and value."""

    last: int | None = None
    now: int | None = None
    told: Session | None = None
    notices: int | None = None
    execution: int | None = None
    store: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)
    asked: int = 0

    def last_input_tick(self) -> int | None:
        return self.last

    def tick(self) -> int | None:
        return self.now

    def session(self) -> Session | None:
        return self.told

    def notification_state(self) -> int | None:
        self.asked += 1
        return self.notices

    def execution_state(self) -> int | None:
        return self.execution

    def children(self, key: str) -> tuple[str, ...] | None:
        below = [other.removeprefix(f"{key}\\") for other in self.store if other.startswith(f"{key}\\")]
        names = tuple(dict.fromkeys(name.partition("\\")[0] for name in below))
        return names if names or key in self.store else None

    def number(self, key: str, value: str) -> int | None:
        return self.store.get(key, {}).get(value)


def shared(calls: FakeWindows) -> Windows:
    return Windows(calls, Notices(calls, lambda: float(calls.asked)))


# ---- input

TICKS = st.integers(0, WRAP - 1)


@given(TICKS, st.integers(0, WRAP - AHEAD - 1))
def test_the_time_since_an_input_is_right_across_the_wrap(last: int, gone: int) -> None:
    assert since(last, (last + gone) % WRAP) == gone


@given(TICKS, st.integers(1, AHEAD))
def test_an_input_that_lies_ahead_came_now(tick: int, ahead: int) -> None:
    assert since((tick + ahead) % WRAP, tick) == 0


def test_a_look_tells_the_time_since_the_last_input() -> None:
    calls = FakeWindows(last=WRAP - 1_000, now=4_000)
    sense = WindowsSense(calls)
    assert sense.look(100_000) == Reading(Millis(5_000))
    calls.now = 9_000
    assert sense.look(105_000) == Reading(Millis(10_000))
    calls.last = 8_500
    assert sense.look(105_000) == Reading(Millis(500))


def test_nobody_for_three_months_is_no_input_when_the_count_begins_again() -> None:
    calls = FakeWindows(last=5_000, now=10_000)
    sense = WindowsSense(calls)
    sense.look(0)
    for day in range(1, 90):
        calls.now = (10_000 + day * DAY) % WRAP
        assert sense.look(day * DAY) == Reading(Millis(day * DAY + 5_000))


@given(st.lists(st.tuples(TICKS, TICKS, st.integers(0, HOUR)), min_size=2))
def test_whatever_is_told_only_a_jiggler_makes_the_last_input_go_back(told: list[tuple[int, int, int]]) -> None:
    calls, steady, latest = FakeWindows(), 0, -WRAP
    sense = WindowsSense(calls)
    for last, tick, later in told:
        calls.last, calls.now, steady = last, tick, steady + later
        reading = sense.look(steady)
        idle = reading.idle_ms
        assert idle is not None
        assert idle >= 0
        assert steady - idle >= latest or reading.kind == "jiggler"
        latest = steady - idle


def test_a_jiggler_counts_no_more_once_it_is_known_and_a_person_who_comes_back_does() -> None:
    calls = FakeWindows()
    sense = WindowsSense(calls)
    readings = []
    for now in range(0, 30 * MINUTE, 5 * SECOND):
        calls.last, calls.now = now - now % MINUTE, now
        readings.append(sense.look(now))
    kinds = [reading.kind for reading in readings]
    assert kinds.index("jiggler") * 5 * SECOND == 8 * MINUTE
    assert readings[-1] == Reading(Millis(30 * MINUTE - 5 * SECOND), "jiggler")
    calls.last = calls.now = 30 * MINUTE + 7 * SECOND
    assert sense.look(30 * MINUTE + 7 * SECOND) == Reading(Millis(0))


@pytest.mark.parametrize("calls", [FakeWindows(), FakeWindows(last=1), FakeWindows(now=1)])
def test_a_call_that_fails_is_unknown_and_the_next_look_may_know(calls: FakeWindows) -> None:
    sense = WindowsSense(calls)
    assert sense.look(0) == Reading(None)
    calls.last, calls.now = 1_000, 3_000
    assert sense.look(0) == Reading(Millis(2_000))


# ---- locked

ACTIVE, DISCONNECTED = 0, 4


@pytest.mark.parametrize(
    ("session", "told"),
    [
        (None, None),
        (Session(ACTIVE, 0), LOCKED),
        (Session(ACTIVE, 1), NOTHING),
        (Session(ACTIVE, 0xFFFFFFFF), None),
        (Session(DISCONNECTED, 1), LOCKED),
        (Session(DISCONNECTED, 0xFFFFFFFF), LOCKED),
    ],
)
def test_a_session_is_locked_as_it_says_or_when_no_screen_shows_it(
    session: Session | None, told: frozenset[Kind] | None
) -> None:
    calls = FakeWindows(told=session)
    assert locks.LockSense(calls).look() == told
    assert locks.finding(shared(calls), Texts.english()).works is (told is not None)


# ---- a call

STORE = rf"{devices.STORE}\microphone"
APP, PROGRAM = rf"{STORE}\Some.App_1234", rf"{STORE}\NonPackaged\C:#Words#words.exe"
BOOT = devices.booted(NOW)


def use(start: int = BOOT + 1, stop: int = 0) -> dict[str, int]:
    return {devices.STARTED: start, devices.STOPPED: stop}


def microphone(store: dict[str, dict[str, int]]) -> frozenset[Kind] | None:
    return devices.UseSense(FakeWindows(store=store), devices.MICROPHONE, lambda: NOW).look()


@pytest.mark.parametrize("program", [APP, PROGRAM])
def test_a_program_that_has_not_stopped_is_in_a_call(program: str) -> None:
    others = {APP: use(stop=7), PROGRAM: use(stop=7)}
    assert microphone(others) == NOTHING
    assert microphone({**others, program: use()}) == CALL


def test_what_a_lost_power_left_behind_is_no_call() -> None:
    assert microphone({PROGRAM: use(start=BOOT)}) == NOTHING
    assert microphone({PROGRAM: {devices.STOPPED: 0}}) == NOTHING


def test_a_program_that_was_only_ever_asked_about_is_no_call() -> None:
    assert microphone({PROGRAM: {}}) == NOTHING
    assert microphone({STORE: {}}) == NOTHING


def test_without_the_store_nothing_is_known() -> None:
    assert microphone({}) is None
    assert microphone({rf"{devices.STORE}\webcam\Some.App": use()}) is None


def test_camera_and_microphone_are_told_apart() -> None:
    calls = FakeWindows(store={rf"{devices.STORE}\webcam\NonPackaged\C:#a.exe": use(), APP: use(stop=1)})
    assert devices.UseSense(calls, devices.CAMERA, lambda: NOW).look() == CALL
    assert devices.UseSense(calls, devices.MICROPHONE, lambda: NOW).look() == NOTHING
    english = Texts.english()
    assert devices.camera(shared(calls), english).works
    assert devices.microphone(shared(calls), english).works
    assert not devices.microphone(shared(FakeWindows()), english).works


def test_a_start_is_counted_from_1601() -> None:
    at_1970 = Clocks(wall=Instant(MINUTE), steady=0, awake=0)
    assert devices.booted(at_1970) == 116_444_736_000_000_000


# ---- presentation, full screen, disturbing


@pytest.mark.parametrize(
    ("state", "execution", "told"),
    [
        (None, None, None),
        (State.ACCEPTS, None, NOTHING),
        (None, 1, NOTHING),
        (None, 3, PRESENTATION),
        (State.ACCEPTS, 2, PRESENTATION),
        (State.PRESENTATION, 0, PRESENTATION),
        (State.BUSY, 0, NOTHING),
    ],
)
def test_presenting_is_a_mode_or_a_screen_that_is_kept_on(
    state: int | None, execution: int | None, told: frozenset[Kind] | None
) -> None:
    assert showing.ShowingSense(shared(FakeWindows(notices=state, execution=execution))).look() == told


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (None, None),
        (State.NOT_PRESENT, None),
        (State.BUSY, PRESENTATION),
        (State.FULL_SCREEN_3D, PRESENTATION),
        (State.PRESENTATION, None),
        (State.ACCEPTS, NOTHING),
        (State.QUIET_TIME, NOTHING),
        (State.STORE_APP, NOTHING),
        (99, None),
    ],
)
def test_a_full_screen_is_unknown_where_another_state_hides_it(state: int | None, told: frozenset[Kind] | None) -> None:
    assert showing.FullSense(shared(FakeWindows(notices=state))).look() == told


@pytest.mark.parametrize("state", [None, *State])
def test_that_nothing_disturbs_is_never_claimed(state: int | None) -> None:
    on = showing.Disturb(shared(FakeWindows(notices=state))).on()
    assert on is (True if state is State.QUIET_TIME else None)


def test_three_senses_ask_once_at_each_look() -> None:
    calls, now = FakeWindows(notices=State.BUSY), 0.0
    here = Windows(calls, Notices(calls, lambda: now))
    for look in range(1, 4):
        now += 5
        showing.ShowingSense(here).look()
        showing.FullSense(here).look()
        showing.Disturb(here).on()
        assert calls.asked == look


def test_doctor_tells_of_each() -> None:
    english = Texts.english()
    knowing, silent = shared(FakeWindows(notices=State.ACCEPTS, execution=0)), shared(FakeWindows())
    for finding in (showing.showing, showing.full_screen):
        assert finding(knowing, english).works
        assert not finding(silent, english).works
        assert "Windows does not tell" in finding(silent, english).found
        assert finding(silent, english).remedy


def test_sleep_and_a_wrap_together_do_not_move_an_input() -> None:
    calls = FakeWindows(last=WRAP - SECOND, now=WRAP - 1)
    sense = WindowsSense(calls)
    sense.look(10 * SECOND)
    calls.now = 8 * HOUR
    assert sense.look(10 * SECOND + 8 * HOUR) == Reading(Millis(8 * HOUR + SECOND - 1))
