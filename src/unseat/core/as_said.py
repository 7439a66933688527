"""The record of presence and of exercises with what the person said of it in its place."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import TypeVar

import msgspec

from unseat.core.corrections import Correction, in_force
from unseat.core.counted import CountedBout, corrected, without
from unseat.core.days import Span
from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, SessionEnded
from unseat.core.rule import Rule
from unseat.core.said import Corrected, ExerciseCorrected
from unseat.core.watched import Break
from unseat.core.words import Answer, Because, Instant, Meant, Posture

Kindly = TypeVar("Kindly", bound=Fact)
Unknown = tuple[Span, tzinfo]
DatedBreak = tuple[Break, tzinfo]


class Gap(msgspec.Struct, frozen=True):
    """A break; `end` is null where the record ends first."""

    start: Instant
    end: Instant | None
    because: Because
    unknown: bool
    zone: tzinfo


class Said(msgspec.Struct, frozen=True):
    """What the person said, in the order of saying. `not_done`: when the exercises ended that were none after all."""

    presence: tuple[Corrected, ...] = ()
    not_done: frozenset[Instant] = frozenset()


class Presence(msgspec.Struct, frozen=True):
    """When the person was at the desk, when not, and when nobody knows."""

    bouts: tuple[CountedBout, ...]
    gaps: tuple[Gap, ...]
    unknown: tuple[Unknown, ...]

    def zone_at(self, at: Instant, zone: tzinfo) -> tzinfo:
        """Of the bout at that time, else `zone`."""
        return next((bout.zone for bout in self.bouts if bout.start <= at <= bout.end), zone)


# ---- exercises


def exercised(fact: Kindly, said: Mapping[Instant, bool]) -> Kindly:
    """The fact with its answer as the person corrected it. `said`: whether it was done, by what names the exercise.

    What was not done counts as skipped; what was done is claimed, on the sides that are known.
    """
    if not isinstance(fact, PromptAnswered | SessionEnded) or (done := said.get(name_of(fact))) is None:
        return fact
    if done:
        return msgspec.structs.replace(fact, answer=Answer.DONE, verified=False)
    return msgspec.structs.replace(fact, answer=Answer.SKIPPED, verified=None, sides=None)


def as_corrected(facts: Sequence[AnyFact]) -> list[AnyFact]:
    """The facts, with those of exercises as the person corrected them."""
    said = said_of_exercises(in_force(facts))
    return [exercised(fact, said) for fact in facts]


def name_of(fact: PromptAnswered | SessionEnded) -> Instant:
    """What a correction calls the exercise: the prompt, else the instant at which the own session began."""
    if isinstance(fact, SessionEnded) and fact.prompt is None:
        return fact.started
    return fact.prompt or fact.at


def said_of_exercises(corrections: Iterable[Correction]) -> dict[Instant, bool]:
    return {one.exercised: one.done for one in corrections if isinstance(one, ExerciseCorrected)}


def not_done(facts: Iterable[Fact], said: Mapping[Instant, bool]) -> Iterator[Instant]:
    """When the exercises ended of which the person says that they did not do them."""
    for fact in facts:
        if isinstance(fact, PromptAnswered | SessionEnded) and said.get(name_of(fact)) is False:
            yield fact.at


# ---- presence


def presence(
    watched: Sequence[CountedBout], breaks: Sequence[DatedBreak], said: Said, rule: Rule, zone: tzinfo
) -> Presence:
    """`watched` and `breaks` as the facts have them."""
    kept = [(_without_exercise(gap, rule) if _was_none(gap, said) else gap, its) for gap, its in breaks]
    pauses = (gap for gap, _ in breaks if _was_none(gap, said) and gap.at - gap.start < rule.break_after)
    spans = [*map(_as_sat, pauses), *said.presence]
    bouts = corrected(watched, spans, zone, rule.break_after)
    unknown = [((gap.start, gap.at), its) for gap, its in kept if gap.unknown]
    known = [(bout.start, bout.end) for bout in bouts if bout.corrected]
    for taken in (*((one.start, one.end) for one in spans), *known):
        unknown = [(piece, its) for span, its in unknown for piece in without([span], taken)]
    over = {gap.start: gap for gap, _ in kept}
    return Presence(tuple(bouts), tuple(_gaps(bouts, over, spans, [span for span, _ in unknown])), tuple(unknown))


def _was_none(gap: Break, said: Said) -> bool:
    """Whether it is a break for an exercise that was none after all."""
    return gap.because is Because.SESSION and any(gap.start <= at <= gap.at for at in said.not_done)


def _without_exercise(gap: Break, rule: Rule) -> Break:
    """Time without input, like any other."""
    unknown = rule.break_after <= gap.at - gap.start <= rule.unknown_up_to
    return msgspec.structs.replace(gap, because=Because.NO_INPUT, unknown=unknown)


def _as_sat(gap: Break) -> Corrected:
    return Corrected(at=gap.at, start=gap.start, end=gap.at, meant=Meant.SITTING)


def _gaps(
    bouts: Sequence[CountedBout], breaks: Mapping[Instant, Break], said: Sequence[Corrected], unknown: Sequence[Span]
) -> Iterator[Gap]:
    sitting = sorted((bout for bout in bouts if bout.posture is Posture.SITTING), key=lambda bout: bout.start)
    starts = [bout.start for bout in sitting]
    for bout in sitting:
        over, later = breaks.get(bout.end), bisect_left(starts, bout.end)
        end = over.at if over else None
        after = sitting[later] if later < len(sitting) else None
        met = [one for one in said if one.start < (end or bout.end) and bout.end < one.end]
        if bout.still:
            continue
        if met or (not over and (bout.corrected or (after and after.corrected))):
            yield _gap(bout, over, after.start if after else None, met, unknown)
        else:
            yield Gap(bout.end, end, over.because if over else bout.because, bool(over and over.unknown), bout.zone)


def _gap(
    bout: CountedBout, over: Break | None, end: Instant | None, met: Sequence[Corrected], unknown: Sequence[Span]
) -> Gap:
    """A break that the person said something of."""
    because = over.because if over else bout.because
    if any(one.meant is Meant.AWAY for one in met):
        because = Because.CORRECTED
    until = bout.end if end is None else end
    left = any(since < until and bout.end < to for since, to in unknown)
    return Gap(bout.end, end, because, left, bout.zone)
