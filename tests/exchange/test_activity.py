"""The journal's bouts as an activity log: a replay makes the same bouts of it."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange.test_merging import at, bout
from unseat.core.activity import Record, parse
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Instant, Kind
from unseat.exchange.activity import activity_lines

RULE = Rule()
KINDS = [Kind.INPUT, Kind.INPUT, Kind.INPUT, Kind.CALL, Kind.LOCKED, Kind.ASLEEP, Kind.UNWATCHED, Kind.STANDING]
INTERVALS = st.lists(
    st.builds(
        lambda start, length, kind: Interval(Instant(start * SECOND), Instant((start + length) * SECOND), kind),
        st.integers(0, 7200),
        st.one_of(st.integers(0, 200), st.integers(0, 3600)),
        st.sampled_from(KINDS),
    ),
    max_size=14,
)


def lived(record: Record) -> list[Bout]:
    return list(replay(record, RULE, Turns((), (), ())).bouts)


def again(bouts: list[Bout]) -> list[Bout]:
    return lived(parse(activity_lines(bouts, RULE)))


@given(INTERVALS)
@example([Interval(at(0), at(1), Kind.STANDING), Interval(at(2), at(3), Kind.INPUT)])
@example([Interval(at(0), at(2), Kind.INPUT), Interval(at(1), at(1), Kind.STANDING)])
def test_a_replay_makes_the_same_bouts(intervals: list[Interval]) -> None:
    bouts = lived(Record(tuple(intervals), ()))
    assert [(one.start, one.at, one.posture) for one in again(bouts)] == [
        (one.start, one.at, one.posture) for one in bouts
    ]


@given(INTERVALS)
def test_of_input_alone_it_makes_them_with_their_quiet_time(intervals: list[Interval]) -> None:
    own = [interval for interval in intervals if interval.kind is Kind.INPUT]
    bouts = lived(Record(tuple(own), ()))
    assert again(bouts)[:-1] == bouts[:-1]


def test_input_then_pauses_then_what_was_held() -> None:
    lines = [json.loads(line) for line in activity_lines([bout(0, 30, quiet=3, held=10)], RULE)]
    assert [(line["what"], line["start"][11:19], line["end"][11:19]) for line in lines] == [
        ("input", "00:00:00", "00:17:00"),
        ("input", "00:18:30", "00:18:30"),
        ("input", "00:20:00", "00:20:00"),
        ("call", "00:20:00", "00:30:00"),
    ]


def test_quiet_time_that_the_rule_would_not_call_so_is_written_as_input() -> None:
    (line,) = activity_lines([bout(0, 30, quiet=1)], RULE)
    assert json.loads(line)["end"].startswith("1970-01-01T00:30:00")


def test_no_bouts_no_lines() -> None:
    assert list(activity_lines([], RULE)) == []
    assert at(0) == 0
