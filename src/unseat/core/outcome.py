"""What became of each exercise, told once: a window and the agent may both say how one went."""

from collections.abc import Iterable, Iterator

import msgspec

from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, SessionEnded

Outcome = PromptAnswered | SessionEnded


def told_elsewhere(facts: Iterable[AnyFact]) -> Iterator[AnyFact]:
    """What another machine told, in the order of time, with each outcome once and as that of an own session: its pairs
    are found among its own."""
    outcomes = Outcomes()
    for fact in facts:
        if isinstance(fact, Outcome):
            yield from (_own(outcome) for outcome in outcomes.of(fact) if outcome.exercise is not None)
        else:
            yield fact


def _own(outcome: Outcome) -> SessionEnded:
    if isinstance(outcome, SessionEnded):
        return msgspec.structs.replace(outcome, prompt=None)
    return SessionEnded(
        at=outcome.at,
        started=outcome.prompt,
        exercise=outcome.exercise or "",
        answer=outcome.answer,
        verified=outcome.verified,
        sides=outcome.sides,
    )


class Outcomes:
    """The end of a session that names a prompt waits for the prompt's answer, which tells the same and more surely.

    Where the prompt is answered otherwise (the session came too late, say) both count.
    """

    def __init__(self) -> None:
        self._waits: SessionEnded | None = None
        self._answered: PromptAnswered | None = None

    def of(self, fact: AnyFact) -> Iterator[Outcome]:
        """What `fact` makes certain."""
        if isinstance(fact, SessionEnded):
            last = self._answered
            if fact.prompt is None or (last and fact.prompt < last.prompt):
                yield fact
            elif last is None or fact.prompt > last.prompt:
                self._waits = fact
            elif fact.answer is not last.answer:
                yield fact
        elif isinstance(fact, PromptAnswered):
            waits, self._waits, self._answered = self._waits, None, fact
            if waits and not (waits.prompt == fact.prompt and waits.answer is fact.answer):
                yield waits
            yield fact
