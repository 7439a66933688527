"""What a person reads, in their language: messages, dates, lengths and numbers.

Message ids are plain English format strings, so the English needs no catalogue. The other languages live in
`config/locales/*/LC_MESSAGES/unseat.po`; the build makes the `.mo` beside each, and puts in it how that language writes
a day and a number, from Babel, whose megabytes the agent so does without. Nothing here touches the process's locale.
A `Texts` changes only as a whole (`become`), so any thread may use it.
"""

import gettext
import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path

from unseat.core.languages import LANGUAGES, Language
from unseat.core.words import HOUR, MINUTE, SECOND

DOMAIN = "unseat"

CLDR = "cldr"
"""The context of the messages that the build fills in from the Unicode locale data (hatch_build.py)."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = "{weekday} {day} {month}"
DECIMAL_MARK = "."


class Texts:
    """The texts of one language."""

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._catalogue = catalogue

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

    def become(self, other: "Texts") -> None:
        """Speaks the language of `other` from now on, for everybody who holds this one."""
        vars(self).update(vars(other))

    def say(self, message: str, /, **values: object) -> str:
        """`message` in this language, its {placeholders} filled in by `str.format`."""
        return self._catalogue.gettext(message).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that goes with `n`; `{n}` is filled in as well."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    @property
    def hour(self) -> str:
        """The sign of an hour: "h", "u". That of a minute and of a second is the same in every language."""
        say = self.say
        return say("h")

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it: ": ", with a space before it in French."""
        say = self.say
        return say(": ")

    def one_by_one(self, parts: Iterable[str]) -> str:
        """The parts of a list, between semicolons as the language writes them."""
        say = self.say
        return say("; ").join(parts)

    def day(self, day: date) -> str:
        """A date without its year, as "Mon 23 Nov", "lun. 23 nov." or "Mo, 23. Nov."."""
        weekday, month = self._form(WEEKDAYS[day.weekday()]), self._form(MONTHS[day.month - 1])
        return self._form(DAY).format(weekday=weekday, day=day.day, month=month)

    def clock(self, at: time | datetime) -> str:
        """A time of day as "14:05"; all languages count to 24."""
        return f"{at:%H:%M}"

    def length(self, ms: int) -> str:
        """A length of 0 ms or more in at most two units, rounded down: "45 s", "5 min", "1 h 05 min"."""
        hours, rest = divmod(ms, HOUR)
        if hours:
            return f"{hours} {self.hour} {rest // MINUTE:02} min"
        return f"{rest // MINUTE} min" if rest >= MINUTE else f"{rest // SECOND} s"

    def exact(self, ms: int) -> str:
        """A length of 0 ms or more to the second, without empty units: "1 min 30 s", "1 h". For settings and rules."""
        hours, rest = divmod(ms, HOUR)
        minutes, rest = divmod(rest, MINUTE)
        units = ((hours, self.hour), (minutes, "min"), (rest // SECOND, "s"))
        return " ".join(f"{count} {unit}" for count, unit in units if count) or "0 s"

    def number(self, x: float, decimals: int = 0) -> str:
        """`x` rounded to `decimals` places, never "-0": "3.4", "3,4"."""
        return f"{x:z.{decimals}f}".replace(".", self._form(DECIMAL_MARK))

    def _form(self, english: str) -> str:
        return self._catalogue.pgettext(CLDR, english)


def choose_language(setting: str, env: Mapping[str, str]) -> Language:
    """The person's `setting` (a language, or empty: as the desktop), else what the environment asks for.

    The order is that of the GNU gettext manual ("Locale Environment Variables", "The LANGUAGE variable"): the locale
    is the first of LC_ALL, LC_MESSAGES and LANG that is not empty; LANGUAGE is a list of preferences that goes before
    it, unless that locale is "C". Languages that we don't have are passed over; at the end there is English.
    """
    for wanted in _wanted(setting, env):
        language = wanted.partition(".")[0].partition("@")[0].partition("_")[0].partition("-")[0].lower()
        if language in ("c", "posix"):
            return "en"
        for ours in LANGUAGES:
            if language == ours:
                return ours
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
