"""One meeting of a journal with the folder: what others told is taken in, then what is new here is told.

    read what changed ─> a lost past of our own? a new name ─> forget what is to be forgotten ─> tell what is new

Each step may be cut short at any point, and the next meeting goes on from there: what is read twice is taken once, and
what was told twice is taken once by the others.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

import msgspec

from unseat.core.said import Forgotten
from unseat.core.words import Instant
from unseat.desktop.instance import only_one
from unseat.journal import Journal
from unseat.journal.others import Told
from unseat.sync import folder as files
from unseat.sync.lines import SHARED, LineError, read, written
from unseat.sync.memory import Memory, Remembered, encoded

AT_ONCE = 2_000
"""Facts told by one writing."""


class Exchanged(msgspec.Struct, frozen=True):
    """What one meeting came to, in facts. `forgot`: times that were forgotten here as another machine asked for it.
    `renamed`: a past of this machine was found that it does not know, so it goes by a new name."""

    sent: int = 0
    taken: int = 0
    forgot: int = 0
    renamed: bool = False


def exchange(journal: Journal, folder: Path) -> Exchanged:
    """Blocks on the folder, however slow that is. Raises OSError where it cannot be used, JournalError, and
    AlreadyRunning where another process exchanges just now."""
    with only_one(journal.path.with_name("sync.lock")):
        return _Meeting(journal, folder).hold()


class _Meeting:
    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal, self._others, self._folder = journal, journal.others, folder
        self._known = Remembered(journal, folder)
        self._taken = 0

    @property
    def _memory(self) -> Memory:
        return self._known.memory

    def hold(self) -> Exchanged:
        self._read_all()
        renamed = self._find_lost()
        forgot = self._forget()
        self._mend()
        sent = sum(self._tell())
        self._known.save()
        return Exchanged(sent, self._taken, forgot, renamed)

    # ---- reading

    def _read_all(self) -> None:
        there = files.listed(self._folder)
        for name in self._known.marks.keys() - there.keys():
            self._tear(name)
            self._known.mark(name, None)
        for name, stamp in there.items():
            mark = self._known.marks.get(name)
            if mark is None or mark.stamp != stamp:
                self._read(name)

    def _read(self, name: str) -> None:
        more = True
        while more:
            part = files.fresh(self._folder / name, self._known.marks.get(name))
            if part.anew:
                self._tear(name)
            told, refused = self._understand(part.lines)
            mark = msgspec.structs.replace(part.mark, refused=part.mark.refused + refused)
            self._taken += self._others.take(told, name, encoded(mark))
            self._known.mark(name, mark)
            more = part.more

    def _understand(self, lines: Sequence[bytes]) -> tuple[list[Told], int]:
        """What they tell, and how many of them are none."""
        found, refused = [], 0
        for line in lines:
            try:
                told = read(line)
            except LineError:
                refused += 1
                continue
            own = self._own(told) if told else None
            if own is not None:
                self._known.change(sent=max(self._memory.sent, own))
            elif told:
                found.append(told)
        return found, refused

    def _own(self, told: Told) -> int | None:
        """The id here of what this machine told itself."""
        return self._others.own(told.at, told.kind, told.body) if told.device == self._memory.device else None

    def _tear(self, name: str) -> None:
        """What was told in a file of our own is not there any more: somebody deleted it, or a carrier put another
        version in its place."""
        month = files.month(name)
        if name == files.own_file(self._memory.device, month):
            self._known.change(torn=tuple(sorted({*self._memory.torn, month})))
            self._known.save()

    # ---- a past of our own that is not known here

    def _find_lost(self) -> bool:
        """Whether the files tell things in our name that we do not know. The journal was set back from a backup, or a
        copy of it lives elsewhere: from here on it is another machine, and that past is that of a machine before it."""
        own = self._memory
        if all(heard.device != own.device for heard in self._others.heard()):
            return False
        self._known.change(device=str(uuid.uuid4()), before=(*own.before, own.device))
        self._known.save()
        return True

    # ---- forgetting

    def _forget(self) -> int:
        """What another machine forgot is forgotten here; and what is forgotten goes from the files of our own."""
        done = set(self._memory.forgot)
        theirs = [fact for fact in self._forgotten(own=False) if _name(fact) not in done]
        for fact in theirs:
            until = fact.at if fact.until is None else min(fact.until, fact.at)
            self._journal.forget(fact.since, Instant(until))
        known = {_name(fact) for own in (True, False) for fact in self._forgotten(own=own)}
        if known - done:
            self._clean()
            self._known.change(forgot=tuple(sorted(known)))
            self._known.save()
        return len(theirs)

    def _forgotten(self, *, own: bool) -> Iterator[Forgotten]:
        where = self._journal if own else self._others
        found = (entry.fact for entry in where.facts(kinds=(Forgotten,)))
        return (fact for fact in found if isinstance(fact, Forgotten))

    def _clean(self) -> None:
        for name in self._own_files():
            lines = list(files.lines_of(self._folder / name))
            kept = [line for line in lines if self._stands(line)]
            if len(kept) < len(lines):
                self._known.mark(name, files.rewrite(self._folder / name, kept))

    def _own_files(self) -> list[str]:
        return [name for name in self._known.marks if files.is_own(name, self._memory.names)]

    def _stands(self, line: bytes) -> bool:
        try:
            told = read(line)
        except LineError:
            return False
        return told is not None and self._others.holds(told.at, told.kind, told.body)

    # ---- telling

    def _tell(self) -> Iterator[int]:
        """How many facts each writing told."""
        while new := list(islice(self._others.own_after(self._memory.sent, SHARED), AT_ONCE)):
            self._write(new)
            self._known.change(sent=new[-1].number)
            self._known.save()
            yield len(new)

    def _mend(self) -> None:
        """Tells again what was torn out, month by month, as far as it stands in no file of our own."""
        for month in self._memory.torn:
            names = [name for name in self._own_files() if month in name]
            there = {_said(told) for name in names for told in self._told_in(name)}
            own = (told for told in self._others.own_after(0, SHARED) if told.number <= self._memory.sent)
            self._write([told for told in own if files.month_of(told.at) == month and _said(told) not in there])
        self._known.change(torn=())

    def _told_in(self, name: str) -> Iterator[Told]:
        for line in files.lines_of(self._folder / name):
            with suppress(LineError):
                if told := read(line):
                    yield told

    def _write(self, new: Sequence[Told]) -> None:
        by_file: dict[str, list[bytes]] = {}
        for told in new:
            name = files.own_file(self._memory.device, files.month_of(told.at))
            by_file.setdefault(name, []).append(written(told, self._memory.device))
        for name, lines in by_file.items():
            self._known.mark(name, files.append(self._folder / name, lines))


def _said(told: Told) -> tuple[int, str, bytes]:
    return told.at, told.kind, told.body


def _name(fact: Forgotten) -> str:
    return f"{fact.at} {fact.since} {fact.until}"
