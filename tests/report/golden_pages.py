"""The golden pages: fixed days and weeks in English and Dutch, the ordinary ones in every language, below `golden`.

`python -m tests.report.golden_pages` writes them anew, to be looked at before they are kept.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from datetime import date, tzinfo
from pathlib import Path

from hatch_build import compile_messages
from tests.report.weeks import (
    AMSTERDAM,
    LONG_DAYS,
    NAMES,
    RULE,
    corrected,
    ordinary,
    through_the_night,
    two_zones,
    with_holiday,
    worked,
)
from unseat.core.days import parse_week
from unseat.core.fact import Dated
from unseat.core.languages import LANGUAGES, Language
from unseat.core.week import summarise_day, summarise_week
from unseat.report.terminal import day_text, week_text
from unseat.texts import Texts

GOLDEN = Path(__file__).parent / "golden"
LOCALES = Path(__file__).parents[2] / "config" / "locales"
TODAY = date(2026, 11, 23)

Page = Callable[[Texts], str]


def week_page(name: str, facts: list[Dated], zone: tzinfo = AMSTERDAM) -> Page:
    week = parse_week(name, TODAY)
    weeks = [summarise_week(facts, one, zone, RULE) for one in (week.previous.previous, week.previous, week)]
    return lambda texts: week_text(weeks[-1], texts, earlier=weeks[:-1])


def day_page(day: str, facts: list[Dated], zone: tzinfo = AMSTERDAM) -> Page:
    return lambda texts: day_text(summarise_day(facts, date.fromisoformat(day), zone, RULE), texts, names=NAMES)


WEEK = ordinary(date(2026, 11, 16))
SPRING, AUTUMN = through_the_night(date(2026, 3, 28)), through_the_night(date(2026, 10, 24))
TRAVEL = two_zones(date(2026, 11, 16))
HOLIDAY = with_holiday(date(2026, 5, 11))
LONG = worked(date(2026, 6, 15), AMSTERDAM, LONG_DAYS)

CORRECTED = corrected(date(2026, 11, 16))

PAGES: dict[str, Page] = {
    "week-ordinary": week_page("2026-W47", WEEK),
    "week-spring": week_page("2026-W13", SPRING),
    "week-autumn": week_page("2026-W43", AUTUMN),
    "week-empty": week_page("2026-W30", WEEK),
    "week-after-work": week_page("2026-W48", WEEK),
    "week-two-zones": week_page("2026-W47", TRAVEL),
    "week-holiday": week_page("2026-W20", HOLIDAY),
    "week-long": week_page("2026-W25", LONG),
    "week-corrected": week_page("2026-W47", CORRECTED),
    "day-corrected": day_page("2026-11-16", CORRECTED),
    "day-ordinary": day_page("2026-11-17", WEEK),
    "day-late": day_page("2026-11-19", WEEK),
    "day-empty": day_page("2026-11-21", WEEK),
    "day-spring-night": day_page("2026-03-28", SPRING),
    "day-after-spring-night": day_page("2026-03-29", SPRING),
    "day-autumn-night": day_page("2026-10-24", AUTUMN),
    "day-long": day_page("2026-06-17", LONG),
    "day-holiday": day_page("2026-05-14", HOLIDAY),
    "day-abroad": day_page("2026-11-18", TRAVEL),
    "day-under-way": day_page("2026-11-17", TRAVEL),
}


def kept(names: Iterable[str]) -> list[tuple[str, Language]]:
    """Which of the pages is kept in which language."""
    return [(name, code) for name in names for code in (LANGUAGES if name.endswith("ordinary") else LANGUAGES[:2])]


def spoken(language: Language, folder: Path) -> Texts:
    """The texts of a language, compiled into `folder`."""
    if language != "en":
        shutil.copytree(
            LOCALES / language, folder / language, ignore=shutil.ignore_patterns("*.mo"), dirs_exist_ok=True
        )
        compile_messages(folder)
    return Texts.for_language(language, folder)


def dutch(folder: Path) -> Texts:
    return spoken("nl", folder)


def write() -> None:
    with tempfile.TemporaryDirectory() as folder:
        texts = {code: spoken(code, Path(folder)) for code in LANGUAGES}
        for name, code in kept(PAGES):
            (GOLDEN / f"{name}.{code}.txt").write_text(PAGES[name](texts[code]), encoding="utf-8")


if __name__ == "__main__":
    write()
