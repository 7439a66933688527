"""What holds for any record whatever: order, sums, and that neither sampling nor the order of lines matters."""

import itertools
import json
import random
from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.transcript import Counted
from unseat.core.activity import parse
from unseat.core.looking import Looking, Sample
from unseat.core.moments import Interval, Moment, merged, moments
from unseat.core.replay import Replayed, replay
from unseat.core.rule import Rule
from unseat.core.watched import Bout
from unseat.core.words import MINUTE, SECOND, UNRECORDED, Instant, Kind, Millis, Posture

BASE = int(datetime(2026, 3, 29, tzinfo=UTC).timestamp() * 1000)
RULE = Rule(every=Millis(10 * MINUTE))
KINDS = [kind for kind in Kind if kind not in UNRECORDED]


@st.composite
def intervals(draw: st.DrawFn, kinds: Sequence[Kind] = KINDS) -> Interval:
    start = draw(st.integers(0, 4 * 3600)) * SECOND
    length = draw(st.sampled_from([0, 1, 30, 60, 61, 119, 120, 121, 600, 1800, 3600])) * SECOND
    jitter = draw(st.sampled_from([0, 0, 0, 1, 999]))
    return Interval(Instant(BASE + start), Instant(BASE + start + length + jitter), draw(st.sampled_from(kinds)))


records = st.lists(intervals(), max_size=25)
answers = st.lists(
    st.tuples(st.integers(0, 5 * 3600), st.sampled_from(["done", "partial", "skipped", "snoozed"]), st.booleans()),
    max_size=6,
)


def lines(record: list[Interval], said: list[tuple[int, str, bool]]) -> list[str]:
    told: list[dict[str, object]] = [
        {"start": one.start / 1000, "end": one.end / 1000, "what": one.kind.value} for one in record
    ]
    for at, answer, verified in said:
        told.append({"start": BASE / 1000 + at, "what": "answer", "answer": answer, "verified": verified})
    return [json.dumps(one) for one in told]


def run(record: list[Interval], said: list[tuple[int, str, bool]], rule: Rule = RULE) -> Replayed:
    return replay(parse(lines(record, said)), rule, Counted())


@given(records, answers)
def test_bouts_are_ordered_disjoint_and_add_up(record: list[Interval], said: list[tuple[int, str, bool]]) -> None:
    bouts = run(record, said).bouts
    for bout in bouts:
        assert bout.at > bout.start
        assert min(bout.input_ms, bout.quiet_ms, bout.held_ms) >= 0
        assert bout.input_ms + bout.quiet_ms + bout.held_ms == bout.length
    for before, after in itertools.pairwise(bouts):
        assert before.at <= after.start


@given(records, answers)
def test_breaks_lie_between_sitting_bouts(record: list[Interval], said: list[tuple[int, str, bool]]) -> None:
    replayed = run(record, said)
    sitting = [bout for bout in replayed.bouts if bout.posture is Posture.SITTING]
    starts, ends = {bout.start for bout in sitting}, {bout.at for bout in sitting}
    for gap in replayed.breaks:
        assert gap.start in ends
        assert gap.at in starts
        assert gap.start <= gap.at
        assert not gap.unknown or gap.at - gap.start <= RULE.unknown_up_to
    ended = len(replayed.breaks) + (replayed.open_break is not None)
    assert len(sitting) - 1 <= ended <= len(sitting)


@given(records)
def test_sitting_is_never_more_than_was_watched(record: list[Interval]) -> None:
    """Nothing under a lock, asleep or unwatched is desk time."""
    out = [one for one in merged(record) if one.kind in {Kind.LOCKED, Kind.ASLEEP, Kind.UNWATCHED}]
    for bout in run(record, []).bouts:
        assert not any(one.start < bout.at and bout.start < one.end for one in out)


