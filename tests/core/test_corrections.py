"""What the person says of the past counts in the place of what was watched."""

from collections.abc import Iterable
from datetime import UTC, date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.report.weeks import at, bouts, breaks
from unseat.core.corrections import in_force, numbered
from unseat.core.counted import CountedBout, corrected, counted
from unseat.core.days import Span
from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.ledger import Ledger, ledger
from unseat.core.offered import PromptAnswered, PromptDue, PromptShown, SessionEnded
from unseat.core.rule import Rule
from unseat.core.said import Corrected, CorrectionUndone, ExerciseCorrected
from unseat.core.summary import DaySummary
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.week import summarise_day
from unseat.core.words import MINUTE, SECOND, Answer, Because, Instant, Meant, Millis, Posture

DAY = date(2026, 11, 23)
RULE = Rule()
NOON = "08:00-09:00 09:10-10:00 10:05-10:40locked 11:30-12:00"
"""Unknown from 9:00 to 9:10 and from 10:00 to 10:05, then locked until 11:30."""


def clock(text: str) -> Instant:
    return at(DAY, text, UTC)


def said(text: str, second: int = 0) -> Corrected:
    """ "10:00-10:05 sitting", said in the evening."""
    span, meant = text.split()
    start, end = span.split("-")
    return Corrected(
        at=Instant(clock("20:00") + second * SECOND), start=clock(start), end=clock(end), meant=Meant(meant)
    )


def watched(script: str) -> list[AnyFact]:
    own = list(bouts(DAY, UTC, script))
    return [*own, *breaks(own)]


def summary(script: str, *more: AnyFact, open_bout: OpenBout | None = None) -> DaySummary:
    return summarise_day([(fact, 0) for fact in [*watched(script), *more]], DAY, UTC, RULE, open_bout)


def told(day: DaySummary) -> list[str]:
    """Bouts and breaks, as one reads them."""
    lines = [f"{bout.start:%H:%M}-{bout.end:%H:%M} {bout.posture}" for bout in day.record.bouts]
    for gap in day.record.breaks:
        end = f"{gap.end:%H:%M}" if gap.end else ""
        lines.append(f"{gap.start:%H:%M}-{end} break, {gap.because}" + (" (unknown)" if gap.unknown else ""))
    return sorted(lines)


AS_WATCHED = [
    "08:00-09:00 sitting",
    "09:00-09:10 break, no input (unknown)",
    "09:10-10:00 sitting",
    "10:00-10:05 break, no input (unknown)",
    "10:05-10:40 sitting",
    "10:40-11:30 break, locked",
    "11:30-12:00 sitting",
    "12:00- break, no input",
]


def changed(*lines: str, lost: Iterable[int]) -> list[str]:
    kept = [line for n, line in enumerate(AS_WATCHED) if n not in set(lost)]
    return sorted([*kept, *lines])


def test_without_a_correction_the_day_is_as_it_was_watched() -> None:
    assert told(summary(NOON)) == AS_WATCHED


