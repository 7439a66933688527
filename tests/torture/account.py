"""The account of what killed writers said, held against what is in the journal."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from tests.torture.telling import Looked, Refused, Tries, Word, Wrote
from unseat.core import facts
from unseat.core.watched import OpenBout
from unseat.core.words import MINUTE, SECOND, Instant
from unseat.journal import Journal
from unseat.journal.rescue import leftovers

Row = tuple[int, str]
LAST = 12
"""So many of the last facts are told where something is wrong."""


class WrongError(AssertionError):
    """The journal and what was said of it differ."""


class Account:
    """`written`: what was acknowledged, by id. `cut`: transactions begun by a life that ended before it said more.

    `tick`: milliseconds between two looks of the writers.
    """

    def __init__(self, tick: int = 5 * SECOND) -> None:
        self.written: dict[int, str] = {}
        self.cut: list[tuple[str, ...]] = []
        self.looked: Looked | None = None
        self.acknowledged = self.begun = 0
        self._tick = tick

    def hear(self, life: Iterable[Word]) -> None:
        """All that one life said. Raises WrongError where its ids do not grow."""
        begun: tuple[str, ...] = ()
        last = 0
        for word in life:
            match word:
                case Tries(bodies):
                    begun = bodies
                case Wrote(ids):
                    _ensure(list(ids) == sorted(ids) and min(ids, default=last + 1) > last, f"{ids} came after {last}")
                    self.written.update(zip(ids, begun, strict=True))
                    self.acknowledged += len(ids)
                    last, begun = max(ids, default=last), ()
                case Refused():
                    begun = ()
                case Looked():
                    self.looked = word
        if begun:
            self.cut.append(begun)
            self.begun += 1

    def check(self, path: Path, now: Instant) -> None:
        """Raises WrongError. Opens the journal as an agent would, and closes it."""
        with Journal.open(path, utc_offset_s=lambda _: 0, mend_at=now) as journal:
            _ensure(journal.mended is None and not leftovers(path), f"the journal was damaged: {journal.mended}")
            stored = journal.after(0)
            _ensure(not journal.damaged, f"these cannot be read: {sorted(journal.damaged)}")
            open_bout = journal.open_bout()
        self._whole(raw_rows(path))
        told = [entry.fact for entry in stored]
        self._young(open_bout, told)
        once(told, open_bout)

    def _whole(self, rows: Sequence[Row]) -> None:
        """All that was acknowledged is there under its id, and beside it only whole transactions that were cut off."""
        there = dict(rows)
        _ensure(len(there) == len(rows), "an id is there twice")
        for ident, body in self.written.items():
            _ensure(there.get(ident) == body, f"fact {ident} was acknowledged as {body} and is {there.get(ident)}")
        more = [row for row in rows if row[0] not in self.written]
        for cut in self.cut:
            _take(more, cut)
        _ensure(not more, f"nobody wrote {more}")
        self.written, self.cut = there, []

    def _young(self, open_bout: OpenBout | None, told: Sequence[facts.Any]) -> None:
        """The bout that was open at the kill is in the journal as it was a minute ago at most; one that began later
        than that may have left nothing but its beginning, which is no bout to the next agent."""
        if self.looked is None or self.looked.open is None:
            return
        start, now = self.looked.open, self.looked.now
        if open_bout is None or open_bout.start != start:
            over = any(isinstance(fact, facts.Bout) and fact.start == start for fact in told)
            young = now - start <= MINUTE + self._tick
            _ensure(over or young, f"the bout open since {start} at {now} is lost: {open_bout}, {told[-LAST:]}")
        else:
            age = now - open_bout.seen
            _ensure(age <= MINUTE + self._tick, f"the open bout is {age / SECOND:g} s old")


def once(told: Sequence[facts.Any], open_bout: OpenBout | None) -> None:
    """No time was sat twice, and no prompt was answered twice or without having been due. Raises WrongError."""
    bouts = sorted((fact.start, fact.at) for fact in told if isinstance(fact, facts.Bout))
    bouts += [(open_bout.start, open_bout.last)] if open_bout else []
    for (_, end), (start, _) in pairwise(bouts):
        _ensure(end <= start, f"a bout begins at {start}, before the one until {end} was over: {told[-LAST:]}")
    answers = Counter(fact.prompt for fact in told if isinstance(fact, facts.PromptAnswered))
    _ensure(set(answers.values()) <= {1}, f"answered more than once: {answers.most_common(3)}")
    due = Counter(fact.at for fact in told if isinstance(fact, facts.PromptDue))
    _ensure(set(due.values()) <= {1} and set(answers) <= set(due), "a prompt was due twice, or answered but never due")


def raw_rows(path: Path) -> list[Row]:
    """Every fact to the letter, by SQLite alone."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute("SELECT id, body FROM fact ORDER BY id"))


def _take(rows: list[Row], cut: Sequence[str]) -> None:
    """Removes the transaction from `rows` where it is there as a whole, under ids without a gap."""
    bodies = [body for _, body in rows]
    for at in range(len(rows) - len(cut) + 1):
        ids = [ident for ident, _ in rows[at : at + len(cut)]]
        if bodies[at : at + len(cut)] == list(cut) and ids == list(range(ids[0], ids[0] + len(ids))):
            del rows[at : at + len(cut)]
            return


def _ensure(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise WrongError(otherwise[:4000])
