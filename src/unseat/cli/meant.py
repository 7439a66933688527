"""Which day and week a person means, by their clock and settings."""

from datetime import date

from unseat.cli.desk import Here
from unseat.core.days import Week, day_of, parse_week
from unseat.self_checks import this_week


def today(here: Here) -> date:
    """The local day that goes on now. Raises SettingsError."""
    return day_of(here.instant, here.zone.zone(), here.settings.rule().day_starts)


def week_meant(here: Here, text: str) -> Week:
    """The week named, or this one where none is. Raises DateError and SettingsError."""
    if not text:
        return this_week(here, here.instant)
    return parse_week(text, today(here), here.settings.rule().week_starts)
