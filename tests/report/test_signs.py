"""The five signs in the week and on the page: what was noted and no more, and nothing where nothing was."""

import json
import re
from collections.abc import Iterable
from datetime import date, timedelta

import msgspec
import pytest

from tests.report.golden_pages import dutch
from tests.report.html_pages import MONDAY, WEEK, weeks
from tests.report.weeks import AMSTERDAM, NAMES, at
from unseat.advice import load
from unseat.core.fact import Dated
from unseat.core.rule import Rule
from unseat.core.said import SignsRated
from unseat.core.signs import SIGNS
from unseat.core.summary import WeekSummary
from unseat.core.wall import offset_s
from unseat.core.words import Answer, Millis
from unseat.paths import config_root
from unseat.report.page import week_html
from unseat.report.page.parts import Section
from unseat.report.page.signs import done, notes, signs
from unseat.report.page.signs_chart import PITCH, PLOT, TITLE
from unseat.report.past import comparable
from unseat.report.signs_words import sign_words
from unseat.report.terminal import week_text
from unseat.texts import Texts

NOTED: dict[int, dict[str, int]] = {
    11: {"crooked": 4, "leg": 1, "turning": 6, "back": 7, "balance": 0},
    10: {"crooked": 4, "leg": 1, "turning": 5, "back": 7, "balance": 0},
    8: {"crooked": 3, "turning": 6, "back": 8, "balance": 10},
    7: {"crooked": 3, "leg": 0, "turning": 4, "back": 8, "balance": 2},
    6: {"crooked": 2, "leg": 0, "turning": 4, "back": 10, "balance": 1},
    3: {"crooked": 3, "leg": 2, "turning": 4, "back": 5, "balance": 1},
    2: {"leg": 0, "turning": 3, "back": 4, "balance": 0},
    1: {"crooked": 1, "leg": 0, "turning": 3, "back": 5, "balance": 0},
    0: {"crooked": 2, "leg": 0, "turning": 2, "back": 3, "balance": 1},
}
"""By the weeks counted back: gaps between checks, and signs that were passed over."""


def noted(back: Iterable[int] = NOTED) -> list[Dated]:
    """A check on the Friday of each of those weeks."""
    days: list[tuple[int, date]] = [(n, MONDAY - timedelta(weeks=n) + timedelta(days=4)) for n in back]
    facts = [SignsRated(at=at(day, "16:05", AMSTERDAM), ratings=NOTED[n]) for n, day in days]
    return [(fact, offset_s(fact.at, AMSTERDAM)) for fact in facts]


ENGLISH = Texts.english()
PLAIN = weeks("2026-W47", WEEK)
CHECKED = weeks("2026-W47", [*WEEK, *noted()])