@given(records, answers)
def test_prompts_live_inside_time(record: list[Interval], said: list[tuple[int, str, bool]]) -> None:
    replayed = run(record, said)
    open_ = 0
    for fact in replayed.facts:
        match fact.__struct_config__.tag:
            case "prompt_due":
                open_ += 1
                assert open_ == 1
            case "prompt_answered":
                open_ -= 1
                assert open_ == 0
                assert fact.at >= getattr(fact, "prompt")  # noqa: B009
            case "prompt_deferred":
                assert getattr(fact, "until") > fact.at  # noqa: B009
            case _:
                pass


@given(records, answers, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(
    record: list[Interval], said: list[tuple[int, str, bool]], chance: random.Random
) -> None:
    said = list({at: (at, answer, verified) for at, answer, verified in said}.values())
    told = lines(record, said)
    shuffled = told[:]
    chance.shuffle(shuffled)
    one, other = (replay(parse(text), RULE, Counted()) for text in (told, shuffled))
    assert one.facts == other.facts
    assert one.bouts == other.bouts


@given(records, st.integers(0, 4 * 3600))
def test_cutting_an_interval_in_two_changes_nothing(record: list[Interval], at: int) -> None:
    cut = Instant(BASE + at * SECOND)
    halves = [
        part
        for one in record
        for part in (
            [Interval(one.start, cut, one.kind), Interval(cut, one.end, one.kind)]
            if one.start < cut < one.end
            else [one]
        )
    ]
    assert run(record, []).facts == run(halves, []).facts


@given(records)
def test_looking_on_changes_nothing(record: list[Interval]) -> None:
    """Moments at which nothing happens, however many, are no events."""
    if not record:
        return
    told = [*moments(record)]
    idle = [Moment(Instant(BASE + minute * MINUTE + 17)) for minute in range(0, 300, 3)]
    end = max(one.end for one in record)
    more = sorted([*told, *(one for one in idle if one.at <= end)], key=lambda one: one.at)
    from unseat.core.desk import Desk

    desks = [Desk(RULE, Counted()), Desk(RULE, Counted())]
    for desk, steps in zip(desks, (told, more), strict=True):
        for step in steps:
            desk.step(step)
        desk.advance(end)
    assert desks[0].facts == desks[1].facts


@settings(max_examples=50)
@given(st.lists(intervals([Kind.INPUT]), min_size=1, max_size=8), st.sampled_from([1, 2, 5]))
def test_sampling_moves_no_bout_by_more_than_a_look(record: list[Interval], every_s: int) -> None:
    """Looks every few seconds, each told only the last input before it, give the bouts of the record itself.

    Gaps that lie within a look of the threshold can fall on either side, so records with such gaps are passed over.
    """
    whole = sorted(merged(record))
    gaps = [after.start - before.end for before, after in itertools.pairwise(whole)]
    near = 3 * every_s * SECOND
    lone = any(one.end - one.start < near for one in whole)
    if lone or any(abs(gap - limit) <= near for gap in gaps for limit in (RULE.idle_after, RULE.break_after)):
        return
    expected = run(whole, []).bouts
    sampled = looked(whole, every_s * SECOND)
    assert len(sampled) == len(expected)
    for one, other in zip(sampled, expected, strict=True):
        assert abs(one.start - other.start) <= every_s * SECOND
        assert abs(one.at - other.at) <= SECOND


def looked(whole: list[Interval], every: int) -> list[Bout]:
    from unseat.core.desk import Desk

    desk = Desk(msgspec.structs.replace(RULE, every=10**12), Counted())
    looking = Looking(Instant(BASE - every))
    end = whole[-1].end + 10 * MINUTE
    for now in range(BASE, end, every):
        last = max((min(one.end, now) for one in whole if one.start <= now), default=BASE - 3600 * SECOND)
        for moment in looking.look(Sample(now=Instant(now), last_input=Instant(last))):
            desk.step(moment)
        desk.advance(Instant(now))
    return [fact for fact in desk.facts if isinstance(fact, Bout)]


def test_an_empty_record_is_fine() -> None:
    replayed = run([], [])
    assert (replayed.bouts, replayed.breaks, replayed.open_break) == ((), (), None)
