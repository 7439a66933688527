"""The clock on the wall: between instants and local times, in any zone.

A time of day that the clock skips (summer time begins, a zone moves over the date line) stands for the end of the gap;
one that it shows twice stands for the first time, or for the second where `fold` is 1 (PEP 495).
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from unseat.core.words import Instant

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def local(at: Instant, zone: tzinfo) -> datetime:
    """What the clock shows at `at`, with the offset then in force as a fixed one, so that differences are true."""
    shown = (EPOCH + timedelta(milliseconds=at)).astimezone(zone)
    return shown.replace(tzinfo=timezone(_offset(shown)))


def instant_of(moment: datetime) -> Instant:
    """The instant of a time with its offset; what is finer than a millisecond is left out."""
    return Instant((moment.astimezone(UTC) - EPOCH) // MILLISECOND)


def offset_s(at: Instant, zone: tzinfo) -> int:
    """Seconds that the zone is ahead of UTC at `at`."""
    return int(_offset(local(at, zone)).total_seconds())


def fixed(offset_s: int) -> tzinfo:
    """The zone that is always `offset_s` ahead of UTC."""
    return timezone(timedelta(seconds=offset_s))


def instant(day: date, at: time, zone: tzinfo, fold: int = 0) -> Instant:
    """When the clock shows `at` on `day`."""
    shown = datetime.combine(day, at)
    first = instant_of(shown.replace(tzinfo=zone, fold=0))
    second = instant_of(shown.replace(tzinfo=zone, fold=1))
    if second < first:
        return _gap_end(second, first, zone)
    return second if fold else first


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _gap_end(before: Instant, after: Instant, zone: tzinfo) -> Instant:
    """The instant between the two from which the offset is that of `after`."""
    new = offset_s(after, zone)
    while after - before > 1:
        middle = Instant((before + after) // 2)
        if offset_s(middle, zone) == new:
            after = middle
        else:
            before = middle
    return after
