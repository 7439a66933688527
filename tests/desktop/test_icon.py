"""The picture of the sitting clock: what it says, that it can be told apart and seen, and that it is seldom redrawn."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from unseat.core.view import OpenPrompt, View
from unseat.core.words import MINUTE, Deferral, Instant, Millis, State
from unseat.desktop.tray.icon import COLOURS, STEPS, Look, Shape, draw, look, shape_of

SIZES = (16, 22, 24, 32, 48, 64)
NINE = Instant(1_800_000_000_000)
HALF_HOUR = Millis(30 * MINUTE)
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
PANELS = (WHITE, (0xF6, 0xF5, 0xF4), (0x24, 0x24, 0x26), BLACK)


def sitting(**changed: object) -> View:
    values = {
        "state": State.SITTING,
        "since": NINE,
        "bout_start": NINE,
        "counted_from": NINE,
        "next_due": NINE + HALF_HOUR,
        "every": HALF_HOUR,
    }
    return View(**(values | changed))  # type: ignore[arg-type]  # checked by the fields' own tests


def luminance(colour: tuple[int, ...]) -> float:
    """WCAG 2.2, "relative luminance"."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def on_panel(picture: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    panel = Image.new("RGBA", picture.size, (*colour, 255))
    panel.alpha_composite(picture)
    return panel.convert("RGB")


def coverage(shown: Look, size: int) -> Image.Image:
    return draw(shown, size).getchannel("A")


def ink(mask: Image.Image) -> int:
    return sum(value * count for value, count in enumerate(mask.histogram()))


PROMPT = OpenPrompt(NINE, "couch", NINE)

SAID = [
    (sitting(), Shape.SITTING),
    (sitting(waiting_for=Deferral.TYPING), Shape.WAITING),
    (sitting(waiting_for=Deferral.CALL), Shape.WAITING),
    (sitting(next_due=NINE), Shape.WAITING),
    (sitting(prompt=PROMPT), Shape.PROMPT),
    (sitting(prompt=OpenPrompt(NINE, "couch", NINE, started=NINE)), Shape.EXERCISE),
    (sitting(prompt=PROMPT, paused=True), Shape.PROMPT),
    (sitting(paused=True), Shape.PAUSED),
    (sitting(paused=True, waiting_for=Deferral.PAUSED), Shape.PAUSED),
    (sitting(state=State.PAUSED), Shape.PAUSED),
    (sitting(state=State.STANDING, bout_start=None), Shape.STANDING),
    (sitting(state=State.AWAY, bout_start=None), Shape.AWAY),
    (sitting(state=State.UNWATCHED, bout_start=None), Shape.UNWATCHED),
    (sitting(state=State.UNWATCHED, paused=True), Shape.UNWATCHED),
]


@pytest.mark.parametrize(("view", "shape"), SAID)
def test_the_shape_says_what_matters_most(view: View, shape: Shape) -> None:
    assert shape_of(view, NINE) is shape


@given(st.integers(-HALF_HOUR, 3 * HALF_HOUR), st.integers(0, HALF_HOUR))
def test_the_ring_only_fills_and_is_full_when_the_prompt_is_due(at: int, later: int) -> None:
    view = sitting(next_due=None)
    before, after = look(view, NINE + at).step, look(view, NINE + at + later).step
    assert 0 <= before <= after <= STEPS
    assert (after == STEPS) == (at + later >= HALF_HOUR)


def test_half_an_hour_of_sitting_is_drawn_twenty_four_times() -> None:
    looks = [look(sitting(), NINE + second * 1000) for second in range(30 * 60)]
    assert len(set(looks)) == STEPS


def test_without_a_start_the_ring_is_empty() -> None:
    assert look(sitting(counted_from=None), NINE + MINUTE) == Look(Shape.SITTING, 0)


def test_only_the_ring_depends_on_the_moment() -> None:
    for shape in set(Shape) - {Shape.SITTING, Shape.WAITING}:
        view = next(view for view, said in SAID if said is shape)
        assert look(view, NINE) == look(view, NINE + 1000 * MINUTE)


