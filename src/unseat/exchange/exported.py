"""The JSON Lines of `unseat export`, from this journal or another: what was watched and said there."""

from collections.abc import Iterator

import msgspec

from unseat.core import appointments, corrections, facts, signs
from unseat.core.fact import Fact
from unseat.core.facts import Any as AnyFact
from unseat.core.facts import Carried
from unseat.core.words import Instant
from unseat.exchange.found import Found, LeftOut, UnusableError, named

SOURCE = "unseat"
NOTED: tuple[type[Fact], ...] = (facts.DayTotal, *appointments.KINDS, *corrections.KINDS, *signs.KINDS)
"""What has its place in the journal whatever was watched meanwhile."""
TAKEN: tuple[type[Fact], ...] = (
    facts.Bout,
    facts.Break,
    facts.PromptDue,
    facts.PromptDeferred,
    facts.PromptShown,
    facts.PromptSnoozed,
    facts.PromptAnswered,
    facts.SessionStarted,
    facts.SessionEnded,
    *NOTED,
)
"""A person's history. The rest is the life of the agent there, and wishes that were heard there."""
DAY_S = 86_400
LAST = 32_503_680_000_000
"""The year 3000, in milliseconds: no instant, length or count of a fact reaches it, and none lies below 0."""


class Line(msgspec.Struct, frozen=True):
    """One line of an export."""

    id: int
    at: int
    offset_s: int
    device: str
    fact: AnyFact


class Other(msgspec.Struct, frozen=True):
    """The fact of a line, as far as a version that does not know it can read it."""

    kind: str


class OtherLine(msgspec.Struct, frozen=True):
    fact: Other


_LINE = msgspec.json.Decoder(Line)
_OTHER = msgspec.json.Decoder(OtherLine)
_KINDS = frozenset(str(kind.__struct_config__.tag) for kind in AnyFact.__args__)


def read_export(name: str, text: str) -> Found:
    """Facts of a kind that only a newer version knows are left out. Raises UnusableError for a line that is none."""
    taken: dict[tuple[str, Fact], Carried] = {}
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"line {number}"
        entry = _decoded(name, where, line)
        if entry is None:
            left_out.append(LeftOut(name, where, "a fact that only a newer unseat knows"))
        elif type(entry.fact) in TAKEN and not printable(entry.fact):
            left_out.append(LeftOut(name, where, "a text that cannot be shown on one line"))
        elif type(entry.fact) in TAKEN:
            carried = _carried(name, where, entry)
            taken[entry.device, carried.fact] = carried
    return Found(tuple(taken.values()), tuple(left_out))


def _decoded(name: str, where: str, line: str) -> Line | None:
    try:
        return _LINE.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        if _newer(line):
            return None
        raise UnusableError(name, f"{where}: not a line of `unseat export` ({named(str(error))})") from None


def _newer(line: str) -> bool:
    try:
        return _OTHER.decode(line).fact.kind not in _KINDS
    except (msgspec.DecodeError, RecursionError):
        return False


def _carried(name: str, where: str, line: Line) -> Carried:
    fact = line.fact
    offset = -DAY_S < line.offset_s < DAY_S
    if line.at != fact.at or not offset or not line.device or not can_be(fact):
        raise UnusableError(name, f"{where}: a fact that contradicts itself")
    source = fact.source or SOURCE
    return Carried(msgspec.structs.replace(fact, source=source), line.offset_s, line.device)


def can_be(fact: Fact) -> bool:
    """Whether its instants and lengths fit each other."""
    if isinstance(fact, facts.Bout) and fact.input_ms + fact.quiet_ms + fact.held_ms > fact.length:
        return False
    start: Instant = getattr(fact, "start", fact.at)
    return start <= fact.at and all(0 <= number < LAST for number in _numbers(msgspec.to_builtins(fact)))


def printable(fact: Fact) -> bool:
    """Whether its texts can be shown, each on one line: a terminal obeys some characters."""
    return all(text.isprintable() for text in _texts(msgspec.to_builtins(fact)))


def _texts(value: object) -> Iterator[str]:
    """Those in it and in all that it holds."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, str):
        yield value


def _numbers(value: object) -> Iterator[float]:
    """Those in it and in all that it holds."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, int | float):
        yield value
