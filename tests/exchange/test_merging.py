"""What of another program's facts is taken: nothing is counted twice, and nothing is taken twice."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried
from unseat.core.moments import Interval
from unseat.core.offered import PromptAnswered, PromptDue
from unseat.core.rule import Rule
from unseat.core.taken_in import DayTotal
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import MINUTE, Answer, Because, Instant, Kind, Millis, Posture
from unseat.exchange.living import from_input
from unseat.exchange.merging import Fit, Known, fit

LATE = Instant(10_000 * MINUTE)
SCRAP = Millis(2 * MINUTE)


def at(minute: float) -> Instant:
    return Instant(round(minute * MINUTE))


def bout(start: float, end: float, source: str | None = None, **more: int) -> Bout:
    quiet, held = more.get("quiet", 0) * MINUTE, more.get("held", 0) * MINUTE
    return Bout(
        start=at(start),
        at=at(end),
        source=source,
        posture=Posture.SITTING,
        input_ms=Millis(at(end) - at(start) - quiet - held),
        quiet_ms=Millis(quiet),
        held_ms=Millis(held),
        because=Because.NO_INPUT,
    )


def gap(start: float, end: float, source: str | None = "x") -> Break:
    return Break(start=at(start), at=at(end), source=source, because=Because.NO_INPUT, unknown=True)


def merge(found: list[AnyFact], known: list[Fact], open_bout: OpenBout | None = None) -> Fit:
    return fit([Carried(fact) for fact in found], Known(known, open_bout), LATE, SCRAP)


def kept(fitted: Fit) -> list[AnyFact]:
    return [carried.fact for carried in fitted.kept]


def test_into_an_empty_journal_all_is_taken() -> None:
    found: list[AnyFact] = [bout(0, 30, "x"), gap(30, 40), bout(40, 50, "x")]
    fitted = merge(found, [])
    assert sorted(kept(fitted), key=lambda fact: fact.at) == sorted(found, key=lambda fact: fact.at)
    assert (fitted.clipped, fitted.known, fitted.future) == (0, 0, 0)


def test_what_was_watched_stays_and_the_rest_is_cut_to_it() -> None:
    fitted = merge([bout(0, 60, "x", quiet=6, held=12)], [bout(20, 30), bout(59, 70)])
    first, second = kept(fitted)
    assert isinstance(first, Bout)
    assert isinstance(second, Bout)
    assert [(one.start, one.at) for one in (first, second)] == [(at(0), at(20)), (at(30), at(59))]
    assert (first.input_ms, first.quiet_ms, first.held_ms) == (14 * MINUTE, 2 * MINUTE, 4 * MINUTE)
    assert all(one.input_ms + one.quiet_ms + one.held_ms == one.length for one in (first, second))
    assert (first.because, second.because) == (Because.UNWATCHED, Because.UNWATCHED)
    assert (fitted.clipped, fitted.known) == (1, 0)


def test_scraps_at_the_edges_are_no_bouts() -> None:
    fitted = merge([bout(0, 30, "x")], [bout(1.5, 29)])
    assert (kept(fitted), fitted.clipped, fitted.known) == ([], 0, 1)


def test_the_bout_still_open_is_watched_too() -> None:
    still = OpenBout(
        start=at(10),
        posture=Posture.SITTING,
        last=at(20),
        last_input=at(20),
        input_ms=Millis(0),
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=at(21),
        steady_ms=0,
        boot="",
    )
    (only,) = kept(merge([bout(0, 21, "x")], [], still))
    assert isinstance(only, Bout)
    assert (only.start, only.at) == (at(0), at(10))


def test_a_break_ends_where_a_watched_bout_begins_and_is_no_longer_unknown() -> None:
    fitted = merge([bout(0, 30, "x"), gap(30, 55)], [bout(40, 50)])
    assert kept(fitted)[1] == Break(start=at(30), at=at(40), source="x", because=Because.UNWATCHED, unknown=False)


def test_a_break_after_a_bout_that_was_not_taken_is_none() -> None:
    assert kept(merge([bout(0, 30, "x"), gap(30, 55)], [bout(0, 30)])) == []


def test_the_future_is_left_out() -> None:
    fitted = merge([bout(9_990, 10_001, "x"), bout(9_000, 9_990, "x")], [])
    assert (len(fitted.kept), fitted.future) == (1, 1)


def test_prompts_in_watched_time_are_left_out_with_all_that_became_of_them() -> None:
    def prompt(minute: float) -> list[AnyFact]:
        due = PromptDue(at=at(minute), source="x", every_ms=Millis(1))
        return [due, PromptAnswered(at=at(minute + 15), source="x", prompt=due.at, answer=Answer.SKIPPED)]

    assert kept(merge([*prompt(12), *prompt(30)], [bout(10, 20)])) == prompt(30)


def test_a_total_takes_the_place_of_another_but_not_twice() -> None:
    def total(active_s: int) -> DayTotal:
        return DayTotal(at=at(9), start=at(1), source="workrave", day=date(2026, 11, 23), active_s=active_s)

    assert kept(merge([total(5)], [total(4), bout(0, 60)])) == [total(5)]
    assert merge([total(5)], [total(4), total(5)]) == Fit((), 0, 1, 0)


SPANS = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90)), max_size=12)


def lived(spans: list[tuple[int, int]], source: str) -> tuple[Carried, ...]:
    return from_input((Interval(at(start), at(start + length), Kind.INPUT) for start, length in spans), Rule(), source)


@given(SPANS, SPANS)
def test_nothing_is_counted_twice_nor_taken_twice(watched: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    known: list[Fact] = [carried.fact for carried in lived(watched, "x")]
    found = lived(other, "y")
    fitted = fit(found, Known(known, None), LATE, SCRAP)
    bouts = sorted((fact.start, fact.at) for fact in [*known, *kept(fitted)] if isinstance(fact, Bout))
    assert all(before[1] <= after[0] for before, after in pairwise(bouts))
    again = fit(found, Known([*known, *kept(fitted)], None), LATE, SCRAP)
    assert again.kept == ()
    for fact in kept(fitted):
        if isinstance(fact, Break) and fact.unknown:
            assert not any(start < fact.at and end > fact.start for start, end in bouts)


@given(SPANS, SPANS, SPANS)
def test_three_sources_in_turn_and_again_add_nothing(
    one: list[tuple[int, int]], two: list[tuple[int, int]], three: list[tuple[int, int]]
) -> None:
    journal: list[Fact] = []
    sources = [lived(one, "x"), lived(two, "y"), lived(three, "z")]
    for found in sources:
        journal += kept(fit(found, Known(journal, None), LATE, SCRAP))
    assert [fit(found, Known(journal, None), LATE, SCRAP).kept for found in sources] == [(), (), ()]
