"""What a person reads, in Dutch or English: messages, dates, lengths and numbers.

Message ids are plain English format strings, so the English needs no catalogue. The Dutch lives in
`config/locales/nl/LC_MESSAGES/unseat.po`; the build makes the `.mo` beside it. Nothing here touches the process's
locale. A `Texts` never changes, so any thread may use it.
"""

import gettext
import logging
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal

import msgspec

from unseat.core.words import HOUR, MINUTE, SECOND

Language = Literal["en", "nl"]

DOMAIN = "unseat"


class _Forms(msgspec.Struct, frozen=True):
    """How one language writes dates, lengths and numbers."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    hour: str
    decimal_mark: str


_FORMS: dict[Language, _Forms] = {
    "en": _Forms(
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        hour="h",
        decimal_mark=".",
    ),
    "nl": _Forms(
        weekdays=("ma", "di", "wo", "do", "vr", "za", "zo"),
        months=("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        hour="u",
        decimal_mark=",",
    ),
}


class Texts:
    """The texts of one language."""

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._catalogue = catalogue
        self._forms = _FORMS[language]

    @classmethod
    def english(cls) -> "Texts":
        return cls("en", gettext.NullTranslations())

    @classmethod
    def for_language(cls, code: Language, locales: Path) -> "Texts":
        """The texts for `code`, from the compiled catalogue below `locales`.

        Without that catalogue (a source tree that was never installed): a warning in the log, and English.
        """
        if code == "en":
            return cls.english()
        try:
            return cls(code, gettext.translation(DOMAIN, locales, [code]))
        except FileNotFoundError:
            missing = locales / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
            logging.getLogger(__name__).warning("No texts in '%s': %s is missing. Install unseat again.", code, missing)
            return cls.english()

    def say(self, message: str, /, **values: object) -> str:
        """`message` in this language, its {placeholders} filled in by `str.format`."""
        return self._catalogue.gettext(message).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that goes with `n`; `{n}` is filled in as well."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def day(self, day: date) -> str:
        """A date without its year, as "Mon 23 Nov" or "ma 23 nov"."""
        return f"{self._forms.weekdays[day.weekday()]} {day.day} {self._forms.months[day.month - 1]}"

    def clock(self, at: time | datetime) -> str:
        """A time of day as "14:05"; both languages count to 24."""
        return f"{at:%H:%M}"

    def length(self, ms: int) -> str:
        """A length of 0 ms or more in at most two units, rounded down: "45 s", "5 min", "1 h 05 min"."""
        hours, rest = divmod(ms, HOUR)
        if hours:
            return f"{hours} {self._forms.hour} {rest // MINUTE:02} min"
        return f"{rest // MINUTE} min" if rest >= MINUTE else f"{rest // SECOND} s"

    def exact(self, ms: int) -> str:
        """A length of 0 ms or more to the second, without empty units: "1 min 30 s", "1 h". For settings and rules."""
        hours, rest = divmod(ms, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        units = ((hours, self._forms.hour), (minutes, "min"), (rest // SECOND, "s"))
        return " ".join(f"{count} {unit}" for count, unit in units if count) or "0 s"

    def number(self, x: float, decimals: int = 0) -> str:
        """`x` rounded to `decimals` places, never "-0": "3.4", "3,4"."""
        return f"{x:z.{decimals}f}".replace(".", self._forms.decimal_mark)


def choose_language(setting: str, env: Mapping[str, str]) -> Language:
    """The person's `setting` ("nl", "en", or empty: as the desktop), else what the environment asks for.

    The order is that of the GNU gettext manual ("Locale Environment Variables", "The LANGUAGE variable"): the locale
    is the first of LC_ALL, LC_MESSAGES and LANG that is not empty; LANGUAGE is a list of preferences that goes before
    it, unless that locale is "C". Languages that we don't have are passed over; at the end there is English.
    """
    for wanted in _wanted(setting, env):
        language = wanted.partition(".")[0].partition("@")[0].partition("_")[0].partition("-")[0].lower()
        if language in ("c", "posix", "en"):
            return "en"
        if language == "nl":
            return "nl"
    return "en"


def _wanted(setting: str, env: Mapping[str, str]) -> Iterator[str]:
    yield setting
    chosen = (env.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, chosen), "")
    preferences = env.get("LANGUAGE", "")
    if preferences and locale not in ("C", "POSIX"):
        yield from preferences.split(":")
    else:
        yield locale
