"""What a person writes with an editor or types: settings, exercise cards, figures, times."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from tests.fuzz.target import Target, one_line, written
from unseat.catalogue import Catalogue, CatalogueError, load, read
from unseat.core.days import DateError, parse_day, parse_week
from unseat.core.durations import TextError, format_duration, parse_clock, parse_duration, parse_until
from unseat.core.figure import Figure
from unseat.core.hours import hours_text, parse_hours
from unseat.figures import load_figure
from unseat.paths import config_root
from unseat.report.figure_svg import Scene, svg
from unseat.settings.load import Values, check, read_own, read_text, values
from unseat.settings.values import SettingsError
from unseat.texts import Texts

SHIPPED = config_root() / "unseat.toml"
EXERCISES = config_root() / "exercises"
TOML = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b'"', b'"""', b"'''", b"#", b"\\u0000", b"\\U00110000", b"\n", b"\t"),
    *(b"true", b"false", b"inf", b"-inf", b"nan", b"0x", b"1e999", b"9" * 5000, b"1979-05-27T07:32:00Z", b"24:00:00"),
    b"\xef\xbb\xbf",
    b"a." * 300,
    b"[" * 300,
)
NOW = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Brussels"))


# ---- settings


@cache
def _defaults() -> Values:
    return values(SHIPPED, read_text(SHIPPED))


def settings(data: bytes) -> None:
    file = written("unseat.toml", data)
    try:
        found = check(SHIPPED, _defaults(), file, values(file, read_own(file)))
    except SettingsError as error:
        one_line(error)
    else:
        found.rule()


def _settings_seeds() -> Sequence[bytes]:
    whole = SHIPPED.read_bytes()
    return (whole, *(b"[" + part for part in whole.split(b"\n[")[1:]), b'[prompts]\nquiet = ["fri 12:00-13:00"]\n')


# ---- cards and figures

CARD = "fuzzed"


def card(data: bytes) -> None:
    try:
        msgspec.json.encode(read(written(f"{CARD}.toml", data)))
    except CatalogueError as error:
        one_line(error)


def _card_seeds() -> Sequence[bytes]:
    own = f'id = "{CARD}"'.encode()
    return [re.sub(rb'^id = ".*"', own, file.read_bytes(), flags=re.M) for file in sorted(EXERCISES.glob("*.toml"))]


def figure(data: bytes) -> None:
    try:
        found = load_figure(written("figure.toml", data))
    except CatalogueError as error:
        one_line(error)
    else:
        _draw(found)


@cache
def _cards() -> Catalogue:
    return load([EXERCISES])


def _draw(found: Figure) -> None:
    for moment in (0.0, 0.7):
        drawn = svg(Scene(_cards().exercises[0], found, moment, "left"), size=100, dark=False, texts=Texts.english())
        assert "nan" not in drawn
        assert "inf" not in drawn


def _figure_seeds() -> Sequence[bytes]:
    return [file.read_bytes() for file in sorted((EXERCISES / "figures").glob("*.toml"))]


# ---- times and days as they are typed


def typed(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    with suppress(TextError):
        assert parse_duration(format_duration(parse_duration(text))) == parse_duration(text)
    with suppress(TextError):
        parse_clock(text)
    with suppress(TextError):
        assert parse_until(text, NOW, time(4)) > NOW
    with suppress(DateError):
        parse_day(text, NOW.date())
    with suppress(DateError):
        parse_week(text, NOW.date())
    with suppress(ValueError):
        hours_text(parse_hours(text))


TYPED = (b"1h30", b"90s", b"2.5m", b"until 14:00", b"tomorrow", b"fri 12:00-13:00", b"sat-sun", b"2026-W47", b"23:59")

TARGETS = (
    Target("settings", settings, _settings_seeds, TOML),
    Target("card", card, _card_seeds, TOML),
    Target("figure", figure, _figure_seeds, TOML),
    Target("typed", typed, lambda: TYPED, (b"h", b"m", b"s", b":", b"-", b".", b"W", b"until ", b"9" * 9, b"\xd9\xa3")),
)
