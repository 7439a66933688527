"""The drawing: sound XML with words for those who hear it, mirrored, and two pictures held for comparison.

After a change that is meant, look at the new pictures and store them: `python -m tests.report.test_figure_svg`.
"""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.report.golden_pages import dutch
from tests.test_catalogue import SHIPPED
from unseat.catalogue import load
from unseat.core.exercise import Sided
from unseat.figures import load_figure
from unseat.report.figure_canvas import HIGH, WIDE, Side, capsule
from unseat.report.figure_colours import DARK, LIGHT, mixed
from unseat.report.figure_svg import Scene, elements, svg
from unseat.texts import Texts

CARDS = {card.id: card for card in load([SHIPPED]).exercises}
GOLDEN = Path(__file__).with_name("golden_figures")
GOLDENS: dict[str, tuple[str, float, Side | None]] = {"a1": ("a1", 0.9, "left"), "c7": ("c7", 0.4, None)}
ENGLISH = Texts.english()


def scene(exercise: str, moment: float = 0.5, side: Side | None = None) -> Scene:
    return Scene(CARDS[exercise], load_figure(SHIPPED / "figures" / f"{exercise}.toml"), moment, side)


def drawing(name: str) -> str:
    return svg(scene(*GOLDENS[name]), size=300, dark=False, texts=ENGLISH).replace("/><", "/>\n<")


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Texts, Texts]:
    return ENGLISH, dutch(tmp_path_factory.mktemp("dutch"))


@pytest.mark.parametrize("exercise", CARDS)
@pytest.mark.parametrize("dark", [True, False])
def test_every_card_is_sound_xml_in_both_languages(exercise: str, dark: bool, languages: tuple[Texts, Texts]) -> None:
    side: Side | None = "left" if CARDS[exercise].sides is Sided.EACH else None
    for texts in languages:
        for moment in (0.0, 0.3, 1.0):
            root = ET.fromstring(svg(scene(exercise, moment, side), size=480, dark=dark, texts=texts))  # noqa: S314  ours
            title, desc = root[0], root[1]
            assert (root.get("role"), root.get("width")) == ("img", "480")
            assert title.text == CARDS[exercise].name[texts.language]
            assert any(step in (desc.text or "") for step in CARDS[exercise].steps[texts.language])


@pytest.mark.parametrize("exercise", CARDS)
def test_nothing_is_cut_off(exercise: str) -> None:
    for moment in range(11):
        drawn = elements(scene(exercise, moment / 10, "right"), dark=False, texts=ENGLISH)
        figure = re.sub(r"<g transform=.*?</g>", "", drawn)
        points = re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", figure)
        assert all(0 <= float(x) <= WIDE and 0 <= float(y) <= HIGH for x, y in points)


def test_the_side_is_told_and_marked() -> None:
    right, left = (svg(scene("a1", 0, side), size=300, dark=False, texts=ENGLISH) for side in ("right", "left"))
    assert "<desc>Right side. " in right
    assert ">R</text>" in right
    assert "<desc>Left side. " in left
    assert ">L</text>" in left
    assert LIGHT.mark in left
    assert LIGHT.mark not in svg(scene("c7"), size=300, dark=False, texts=ENGLISH)


@pytest.mark.parametrize("exercise", ["a1", "a4", "b7", "c5"])
def test_the_left_is_the_right_flipped(exercise: str) -> None:
    """Every point of the one, seen in a mirror, is one of the other."""
    one, other = (places(elements(scene(exercise, 0.4, side), dark=False, texts=ENGLISH)) for side in ("right", "left"))
    flipped = [(WIDE - x, y) for x, y in other]
    assert len(one) == len(flipped) > 200
    for these, those in ((one, flipped), (flipped, one)):
        assert all(any(abs(x - a) < 0.11 and abs(y - b) < 0.11 for a, b in those) for x, y in these)


def places(drawn: str) -> list[tuple[float, float]]:
    """Where the figure's circles and paths go, but for the badge, and without the radii of arcs."""
    figure = re.sub(r"A\S+ \S+ 0 [01] 0 ", "L", drawn.rpartition("<circle")[0])
    return [(float(x), float(y)) for x, y in re.findall(r'(-?\d+\.\d)(?: |" cy=")(-?\d+\.\d)', figure)]


def test_the_muscle_is_tinted_as_hard_as_it_works() -> None:
    rest, work = (elements(scene("c2", moment), dark=True, texts=ENGLISH) for moment in (0, 0.3))
    assert DARK.muscle in rest
    assert '<g opacity="0.90">' in work
    assert '<g opacity="0.90">' not in rest


def test_a_limb_is_the_hull_of_its_ends() -> None:
    assert capsule((0, 0), (0, 0), 5, 3, "#000000") == '<circle cx="0.0" cy="0.0" r="5.0" fill="#000000"/>'
    assert capsule((0, 0), (1, 0), 3, 5, "#000000") == '<circle cx="1.0" cy="0.0" r="5.0" fill="#000000"/>'
    assert capsule((0, 0), (10, 0), 2, 2, "#000000").startswith('<path d="M0.0 2.0L10.0 2.0A2.0 2.0')


def test_colours_mix() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"
    assert mixed("#123456", "#ffffff", 0) == "#123456"


@pytest.mark.parametrize("name", GOLDENS)
def test_the_picture_is_the_one_that_was_looked_at(name: str) -> None:
    assert drawing(name) == (GOLDEN / f"{name}.svg").read_text(encoding="utf-8")


if __name__ == "__main__":
    for golden in GOLDENS:
        (GOLDEN / f"{golden}.svg").write_text(drawing(golden), encoding="utf-8")
