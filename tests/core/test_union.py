"""One person at several machines: a minute at two of them is one minute."""

from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.transcript import MIDNIGHT, clock, instant
from unseat.core.activity import Record as Activity
from unseat.core.counted import CountedBout, counted
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.union import Record, united
from unseat.core.watched import Bout, Break
from unseat.core.words import HOUR, SECOND, Instant, Kind, Posture

RULE = Rule()


def watched(*intervals: Interval) -> Record:
    """What a machine makes of a day, by the very core that it lives by."""
    end = max((one.end for one in intervals), default=Instant(0))
    closed = (*intervals, Interval(end, end, Kind.UNWATCHED)) if intervals else ()
    facts = replay(Activity(closed, ()), RULE, Turns((), (), ())).facts
    bouts = [counted(fact, UTC) for fact in facts if isinstance(fact, Bout)]
    return Record(bouts, [(fact, UTC) for fact in facts if isinstance(fact, Break)])


def at(script: str) -> Record:
    """ "09:00-09:30 09:40-10:00=locked": spans of input, or of what is named."""
    intervals = []
    for word in script.split():
        span, _, kind = word.partition("=")
        start, end = span.split("-")
        intervals.append(Interval(instant(start), instant(end), Kind(kind or "input")))
    return watched(*intervals)


def told(record: Record) -> list[str]:
    lines = [f"{clock(one.start)}-{clock(one.end)} {one.posture}" for one in record.bouts]
    for gap, _ in record.breaks:
        lines.append(f"{clock(gap.start)}-{clock(gap.at)} {gap.because}" + (" unknown" if gap.unknown else ""))
    return sorted(lines)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ("09:00-09:30", "09:20-09:50", "09:00-09:50 sitting"),
        ("09:00-10:00", "09:20-09:30", "09:00-10:00 sitting"),
        ("09:00-09:30", "09:31-09:50", "09:00-09:50 sitting"),
        ("09:00-09:30", "09:35-09:50", "09:00-09:30 sitting|09:30-09:35 unwatched|09:35-09:50 sitting"),
        # locked at one, on at the other within a pause: the person moved
        ("09:00-09:30 09:30-09:50=locked 09:50-10:00", "09:31-09:49:30", "09:00-10:00 sitting"),
        # what one machine took for a break stays one, where no other had the person
        (
            "09:00-09:30 09:30-09:31=locked 09:31-10:00",
            "08:00-09:10",
            "08:00-09:30 sitting|09:30-09:31 locked|09:31-10:00 sitting",
        ),
        # a break here while the person sits there is none; the rest of it is
        (
            "09:00-09:30 10:00-10:30",
            "09:25-09:50",
            "09:00-09:50 sitting|09:50-10:00 unwatched|10:00-10:30 sitting",
        ),
        # nobody knows of the gap here, but there was input there: what is left of it stays unknown
        (
            "09:00-09:30 09:55-10:30",
            "08:00-08:10 09:40-09:45 11:00-11:10",
            (
                "08:00-08:10 sitting|08:10-09:00 no input|09:00-09:30 sitting|09:30-09:40 no input unknown"
                "|09:40-09:45 sitting|09:45-09:55 no input unknown|09:55-10:30 sitting|10:30-11:00 unwatched"
                "|11:00-11:10 sitting"
            ),
        ),
        # a lock in it tells that the person was gone, also of the part before they came to the other machine
        (
            "09:00-09:30 09:33-09:40=locked 09:45-10:00",
            "08:00-08:10 09:36-09:38",
            (
                "08:00-08:10 sitting|08:10-09:00 no input|09:00-09:30 sitting|09:30-09:36 no input"
                "|09:36-09:38 sitting|09:38-09:45 unwatched|09:45-10:00 sitting"
            ),
        ),
        # standing is said, sitting is assumed
        (
            "09:00-09:10 09:10-09:40=standing 09:10-09:40",
            "09:00-10:00",
            "09:00-09:10 sitting|09:10-09:40 standing|09:10-09:40 standing|09:40-10:00 sitting",
        ),
    ],
)
def test_two_machines_are_one_person(here: str, there: str, expected: str) -> None:
    one, other = at(here), at(there)
    assert told(united([one, other], RULE)) == sorted(expected.split("|"))
    assert told(united([other, one], RULE)) == sorted(expected.split("|"))


