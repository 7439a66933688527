"""The golden HTML pages: fixed weeks in English and Dutch, an ordinary one in every language, as files below
`golden_html`, without the insides of charts.

`python -m tests.report.html_pages` writes them anew; `python -m tools.page_pictures` takes their pictures. Look before
they are kept.
"""

import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from tests.report.golden_pages import AUTUMN, HOLIDAY, LONG, SPRING, TODAY, TRAVEL, kept, spoken
from tests.report.weeks import AMSTERDAM, NAMES, RULE, WORKDAYS, at, corrected, ordinary, worked
from unseat.catalogue import load
from unseat.core.days import parse_week
from unseat.core.exercise import Exercise
from unseat.core.fact import Dated
from unseat.core.figure import Figure
from unseat.core.languages import LANGUAGES
from unseat.core.said import AppointmentNoted
from unseat.core.summary import WeekSummary
from unseat.core.taken_in import BreakTally, DayTotal
from unseat.core.wall import offset_s
from unseat.core.week import summarise_week
from unseat.figures import figure_of
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


def page(name: str, facts: list[Dated], drawn: Mapping[str, str] | None = None) -> Callable[[Texts], str]:
    """`drawn`: the shipped card that each exercise of the made-up week is drawn by."""

    def made(texts: Texts) -> str:
        *earlier, week = weeks(name, facts)
        cards = {exercise: drawable(card) for exercise, card in (drawn or {}).items()}
        return week_html(week, texts, config_root(), earlier=earlier, names=NAMES, cards=cards)

    return made


def drawable(exercise: str) -> tuple[Exercise, Figure]:
    """A shipped card and its figure."""
    folder = config_root() / "exercises"
    card, figure = load([folder]).get(exercise), figure_of(exercise, [folder])
    assert card
    assert figure
    return card, figure


def _past() -> list[Dated]:
    """Ten weeks in the order of time, the last two weeks left out: `ordinary` has them."""
    back = [n for n in range(11, 1, -1) if n != NO_RECORD]
    return [fact for n in back for fact in worked(MONDAY - timedelta(weeks=n), AMSTERDAM, WORKDAYS[n % 3 : 5])]


def _noted() -> list[Dated]:
    """An appointment, and what another program counted on the Saturday."""
    start, end = at(MONDAY + timedelta(days=5), "10:00", AMSTERDAM), at(MONDAY + timedelta(days=5), "16:00", AMSTERDAM)
    tally = BreakTally(prompted=9, taken=5, natural=2, skipped=2, postponed=1)
    facts = (
        AppointmentNoted(at=start, day=MONDAY + timedelta(days=3), whom="physiotherapist", note="hip & back <left>"),
        DayTotal(at=end, source="workrave", day=MONDAY + timedelta(days=5), start=start, active_s=18_000, rest=tally),
    )
    return [(fact, offset_s(fact.at, AMSTERDAM)) for fact in facts]


WEEK = [*_past(), *ordinary(MONDAY)]

PAGES: dict[str, Callable[[Texts], str]] = {
    "week-ordinary": page("2026-W47", WEEK),
    "week-empty": page("2026-W30", WEEK),
    "week-after-work": page("2026-W48", WEEK),
    "week-spring": page("2026-W13", SPRING),
    "week-autumn": page("2026-W43", AUTUMN),
    "week-two-zones": page("2026-W47", TRAVEL),
    "week-holiday": page("2026-W20", HOLIDAY),
    "week-corrected": page("2026-W47", [*_past(), *corrected(MONDAY)]),
    "week-long": page("2026-W25", LONG),
}


LOOKED_AT: dict[str, Callable[[Texts], str]] = {
    **PAGES,
    "week-with-all": page(
        "2026-W47",
        [*_past(), *corrected(MONDAY), *_noted()],
        {"psoas-chair": "a3", "brace": "b2", "sit-to-stand": "c6", "calf-raise": "c9"},
    ),
}
"""Also a page with all that there can be in one; its figures are drawn, so it is looked at and not compared."""


def without_charts(html: str) -> str:
    """The drawings come from a library whose next version may draw a line otherwise; their texts stay."""
    return re.sub(r'(<svg class="(?:wide|narrow)"[^>]*>).*?</svg>', r"\1</svg>", html, flags=re.DOTALL)


def write() -> None:
    GOLDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        texts = {code: spoken(code, Path(folder)) for code in LANGUAGES}
        for name, code in kept(PAGES):
            html = without_charts(PAGES[name](texts[code]))
            (GOLDEN / f"{name}.{code}.html").write_text(html, encoding="utf-8")


if __name__ == "__main__":
    write()
