"""Hours of the week as they are written: "mon-fri 08:30-17:30", "22:00-07:00", "sat-sun"; pure."""

from datetime import time

from unseat.core.durations import parse_clock
from unseat.core.rule import EVERY_DAY, Quiet

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parse_hours(text: str) -> Quiet:
    """Weekdays, times, or both: "mon-fri 08:30-17:30", "22:00-07:00", "sat-sun"."""
    days, hours = _split_hours(text.strip().lower())
    if not hours:
        return Quiet(time(), time(), _weekdays(days))
    start, _, end = hours.partition("-")
    found = Quiet(parse_clock(start), parse_clock(end), _weekdays(days) if days else EVERY_DAY)
    if found.start == found.end:
        raise ValueError(text)
    return found


def _split_hours(text: str) -> tuple[str, str]:
    days, _, hours = text.partition(" ")
    return (days, hours) if days[:1].isalpha() else ("", text)


def _weekdays(text: str) -> tuple[int, ...]:
    """One, or a first and a last; over the end of the week as well."""
    first, dash, last = text.partition("-")
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last if dash else first)
    return tuple(sorted((start + n) % 7 for n in range((end - start) % 7 + 1)))


def hours_text(hours: Quiet) -> str:
    """As it is written in the settings; weekdays that are no row are named one by one."""
    times = "" if hours.start == hours.end else f"{hours.start:%H:%M}-{hours.end:%H:%M}"
    if hours.weekdays == EVERY_DAY:
        return times or "mon-sun"
    days = [WEEKDAYS[day] for day in hours.weekdays]
    row = hours.weekdays == tuple(range(hours.weekdays[0], hours.weekdays[-1] + 1))
    named = f"{days[0]}-{days[-1]}" if row and len(days) > 1 else "+".join(days)
    return f"{named} {times}".strip()
