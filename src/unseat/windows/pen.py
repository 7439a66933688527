"""A window's own connection to the journal: what it writes down, and what it hears of its prompt."""

import time
from collections.abc import Iterator

from unseat.core import facts
from unseat.core.facts import Any as AnyFact
from unseat.core.words import Instant
from unseat.journal import Journal, JournalError


class Pen:
    """Used by the window's thread only. What could not be written is kept and tried again with what comes next."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._read = journal.newest
        self._kept: list[AnyFact] = []

    def write(self, *new: AnyFact) -> str:
        """Why it could not be written; empty where it was."""
        self._kept.extend(new)
        trouble = self.try_to_write(*self._kept)
        if not trouble:
            self._kept.clear()
        return trouble

    def try_to_write(self, *new: AnyFact) -> str:
        """The same, once: nothing is kept."""
        try:
            if new:
                self._journal.append(*new)
        except JournalError as error:
            return str(error)
        return ""

    def news(self) -> Iterator[AnyFact]:
        """What others wrote since the last call; nothing while the journal cannot be read."""
        try:
            stored = self._journal.after(self._read) if self._journal.changed() else []
        except JournalError:
            return
        for entry in stored:
            self._read = entry.id
            yield entry.fact

    def is_settled(self, prompt: Instant) -> bool:
        """Whether a prompt has been answered or put off, or another agent has taken over, since the last call."""
        return any(_settles(fact, prompt) for fact in list(self.news()))

    def is_ended(self, prompt: Instant | None, started: Instant) -> bool:
        """Whether a session has been answered elsewhere since the last call: in the tray, or from a terminal."""
        return any(_ends(fact, prompt, started) for fact in list(self.news()))


def _ends(fact: AnyFact, prompt: Instant | None, started: Instant) -> bool:
    if isinstance(fact, facts.PromptAnswered):
        return prompt is not None and fact.prompt == prompt
    return isinstance(fact, facts.SessionEnded) and fact.started == started


def _settles(fact: AnyFact, prompt: Instant) -> bool:
    if isinstance(fact, facts.PromptAnswered | facts.PromptSnoozed):
        return fact.prompt == prompt
    return isinstance(fact, facts.AgentStopped | facts.AgentStarted)


def now() -> Instant:
    return Instant(time.time_ns() // 1_000_000)


def steady() -> int:
    """Milliseconds on a clock that cannot step; it stands still while the machine sleeps."""
    return time.monotonic_ns() // 1_000_000