@pytest.mark.parametrize(
    ("correction", "expected", "sitting", "upper"),
    [
        ("09:00-09:10 sitting", changed("08:00-10:00 sitting", lost=(0, 1, 2)), 185, 190),
        ("09:01-09:09 sitting", changed("08:00-10:00 sitting", lost=(0, 1, 2)), 185, 190),
        ("09:00-09:10 away", changed("09:00-09:10 break, corrected", lost=(1,)), 175, 180),
        (
            "09:00-09:10 standing",
            changed("09:00-09:10 standing", "09:00-09:10 break, no input", lost=(1,)),
            175,
            180,
        ),
        (
            "09:00-09:05 away",
            changed("09:00-09:10 break, corrected (unknown)", lost=(1,)),
            175,
            185,
        ),
        (
            "08:20-08:40 away",
            changed("08:00-08:20 sitting", "08:20-08:40 break, corrected", "08:40-09:00 sitting", lost=(0,)),
            155,
            170,
        ),
        (
            "08:20-08:40 standing",
            changed(
                "08:00-08:20 sitting",
                "08:20-08:40 break, standing",
                "08:20-08:40 standing",
                "08:40-09:00 sitting",
                lost=(0,),
            ),
            155,
            170,
        ),
        ("08:10-08:50 sitting", AS_WATCHED, 175, 190),
        (
            "10:50-11:20 sitting",
            changed("10:40-10:50 break, locked", "10:50-11:20 sitting", "11:20-11:30 break, corrected", lost=(5,)),
            205,
            220,
        ),
        ("08:00-12:00 sitting", ["08:00-12:00 sitting", "12:00- break, no input"], 240, 240),
        ("07:00-13:00 away", [], 0, 0),
        (
            "13:00-14:00 sitting",
            changed("12:00-13:00 break, no input", "13:00-14:00 sitting", "14:00- break, corrected", lost=(7,)),
            235,
            250,
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_correction_counts(correction: str, expected: list[str], sitting: int, upper: int) -> None:
    day = summary(NOON, said(correction))
    assert told(day) == sorted(expected)
    assert (day.sitting_s / 60, day.sitting_upper_s / 60) == (sitting, upper)
    assert day.breaks == sum(" break" in line for line in expected)


def test_the_later_of_two_counts() -> None:
    both = (said("09:00-09:10 sitting"), said("09:00-09:10 away", second=1))
    assert told(summary(NOON, *both)) == told(summary(NOON, both[1]))
    assert told(summary(NOON, *reversed(both))) == told(summary(NOON, both[1]))


def test_undone_is_as_if_it_was_never_said() -> None:
    one, other = said("09:00-09:10 sitting"), said("08:20-08:40 away", second=1)
    undone = CorrectionUndone(at=Instant(other.at + 1), corrected=one.at)
    assert summary(NOON, one, other, undone) == summary(NOON, other)
    assert [(found.number, found.undone) for found in numbered([one, other, undone])] == [(1, undone.at), (2, None)]
    assert in_force([one, undone]) == []


def test_how_its_time_was_known_is_added_up_where_bouts_are_joined() -> None:
    bout = summary("08:00-09:00 09:10-09:50", said("09:00-09:10 sitting")).record.bouts[0]
    assert bout.corrected
    assert (bout.input_s, bout.quiet_s, bout.held_s, bout.said_s) == (5760, 240, 0, 600)


def test_how_its_time_was_known_is_unknown_where_a_bout_is_cut() -> None:
    bouts_ = summary("08:00-09:00", said("08:20-08:40 away")).record.bouts
    assert [(bout.input_s, bout.said_s, bout.corrected) for bout in bouts_] == [(None, None, True)] * 2


def test_the_day_lists_what_was_said() -> None:
    record = summary(NOON, said("09:00-09:10 sitting")).record
    assert [(f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.meant) for one in record.corrections] == [
        ("09:00", "09:10", "sitting")
    ]
    assert f"{record.corrections[0].said:%H:%M}" == "20:00"


def open_since(start: str, last: str) -> OpenBout:
    length = Millis(clock(last) - clock(start))
    return OpenBout(
        start=clock(start),
        posture=Posture.SITTING,
        last=clock(last),
        last_input=clock(last),
        input_ms=length,
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=clock(last),
        steady_ms=0,
        boot="",
    )


def test_the_bout_that_goes_on_is_joined_and_still_goes_on() -> None:
    own = summary("08:00-09:00", said("09:00-09:10 sitting"), open_bout=open_since("09:10", "09:40"))
    assert told(own) == ["08:00-09:40 sitting"]
    assert own.record.bouts[0].goes_on
    assert own.breaks == 0


def test_the_bout_that_goes_on_is_cut_and_its_rest_goes_on() -> None:
    own = summary("", said("09:20-09:30 standing"), open_bout=open_since("09:00", "09:40"))
    assert told(own) == [
        "09:00-09:20 sitting",
        "09:20-09:30 break, standing",
        "09:20-09:30 standing",
        "09:30-09:40 sitting",
    ]
    assert [bout.goes_on for bout in own.record.bouts] == [False, False, True]


# ---- exercises


DUE, DONE = Instant(clock("08:30")), Instant(clock("08:33"))
PROMPT: list[AnyFact] = [
    PromptDue(at=DUE, every_ms=Millis(30 * MINUTE)),
    PromptShown(at=DUE, prompt=DUE, exercise="a2"),
    PromptAnswered(
        at=DONE, prompt=DUE, answer=Answer.DONE, exercise="a2", verified=True, sides=Sides(left_s=60, right_s=60)
    ),
]


def exercise_said(name: Instant, *, done: bool) -> ExerciseCorrected:
    return ExerciseCorrected(at=clock("20:00"), exercised=name, done=done)


def test_an_exercise_that_was_not_done_counts_as_skipped() -> None:
    own = summary("08:00-09:00", *PROMPT, exercise_said(DUE, done=False))
    assert (own.prompts.done, own.prompts.verified, own.prompts.skipped) == (0, 0, 1)
    assert own.sides == Sides()
    assert own.record.prompts[0].corrected
    assert own.prompts.adherence_share == 0


def test_an_exercise_that_was_done_after_all_is_claimed() -> None:
    missed = [*PROMPT[:2], PromptAnswered(at=DONE, prompt=DUE, answer=Answer.MISSED, exercise="a2")]
    own = summary("08:00-09:00", *missed, exercise_said(DUE, done=True))
    assert (own.prompts.done, own.prompts.verified, own.prompts.missed) == (1, 0, 0)


def test_an_own_exercise_is_named_by_its_beginning() -> None:
    ended = SessionEnded(at=DONE, started=DUE, exercise="a2", answer=Answer.DONE, verified=True, sides=Sides(60, 60))
    own = summary("08:00-09:00", ended, exercise_said(DUE, done=False))
    assert own.record.sessions[0].answer is Answer.SKIPPED
    assert own.record.sessions[0].corrected
    assert own.sides == Sides()


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("08:31", ["08:00-09:00 sitting", "09:00- break, no input"]),
        (
            "08:35",
            [
                "08:00-08:30 sitting",
                "08:30-08:35 break, no input (unknown)",
                "08:35-09:00 sitting",
                "09:00- break, no input",
            ],
        ),
    ],
)
def test_the_break_of_an_exercise_that_was_not_done_is_time_without_input(ends: str, expected: list[str]) -> None:
    """Shorter than a break it is a pause; else nobody knows."""
    first, second = bouts(DAY, UTC, f"08:00-08:30 {ends}-09:00")
    cut = Bout(at=first.at, start=first.start, posture=first.posture, input_ms=first.length, because=Because.SESSION)
    gap = Break(at=second.start, start=cut.at, because=Because.SESSION)
    ended = SessionEnded(at=Instant(clock(ends) - 1), started=cut.at, exercise="a2", answer=Answer.DONE, verified=True)
    facts = [cut, gap, second, ended, exercise_said(cut.at, done=False)]
    assert told(summarise_day([(fact, 0) for fact in facts], DAY, UTC, RULE)) == expected


def test_a_lock_stays_a_break_though_an_exercise_was_not_done_in_it() -> None:
    """A minute under lock, at the end of which the person claimed an exercise."""
    first, second = bouts(DAY, UTC, "08:00-08:30locked 08:31-09:00")
    gap = Break(start=first.at, at=second.start, because=Because.LOCKED)
    ended = SessionEnded(at=second.start, started=first.at, exercise="a2", answer=Answer.DONE, verified=False)
    facts = [first, gap, second, ended, exercise_said(first.at, done=False)]
    assert told(summarise_day([(fact, 0) for fact in facts], DAY, UTC, RULE)) == [
        "08:00-08:30 sitting",
        "08:30-08:31 break, locked",
        "08:31-09:00 sitting",
        "09:00- break, no input",
    ]


# ---- properties


MINUTES = st.integers(0, 600)
MORNING = clock("07:00")


@st.composite
def days(draw: st.DrawFn) -> list[AnyFact]:
    """Bouts that do not overlap, with breaks of two minutes and more between."""
    edges = sorted(draw(st.lists(MINUTES, min_size=2, max_size=12, unique=True)))
    facts: list[AnyFact] = []
    for start, end in zip(edges[::2], edges[1::2], strict=False):
        since, to = Instant(MORNING + 2 * start * MINUTE), Instant(MORNING + 2 * end * MINUTE)
        last = facts[-1] if facts else None
        if isinstance(last, Bout):
            facts.append(
                Break(start=last.at, at=since, because=Because.NO_INPUT, unknown=since - last.at <= 30 * MINUTE)
            )
        length = Millis(to - since)
        facts.append(Bout(at=to, start=since, posture=Posture.SITTING, input_ms=length, because=Because.NO_INPUT))
    return facts


@st.composite
def sayings(draw: st.DrawFn) -> list[Corrected]:
    made = []
    for n in range(draw(st.integers(1, 5))):
        start, length = draw(MINUTES), draw(st.integers(1, 120))
        since = Instant(MORNING + 2 * start * MINUTE)
        end = Instant(since + length * MINUTE)
        meant = draw(st.sampled_from(Meant))
        made.append(Corrected(at=Instant(clock("23:00") + n), start=since, end=end, meant=meant))
    return made


def covered(own: Iterable[CountedBout], moment: int) -> set[Posture]:
    return {bout.posture for bout in own if bout.start <= moment < bout.end}


def minutes(span: Span) -> range:
    return range(span[0], span[1], MINUTE)


@given(days(), sayings())
def test_what_was_said_last_is_what_counts(facts: list[AnyFact], spans: list[Corrected]) -> None:
    own = corrected([counted(one, UTC) for one in facts if isinstance(one, Bout)], spans, UTC, RULE.break_after)
    last = spans[-1]
    expected = set() if last.meant is Meant.AWAY else {Posture(last.meant)}
    assert all(covered(own, moment) == expected for moment in minutes((last.start, last.end)))


@given(days(), sayings())
def test_what_nobody_spoke_of_stays(facts: list[AnyFact], spans: list[Corrected]) -> None:
    before = [counted(one, UTC) for one in facts if isinstance(one, Bout)]
    after = corrected(before, spans, UTC, RULE.break_after)
    near = [(one.start - RULE.break_after, one.end + RULE.break_after) for one in spans]
    for moment in range(MORNING, MORNING + 1200 * MINUTE, MINUTE):
        if not any(start <= moment < end for start, end in near):
            assert covered(after, moment) == covered(before, moment)


@given(days(), sayings())
def test_no_two_counted_bouts_overlap_and_lengths_add_up(facts: list[AnyFact], spans: list[Corrected]) -> None:
    own = corrected([counted(one, UTC) for one in facts if isinstance(one, Bout)], spans, UTC, RULE.break_after)
    ordered = sorted(own, key=lambda bout: bout.start)
    assert all(bout.start < bout.end for bout in own)
    assert all(one.end <= other.start for one, other in pairwise(ordered))
    for bout in own:
        if spent := bout.spent:
            assert spent.input_ms + spent.quiet_ms + spent.held_ms + spent.said_ms == bout.length


@given(days(), sayings())
def test_every_figure_is_made_of_both(facts: list[AnyFact], spans: list[Corrected]) -> None:
    """Sitting and unknown never overlap, every sitting bout that is over has one break, and days hold all of it."""
    found: Ledger = ledger([(fact, 0) for fact in [*facts, *spans]], UTC, RULE)
    pieces = [piece for day in found.values() for piece in day.pieces if piece.posture is Posture.SITTING]
    whole = [piece for day in found.values() for piece in day.bouts if piece.posture is Posture.SITTING]
    unknown = [span for day in found.values() for span in day.unknown]
    assert sum(piece.length for piece in pieces) == sum(piece.length for piece in whole)
    assert not any(start < piece.end and piece.start < end for start, end in unknown for piece in pieces)
    gaps = sorted(gap.start for day in found.values() for gap in day.gaps)
    assert gaps == sorted(piece.end for piece in whole)
