"""Folding the journal back into the desk an agent starts from, so that a restart goes on as if nothing had happened.

The desk is set to what was last known; then the time nobody watched is lived through like any other: a short
absence is only a gap without input, a longer one is `unwatched`.
"""

from collections.abc import Iterable

import msgspec

from unseat.core.desk import Desk
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Moment
from unseat.core.offered import (
    PromptAnswered,
    PromptDeferred,
    PromptDue,
    PromptShown,
    PromptSnoozed,
    SessionEnded,
    SessionStarted,
)
from unseat.core.presence import Away
from unseat.core.prompt import Prompt, Stage
from unseat.core.said import AnswerWished, MeetingSaid, Paused, Resumed, SittingDeclared, StandingDeclared
from unseat.core.session import Running
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import Instant, Kind, Posture


class Absence(msgspec.Struct, frozen=True):
    """The time in which no agent ran: from the last instant known to have been watched to this start.

    The length comes from the clock that cannot step where both are of one boot.
    """

    since: Instant
    until: Instant
    length: int


def restore(desk: Desk, facts: Iterable[AnyFact], open_bout: OpenBout | None, absence: Absence | None) -> None:
    """Folds recent `facts`, oldest first, into a fresh `desk`, and lives through the absence.

    What the person answered or declared while no agent ran is heard now, as of the instant it was said.
    """
    unheard: dict[Instant, AnswerWished | SessionEnded] = {}
    declared: StandingDeclared | SittingDeclared | None = None
    for fact in facts:
        _fold(desk, fact)
        declared = _declared(declared, fact)
        if isinstance(fact, AnswerWished | SessionEnded) and fact.prompt is not None:
            unheard[fact.prompt] = fact
    open_prompt = desk.prompts.prompt
    if open_prompt and open_prompt.due in unheard:
        _hear(desk, unheard[open_prompt.due])
    if open_bout:
        desk.presence.resume(open_bout)
        desk.presence.away = None if open_bout.posture is Posture.SITTING else desk.presence.away
        _keep_count(desk, open_bout)
    else:
        desk.prompts.counted_from = None
    if absence:
        desk.prompts.resumed(absence.until)
        _live_through(desk, absence)
        _declare(desk, declared, absence.until)


def paused_by(facts: Iterable[AnyFact], now: Instant) -> tuple[Instant, Instant | None] | None:
    """Since when and until when prompts are paused at `now`, null when they are not."""
    last: AnyFact | None = None
    for fact in facts:
        if isinstance(fact, Paused | Resumed):
            last = fact
    if not isinstance(last, Paused) or (last.until is not None and last.until <= now):
        return None
    return last.at, last.until


def meeting_until(facts: Iterable[AnyFact], now: Instant) -> Instant | None:
    """Until when the person said that they are in a meeting, null when in none at `now`."""
    last: AnyFact | None = None
    for fact in facts:
        if isinstance(fact, MeetingSaid | Resumed):
            last = fact
    return last.until if isinstance(last, MeetingSaid) and last.until > now else None


def _fold(desk: Desk, fact: AnyFact) -> None:  # noqa: C901  a table of facts
    prompts = desk.prompts
    desk.turn.saw(fact)
    match fact:
        case Bout(posture=Posture.SITTING):
            desk.presence.away = Away(fact.at, fact.because)
            prompts.counted_from = None
        case Break():
            desk.presence.away = None
        case PromptDue():
            prompts.prompt = Prompt(due=fact.at, stage=Stage.WAITING, since=fact.at)
        case PromptDeferred() if prompts.prompt:
            prompts.prompt.since = fact.until
        case PromptShown() if prompts.prompt:
            shown = prompts.prompt
            shown.stage, shown.since, shown.shown, shown.exercise = Stage.SHOWN, fact.at, fact.at, fact.exercise
        case PromptSnoozed() if prompts.prompt:
            snoozed = prompts.prompt
            snoozed.stage, snoozed.since, snoozed.snoozed_until = Stage.SNOOZED, fact.at, fact.until
            snoozed.snoozes += 1
        case PromptAnswered():
            prompts.prompt = None
            desk.running = None
            prompts.counted_from = fact.at
            prompts.back_off(fact.answer)
        case SessionStarted():
            desk.running = _running(desk, fact)
            if prompts.prompt and fact.prompt is not None:
                prompts.prompt.stage, prompts.prompt.since = Stage.RUNNING, fact.at
        case SessionEnded():
            desk.running = None
            if fact.prompt is None:
                prompts.counted_from = fact.at
        case _:
            pass


def _running(desk: Desk, fact: SessionStarted) -> Running:
    """An exercise that ran when the agent stopped: nobody watched it, so it can no longer be verified."""
    after = desk.prompts.rule.missed_after
    return Running(fact.at, fact.exercise, fact.prompt, fact.dose_ms, after, fact.led, fact.at, touched_at=fact.at)


def _hear(desk: Desk, said: AnswerWished | SessionEnded) -> None:
    snooze = said.snooze_ms if isinstance(said, AnswerWished) else None
    desk.prompts.answer(said.at, Answered(said.answer, said.sides, bool(said.verified), said.reason, snooze))


def _declared(
    before: StandingDeclared | SittingDeclared | None, fact: AnyFact
) -> StandingDeclared | SittingDeclared | None:
    """The last declaration up to this fact; null where a bout or break that ended later shows that it was heard."""
    if isinstance(fact, StandingDeclared | SittingDeclared):
        return fact
    return None if before and isinstance(fact, Bout | Break) and fact.at > before.at else before


def _declare(desk: Desk, declared: StandingDeclared | SittingDeclared | None, now: Instant) -> None:
    """Hears a declaration that the agent before had no time to take up; one to stand holds until the next break."""
    presence = desk.presence
    if declared is None:
        return
    at = min(max(declared.at, desk.now), now)
    if isinstance(declared, StandingDeclared):
        if not presence.declared and now - declared.at < presence.rule.break_after:
            desk.step(Moment(at, begins=(Kind.STANDING,)))
    elif presence.declared and presence.bout and presence.bout.start <= declared.at:
        desk.step(Moment(at, ends=(Kind.STANDING,)))


def _keep_count(desk: Desk, open_bout: OpenBout) -> None:
    counted = desk.prompts.counted_from
    if counted is not None and counted < open_bout.start:
        desk.prompts.counted_from = None


def _live_through(desk: Desk, absence: Absence) -> None:
    desk.now = absence.since
    if absence.length >= desk.presence.rule.break_after:
        desk.step(Moment(absence.since, begins=(Kind.UNWATCHED,)))
        desk.step(Moment(absence.until, ends=(Kind.UNWATCHED,)))
