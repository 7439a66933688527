"""The metrics of DESIGN 4.5, pooled over any stretch of record. Arithmetic is in whole milliseconds; every metric whose
name ends in `_s` is in seconds, an int where it is whole.
"""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Protocol

import msgspec

from unseat.core.fact import Sides
from unseat.core.offered import SessionEnded
from unseat.core.pattern import alpha, gini, usual_bout
from unseat.core.prompt_records import PromptRecord
from unseat.core.usual import fitted_usual_bout
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Millis, Posture

ENOUGH = 10
"""Bouts needed to speak of a pattern."""

Seconds = int | float


class Stretch(Protocol):
    """What is measured of a bout."""

    @property
    def posture(self) -> Posture: ...

    @property
    def length(self) -> Millis: ...


class PromptCounts(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the prompts. `verified` is a part of `done`; `adherence_share` leaves out `natural`."""

    due: int
    shown: int
    done: int
    verified: int
    partial: int
    skipped: int
    missed: int
    natural: int
    snoozes: int
    adherence_share: float | None


class Metrics(msgspec.Struct, frozen=True, kw_only=True):
    """What a stretch of record comes to. `bouts` are those of sitting, null is what cannot be said."""

    sitting_s: Seconds
    sitting_upper_s: Seconds
    standing_s: Seconds
    bouts: int
    breaks: int
    breaks_per_sitting_h: float | None
    longest_s: Seconds | None
    mean_bout_s: Seconds | None
    median_bout_s: Seconds | None
    bouts_30min: int
    share_30min: float | None
    bouts_60min: int
    share_60min: float | None
    usual_bout_s: Seconds | None
    usual_bout_fitted_s: Seconds | None
    gini: float | None
    alpha: float | None
    prompts: PromptCounts
    sides: Sides


def measure(
    bouts: Iterable[Stretch],
    breaks: int,
    unknown_ms: int,
    prompts: Iterable[PromptRecord],
    sessions: Iterable[SessionEnded] = (),
) -> Metrics:
    """`breaks`: the sitting bouts that have ended. `sessions`: the exercises begun unasked.

    A bout counts with its own length, so bouts that overlap on the wall's clock (it was set back) count in full.
    """
    stretches = [bout for bout in bouts if bout.length > 0]
    lengths = [bout.length for bout in stretches if bout.posture is Posture.SITTING]
    total = sum(lengths)
    records = list(prompts)
    pattern = lengths if len(lengths) >= ENOUGH else []
    fitted = fitted_usual_bout(pattern)
    return Metrics(
        sitting_s=seconds(total),
        sitting_upper_s=seconds(total + unknown_ms),
        standing_s=seconds(sum(bout.length for bout in stretches if bout.posture is Posture.STANDING)),
        bouts=len(lengths),
        breaks=breaks,
        breaks_per_sitting_h=breaks / (total / HOUR) if total else None,
        longest_s=_seconds_or_null(max(lengths, default=None)),
        mean_bout_s=seconds(total / len(lengths)) if lengths else None,
        median_bout_s=seconds(median(lengths)) if lengths else None,
        bouts_30min=sum(length >= 30 * MINUTE for length in lengths),
        share_30min=_share_from(lengths, 30 * MINUTE),
        bouts_60min=sum(length >= 60 * MINUTE for length in lengths),
        share_60min=_share_from(lengths, 60 * MINUTE),
        usual_bout_s=_seconds_or_null(usual_bout(pattern)),
        usual_bout_fitted_s=None if fitted is None else whole(fitted * 60),
        gini=gini(pattern),
        alpha=alpha(pattern),
        prompts=count(records),
        sides=_sides([*records, *sessions]),
    )


def count(records: Sequence[PromptRecord]) -> PromptCounts:
    def answered(answer: Answer) -> int:
        return sum(record.answer is answer for record in records)

    done, natural = answered(Answer.DONE), answered(Answer.NATURAL)
    partial, skipped, missed = answered(Answer.PARTIAL), answered(Answer.SKIPPED), answered(Answer.MISSED)
    offered = done + partial + skipped + missed
    return PromptCounts(
        due=len(records),
        shown=sum(record.shown is not None for record in records),
        done=done,
        verified=sum(record.answer is Answer.DONE and record.verified is True for record in records),
        partial=partial,
        skipped=skipped,
        missed=missed,
        natural=natural,
        snoozes=sum(record.snoozes for record in records),
        adherence_share=done / offered if offered else None,
    )


def seconds(ms: float) -> Seconds:
    return whole(ms / SECOND)


def whole(number: float) -> Seconds:
    return int(number) if number == int(number) else number


def _seconds_or_null(ms: int | None) -> Seconds | None:
    return None if ms is None else seconds(ms)


def _share_from(lengths: Sequence[int], least: int) -> float | None:
    """The share of sitting in bouts of `least` or more."""
    total = sum(lengths)
    return sum(length for length in lengths if length >= least) / total if total else None


def _sides(exercised: Iterable[PromptRecord | SessionEnded]) -> Sides:
    given = [one.sides for one in exercised if one.sides and one.answer in {Answer.DONE, Answer.PARTIAL}]
    return Sides(left_s=whole(sum(s.left_s for s in given)), right_s=whole(sum(s.right_s for s in given)))
