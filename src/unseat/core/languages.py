"""The languages that unseat speaks. Whatever is shipped is there in all of them (docs/languages.md)."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeVar, get_args

Language = Literal["en", "nl", "fr", "de"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
"""English first: it is the language of the source, and what is spoken where the person's own is missing."""

OWN_NAMES: Final[Mapping[Language, str]] = {"en": "English", "nl": "Nederlands", "fr": "Français", "de": "Deutsch"}
"""What each language calls itself."""

Said = TypeVar("Said")


def in_all(told: Mapping[str, Said]) -> dict[str, Said]:
    """What is `told` in some languages, in all: where one is missing, as in the first of LANGUAGES that is there."""
    spare = next(told[code] for code in LANGUAGES if code in told)
    return {code: told.get(code, spare) for code in LANGUAGES}


def listed(codes: Iterable[str]) -> str:
    """These codes for a message, in the order of LANGUAGES, then those that are in none; "none" for none."""
    given = set(codes)
    return ", ".join([*(code for code in LANGUAGES if code in given), *sorted(given - set(LANGUAGES))]) or "none"


def printable(line: str) -> bool:
    """Whether `line` is one line of text. French has no-break spaces, which Python calls unprintable."""
    return line.replace("\N{NO-BREAK SPACE}", " ").isprintable()