def test_how_the_time_was_known_stays_where_one_machine_watched_alone() -> None:
    early, late = united([at("09:00-09:30 12:00-12:30"), at("12:10-12:40")], RULE).bouts
    assert early.spent is not None
    assert early.spent.input_ms == 30 * 60 * SECOND
    assert late.spent is None


# ---- whatever both watched


@st.composite
def records(draw: st.DrawFn) -> Record:
    steps = st.tuples(
        st.integers(1, 900), st.integers(1, 1500), st.sampled_from(["input", "input", "input", "locked", "standing"])
    )
    now, intervals = MIDNIGHT + 9 * HOUR, []
    for gap, length, kind in draw(st.lists(steps, max_size=8)):
        start, now = Instant(now + gap * SECOND), Instant(now + (gap + length) * SECOND)
        intervals.append(Interval(start, now, Kind(kind)))
        if kind == "standing":
            intervals.append(Interval(start, now, Kind.INPUT))
    return watched(*intervals)


def spans(record: Record) -> list[tuple[int, int, Posture]]:
    return sorted((one.start, one.end, one.posture) for one in record.bouts)


def gaps(record: Record) -> list[tuple[int, int, str, bool]]:
    return sorted((gap.start, gap.at, str(gap.because), gap.unknown) for gap, _ in record.breaks)


@settings(max_examples=50)
@given(records())
def test_a_machine_alone_is_as_it_watched(one: Record) -> None:
    nothing = Record((), ())
    for all_ in ([one], [one, nothing], [nothing, one]):
        found = united(all_, RULE)
        assert (list(found.bouts), list(found.breaks)) == (one.bouts, one.breaks)


@settings(max_examples=50)
@given(records())
def test_the_same_told_twice_is_told_once(one: Record) -> None:
    twice = united([one, one], RULE)
    assert (list(twice.bouts), gaps(twice)) == (sorted(one.bouts, key=lambda bout: bout.start), gaps(one))


@settings(max_examples=50)
@given(st.lists(records(), min_size=2, max_size=3))
def test_the_order_of_the_machines_is_none(all_: list[Record]) -> None:
    first = united(all_, RULE)
    for turned in (all_[::-1], [*all_[1:], all_[0]]):
        again = united(turned, RULE)
        assert spans(again) == spans(first)
        assert [gap[:2] for gap in gaps(again)] == [gap[:2] for gap in gaps(first)]


@settings(max_examples=50)
@given(st.lists(records(), min_size=2, max_size=3))
def test_nothing_is_counted_twice_and_nothing_is_lost(all_: list[Record]) -> None:
    found = united(all_, RULE)
    ordered = sorted(found.bouts, key=lambda bout: bout.start)
    for one, other in pairwise(ordered):
        assert one.end <= other.start
    edges = sorted({edge for record in [*all_, found] for bout in record.bouts for edge in (bout.start, bout.end)})
    for start, end in pairwise(edges):
        assert posture([found], start, end) == expected(all_, found, start, end)


def posture(all_: Sequence[Record], start: int, end: int) -> set[Posture]:
    return {bout.posture for record in all_ for bout in record.bouts if bout.start <= start and end <= bout.end}


def expected(all_: Sequence[Record], found: Record, start: int, end: int) -> set[Posture]:
    """Standing where any says so, else sitting where any says so, or in a pause between."""
    there = posture(all_, start, end)
    if there:
        return {Posture.STANDING} if Posture.STANDING in there else {Posture.SITTING}
    if posture([found], start, end) and pause(all_, start, end) < RULE.break_after:
        return {Posture.SITTING}
    return set()


def pause(all_: Sequence[Record], start: int, end: int) -> int:
    bouts: list[CountedBout] = [bout for record in all_ for bout in record.bouts]
    before = max(bout.end for bout in bouts if bout.end <= start)
    return min(bout.start for bout in bouts if bout.start >= end) - before


@settings(max_examples=50)
@given(st.lists(records(), min_size=2, max_size=3))
def test_a_break_is_where_nobody_sat_and_only_there(all_: list[Record]) -> None:
    found = united(all_, RULE)
    sat = [bout for bout in found.bouts if bout.posture is Posture.SITTING]
    for gap, _ in found.breaks:
        assert not any(bout.start < gap.at and gap.start < bout.end for bout in sat)
        assert gap.start in {bout.end for bout in sat}
        assert gap.at in {bout.start for bout in sat}
        assert not gap.unknown or RULE.break_after <= gap.at - gap.start <= RULE.unknown_up_to
    starts = [gap.start for gap, _ in found.breaks]
    assert len(starts) == len(set(starts))
