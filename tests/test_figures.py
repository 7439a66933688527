"""Figures are read and checked apart from their cards."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_catalogue import CARD, SHIPPED
from tools.exercises import PICTURES, build
from unseat.catalogue import CatalogueError, load
from unseat.core.exercise import Sided
from unseat.core.figure import Rhythm, View, pose_at
from unseat.core.pacing import telling
from unseat.core.skeleton import body, seen
from unseat.figures import check, figure_of, load_figure
from unseat.report.figure_props import DESK

FIGURE = """
rhythm = "repeat"
target = ["psoas"]
rests_on = "right.ankle"

[[prop]]
kind = "desk"
x = 0.1

[[pose]]
at = 0
on = [0.0, 0.04]

[[pose]]
at = 0.5
lean = 10
right = { hip = 30, knee = 20 }
on = [0.0, 0.04]
"""

CARDS = {card.id: card for card in load([SHIPPED]).exercises}
IDS = list(CARDS)


def write(folder: Path, card: str = CARD, figure: str = FIGURE, name: str = "mine") -> Path:
    (folder / "figures").mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(card, encoding="utf-8")
    file = folder / "figures" / f"{name}.toml"
    file.write_text(figure, encoding="utf-8")
    return file


# ---- what is shipped


def test_every_shipped_card_has_a_figure_and_nothing_is_wrong() -> None:
    assert [file.stem for file in sorted(SHIPPED.glob("figures/*.toml"))] == IDS
    assert check(SHIPPED, SHIPPED) == []


@pytest.mark.parametrize("exercise", IDS)
def test_a_shipped_figure_moves_within_its_picture(exercise: str) -> None:
    figure = load_figure(SHIPPED / "figures" / f"{exercise}.toml")
    moments = [body(figure, pose_at(figure, moment / 20)) for moment in range(21)]
    assert any(points != moments[0] for points in moments)
    for point in (point for points in moments for point in points.values()):
        assert -0.72 < seen(point, figure.view, "right")[0] < 0.72
        assert -0.06 < point[1] < 1.15


@pytest.mark.parametrize("exercise", IDS)
def test_a_shipped_figure_works_while_the_person_does(exercise: str) -> None:
    """It is back where it began when a rest begins, and as it was until the next time."""
    card = CARDS[exercise]
    figure, work = load_figure(SHIPPED / "figures" / f"{exercise}.toml"), card.plan
    strongest = pose_at(figure, telling(figure)).effort
    if figure.rhythm is Rhythm.REPEAT and work.rest:
        share = work.seconds / (work.seconds + work.rest)
        assert telling(figure) < share
        assert all(pose_at(figure, share + at / 10 * (1 - share)).effort < 0.4 * strongest for at in range(11))
    if figure.rhythm is Rhythm.REPEAT and work.breath:
        bellies = [pose_at(figure, at / 100).belly for at in range(100)]
        assert bellies.index(max(bellies)) == round(100 * work.breath[0] / sum(work.breath))


def test_a_one_sided_card_is_drawn_with_one_side() -> None:
    for card in load([SHIPPED]).exercises:
        figure = load_figure(SHIPPED / "figures" / f"{card.id}.toml")
        differ = any(pose.right != pose.left or pose.bend or pose.roll for pose in figure.pose)
        assert differ or card.sides is Sided.BOTH, card.id


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_weight_goes_over_a_foot_that_stays(side: str) -> None:
    figure = load_figure(SHIPPED / "figures" / "d2.toml")
    moments = [body(figure, pose_at(figure, moment / 20)) for moment in range(21)]
    feet, hips = ([points[name][2] for points in moments] for name in (f"{side}.ankle", "hips"))
    assert max(feet) - min(feet) < 0.01
    assert max(hips) - min(hips) > 0.1


HANDS = {"a4": "left.hand", "b8": "right.hand", "c4": "right.hand", "c5": "left.hand", "c8": "right.hand"}


@pytest.mark.parametrize(("exercise", "hand"), HANDS.items())
def test_a_hand_lies_on_the_desk_where_the_card_says_so(exercise: str, hand: str) -> None:
    figure = load_figure(SHIPPED / "figures" / f"{exercise}.toml")
    (desk,) = figure.prop
    for pose in figure.pose:
        x, y = seen(body(figure, pose)[hand], figure.view, "right")
        assert -0.02 < x - desk.x < 0.32, exercise
        assert 0 < y - DESK < 0.06, exercise


def test_the_page_with_pictures_is_up_to_date() -> None:
    files = build()
    stale = [file for file, text in files.items() if not file.is_file() or file.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python -m tools.exercises"
    assert set(PICTURES.iterdir()) <= set(files)


def test_the_agent_never_loads_a_figure() -> None:
    """They are large beside the cards; only what draws them pays."""
    program = "import sys, unseat.wiring, unseat.agent, unseat.catalogue; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert "unseat.catalogue" in modules
    assert not {
        name for name in modules if re.fullmatch(r"unseat\.(figures|core\.(figure|skeleton)|report\.figure_.*)", name)
    }


# ---- reading


def test_a_figure_is_read(tmp_path: Path) -> None:
    figure = load_figure(write(tmp_path))
    assert figure.view is View.SIDE
    assert figure.pose[1].right.knee == 20


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('rhythm = "repeat"', 'rhythm = "waltz"', "rhythm"),
        ('["psoas"]', '["wing"]', "target[0]"),
        ('kind = "desk"', 'kind = "trapeze"', "prop[0].kind"),
        ('"right.ankle"', '"left.wing"', "rests_on"),
        ("at = 0.5", "at = 1.5", "pose[1].at"),
        ("at = 0.5", "at = 0", "pose"),
        ("at = 0\n", "at = 0.1\n", "pose"),
        ("knee = 20", "knee = -20", "pose[1]"),
        ("knee = 20", "knee = 170", "pose[1]"),
        ("lean = 10", "spine = 100", "pose[1]"),
        ("lean = 10", "leen = 10", "pose[1].leen"),
        ("lean = 10", "lean = nan", "pose[1]"),
        ("on = [0.0, 0.04]\n\n", "on = [nan, 0.04]\n\n", "pose[0]"),
        ("on = [0.0, 0.04]\n\n", "on = [0.0, 0.3]\n\n", "pose[0].on"),
        ("lean = 10", "effort = 2", "pose[1].effort"),
        ("knee = 20", "kne = 20", "pose[1].right.kne"),
        ("on = [0.0, 0.04]\n\n", "on = [0.0, -0.2]\n\n", "pose[0].on"),
        ("[[pose]]", "[[pose", ""),
    ],
)
def test_a_defect_names_file_key_and_remedy(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in FIGURE
    file = write(tmp_path, figure=FIGURE.replace(old, new, 1))
    with pytest.raises(CatalogueError) as caught:
        load_figure(file)
    error = caught.value
    assert (error.file, error.key.replace("[...]", "[1]")) in {(file, key), (file, re.sub(r"\[0\]", "[1]", key))}
    assert error.remedy


def test_the_last_folder_that_has_a_figure_gives_it(tmp_path: Path) -> None:
    write(tmp_path, CARD.replace('"mine"', '"a6"'), name="a6")
    own = figure_of("a6", [SHIPPED, tmp_path])
    assert own
    assert own.rests_on == "right.ankle"
    assert figure_of("a7", [SHIPPED, tmp_path]) == load_figure(SHIPPED / "figures" / "a7.toml")
    assert figure_of("none", [SHIPPED, tmp_path]) is None


# ---- checking a folder


def test_sound_cards_of_ones_own_may_build_on_shipped_ones(tmp_path: Path) -> None:
    write(tmp_path, CARD.replace("[name]", 'progression = "b8"\n\n[name]'))
    assert check(tmp_path, SHIPPED) == []
    assert check(tmp_path / "none", SHIPPED) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('nl = "Van mij"', "", "name"),
        ('sources = ["A paper"]', "", "sources"),
        ("seconds_per_side = 30", "seconds_per_side = 40", "seconds_per_side"),
        ("[name]", 'progression = "zz"\n\n[name]', "progression"),
        ("[name]", 'progression = "c1"\n\n[name]', "progression"),
        ("[name]", 'level = 2\nprogression = "b8"\n\n[name]', "progression"),
    ],
)
def test_a_card_that_would_mislead_is_refused(tmp_path: Path, old: str, new: str, key: str) -> None:
    write(tmp_path, CARD.replace(old, new, 1))
    first, *others = check(tmp_path, SHIPPED)
    assert (first.file, first.key) == (tmp_path / "mine.toml", key)
    assert [error.found for error in others] in ([], ["no card of this name"])


@pytest.mark.parametrize(
    ("card", "figure", "line"),
    [
        (('nl = "Van mij"', ""), None, "mine.toml: name: languages en. Write it in en, nl"),
        (
            ('sources = ["A paper"]', ""),
            None,
            'mine.toml: sources: none for grade L. Name a source, or call it "C": comfort only',
        ),
        (
            ('grade = "L"\nsources = ["A paper"]', 'grade = "M"'),
            None,
            'mine.toml: sources: none for grade M. Name a source, or call it "C": comfort only',
        ),
        (
            ("seconds_per_side = 30", "seconds_per_side = 20"),
            None,
            "mine.toml: seconds_per_side: 20. Both sides get the same: half of seconds",
        ),
        (
            ("[name]", "[work]\ntimes = 2\nseconds = 15\nrest = 5\n\n[name]"),
            None,
            "mine.toml: work: 2 x 15 s + 1 x 5 s rest = 35 s, but seconds_per_side = 30. Make them the same",
        ),
        (
            None,
            ("knee = 20", "knee = -20"),
            "figures/mine.toml: pose[1]: right.knee -20, allowed 0 to 130. Bend it as a person can",
        ),
    ],
)
def test_each_kind_of_harm_has_its_own_line(
    tmp_path: Path, card: tuple[str, str] | None, figure: tuple[str, str] | None, line: str
) -> None:
    write(tmp_path, CARD.replace(*card, 1) if card else CARD, FIGURE.replace(*figure, 1) if figure else FIGURE)
    first = check(tmp_path, SHIPPED)[0]
    assert str(first) == f"{tmp_path}/{line}"


def test_a_shipped_card_without_a_figure_is_refused(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "cards")
    figure = tmp_path / "cards" / "figures" / "a1.toml"
    figure.unlink()
    assert [str(error) for error in check(tmp_path / "cards", tmp_path / "cards")] == [
        f"{figure}: is missing. Draw every card that is shipped"
    ]
    assert check(tmp_path / "cards", SHIPPED) == []


def test_every_file_gets_its_line(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "cards")
    write(tmp_path / "cards", CARD.replace("[name]", "[nam]"), FIGURE.replace("knee = 20", "knee = 200"))
    write(tmp_path / "cards", CARD.replace('"mine"', '"other"'), FIGURE.replace("at = 0.5", "at = 0"), "other")
    (tmp_path / "cards" / "other.toml").unlink()
    wrong = [
        (error.file.relative_to(tmp_path / "cards").as_posix(), error.key)
        for error in check(tmp_path / "cards", SHIPPED)
    ]
    assert wrong == [
        ("mine.toml", "nam"),
        ("figures/mine.toml", "pose[1]"),
        ("figures/mine.toml", ""),
        ("figures/other.toml", "pose"),
        ("figures/other.toml", ""),
    ]
