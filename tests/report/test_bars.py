from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.report.weeks import AMSTERDAM
from unseat.core.dayrecord import BoutLine, DayRecord, PromptLine, UnknownLine
from unseat.core.words import Answer, Posture
from unseat.report.bars import bar, timeline

START = datetime.fromisoformat("2026-11-23T04:00:00+01:00")


def clock(text: str) -> datetime:
    moment = datetime.fromisoformat(f"2026-11-23T{text}:00+01:00")
    return moment if moment >= START else moment + timedelta(days=1)


def bout(start: str, end: str, posture: Posture = Posture.SITTING) -> BoutLine:
    return bout_of(clock(start), clock(end), posture)


def bout_of(start: datetime, end: datetime, posture: Posture = Posture.SITTING) -> BoutLine:
    return BoutLine(
        start=start,
        end=end,
        posture=posture,
        began_before=False,
        goes_on=False,
        input_s=None,
        quiet_s=None,
        held_s=None,
    )


def prompt(due: str, answer: Answer | None) -> PromptLine:
    return PromptLine(
        due=clock(due),
        shown=None,
        deferred=(),
        snoozes=0,
        answered=None,
        answer=answer,
        exercise=None,
        verified=None,
        sides=None,
    )


def record(*bouts: BoutLine, unknown: tuple[UnknownLine, ...] = (), prompts: tuple[PromptLine, ...] = ()) -> DayRecord:
    return DayRecord(bouts=bouts, breaks=(), unknown=unknown, prompts=prompts, sessions=())


def test_a_bar_in_eighths() -> None:
    assert str(bar(4, 4, 8, 10)) == "█████"
    assert str(bar(4.1, 6, 8, 10)) == "█████▏░░"
    assert str(bar(8, 8, 8, 10)) == "█" * 10
    assert str(bar(0, 0, 8, 10)) == ""


def test_a_little_can_be_seen_too() -> None:
    assert str(bar(0.001, 0.001, 8, 10)) == "▏"
    assert str(bar(0.001, 0.002, 8, 10)) == "▏░"


@given(st.floats(0, 10), st.floats(0, 2), st.integers(10, 60))
def test_a_bar_fits_and_grows_with_the_time(least: float, more: float, width: int) -> None:
    own = bar(least, least + more, 12, width)
    assert len(str(own)) <= width
    assert len(own.sure) - 1 <= width * least / 12 <= len(own.sure) + 0.1


def test_the_timeline_of_a_day() -> None:
    own = record(
        bout("09:00", "10:00"),
        bout("10:30", "10:34"),
        bout("11:00", "12:00", Posture.STANDING),
        unknown=(UnknownLine(start=clock("10:00"), end=clock("10:30")),),
        prompts=(prompt("09:31", Answer.DONE), prompt("11:02", None), prompt("11:40", Answer.SKIPPED)),
    )
    line = timeline(own, START, AMSTERDAM, 78)
    assert line.spent == "████░░▂·┃┃┃┃" + "·" * 20
    assert line.hours == "    10      12      14      16  "
    assert line.marks == "  ✓     … x"
    assert line.step == timedelta(minutes=15)


def test_a_day_that_is_too_long_for_the_line_gets_coarser() -> None:
    line = timeline(record(bout("04:10", "05:00"), bout("02:00", "03:50")), START, AMSTERDAM, 78)
    assert line.step == timedelta(minutes=30)
    assert len(line.spent) == 48


def test_a_day_without_bouts_has_a_line_too() -> None:
    assert timeline(record(), START, AMSTERDAM, 78).spent == "·" * 32


moments = st.integers(0, 24 * 60).map(lambda minute: START + timedelta(minutes=minute))


@given(st.lists(st.tuples(moments, moments), max_size=8), st.integers(50, 120))
def test_the_line_holds_whatever_the_day_was(spans: list[tuple[datetime, datetime]], width: int) -> None:
    own = record(*(bout_of(min(span), max(span)) for span in spans))
    line = timeline(own, START, AMSTERDAM, width)
    assert len(line.spent) == len(line.hours) <= width
    assert len(line.marks) <= len(line.spent)
    assert set(line.spent) <= set("·▂▄▆█")
    assert (set(line.spent) == {"·"}) == all(one == other for one, other in spans)
