import re
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.report.golden_pages import GOLDEN, PAGES, WEEK, dutch
from tests.report.weeks import AMSTERDAM, RULE
from unseat.core.days import parse_week
from unseat.core.week import summarise_day, summarise_week
from unseat.report.terminal import day_text, week_text
from unseat.texts import Texts

ANSI = re.compile(r"\x1b\[[0-9;]*m")
WEEK_47 = summarise_week(WEEK, parse_week("2026-W47", date(2026, 11, 23)), AMSTERDAM, RULE)


@pytest.fixture(scope="module", params=["en", "nl"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return Texts.english() if request.param == "en" else dutch(tmp_path_factory.mktemp("locales"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_was_looked_at(name: str, texts: Texts) -> None:
    golden = GOLDEN / f"{name}.{texts.language}.txt"
    assert PAGES[name](texts) == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_a_page() -> None:
    expected = {f"{name}.{language}.txt" for name in PAGES for language in ("en", "nl")}
    assert {path.name for path in GOLDEN.iterdir()} == expected


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
