"""How the exchange stands: which machines are known, how far each was heard, and what could not be read."""

import threading
from pathlib import Path

import msgspec

from unseat.core.words import MINUTE, Instant
from unseat.journal import Journal
from unseat.journal.others import Heard
from unseat.sync.folder import listed
from unseat.sync.lines import SHARED
from unseat.sync.memory import Memory, marks_of, memory_of

AHEAD = 2 * MINUTE
"""A machine that tells of a time so far ahead of this one's has another clock."""
ANSWERS_WITHIN = 3.0
"""Seconds that a folder gets to tell what is in it."""


class Overview(msgspec.Struct, frozen=True):
    """`name` is that of this machine and `newest` its newest fact that goes out, null where there is none. `others`
    have told something. `refused`: lines of a file that cannot be. `half`: files whose last line has come in part."""

    name: str
    newest: Instant | None
    others: tuple[Heard, ...]
    refused: dict[str, int]
    half: tuple[str, ...]


def overview(journal: Journal) -> Overview:
    """Raises JournalError."""
    memory = memory_of(journal) or Memory("", journal.device)
    marks = marks_of(journal)
    return Overview(
        name=memory.device,
        newest=max((last.at for kind in SHARED if (last := journal.last(kind))), default=None),
        others=tuple(journal.others.heard()),
        refused={name: mark.refused for name, mark in marks.items() if mark.refused},
        half=tuple(name for name, mark in marks.items() if mark.read_to < mark.stamp.size),
    )


def ahead(heard: Heard, now: Instant) -> bool:
    """Whether its clock goes before this one's."""
    return heard.newest - now > AHEAD


def trouble(folder: Path) -> str:
    """Why the folder cannot be used, empty where it can. One that does not answer is not waited for."""
    found = ["does not answer"]

    def look() -> None:
        try:
            listed(folder)
            found[0] = ""
        except OSError as error:
            found[0] = error.strerror or str(error)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(ANSWERS_WITHIN)
    return found[0]
