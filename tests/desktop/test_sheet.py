"""The popup menu's picture and where its rows are, and where its window goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from tests.desktop.test_icon import NINE, contrast, sitting
from unseat.desktop.base import Command
from unseat.desktop.tray.face import load_pystray, menu_of
from unseat.desktop.tray.label import Entry, entries
from unseat.desktop.tray.popup import font
from unseat.desktop.tray.sheet import DARK, LIGHT, Row, Scheme, Sheet, rows_of
from unseat.desktop.tray.x11 import place
from unseat.texts import Texts

PUT: list[object] = []


def rows(shown: tuple[Entry, ...]) -> tuple[Row, ...]:
    load_pystray()
    return tuple(rows_of(menu_of(shown, PUT.append)))


def sheet(shown: tuple[Entry, ...], scheme: Scheme = LIGHT, scale: float = 1) -> Sheet:
    found = ImageFont.load_default(13 * scale)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return Sheet(rows(shown), scheme, scale, found)


MENU = entries(sitting(), NINE, Texts.english(), {})


def test_a_submenu_stands_in_its_place() -> None:
    assert [row.text for row in rows(MENU)][3:9] == [
        "",
        "Pause 30 min",
        "Pause 1 h",
        "Pause until tomorrow",
        "Pause for a meeting (1 h)",
        "I'm standing",
    ]


@pytest.mark.parametrize("scale", [1, 1.5, 2])
def test_every_row_is_found_where_it_is_drawn(scale: float) -> None:
    drawn = sheet(MENU, scale=scale)
    for at, row in enumerate(drawn.rows):
        assert drawn.row_at(*drawn.middle_of(at)) == (at if row.item is not None else None)
    assert drawn.row_at(-1, drawn.middle_of(2)[1]) is None
    assert drawn.row_at(drawn.size[0] // 2, drawn.size[1]) is None


def test_the_arrow_keys_go_round_what_can_be_chosen() -> None:
    drawn = sheet(MENU)
    walked, at = [], None
    for _ in range(11):
        at = drawn.next_row(at, 1)
        assert at is not None
        walked.append(drawn.rows[at].text)
    assert walked[0] == walked[10] == "Start an exercise now"
    assert walked[9] == "Quit"
    first = drawn.next_row(None, 1)
    assert drawn.next_row(first, -1) == drawn.next_row(None, -1)
    assert sheet((Entry("only to read"),)).next_row(None, 1) is None


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_all_text_can_be_read(scheme: Scheme) -> None:
    assert contrast(scheme.text, scheme.ground) >= 4.5
    assert contrast(scheme.dim, scheme.ground) >= 4.5
    assert contrast(scheme.active_text, scheme.active) >= 4.5


def test_the_active_row_and_a_tick_are_shown() -> None:
    plain, ticked = (sheet((Entry("Standing", Command("stand"), checked=on),)) for on in (False, True))
    assert plain.size == ticked.size
    assert plain.picture(None).tobytes() != ticked.picture(None).tobytes()
    assert LIGHT.active in [colour for _, colour in plain.picture(0).getcolors() or []]
    assert LIGHT.active not in [colour for _, colour in plain.picture(None).getcolors() or []]


def test_dutch_letters_have_pictures() -> None:
    found = font(13)
    assert len({bytes(found.getmask(letter)) for letter in "eéë"}) == 3


@given(
    st.tuples(st.integers(0, 1919), st.integers(0, 1079)),
    st.tuples(st.integers(1, 400), st.integers(1, 500)),
)
def test_a_menu_is_whole_on_the_monitor_and_not_under_the_pointer(at: tuple[int, int], size: tuple[int, int]) -> None:
    x, y = place(at, size, (0, 0, 1920, 1080))
    assert x >= 0
    assert y >= 0
    assert x + size[0] <= 1920
    assert y + size[1] <= 1080
    assert not (x <= at[0] < x + size[0] and y <= at[1] < y + size[1])
