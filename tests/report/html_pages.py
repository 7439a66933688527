"""The golden HTML pages: fixed weeks in both languages, as files below `golden_html`, without the insides of charts.

`python -m tests.report.html_pages` writes them anew; `python -m tools.page_pictures` takes their pictures. Look before
they are kept.
"""

import re
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.report.golden_pages import TODAY, dutch
from tests.report.weeks import AMSTERDAM, NAMES, RULE, WORKDAYS, ordinary, through_the_night, two_zones, worked
from unseat.core.days import parse_week
from unseat.core.ledger import Dated
from unseat.core.week import WeekSummary, summarise_week
from unseat.paths import config_root
from unseat.report.page import week_html
from unseat.texts import Texts

GOLDEN = Path(__file__).parent / "golden_html"
MONDAY = date(2026, 11, 16)
NO_RECORD = 6
"""The week, counted back, of which nothing is known."""


def weeks(name: str, facts: list[Dated], count: int = 12) -> list[WeekSummary]:
    """Week `name` and those before it, oldest first."""
    own = [parse_week(name, TODAY)]
    while len(own) < count:
        own.insert(0, own[0].previous)
    return [summarise_week(facts, week, AMSTERDAM, RULE) for week in own]


def page(name: str, facts: list[Dated]) -> Callable[[Texts], str]:
    def made(texts: Texts) -> str:
        *earlier, week = weeks(name, facts)
        return week_html(week, texts, config_root(), earlier=earlier, names=NAMES)

    return made


def _past() -> list[Dated]:
    """Ten weeks in the order of time, the last two weeks left out: `ordinary` has them."""
    back = [n for n in range(11, 1, -1) if n != NO_RECORD]
    return [fact for n in back for fact in worked(MONDAY - timedelta(weeks=n), AMSTERDAM, WORKDAYS[n % 3 : 5])]


WEEK = [*_past(), *ordinary(MONDAY)]

PAGES: dict[str, Callable[[Texts], str]] = {
    "week-ordinary": page("2026-W47", WEEK),
    "week-empty": page("2026-W30", WEEK),
    "week-after-work": page("2026-W48", WEEK),
    "week-autumn": page("2026-W43", through_the_night(date(2026, 10, 24))),
    "week-two-zones": page("2026-W47", two_zones(MONDAY)),
}


def without_charts(html: str) -> str:
    """The drawings come from a library whose next version may draw a line otherwise; their texts stay."""
    return re.sub(r'(<svg class="(?:wide|narrow)"[^>]*>).*?</svg>', r"\1</svg>", html, flags=re.DOTALL)


def write() -> None:
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for texts in (Texts.english(), dutch(Path(folder))):
            for name, made in PAGES.items():
                (GOLDEN / f"{name}.{texts.language}.html").write_text(without_charts(made(texts)), encoding="utf-8")


if __name__ == "__main__":
    write()