@pytest.fixture(scope="module", params=["en", "nl"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return ENGLISH if request.param == "en" else dutch(tmp_path_factory.mktemp("locales"))


def section(own: list[WeekSummary], texts: Texts = ENGLISH) -> Section:
    (made,) = signs(own, comparable(own[-1], own[:-1]), "The rule.", texts)
    return made


def page(own: list[WeekSummary], texts: Texts = ENGLISH) -> str:
    return week_html(own[-1], texts, config_root(), earlier=own[:-1], names=NAMES)


def drawn(own: list[WeekSummary], what: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(json.dumps(section(own).chart.values[what]))
    return found


def panel(row: dict[str, object]) -> tuple[int, float]:
    """Which of the pictures it is in, and where on a scale from 0 to 10."""
    number, pixels = divmod(float(str(row["y"])), PITCH)
    return round(number), round(10 * (1 - (pixels - TITLE) / PLOT), 1)


# ---- the page


def test_a_page_without_a_check_has_no_section_and_reads_no_advice() -> None:
    assert list(signs(PLAIN, PLAIN[:-1], "", ENGLISH)) == []
    assert 'id="signs"' not in page(PLAIN)


def test_the_section_is_the_last_with_a_chart_and_changes_nothing_else(texts: Texts) -> None:
    with_it, without = page(CHECKED, texts), page(PLAIN, texts)
    found = re.search(r'<section aria-labelledby="signs">.*?</section>\n', with_it, re.DOTALL)
    assert found is not None
    assert with_it.replace(found[0], "") == without
    assert re.findall(r'<h2 id="(\w+)"', with_it.split("</figure>")[-2])[-1] == "signs"
    assert len(with_it.encode()) < 600_000


def test_one_check_long_ago_is_enough_and_one_before_the_twelve_weeks_is_none() -> None:
    assert 'id="signs"' in page(weeks("2026-W47", [*WEEK, *noted([11])]))
    assert 'id="signs"' not in page(weeks("2026-W47", [*WEEK, *noted([11])], 11))


def test_a_week_of_which_only_a_check_is_known_has_its_section() -> None:
    own = weeks("2026-W47", noted([0]))
    assert 'id="signs"' in page(own)
    assert section(own).table.rows == (("2026-W47", "-", "-", "2", "0", "2", "3", "1"),)


def test_every_number_noted_is_a_point_and_no_other() -> None:
    wanted = {
        (f"W{47 - back}", SIGNS.index(sign) + 2, float(value))
        for back, ratings in NOTED.items()
        for sign, value in ratings.items()
    }
    points = drawn(CHECKED, "points")
    assert {(row["week"], *panel(row)) for row in points} == wanted
    assert len(points) == len(wanted)


def test_points_are_joined_between_weeks_that_follow_each_other_alone() -> None:
    crooked = [row for row in drawn(CHECKED, "points") if panel(row)[0] == 2]
    runs: dict[object, list[object]] = {}
    for row in crooked:
        runs.setdefault(row["run"], []).append(row["week"])
    assert list(runs.values()) == [["W36", "W37"], ["W39", "W40", "W41"], ["W44"], ["W46", "W47"]]


def test_a_week_without_a_record_has_neither_bar_nor_count() -> None:
    assert CHECKED[5].empty
    for what in ("bars", "counts"):
        assert [row["week"] for row in drawn(CHECKED, what)] == [one.week[-3:] for one in CHECKED if not one.empty]


def test_sitting_by_another_rule_is_left_open_but_what_was_noted_then_stays() -> None:
    other = msgspec.structs.replace(CHECKED[0], rule=Rule(break_after=Millis(300_000)))
    own = [other, *CHECKED[1:]]
    assert drawn(own, "bars")[0]["week"] == "W37"
    assert section(own).table.rows[0][:4] == ("2026-W36", "-", "10", "4")


def test_exercises_offered_and_begun_unasked_are_counted() -> None:
    own = CHECKED[-1]
    sessions = [line for day in own.days for line in day.record.sessions if line.answer is Answer.DONE]
    assert sessions
    assert done(own) == own.prompts.done + len(sessions)
    assert done(CHECKED[5]) is None


def test_the_table_and_the_spoken_text_say_what_is_drawn(texts: Texts) -> None:
    made = section(CHECKED, texts)
    rows = {row[0]: row[1:] for row in made.table.rows}
    assert len(made.table.heads) == 8
    assert rows["2026-W39"][2:] == ("3", "-", "6", "8", "10")
    assert rows["2026-W38"][2:] == ("-",) * 5
    assert rows["2026-W41"][:2] == ("-", "-")
    short = {sign: words.short for sign, words in sign_words(texts).items()}
    w47 = next(part for part in made.chart.says.split("; ") if part.startswith("W47"))
    assert f"{short['crooked']} 2, {short['leg']} 0, {short['turning']} 2, {short['back']} 3" in w47


def test_a_year_s_turn_keeps_the_order_of_weeks() -> None:
    turn = weeks("2027-W01", noted([0]))
    assert section(turn).chart.values["weeks"] == [f"W{n}" for n in range(43, 54)] + ["W01"]
    assert drawn(turn, "points")[0]["place"] == 4


# ---- what it never says


def texts_of(own: Section) -> list[object]:
    return [own.title, own.said, own.notes, own.keys, own.table.caption, own.table.heads, own.chart.values["titles"]]


def flat(value: int) -> list[Dated]:
    ratings = dict.fromkeys(SIGNS, value)
    days = [MONDAY - timedelta(weeks=n) for n in range(12)]
    return [(SignsRated(at=at(day, "16:05", AMSTERDAM), ratings=ratings), 3600) for day in days]


def test_no_text_depends_on_how_high_a_value_is(texts: Texts) -> None:
    low, high = (section(weeks("2026-W47", [*WEEK, *flat(value)]), texts) for value in (0, 10))
    assert texts_of(low) == texts_of(high)
    assert [row[:3] for row in low.table.rows] == [row[:3] for row in high.table.rows]
    assert low.chart.says.replace(" 0", " 10").split(";")[-1] == high.chart.says.split(";")[-1]
    sentence = re.compile(r'<div class="sentences">.*?</div>', re.DOTALL)
    pages = (page(weeks("2026-W47", [*WEEK, *flat(value)]), texts) for value in (0, 10))
    assert len({sentence.findall(html)[0] for html in pages}) == 1


def test_no_colour_depends_on_how_high_a_value_is() -> None:
    marks = []
    for value in (0, 10):
        found = re.search(r'aria-labelledby="signs">.*?</svg>', page(weeks("2026-W47", flat(value))), re.DOTALL)
        assert found is not None
        marks.append(sorted(set(re.findall(r'(?:fill|stroke)="([^"]*)"', found[0]))))
    assert marks[0] == marks[1]


def test_nothing_is_added_up_and_no_cause_is_named() -> None:
    said = section(CHECKED).said
    assert "unseat adds nothing up, and concludes nothing from them." in said
    assert "That two lines move together says nothing about cause." in said
    assert said.endswith("The rule.")


# ---- the advice


def test_the_advice_names_each_urgency_each_level_and_every_source(texts: Texts) -> None:
    advice = load(config_root())
    (own,) = (one for one in advice.sections if one.id == "signs")
    said = list(notes(advice, texts))
    assert [line.split(":")[0] for line in said[:3]] == [one.title.of(texts.language) for one in advice.red_flags]
    for item in own.items:
        for level in item.levels:
            assert level.of(texts.language) in "".join(said[:3])
            assert all(advice.sources[key] in said[-1] for key in level.sources)
    assert "unseat advice" in said[3]
    assert len(said) == 5


# ---- the terminal


def test_the_week_in_the_terminal_has_a_block_of_them() -> None:
    plain, own = week_text(PLAIN[-1], ENGLISH), week_text(CHECKED[-1], ENGLISH)
    assert own.startswith(plain)
    assert own[len(plain) :] == (
        "\nFive signs, as you noted them:\n"
        "                                                    this week\n"
        "  Hips or a pelvis that feel crooked                        2\n"
        "  One leg that seems shorter than the other                 0\n"
        "  Unsteady, or in pain, when you turn over in bed           2\n"
        "  Back pain after standing or sitting for long              3\n"
        "  Trouble with your balance, or moving unevenly             1\n"
        "  0 is not at all, 10 is very much. -: passed over. unseat adds nothing up, and\n"
        "  concludes nothing from them.\n"
    )


def test_the_week_before_stands_beside_it_where_it_is_known(texts: Texts) -> None:
    text = week_text(CHECKED[-2], texts, earlier=[CHECKED[-3]])
    crooked = sign_words(texts)["crooked"].question
    assert next(line for line in text.splitlines() if crooked in line).split()[-2:] == ["1", "-"]
    assert max(map(len, text.splitlines())) <= 80


def test_a_week_without_one_has_no_block_though_the_week_before_had() -> None:
    assert "Five signs" not in week_text(PLAIN[-1], ENGLISH, earlier=[CHECKED[-2]])
