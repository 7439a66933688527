"""The advice as it is printed: in 80 columns, whole, and honest without colour."""

import re

import pytest
from rich.cells import cell_len

from tests.report.golden_pages import spoken
from unseat.advice import load
from unseat.core.languages import LANGUAGES
from unseat.paths import config_root
from unseat.report.advice_terminal import advice_text
from unseat.texts import Texts

ANSI = re.compile(r"\x1b\[[0-9;]*m")
ADVICE = load(config_root())


@pytest.fixture(scope="module", params=LANGUAGES)
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return spoken(request.param, tmp_path_factory.mktemp("locales"))


@pytest.mark.parametrize("red_flags", [False, True])
@pytest.mark.parametrize("width", [40, 80])
def test_it_fits(texts: Texts, width: int, red_flags: bool) -> None:
    lines = advice_text(ADVICE, texts, red_flags=red_flags, width=width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not any(line != line.rstrip() or "…" in line for line in lines)


def flat(text: str) -> str:
    """Without line breaks, and with one kind of space."""
    return " ".join(text.split())


def test_all_of_it_is_there(texts: Texts) -> None:
    text = flat(advice_text(ADVICE, texts))
    for section in ADVICE.sections:
        assert flat(section.title.of(texts.language)) in text
        assert all(flat(claim.of(texts.language)) in text for claim in section.claims)
    assert all(f"{key}: {named}" in text for key, named in ADVICE.sources.items())
    assert text.endswith(flat(ADVICE.footer.of(texts.language)))


def test_only_the_red_flags(texts: Texts) -> None:
    text = flat(advice_text(ADVICE, texts, red_flags=True))
    for section in ADVICE.sections:
        assert (flat(section.title.of(texts.language)) in text) is bool(section.urgency)
    assert "NHS lists: " in text
    assert "Hall 2016" not in text
    assert text.endswith(flat(ADVICE.footer.of(texts.language)))


def test_the_most_urgent_comes_first(texts: Texts) -> None:
    first = advice_text(ADVICE, texts).splitlines()[0]
    assert "112" in first


def test_colour_adds_nothing_but_colour(texts: Texts) -> None:
    coloured = advice_text(ADVICE, texts, colour=True)
    assert ANSI.search(coloured)
    assert [line.rstrip() for line in ANSI.sub("", coloured).splitlines()] == advice_text(ADVICE, texts).splitlines()


def test_a_sign_says_which_list_it_may_belong_to() -> None:
    text = " ".join(advice_text(ADVICE, Texts.english()).split())
    assert "→ Call your GP today: when your back has changed shape, or has a new lump" in text
