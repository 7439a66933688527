"""`unseat signs`: asked for one by one or given as options, once a week, replaced only when asked to."""

import time

import pytest

from tests.cli.test_verbs import Run, env, journal, run
from unseat.core.facts import Any as AnyFact
from unseat.core.said import SignsRated, SignsSkipped
from unseat.core.signs import SIGNS
from unseat.core.words import DAY, Instant
from unseat.journal import Journal

__all__ = ["env", "journal", "run"]

ALL = ("--crooked", "2", "--leg", "0", "--turning", "3", "--back", "10", "--balance", "0")


def facts(journal: Journal) -> list[AnyFact]:
    return [entry.fact for entry in journal.facts()]


def ratings(journal: Journal) -> list[dict[str, int]]:
    return [fact.ratings for fact in facts(journal) if isinstance(fact, SignsRated)]


def rows(listed: str) -> list[list[str]]:
    return [line.split() for line in listed.splitlines() if line.startswith("20")]


# ---- the check


def test_given_as_options(run: Run, journal: Journal) -> None:
    code, out, err = run("signs", "check", *ALL)
    assert (code, err) == (0, "")
    assert "crooked hips 2, a shorter leg 0, turning in bed 3, back pain 10, poor balance 0\n" in out
    assert ratings(journal) == [{"crooked": 2, "leg": 0, "turning": 3, "back": 10, "balance": 0}]


def test_what_is_not_given_is_passed_over_and_never_zero(run: Run, journal: Journal) -> None:
    assert run("signs", "check", "--back", "5")[0] == 0
    assert ratings(journal) == [{"back": 5}]
    assert rows(run("signs")[1])[-1][1:] == ["-", "-", "-", "5", "-"]


def test_asked_for_one_by_one(run: Run, journal: Journal) -> None:
    code, out, err = run("signs", "check", stdin="2\n0\n\n10\n\n")
    assert (code, err) == (0, "")
    assert "How much of this did you notice this week? 0 is not at all, 10 is very much." in out
    assert ratings(journal) == [{"crooked": 2, "leg": 0, "back": 10}]


def test_what_is_no_whole_number_up_to_ten_is_asked_again(run: Run, journal: Journal) -> None:
    wrong = ["11", "-1", "3.5", "three", "²", "9" * 5000]
    out = run("signs", "check", stdin="\n".join([*wrong, " 7 ", "", "", "", "", ""]))[1]
    assert out.count("Type a whole number from 0 to 10") == len(wrong)
    assert ratings(journal) == [{"crooked": 7}]


def test_where_all_are_passed_over_nothing_is_noted(run: Run, journal: Journal) -> None:
    code, out, _ = run("signs", "check", stdin="\n" * 5)
    assert code == 0
    assert "nothing was noted" in out
    assert facts(journal) == []


def test_one_who_leaves_in_the_middle_notes_nothing(run: Run, journal: Journal) -> None:
    assert run("signs", "check", stdin="2\n3\n")[0] == 130
    assert facts(journal) == []


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("value", ["11", "-1", "2.5", "much"])
def test_a_wrong_option_is_a_wrong_call_that_names_it(run: Run, journal: Journal, sign: str, value: str) -> None:
    code, out, err = run("signs", "check", f"--{sign}={value}")
    assert (code, out) == (2, "")
    assert f"--{sign}" in err
    assert facts(journal) == []


def test_once_a_week_and_replaced_only_when_asked_to(run: Run, journal: Journal) -> None:
    run("signs", "check", *ALL)
    code, out, err = run("signs", "check", "--back", "1")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "unseat signs check --again" in err
    assert len(ratings(journal)) == 1
    assert run("signs", "check", "--again", "--back", "1")[0] == 0
    assert len(ratings(journal)) == 2
    assert rows(run("signs")[1])[-1][1:] == ["-", "-", "-", "1", "-"]


