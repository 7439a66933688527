"""What a writer says through a pipe while it lives: what it is about to write, and what is on disk.

Each line is one JSON value. A line that a kill cut short says nothing.
"""

import os
from collections.abc import Callable, Iterator

import msgspec

from unseat.core import facts
from unseat.core.watched import OpenBout
from unseat.core.words import Instant
from unseat.journal import Journal, JournalError


class Tries(msgspec.Struct, frozen=True, tag="tries"):
    """These facts, as JSON, are about to be written in one transaction."""

    bodies: tuple[str, ...]


class Wrote(msgspec.Struct, frozen=True, tag="wrote"):
    """They are on disk, under these ids."""

    ids: tuple[int, ...]


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The journal would not have them now; none is on disk."""


class Looked(msgspec.Struct, frozen=True, tag="looked"):
    """The agent has handled an event at `now` (`steady` on the clock that cannot step); `open`: since when it takes the
    person to sit."""

    now: Instant
    steady: int
    open: Instant | None


Word = Tries | Wrote | Refused | Looked
Say = Callable[[Word], None]
_WORD: msgspec.json.Decoder[Word] = msgspec.json.Decoder(Word)


def to(pipe: int) -> Say:
    """Says it there, in one write."""

    def say(word: Word) -> None:
        os.write(pipe, msgspec.json.encode(word) + b"\n")

    return say


def heard(said: bytes) -> Iterator[Word]:
    """All that was said to the end."""
    *whole, _cut = said.split(b"\n")
    return map(_WORD.decode, whole)


class TellingJournal(Journal):
    """The journal itself, but that it tells what is appended before and after. Set `say` first of all."""

    say: Say

    def append(
        self, *new: facts.Any, open_bout: OpenBout | msgspec.UnsetType | None = msgspec.UNSET
    ) -> tuple[int, ...]:
        self.say(Tries(tuple(msgspec.json.encode(fact).decode() for fact in new)))
        try:
            ids = super().append(*new, open_bout=open_bout)
        except JournalError:
            self.say(Refused())
            raise
        self.say(Wrote(ids))
        return ids
