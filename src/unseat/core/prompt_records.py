"""Prompts as a person knows them: each offer with what became of it, folded from its facts."""

from collections.abc import Iterable

import msgspec

from unseat.core.fact import Fact, Sides
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed
from unseat.core.prompt import ELSEWHERE
from unseat.core.words import Answer, Deferral, Instant


class Deferred(msgspec.Struct, frozen=True):
    """One reason why the prompt was kept back, and until when."""

    because: Deferral
    until: Instant


class PromptRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One prompt, named by the instant it fell `due`. `shown` is the first time, null if it never was.

    `answered` and `answer` are null while it is open; `verified` is null for any answer but `done`. `elsewhere`: it was
    over as its exercise was done at another machine.
    """

    due: Instant
    shown: Instant | None = None
    deferred: tuple[Deferred, ...] = ()
    snoozes: int = 0
    answered: Instant | None = None
    answer: Answer | None = None
    exercise: str | None = None
    verified: bool | None = None
    sides: Sides | None = None
    elsewhere: bool = False


def prompt_records(facts: Iterable[Fact]) -> list[PromptRecord]:
    """The prompts that fell due in `facts` (in the order in which they became certain), in the order of time.

    Facts about a prompt that fell due elsewhere are passed over: a prompt belongs where it fell due.
    """
    own = list(facts)
    records = {fact.at: PromptRecord(due=fact.at) for fact in own if isinstance(fact, PromptDue)}
    for fact in own:
        prompt = getattr(fact, "prompt", None)
        if prompt in records:
            records[prompt] = _with(records[prompt], fact)
    return [records[due] for due in sorted(records)]


def _with(record: PromptRecord, fact: Fact) -> PromptRecord:
    match fact:
        case PromptDeferred(because=because, until=until):
            return msgspec.structs.replace(record, deferred=(*record.deferred, Deferred(because, until)))
        case PromptShown(at=at, exercise=exercise):
            shown = at if record.shown is None else record.shown
            return msgspec.structs.replace(record, shown=shown, exercise=exercise)
        case PromptSnoozed():
            return msgspec.structs.replace(record, snoozes=record.snoozes + 1)
        case PromptAnswered(at=at, answer=answer, verified=verified, sides=sides):
            named = fact.exercise or record.exercise
            gone = answer is Answer.NATURAL and fact.reason == ELSEWHERE
            told = {"answered": at, "answer": answer, "exercise": named, "verified": verified, "sides": sides}
            return msgspec.structs.replace(record, **told, elsewhere=gone)
    return record