def test_last_week_s_is_no_hindrance(run: Run, journal: Journal) -> None:
    journal.append(SignsRated(at=Instant(time.time_ns() // 1_000_000 - 7 * DAY), ratings={"back": 4}))
    assert run("signs", "check", "--back", "1")[0] == 0
    assert [row[4] for row in rows(run("signs")[1])] == ["4", "1"]


@pytest.mark.parametrize("value", ["0", "10"])
def test_when_to_get_help_is_the_same_whatever_was_noted(run: Run, value: str) -> None:
    out = run("signs", "check", *(part for sign in SIGNS for part in (f"--{sign}", value)))[1]
    assert out.split("\n", 1)[1] == (
        "When to stop and get help stands in: unseat advice\n"
        "  Call 112, or go to hospital now\n"
        "  Call your GP today\n"
        "  See your GP soon\n"
        "General information, not medical advice; not a medical device; does not diagnose or treat.\n"
    )


# ---- none this week


def test_skipped_and_made_all_the_same(run: Run, journal: Journal) -> None:
    assert run("signs", "skip") == (0, "No check this week, then.\n", "")
    assert "You wanted no check this week." in run("signs")[1]
    assert run("signs", "skip")[0] == 0
    assert [type(fact) for fact in facts(journal)] == [SignsSkipped]
    assert run("signs", "check", "--back", "1")[0] == 0
    assert run("signs", "skip")[0] == 1
    assert ratings(journal) == [{"back": 1}]


# ---- the list


def test_without_any_it_says_how(run: Run) -> None:
    code, out, err = run("signs")
    assert (code, err) == (0, "")
    assert out == (
        "Five signs, as you noted them\n\nThis week's check is still to be made: unseat signs check\n"
        "For none this week: unseat signs skip\n"
    )
    assert "Vijf signalen" in run("signs", LANG="nl_BE.UTF-8")[1]


def test_twelve_weeks_at_most_from_the_first_with_a_check_on(run: Run, journal: Journal) -> None:
    now = time.time_ns() // 1_000_000
    for back in (12, 11, 9):
        journal.append(SignsRated(at=Instant(now - 7 * back * DAY), ratings={"back": 10 - back % 10, "leg": 0}))
    journal.append(SignsSkipped(at=Instant(now - 21 * DAY)))
    out = run("signs")[1]
    listed = rows(out)
    assert len(listed) == 12
    assert [row[1:] for row in listed[:4]] == [["-", "0", "-", "9", "-"], [], ["-", "0", "-", "1", "-"], []]
    assert listed[8][1:] == ["-"] * 5
    assert max(map(len, out.splitlines())) <= 80
    assert max(map(len, run("signs", LANG="nl_NL.UTF-8")[1].splitlines())) <= 80


def test_the_week_shows_it_beside_the_week_before(run: Run, journal: Journal) -> None:
    assert "Five signs" not in run("week")[1]
    journal.append(SignsRated(at=Instant(time.time_ns() // 1_000_000 - 7 * DAY), ratings={"back": 4}))
    run("signs", "check", "--back", "10", "--leg", "0")
    lines = run("week")[1].splitlines()
    assert [line.split()[-2:] for line in lines if line.startswith(("  Back", "  One leg"))] == [
        ["0", "-"],
        ["10", "4"],
    ]


# ---- the window


def test_a_window_needs_a_display(run: Run) -> None:
    code, out, err = run("signs", "check", "--window")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "DISPLAY is not set" in err


@pytest.mark.parametrize("more", [["--back", "2"], ["--again"]])
def test_a_window_asks_for_the_rest_itself(run: Run, more: list[str]) -> None:
    code, _, err = run("signs", "check", "--window", *more)
    assert code == 2
    assert "--window goes alone" in err


@pytest.mark.parametrize("part", ["check", "skip"])
def test_every_part_has_help_with_an_example(run: Run, part: str) -> None:
    assert f"unseat signs {part}" in run("signs", part, "--help")[1].split("Example:")[1]