@pytest.mark.parametrize("shape", Shape)
def test_every_colour_stands_out_on_white_and_on_black(shape: Shape) -> None:
    assert contrast(COLOURS[shape], WHITE) >= 3
    assert contrast(COLOURS[shape], BLACK) >= 3


def test_the_everyday_states_differ_in_lightness_too() -> None:
    everyday = (Shape.SITTING, Shape.STANDING, Shape.PAUSED, Shape.AWAY)
    for one, other in combinations(everyday, 2):
        assert contrast(COLOURS[one], COLOURS[other]) >= 1.1, (one, other)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", Shape)
def test_the_drawn_picture_stands_out_on_any_panel(shape: Shape, size: int) -> None:
    """At least a twentieth of the picture, or six pixels in ten of its ink, has the full contrast."""
    picture = draw(Look(shape), size)
    for panel in (WHITE, BLACK):
        pixels = on_panel(picture, panel).getcolors(maxcolors=size * size) or []
        strong = sum(count for count, colour in pixels if isinstance(colour, tuple) and contrast(colour, panel) >= 3)
        assert strong >= size * size / 20


@pytest.mark.parametrize("size", SIZES)
def test_shapes_can_be_told_apart_without_colour(size: int) -> None:
    """Of two pictures, a tenth of the smaller one's ink at least is elsewhere."""
    masks = {shape: coverage(Look(shape), size) for shape in Shape}
    for one, other in combinations(Shape, 2):
        apart = ink(ImageChops.difference(masks[one], masks[other]))
        assert apart >= min(ink(masks[one]), ink(masks[other])) / 10, (one, other)


@pytest.mark.parametrize("size", SIZES)
def test_every_step_of_the_ring_can_be_seen(size: int) -> None:
    inks = [ink(coverage(Look(Shape.SITTING, step), size)) for step in range(STEPS + 1)]
    assert all(more - less >= 255 * size / 16 for less, more in pairwise(inks))


@pytest.mark.parametrize("size", SIZES)
def test_straight_edges_are_sharp(size: int) -> None:
    """The bars of "paused" fill whole pixels: their sides have no half-covered column."""
    row = coverage(Look(Shape.PAUSED), size).crop((size // 4, size // 2, size - size // 4, size // 2 + 1))
    assert set(row.tobytes()) <= {0, 255}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("shape", Shape)
def test_the_picture_fills_its_square_and_stays_in_it(shape: Shape, size: int) -> None:
    box = draw(Look(shape), size).getbbox()
    assert box is not None
    assert box[3] - box[1] >= size * 0.9


def test_equal_looks_share_one_picture() -> None:
    assert draw(Look(Shape.SITTING, 3), 22) is draw(Look(Shape.SITTING, 3), 22)


def contact_sheet() -> Image.Image:
    """All shapes, at all sizes, on light and dark panels, to be looked at."""
    shown = [Look(Shape.SITTING, step) for step in (0, 6, 13, 20)] + [Look(s) for s in Shape if s is not Shape.SITTING]
    wide, high = sum(SIZES) + 8 * (len(SIZES) + 1), 72
    sheet = Image.new("RGB", (wide * len(PANELS), high * len(shown)))
    for column, panel in enumerate(PANELS):
        sheet.paste(panel, (column * wide, 0, (column + 1) * wide, sheet.height))
        for row, one in enumerate(shown):
            left = column * wide + 8
            for size in SIZES:
                picture = draw(one, size)
                sheet.paste(picture, (left, row * high + (high - size) // 2), picture)
                left += size + 8
    return sheet


def test_the_contact_sheet_shows_them_all(tmp_path: Path) -> None:
    sheet = contact_sheet()
    sheet.save(tmp_path / "icons.png")
    found = {colour for _, colour in sheet.getcolors(maxcolors=sheet.width * sheet.height) or []}
    assert found >= {*COLOURS.values(), *PANELS}
