"""What the exchange remembers between two meetings. All of it can be lost: then everything is read again, and taken
once."""

from pathlib import Path

import msgspec

from unseat.journal import Journal
from unseat.sync.folder import Mark

_NAME = ":memory"
"""No file has this name."""


class Memory(msgspec.Struct, frozen=True):
    """`device` is the name that this machine goes by, `before` those that it had. `sent`: the id of the last fact that
    it told. `forgot`: what it has forgotten on request. `torn`: months of which something that it told is gone."""

    folder: str
    device: str
    before: tuple[str, ...] = ()
    sent: int = 0
    forgot: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.device, *self.before)


_MEMORY = msgspec.json.Decoder(Memory)
_MARK = msgspec.json.Decoder(Mark)


def memory_of(journal: Journal) -> Memory | None:
    """Null where nothing was ever exchanged."""
    body = journal.others.remembered().get(_NAME)
    return _MEMORY.decode(body) if body else None


def marks_of(journal: Journal) -> dict[str, Mark]:
    """How far each file was read."""
    found = journal.others.remembered()
    return {name: _MARK.decode(body) for name, body in found.items() if name != _NAME}


def encoded(mark: Mark) -> bytes:
    return msgspec.json.encode(mark)


class Remembered:
    """Of one folder: in another one everything is new, but for the names. Changes are written by `save`."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._others = journal.others
        self._written = journal.others.remembered()
        known = memory_of(journal) or Memory(str(folder), journal.device)
        same = known.folder == str(folder)
        self.memory = known if same else Memory(str(folder), known.device, known.before)
        self.marks = marks_of(journal) if same else {}

    def change(self, **values: object) -> None:
        self.memory = msgspec.structs.replace(self.memory, **values)

    def mark(self, name: str, mark: Mark | None) -> None:
        """Null: the file is gone."""
        if mark:
            self.marks[name] = mark
        else:
            self.marks.pop(name, None)

    def save(self) -> None:
        """Writes what has changed, if anything has."""
        bodies = {name: encoded(mark) for name, mark in self.marks.items()}
        bodies[_NAME] = msgspec.json.encode(self.memory)
        new = {name: body for name, body in bodies.items() if self._written.get(name) != body}
        gone = self._written.keys() - bodies.keys()
        if new or gone:
            self._others.remember(new, gone)
        self._written = bodies
