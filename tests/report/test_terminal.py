import re
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.report.golden_pages import GOLDEN, PAGES, WEEK, kept, spoken, week_page
from tests.report.weeks import AMSTERDAM, RULE, ordinary
from unseat.core.days import parse_week
from unseat.core.languages import LANGUAGES, Language
from unseat.core.week import summarise_day, summarise_week
from unseat.report.terminal import day_text, week_text
from unseat.texts import Texts

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WEEK_47 = summarise_week(WEEK, parse_week("2026-W47", date(2026, 11, 23)), AMSTERDAM, RULE)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Texts]:
    folder = tmp_path_factory.mktemp("locales")
    return {code: spoken(code, folder) for code in LANGUAGES}


@pytest.mark.parametrize(("name", "code"), kept(PAGES))
def test_a_page_is_as_it_was_looked_at(name: str, code: Language, said: dict[Language, Texts]) -> None:
    golden = GOLDEN / f"{name}.{code}.txt"
    assert PAGES[name](said[code]) == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_a_page() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{code}.txt" for name, code in kept(PAGES)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_longest_name_of_a_month_fits_in_80_columns(code: Language, said: dict[Language, Texts]) -> None:
    september = week_page("2026-W38", ordinary(date(2026, 9, 14)))(said[code])
    assert max(cell_len(line) for line in september.splitlines()) <= 80
    assert "…" not in september


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_fits_in_80_columns(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    assert not any(line != line.rstrip() for line in lines)
    assert "…" not in path.read_text(encoding="utf-8")


def test_colour_adds_nothing_but_colour() -> None:
    texts = Texts.english()
    day = summarise_day(WEEK, date(2026, 11, 17), AMSTERDAM, RULE)
    for plain, coloured in (
        (week_text(WEEK_47, texts), week_text(WEEK_47, texts, colour=True)),
        (day_text(day, texts), day_text(day, texts, colour=True)),
    ):
        assert ANSI.search(coloured)
        assert not ANSI.search(plain)
        assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == plain.splitlines()


@pytest.mark.parametrize("width", [80, 100, 140])
def test_a_wider_terminal_gets_longer_bars(width: int) -> None:
    lines = week_text(WEEK_47, Texts.english(), width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert max(line.count("█") for line in lines) >= (width - 58) // 2
