"""What `unseat doctor --repair` says, to the fact: what was kept, what came back, what is missing."""

from collections.abc import Iterator
from datetime import tzinfo
from pathlib import Path

from unseat.core.wall import local
from unseat.core.words import Instant
from unseat.journal import Gap, Mended, Was, backup
from unseat.texts import Texts

SHOWN = 20
"""So many gaps are named; of the others, how many they are."""


def as_lines(path: Path, mended: Mended | None, zone: tzinfo, texts: Texts) -> Iterator[str]:
    """`mended` null: there was nothing at all. `path` is the journal's."""
    if mended is None:
        yield texts.say("There is no journal yet, and no backup of one: nothing to repair.")
        return
    yield from _head(path, mended, texts)
    for file, count in mended.back:
        yield texts.plural(
            "{n} fact came back from the backup of {day}.",
            "{n} facts came back from the backup of {day}.",
            count,
            day=backup.day_of(file),
        )
    if mended.missing or mended.was is not Was.WHOLE:
        yield from _missing(mended.missing, zone, texts)


def _head(path: Path, mended: Mended, texts: Texts) -> Iterator[str]:
    if mended.was is Was.WHOLE:
        yield texts.plural("The journal is whole: {n} fact.", "The journal is whole: {n} facts.", mended.kept)
        if not mended.back:
            yield texts.say("Nothing was changed.")
    elif mended.was is Was.GONE:
        yield texts.say("The journal {file} was gone; a new one was made of its backups.", file=path)
        for file, _ in mended.back[:1]:
            newest = backup.day_of(file)
            yield texts.say("What was written after the newest backup, that of {day}, is lost.", day=newest)
    else:
        yield texts.plural(
            "The journal was damaged. {n} fact could be read and was kept.",
            "The journal was damaged. {n} facts could be read and were kept.",
            mended.kept,
        )
        yield texts.say("The damaged file was kept as well: {file}", file=mended.aside)


def _missing(gaps: tuple[Gap, ...], zone: tzinfo, texts: Texts) -> Iterator[str]:
    count = sum(map(len, gaps))
    if not count:
        yield texts.say("No number is missing in the sequence of facts.")
        return
    yield texts.plural(
        "{n} number is missing in the sequence of facts; what you had erased leaves such gaps too:",
        "{n} numbers are missing in the sequence of facts; what you had erased leaves such gaps too:",
        count,
    )
    for gap in gaps[:SHOWN]:
        yield f"  {gap.first}-{gap.last}: {_span(gap, zone, texts)}"
    if gaps[SHOWN:]:
        yield texts.plural("  and {n} more gap", "  and {n} more gaps", len(gaps) - SHOWN)


def _span(gap: Gap, zone: tzinfo, texts: Texts) -> str:
    """Between which facts the missing ones were: there the record may have a hole."""
    if gap.since is None or gap.until is None:
        known = gap.until if gap.since is None else gap.since
        if known is None:
            return texts.say("nothing is known of when")
        return texts.say("before {at}" if gap.since is None else "after {at}", at=_at(known, zone))
    return texts.say("between {since} and {until}", since=_at(gap.since, zone), until=_at(gap.until, zone))


def _at(instant: Instant, zone: tzinfo) -> str:
    return f"{local(instant, zone):%Y-%m-%d %H:%M}"
