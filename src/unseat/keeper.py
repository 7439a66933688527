"""The agent's pen: facts into the journal as soon as they are certain, kept in memory while it cannot be written."""

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

from unseat.core import facts
from unseat.core.running import AgentStarted
from unseat.core.view import Parts, Published, View
from unseat.core.watched import OpenBout
from unseat.core.words import DAY, HOUR, MINUTE, Instant
from unseat.journal import UNREADABLE, Journal, JournalDamagedError, JournalError, Stored

log = logging.getLogger(__name__)
AT_MOST_EVERY = 1 * MINUTE
LATELY = 8 * DAY
"""What was told of longer ago has nothing to do with what the agent does now, but for what `tell_past` tells."""
Worked = TypeVar("Worked")

_PUBLISHED = msgspec.json.Decoder(Published)


def published(journal: Journal) -> Published | None:
    """What the agent left of its view; null where there is none, or it is of another version."""
    body = journal.view()
    try:
        return _PUBLISHED.decode(body) if body else None
    except UNREADABLE:
        return None


class Keeper:
    """Owns the agent's journal connection; lives in the agent's thread. `trouble` hears when writing begins to fail
    (with the reason) and when it works again (null)."""

    def __init__(
        self, journal: Journal, trouble: Callable[[str | None], None], started: AgentStarted, read_to: int
    ) -> None:
        """`read_to`: the id of the last fact already known. Raises JournalError when nothing can be written."""
        self.journal = journal
        self.trouble = trouble
        self.waiting: list[facts.Any] = []
        self._failing = False
        self._began = started.at
        self._own = set(journal.append(started))
        self._read = read_to
        self._unread = self._arriving = True
        self._heard = journal.others.newest
        self._open: OpenBout | None = journal.open_bout()
        self._saved_at: Instant | None = None
        self._gone_on = False  # till then the next agent would find a lone input, or one that lies far back
        self._view: tuple[View, Parts] | None = None
        self._now = started.at
        self._mended: Instant | None = None

    def keep(self, new: Sequence[facts.Any], open_bout: OpenBout | None, now: Instant) -> None:
        """Appends what is new. The open bout is rewritten when it begins, first goes on after that or after a start, or
        ends, else at most once a minute."""
        self._now = now
        self.waiting.extend(new)
        self._began = min([self._began, *(fact.at for fact in new if isinstance(fact, facts.ClockStepped))])
        rewrite = self._due(open_bout, now)
        if not self.waiting and not rewrite:
            return
        try:
            ids = self._whole(
                lambda: self.journal.append(*self.waiting, open_bout=open_bout if rewrite else msgspec.UNSET)
            )
        except JournalError as error:
            self._fail(str(error))
            return
        self._own.update(ids)
        self.waiting.clear()
        if rewrite:
            self._gone_on = self._goes_on(open_bout)
            self._open, self._saved_at = open_bout, now
        self._fail(None)

    def save(self, open_bout: OpenBout | None, now: Instant) -> None:
        """Rewrites the open bout, however lately that was done."""
        self._saved_at = None
        self.keep([], open_bout, now)

    def siblings(self) -> list[Stored]:
        """What other processes wrote since the last call, oldest first; never what is from before the start, nor what
        was imported: another program's past is no wish."""
        try:
            self._unread = self.journal.changed() or self._unread
            self._arriving = self._unread or self._arriving
            stored = self._whole(lambda: self.journal.after(self._read)) if self._unread else []
        except JournalError as error:
            self._fail(str(error))
            return []
        self._unread = False
        own = [entry for entry in stored if entry.fact.source is None]
        fresh = [entry for entry in own if entry.id not in self._own and entry.at >= self._began]
        if stored:
            self._read = stored[-1].id
            self._own = {number for number in self._own if number > self._read}
        return fresh

    def arrived(self, now: Instant) -> list[Stored] | None:
        """What the person's other machines told of the last days, as far as it came since the last call, in the order
        of arrival; null where nothing came at all. Ask for `siblings` before."""
        if not self._arriving:
            return None
        try:
            newest = self.journal.others.newest
            told = self.journal.others.after(self._heard, Instant(now - LATELY)) if newest > self._heard else None
        except JournalError as error:
            self._fail(str(error))
            return None
        self._arriving, self._heard = False, newest
        return told

    def publish(self, view: View, parts: Parts, now: Instant) -> None:
        """The view as `unseat status` reads it; written when it has changed."""
        if (view, parts) == self._view:
            return
        try:
            self.journal.save_view(msgspec.json.encode(Published(now, view, parts)))
            self._view = view, parts
        except JournalError as error:
            self._fail(str(error))

    def close(self, stopped: facts.AgentStopped, open_bout: OpenBout | None, now: Instant) -> None:
        self._saved_at = None
        self.keep([stopped], open_bout, now)
        self.journal.close()

    def _whole(self, work: Callable[[], Worked]) -> Worked:
        """Does it on a journal that is mended first where it turns out to be damaged; once an hour at most, as a disk
        that damages it again and again is none to write on."""
        try:
            return work()
        except JournalDamagedError as error:
            if self._mended is not None and 0 <= self._now - self._mended < HOUR:
                raise
            self._mended = self._now
            self._mend(error)
            return work()

    def _mend(self, damage: JournalDamagedError) -> None:
        log.error("%s", damage)
        log.error("%s", self.journal.mend(self._now))
        self._own, self._read = set(), self.journal.newest

    def _due(self, open_bout: OpenBout | None, now: Instant) -> bool:
        if open_bout is None or self._open is None or open_bout.start != self._open.start:
            return open_bout != self._open
        if self._goes_on(open_bout) and not self._gone_on:
            return True
        return self._saved_at is None or not 0 <= now - self._saved_at < AT_MOST_EVERY

    def _goes_on(self, open_bout: OpenBout | None) -> bool:
        """Whether it went on since it was written at its beginning, or at the start of this agent."""
        known = self._open
        if open_bout is None or known is None or open_bout.start != known.start:
            return False
        return self._gone_on or open_bout.last > known.last

    def _fail(self, reason: str | None) -> None:
        failing = reason is not None
        if failing != self._failing:
            self._failing = failing
            log.error("The journal cannot be written: %s", reason) if failing else log.info("The journal works again")
            self.trouble(reason)
