"""A fact as a line of a file that goes to the person's other machines: the lines of `unseat export`.

What comes in is checked like anything from outside: a line that cannot be is refused, and only what is a person's
history is taken, never a wish.
"""

import re
from typing import get_args

import msgspec

from unseat.core import hurts
from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.said import Forgotten
from unseat.exchange.exported import DAY_S, LAST, TAKEN, can_be, printable
from unseat.journal.others import Told
from unseat.journal.reading import tag

SHARED: tuple[type[Fact], ...] = (*TAKEN, *hurts.KINDS, Forgotten)
"""What goes out. The life of the agent, and wishes that were meant for it, stay at home."""
LONGEST = 100_000
"""Bytes. Our longest lines have less than a thousand."""

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KNOWN = frozenset(tag(kind) for kind in get_args(AnyFact))
_SHARED = frozenset(map(tag, SHARED))


class LineError(ValueError):
    """Not a line that any machine of ours can have written."""


class Line(msgspec.Struct, frozen=True):
    id: int
    at: int
    offset_s: int
    device: str
    fact: msgspec.Raw


class _Named(msgspec.Struct, frozen=True):
    """A fact, as far as it can be read by a version that does not know its kind."""

    kind: str
    at: int


_LINE = msgspec.json.Decoder(Line)
_NAMED = msgspec.json.Decoder(_Named)
_FACT = msgspec.json.Decoder(AnyFact)


def written(told: Told, device: str) -> bytes:
    line = Line(told.number, told.at, told.offset_s, device, msgspec.Raw(told.body))
    return msgspec.json.encode(line) + b"\n"


def read(line: bytes) -> Told | None:
    """Null for what is of no use here. A kind that only a newer version knows is kept for when this one does.

    Raises LineError.
    """
    try:
        own = _LINE.decode(line)
        named = _NAMED.decode(own.fact)
        str(line, "utf-8")
        known = _FACT.decode(own.fact) if named.kind in _KNOWN else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise LineError from None
    if len(line) > LONGEST or not _sound(own, named) or (known and not (can_be(known) and printable(known))):
        raise LineError
    if named.kind in _KNOWN and named.kind not in _SHARED:
        return None
    return Told(own.device, own.id, own.at, own.offset_s, named.kind, bytes(own.fact))


def _sound(line: Line, named: _Named) -> bool:
    numbers = 0 < line.id < 2**62 and 0 <= line.at < LAST and -DAY_S < line.offset_s < DAY_S
    return numbers and line.at == named.at and _UUID.fullmatch(line.device) is not None
