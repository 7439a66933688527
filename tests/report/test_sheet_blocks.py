"""The week as plain blocks: all that the page says, once, and pictures that need no style sheet."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import msgspec
import pytest

from tests.report.golden_pages import dutch
from tests.report.html_pages import WEEK, weeks
from tests.report.test_page import CARDS, colours
from tests.report.test_signs import noted
from tests.report.weeks import NAMES
from unseat.core.imported import ImportedLine
from unseat.core.summary import WeekSummary
from unseat.paths import config_root
from unseat.report.blocks import Bullets, Cards, Drawing, Grid, Heading, Legend, Pair, Paragraph, Sheet
from unseat.report.page import sheet as sheet_of
from unseat.report.page import week_html
from unseat.report.page.parts import Table
from unseat.report.page.sheet import SWATCHES, printed_colours, week_sheet
from unseat.report.page.whole import Whole, whole
from unseat.texts import Texts

ENGLISH = Texts.english()
WEEKS = weeks("2026-W47", [*WEEK, *noted()])


@pytest.fixture(scope="module", params=["en", "nl"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return ENGLISH if request.param == "en" else dutch(tmp_path_factory.mktemp("locales"))


def sheet(own: list[WeekSummary], texts: Texts = ENGLISH) -> Sheet:
    return week_sheet(own[-1], texts, config_root(), earlier=own[:-1], names=NAMES, cards=CARDS)


def blocks(own: Sheet) -> Iterator[object]:
    for part in own.parts:
        for block in part:
            yield from (*block.left, *block.right) if isinstance(block, Pair) else (block,)


def said(own: Sheet) -> list[str]:
    """Every text, in the order of reading."""
    found: list[str] = []
    for block in blocks(own):
        match block:
            case Heading(text, _) | Paragraph(text, _):
                found.append(text)
            case Bullets(lines):
                found.extend(lines)
            case Legend(entries):
                found.extend(entry.text for entry in entries)
            case Grid(caption, heads, rows):
                found += [caption, *heads, *(cell for row in rows for cell in row)]
            case Cards(cards):
                found.extend(text for card in cards for text in (card.name, *card.lines))
    return found


def svgs(own: Sheet) -> Iterator[str]:
    for block in blocks(own):
        match block:
            case Drawing(svg):
                yield svg
            case Legend(entries):
                yield from (entry.svg for entry in entries if entry.svg)
            case Cards(cards):
                yield from (card.svg for card in cards)


def test_the_sheet_has_the_headings_of_the_page_in_its_order(texts: Texts) -> None:
    page = week_html(WEEKS[-1], texts, config_root(), earlier=WEEKS[:-1], names=NAMES, cards=CARDS)
    own = [block.text for block in blocks(sheet(WEEKS, texts)) if isinstance(block, Heading)]
    assert own == [unescape(text) for text in re.findall(r"<h[12][^>]*>(.*?)</h", page)]


def test_what_the_sheet_says_the_page_says(texts: Texts) -> None:
    page = week_html(WEEKS[-1], texts, config_root(), earlier=WEEKS[:-1], names=NAMES, cards=CARDS)
    plain = unescape(re.sub(r"<[^>]*>", "\n", page))
    own = said(sheet(WEEKS, texts))
    assert len(own) > 100
    assert [text for text in own if text.strip() not in plain] == []


def test_what_the_page_shows_at_once_the_sheet_shows(texts: Texts) -> None:
    """All but the tables that the page folds away."""
    page = week_html(WEEKS[-1], texts, config_root(), earlier=WEEKS[:-1], names=NAMES, cards=CARDS)
    body = re.sub(r"<details>.*?</details>|<svg.*?</svg>|<span class=\"swatch.*?</span>", "", page, flags=re.DOTALL)
    shown = re.sub(r"<[^>]*>", "\n", body[body.index("<main>") :])
    own = {text.strip() for text in said(sheet(WEEKS, texts))}
    assert [line for line in map(str.strip, unescape(shown).splitlines()) if line and line not in own] == []


def test_every_chart_and_figure_is_there_in_colours_of_its_own() -> None:
    own = list(svgs(sheet(WEEKS)))
    charts = [svg for svg in own if 'class="wide"' in svg or 'class="narrow"' in svg]
    assert len(charts) == 7
    assert sum("<ellipse" in svg for svg in own) == len(CARDS)
    for svg in own:
        assert "var(" not in svg
        assert "<g opacity" not in svg
        assert not re.search(r' d=""| class="(?:background|foreground)"', svg)


def test_the_colours_are_those_of_the_page_in_print() -> None:
    css = (config_root() / "pages" / "week.css").read_text(encoding="utf-8")
    assert printed_colours(css) == colours(css)[2]
    assert sheet(WEEKS).colours.accent == colours(css)[2]["sitting"]
    with pytest.raises(ValueError, match="substring"):
        printed_colours(":root { --ink: #000000; }")


def test_short_sections_stand_beside_each_other_where_both_are_there() -> None:
    pairs = [block for part in sheet(WEEKS).parts for block in part if isinstance(block, Pair)]
    assert [(pair.left[0].text, pair.right[0].text) for pair in pairs] == [  # type: ignore[union-attr]
        ("Sitting per day", "Bouts of sitting by length"),
        ("32 prompts and what became of them", "Left and right"),
    ]
    assert not any(isinstance(block, Pair) for part in sheet(weeks("2026-W48", WEEK)).parts for block in part)


def test_an_empty_week_has_what_is_known_and_no_empty_parts(texts: Texts) -> None:
    first, rule = sheet(weeks("2026-W30", WEEK), texts).parts
    assert len(first) == 3
    assert rule[0] == Heading(texts.say("How to read this"))


def test_the_foot_is_in_the_language_and_its_numbers_are_filled_in_later(texts: Texts) -> None:
    own = sheet(WEEKS, texts)
    assert own.page == {"en": "page {n} of {all}", "nl": "pagina {n} van {all}"}[texts.language]
    assert own.foot.startswith(own.title)


def test_it_passes_from_process_to_process() -> None:
    own = sheet(WEEKS)
    assert msgspec.json.decode(msgspec.json.encode(own), type=Sheet) == own


def changed(monkeypatch: pytest.MonkeyPatch, change: Callable[[Whole], Whole]) -> Sheet:
    """The sheet of a week of which something else is said."""
    monkeypatch.setattr(sheet_of, "whole", lambda *args, **named: change(whole(*args, **named)))
    return sheet(WEEKS)


def test_whatever_is_said_of_a_week_is_on_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever gives the page another heading or list is told here that the sheet has none of it."""
    texts = [field.name for field in msgspec.structs.fields(Whole) if field.type is str and field.name != "language"]
    lists = [field.name for field in msgspec.structs.fields(Whole) if field.type == list[str]]
    filled = {name: f"<{name}>" for name in texts} | {name: [f"<{name} 1>", f"<{name} 2>"] for name in lists}
    own = "\n".join(said(changed(monkeypatch, lambda one: msgspec.structs.replace(one, **filled))))
    assert [name for name in texts if f"<{name}>" not in own] == []
    assert [name for name in lists if f"<{name} 1>" not in own or f"<{name} 2>" not in own] == []


