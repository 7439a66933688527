"""Times as a person types them: `90s`, `30m`, `1h30`, `until 14:00`, `tomorrow`; pure, the present is an argument."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Millis

LONGEST = Millis(366 * DAY)
DURATION_ALLOWED = 'a duration such as "90s", "30m", "1h30" or "2h"'
CLOCK_ALLOWED = 'a local time from "00:00" to "23:59"'
UNTIL_ALLOWED = f'{DURATION_ALLOWED}, "until 14:00" or "tomorrow"'

MEETING, LASTS = "meeting", "1h"
"""What a pause may be for, and how long a meeting lasts where nobody says."""

_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,9})?)"
_DURATION = re.compile(rf"(?:{_NUMBER}h)?(?:{_NUMBER}m)?(?:{_NUMBER}s)?")
_HOURS_MINUTES = re.compile(r"[0-9]{1,9}h[0-5]?[0-9]")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_UNTIL = ("until ", "tot ", "bis ", "jusqu'à ", "jusqu’à ")  # noqa: RUF001 French
_TOMORROW = ("tomorrow", "morgen", "demain")


class TextError(ValueError):
    """What was typed cannot be read: one line that names what was found and what is allowed."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f'found "{_brief(found)}", allowed is {allowed}')
        self.found, self.allowed = found, allowed


def parse_duration(text: str) -> Millis:
    """Reads a length of time above zero, at most 366 days, in hours, minutes and seconds.

    A number without a unit counts as minutes after hours (`1h30`) and is refused anywhere else. A fraction is taken
    when it is a whole number of milliseconds. Raises `TextError`.
    """
    compact = "".join(text.split()).lower()
    if _HOURS_MINUTES.fullmatch(compact):
        compact += "m"
    if re.fullmatch(_NUMBER, compact):
        raise TextError(text, f'a duration with its unit, such as "{compact}m" or "{compact}s"')
    length = _exact(compact)
    if length is None or not 0 < length <= LONGEST:
        raise TextError(text, f"{DURATION_ALLOWED}, above zero and at most 366 days")
    return length


def format_duration(length: Millis) -> str:
    """The shortest text that `parse_duration` reads back as `length`, which is not negative: `1h30`, `42m`, `90s`."""
    if length < 0:
        raise ValueError(f"a length of time is never negative: {length}")
    if length < 2 * MINUTE and length % MINUTE:
        return _seconds(length)
    hours, rest = divmod(length, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    if hours and minutes and not rest:
        return f"{hours}h{minutes:02}"
    parts = [f"{hours}h" if hours else "", f"{minutes}m" if minutes else "", _seconds(rest) if rest else ""]
    return "".join(parts) or "0s"


def parse_clock(text: str) -> time:
    """Reads a local time of day, `9:05` or `09:05`. Raises `TextError`."""
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        raise TextError(text, CLOCK_ALLOWED)
    return time(int(found[1]), int(found[2]))


def parse_until(text: str, now: datetime, day_starts: time) -> datetime:
    """Reads an end that lies after `now` (which is aware) and gives it in the zone of `now`.

    `tomorrow` is the next start of a day (`day_starts`), a time of day the next such local time, a duration so much
    real time from now. Both words are read in every language of LANGUAGES. Raises `TextError`.
    """
    if now.tzinfo is None:
        raise ValueError("now has no time zone")
    wanted = " ".join(text.lower().split())
    prefix = next((word for word in _UNTIL if wanted.startswith(word)), "")
    wanted = wanted.removeprefix(prefix)
    if wanted in _TOMORROW:
        return _next(day_starts, now)
    if _CLOCK.fullmatch(wanted):
        return _next(parse_clock(wanted), now)
    if prefix or ":" in wanted:
        raise TextError(text, UNTIL_ALLOWED)
    return _later(wanted, text, now)


def _later(wanted: str, text: str, now: datetime) -> datetime:
    try:
        length = parse_duration(wanted)
    except TextError as error:
        raise TextError(text, f'{error.allowed}, "until 14:00" or "tomorrow"') from None
    return (now.astimezone(UTC) + timedelta(milliseconds=length)).astimezone(now.tzinfo)


def _next(wanted: time, now: datetime) -> datetime:
    """The first instant after `now` at which local clocks show `wanted`.

    Across a change of the clocks as RFC 5545 section 3.3.5 has it: a time that is skipped is read with the offset from
    before the change (02:30 is then 03:30), one that comes twice is the first, or the second once the first is past.
    """
    today = now.replace(tzinfo=None).date()
    for days in range(3):
        local = datetime.combine(today + timedelta(days=days), wanted, now.tzinfo)
        for instant in _instants(local):
            if instant > now.astimezone(UTC):
                return instant.astimezone(now.tzinfo)
    raise AssertionError("every local time of day comes within two days")


def _instants(local: datetime) -> Iterator[datetime]:
    """The UTC instants of a local time in order: two where it comes twice; a skipped one is read in one way only."""
    first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    yield first
    if second > first:
        yield second


def _exact(compact: str) -> Millis | None:
    found = _DURATION.fullmatch(compact)
    if not found:
        return None
    length = sum(  # exact: Decimal has 28 digits, and these need 26 at most
        Decimal(number or 0) * unit for number, unit in zip(found.groups(), (HOUR, MINUTE, SECOND), strict=True)
    )
    return Millis(int(length)) if length == int(length) else None


def _seconds(length: int) -> str:
    whole, rest = divmod(length, SECOND)
    return f"{whole}.{rest:03}".rstrip("0") + "s" if rest else f"{whole}s"


def _brief(text: str) -> str:
    line = "".join(character if character.isprintable() else "?" for character in text)
    return line if len(line) <= 40 else line[:39] + "…"
