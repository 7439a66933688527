"""ActivityWatch's bucket export (JSON): the buckets of its afk watcher, as input.

A watcher says not-afk until nothing came for its timeout (180 s unless it was set), and then back-dates: so a pause
shorter than that is not seen, and counts as input. Events overlap and repeat; those of all afk buckets are united.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from unseat.core.moments import Interval
from unseat.core.words import SECOND, Instant, Kind
from unseat.exchange.found import LeftOut, UnusableError, named, shown

SOURCE = "activitywatch"
AFK = "afkstatus"
ACTIVE, AWAY = "not-afk", "afk"
EARLIEST = 946_684_800
LONGEST_S = 30 * 24 * 3600


def read_activitywatch(name: str, text: str, now: Instant) -> tuple[list[Interval], list[LeftOut]]:
    """The intervals of input. Raises UnusableError for what is no export, or has no afk bucket."""
    intervals: list[Interval] = []
    left_out: list[LeftOut] = []
    for bucket, events in _buckets(name, text):
        for number, event in enumerate(events, start=1):
            try:
                intervals += _active(event, now)
            except ValueError as error:
                left_out.append(LeftOut(name, f"bucket {named(bucket)}, event {number}", str(error)))
    return intervals, left_out


def _buckets(name: str, text: str) -> Iterator[tuple[str, list[Any]]]:
    """The afk buckets of an export of all buckets or of one."""
    export = _json(name, text)
    found = export.get("buckets", {str(export.get("id", "?")): export})
    if not isinstance(found, dict) or not all(isinstance(bucket, dict) for bucket in found.values()):
        raise UnusableError(name, '"buckets" is no object of buckets: export it with "Export all buckets as JSON"')
    afk = {ident: bucket for ident, bucket in found.items() if bucket.get("type") == AFK}
    if not afk:
        kinds = ", ".join(sorted({_kind(bucket) for bucket in found.values()})) or "none"
        raise UnusableError(name, f'no bucket of type "{AFK}"; the types in it: {named(kinds)}')
    for ident, bucket in afk.items():
        if not isinstance(bucket.get("events"), list):
            raise UnusableError(name, f'bucket {named(ident)}: "events" is no list')
        yield ident, bucket["events"]


def _kind(bucket: dict[str, Any]) -> str:
    kind = bucket.get("type")
    return kind if isinstance(kind, str) else shown(kind)


def _json(name: str, text: str) -> dict[str, Any]:
    try:
        export = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableError(name, f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from None
    except (RecursionError, ValueError):
        raise UnusableError(name, "not an export of ActivityWatch") from None
    if not isinstance(export, dict):
        raise UnusableError(name, "line 1: not an export of ActivityWatch, which is one JSON object")
    return export


def _active(event: object, now: Instant) -> Iterator[Interval]:
    """The event as input; nothing where it says afk. Raises ValueError."""
    if not isinstance(event, dict):
        raise ValueError("not an object")  # noqa: TRY004  all bad events end alike
    data = event.get("data")
    status = data.get("status") if isinstance(data, dict) else None
    if status not in (ACTIVE, AWAY):
        raise ValueError(f'"status": found {shown(status)}, allowed is "{ACTIVE}" or "{AWAY}"')
    start, duration = _start(event.get("timestamp")), _duration(event.get("duration"))
    end = Instant(start + round(duration * SECOND))
    if end > now:
        raise ValueError("it lies in the future")
    if status == ACTIVE:
        yield Interval(start, end, Kind.INPUT)


def _start(stamp: object) -> Instant:
    try:
        moment = datetime.fromisoformat(stamp if isinstance(stamp, str) else "")
    except ValueError:
        raise ValueError(f'"timestamp": {shown(stamp)} is no ISO 8601 time') from None
    if moment.tzinfo is None:
        raise ValueError(f'"timestamp": {shown(stamp)} has no offset')
    seconds = moment.timestamp()
    if seconds < EARLIEST:
        raise ValueError(f'"timestamp": {shown(stamp)} lies before the year 2000')
    return Instant(round(seconds * SECOND))


def _duration(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_S:
        raise ValueError(f'"duration": found {shown(value)}, allowed is 0 to {LONGEST_S} seconds')
    return float(value)