def test_the_lists_of_a_week_are_lists_below_their_headings() -> None:
    day = msgspec.structs.replace(WEEKS[-1].days[5], imported=(ImportedLine(source="workrave", active_s=18_000),))
    days = (*WEEKS[-1].days[:5], day, WEEKS[-1].days[6])
    own = sheet([*WEEKS[:-1], msgspec.structs.replace(WEEKS[-1], days=days)])
    (part,) = (part for part in own.parts if part[0] == Heading("From other programs"))
    assert isinstance(part[1], Bullets)
    assert part[1].lines[0].startswith("Sat 21 Nov: Workrave")


def test_a_section_of_another_kind_is_picked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds one to the page has it on paper, with its table where that is shown at once."""
    table = Table(caption="Caption", heads=("a", "b"), rows=(("x", "1"),), spread=True)

    def more(own: Whole) -> Whole:
        new = msgspec.structs.replace(own.sections[0], id="new", title="New", table=table, notes=("Note.",))
        return msgspec.structs.replace(own, sections=[*own.sections, new])

    (part,) = (part for part in changed(monkeypatch, more).parts if part[0] == Heading("New"))
    assert part[-2:] == (Grid("Caption", ("a", "b"), (("x", "1"),)), Paragraph("Note.", "soft"))


def test_every_swatch_of_the_style_sheet_is_drawn_on_paper_too() -> None:
    css = (config_root() / "pages" / "week.css").read_text(encoding="utf-8")
    assert set(re.findall(r"^\.swatch\.(\w+)", css, re.MULTILINE)) == set(SWATCHES)
