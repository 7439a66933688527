"""What a person, their own card or an imported file calls things is text on the page, whatever it looks like.

The page of hostile words has the very elements and attributes that the page of harmless ones has.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt

from tests.report.html_pages import drawable
from tests.report.weeks import AMSTERDAM, NAMES, RULE, at, ordinary
from unseat.core.days import week_of
from unseat.core.exercise import Exercise
from unseat.core.fact import Dated
from unseat.core.offered import PromptAnswered
from unseat.core.said import AppointmentNoted
from unseat.core.taken_in import DayTotal
from unseat.core.wall import offset_s
from unseat.core.week import summarise_week
from unseat.paths import config_root
from unseat.report.page import week_html
from unseat.texts import Texts

MONDAY = date(2026, 11, 16)
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "' onload='alert(1)' x='",
    "</title></svg></style><iframe src=//e.example>",
    "{{ 7 * 7 }}{% raw %}<b>&lt;",
    "]]><!-- <a href='javascript:alert(1)'>x</a>",
    "expression(datum.a) {week} &quot;&#60;b&#62;",
)
WORD = " ".join(HOSTILE)
QUIET = {"script", "iframe", "object", "embed", "link", "base", "form", "a", "img", "foreignobject", "animate", "set"}
"""Elements that this page never has."""


class Structure(HTMLParser):
    """Elements with the names of their attributes, in order, and all the text, as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, ...]] = []
        self.text = ""
        self.said: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        self.said += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


@cache
def page(word: str) -> str:
    """The page of a week in which all that has a name is called so."""
    facts = [*_facts(word)]
    names = dict.fromkeys(NAMES, word)
    week = summarise_week(facts, week_of(MONDAY), AMSTERDAM, RULE)
    cards = {"brace": (_card(word), drawable("a3")[1])}
    return week_html(week, Texts.english(), config_root(), names=names, cards=cards)


def _facts(word: str) -> Iterator[Dated]:
    for fact, offset in ordinary(MONDAY):
        if isinstance(fact, PromptAnswered):
            yield msgspec.structs.replace(fact, reason=word), offset
        else:
            yield fact, offset
    start, end = at(MONDAY + timedelta(days=5), "10:00", AMSTERDAM), at(MONDAY + timedelta(days=5), "16:00", AMSTERDAM)
    yield AppointmentNoted(at=start, day=MONDAY, whom=word, note=f"note {word}"), offset_s(start, AMSTERDAM)
    total = DayTotal(at=end, source=word, day=MONDAY + timedelta(days=5), start=start, active_s=18_000)
    yield total, offset_s(end, AMSTERDAM)


def _card(word: str) -> Exercise:
    card = drawable("a3")[0]
    texts = dict.fromkeys(card.name, word)
    steps = {language: tuple(f"{n} {word}" for n in range(len(own))) for language, own in card.steps.items()}
    return msgspec.structs.replace(card, name=texts, dose=texts, caution=texts, steps=steps)


def test_hostile_words_make_no_element_and_no_attribute() -> None:
    hostile, harmless = Structure(page(WORD)), Structure(page("harmless"))
    assert hostile.elements == harmless.elements
    assert not QUIET & {tag for tag, *_ in hostile.elements}
    assert not any(name.startswith("on") for _, *names in hostile.elements for name in names)


def test_and_are_shown_as_they_are() -> None:
    """In the list of appointments, in tables, as the name of an exercise, and in its figure."""
    found = Structure(page(WORD))
    assert found.text.count(WORD) == Structure(page("harmless")).text.count("harmless")
    assert found.text.count(WORD) >= 5
    assert f"note {WORD}" in found.text


def test_the_comparison_sees_what_is_not_escaped() -> None:
    raw = Structure(page("harmless").replace("harmless", HOSTILE[0]))
    assert raw.elements != Structure(page("harmless")).elements
    assert QUIET & {tag for tag, *_ in raw.elements}


def test_the_page_may_load_and_run_nothing() -> None:
    assert "default-src 'none'; style-src 'unsafe-inline'" in page("harmless")
    assert not [said for said in Structure(page("harmless")).said if "://" in said and "www.w3.org" not in said]


def test_labels_of_windows_take_text_for_text() -> None:
    """Qt takes a text that looks like HTML for HTML, unless it is told otherwise."""
    from PySide6.QtWidgets import QApplication

    from unseat.windows.widgets import label

    assert QApplication.instance() or QApplication(["test", "-platform", "offscreen"])
    assert label("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    windows = Path(__file__).parents[2] / "src" / "unseat" / "windows"
    own = {file.name for file in windows.glob("*.py") if "QLabel(" in file.read_text(encoding="utf-8")}
    assert own <= {"widgets.py", "figure_view.py", "profile.py"}
