"""What a value may be: each kind reads the value of a TOML key, or says what is allowed instead."""

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Protocol

import msgspec

from unseat.core.durations import CLOCK_ALLOWED, TextError, parse_clock, parse_duration
from unseat.core.hours import WEEKDAYS, parse_hours
from unseat.core.words import Millis


class SettingsError(Exception):
    """One clear line: file, key where one is at fault, what was found and what is allowed."""

    def __init__(self, file: Path, key: str, problem: str) -> None:
        line = ": ".join(part for part in (str(file), key, problem) if part)
        super().__init__("".join(character if character.isprintable() else "?" for character in line))
        self.file, self.key, self.problem = file, key, problem


AUTO = "auto"


class UnfitError(ValueError):
    """The value is none of those allowed."""


class Notice(msgspec.Struct, frozen=True):
    """A weekly moment in local time; `weekday` counts from Monday, 0."""

    weekday: int
    at: time


class Reader(Protocol):
    """A kind of value. `read` raises `UnfitError`; `from_text` gives the TOML value for what a person typed."""

    @property
    def allowed(self) -> str: ...

    def read(self, value: object) -> object: ...

    def from_text(self, text: str) -> object: ...


class Written(msgspec.Struct, frozen=True):
    """A value that is text in the file; `parse` raises `ValueError`."""

    parse: Callable[[str], object]
    allowed: str

    def read(self, value: object) -> object:
        try:
            return self.parse(_text(value))
        except ValueError:
            raise UnfitError from None

    def from_text(self, text: str) -> object:
        return text


class Whole(msgspec.Struct, frozen=True):
    """A whole number from `least` to `most`."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        return f"a whole number from {self.least} to {self.most}"

    def read(self, value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not self.least <= value <= self.most:
            raise UnfitError
        return value

    def from_text(self, text: str) -> object:
        try:
            return int(text)
        except ValueError:
            return text


class Switch(msgspec.Struct, frozen=True):
    """On or off: `true` or `false` in the file."""

    @property
    def allowed(self) -> str:
        return "true or false"

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise UnfitError
        return value

    def from_text(self, text: str) -> object:
        return {"true": True, "on": True, "false": False, "off": False}.get(text.strip().lower(), text)


class Several(msgspec.Struct, frozen=True):
    """A list whose every item is read by `item`, none twice; typed with commas between."""

    item: Written
    least: int = 0

    @property
    def allowed(self) -> str:
        return f"a list {'of at least one, each' if self.least else 'in which each is'} {self.item.allowed}, none twice"

    def read(self, value: object) -> tuple[object, ...]:
        if not isinstance(value, list) or len(value) < self.least:
            raise UnfitError
        items = tuple(self.item.read(item) for item in value)
        if len(set(items)) < len(items):
            raise UnfitError
        return items

    def from_text(self, text: str) -> object:
        return [item for part in text.strip("[] ").split(",") if (item := part.strip().strip("\"'"))]


def duration(least: str, most: str, example: str) -> Written:
    """A length of time, both ends included."""
    low, high = parse_duration(least), parse_duration(most)

    def parse(text: str) -> Millis:
        length = parse_duration(text)
        if not low <= length <= high:
            raise TextError(text, allowed)
        return length

    allowed = f'a duration of at least {least} and at most {most} such as "{example}"'
    return Written(parse, allowed)


def or_auto(other: Written) -> Written:
    """The same, or "auto", which is read as null."""
    return Written(lambda text: None if text == AUTO else other.parse(text), f'"{AUTO}" or {other.allowed}')


def choice(*words: str) -> Written:
    def parse(text: str) -> str:
        if text not in words:
            raise UnfitError
        return text

    return Written(parse, "one of " + ", ".join(f'"{word}"' for word in words))


def _parse_notice(text: str) -> Notice | None:
    if not text:
        return None
    day, _, at = text.partition(" ")
    return Notice(WEEKDAYS.index(day), parse_clock(at))


def _parse_folder(text: str) -> str:
    if not text:
        return ""
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        raise UnfitError from None
    if not folder.is_absolute() or not text.isprintable():
        raise UnfitError
    return str(folder)


CLOCK = Written(parse_clock, CLOCK_ALLOWED)
FOLDER = Written(_parse_folder, '"" or the whole path of a folder such as "~/Sync/unseat"')
HOURS = Written(
    parse_hours,
    'two different local times such as "22:00-07:00", weekdays such as "sat-sun", or both: "fri 12:00-13:00"',
)
NOTICE = Written(_parse_notice, f'"" or a day ({", ".join(WEEKDAYS)}) and a local time such as "fri 16:00"')


def describe(value: object) -> str:
    """A TOML value as one line of at most 60 characters."""
    import json

    try:
        line = json.dumps(value, ensure_ascii=False, default=str)
    except ValueError:  # Python refuses to write out whole numbers of thousands of digits
        line = "a number too long to show"
    return line if len(line) <= 60 else line[:59] + "…"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnfitError
    return value
