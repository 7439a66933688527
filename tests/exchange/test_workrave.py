"""Workrave's statistics, as text written by the description of its format."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from tests.exchange.test_idlelog import NOON, WHOLE
from unseat.core.rule import Rule
from unseat.core.taken_in import BreakTally, DayTotal
from unseat.core.wall import instant
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Instant
from unseat.exchange.found import UnusableError
from unseat.exchange.sources import File, from_workrave
from unseat.exchange.workrave import Where, read_stats

ZONE = ZoneInfo("Europe/Amsterdam")
WHERE = Where(ZONE, time(4), Instant((NOON + 86_400) * SECOND))
DAY = """D 12 6 125 9 15 12 6 125 17 42
B 0 7 1 2 3 4 5 6 7 
B 1 7 8 9 10 11 12 13 14 
B 2 7 15 16 17 18 19 20 21 
B 3 7 22 23 24 25 26 27 28 
m 6 100 200 300 400 500 600 
"""  # noqa: W291  Workrave ends its rows so
TODAY = "WorkRaveStats 4\n" + DAY


def stats(text: str, *, one_day: bool = False) -> tuple[list[DayTotal], list[str]]:
    totals, left_out = read_stats("historystats", text, WHERE, one_day=one_day)
    return totals, [str(left) for left in left_out]


def test_a_day_of_version_4() -> None:
    totals, left_out = stats(TODAY, one_day=True)
    assert left_out == []
    assert totals == [
        DayTotal(
            at=instant(date(2025, 7, 12), time(17, 42), ZONE),
            source="workrave",
            day=date(2025, 7, 12),
            start=instant(date(2025, 7, 12), time(9, 15), ZONE),
            active_s=100,
            micro=BreakTally(prompted=1, taken=2, natural=3, skipped=4, postponed=5),
            rest=BreakTally(prompted=8, taken=9, natural=10, skipped=11, postponed=12),
            limit=BreakTally(prompted=15, taken=16, natural=17, skipped=18, postponed=19),
        )
    ]


def test_version_3_and_the_legacy_rows() -> None:
    day = "D 12 6 105 9 15 12 6 105 17 42\nB 0 2 1 2\n"
    (third,), _ = stats(f"WorkRaveStats 3\n{day}G 5400\n")
    assert (third.active_s, third.micro) == (
        5400,
        BreakTally(prompted=1, taken=2, natural=0, skipped=0, postponed=0),
    )
    (legacy,), _ = stats(f"WorkRaveStats 3\n{day}M 6 9 9 9 9 9 9\n")
    assert legacy.active_s == 0


def test_a_history_of_days_and_a_today_of_one() -> None:
    two = TODAY + DAY.replace("12 6 125", "13 6 125")
    assert [total.day for total in stats(two)[0]] == [date(2025, 7, 12), date(2025, 7, 13)]
    assert [total.day for total in stats(two, one_day=True)[0]] == [date(2025, 7, 12)]


def test_a_day_given_twice_counts_as_it_was_given_last() -> None:
    totals, left_out = stats(TODAY + DAY.replace("m 6 100", "m 6 900"))
    assert [total.active_s for total in totals] == [900]
    assert left_out == ["historystats: line 2: 2025-07-12 is given again in line 8"]


def test_after_midnight_it_is_still_the_day_before() -> None:
    (total,), _ = stats(TODAY.replace("D 12 6 125 9 15", "D 12 6 125 1 15"))
    assert total.day == date(2025, 7, 11)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("m 6 100 200 300 400 500 600", "m 6 100 200", "line 7 is cut short"),
        ("m 6 100 200 300 400 500 600 \n", "", "the day is cut short: no row tells its time of activity"),
        ("B 1 7 8 9", "B 1 9 8 9", "line 4 is cut short"),
        ("B 1 7 8 9", "B 1 7 8 x", "line 4 has something that is no whole number: 'B 1 7 8 x 10 11 12 13 14'"),
        ("B 1 7 8 9", "B 1 7 8 -9", "line 4 has something that is no whole number: 'B 1 7 8 -9 10 11 12 13 14'"),
        ("B 3", "Q 3", "line 6 is no row of Workrave's: 'Q 3 7 22 23 24 25 26 27 28'"),
        ("D 12 6 125 9", "D 31 1 125 9", "no such day or time: 31 1 125 9 15"),
        ("D 12 6 125 9 15 12", "D 12 6 125 9 15", "a day begins with a D row of ten numbers"),
        ("D 12 6 125 9 15", "D 12 6 60 9 15", "1960-07-12 lies before the year 2000"),
        ("12 6 125 17 42", "12 6 125 7 42", "the day stops before it starts"),
        ("12 6 125 17 42", "12 6 225 17 42", "the day lies in the future"),
        ("m 6 100", "m 6 100000", "line 7: 100000 s of activity in one day"),
    ],
)
def test_a_day_that_cannot_be_used_is_left_out_and_the_next_is_taken(was: str, becomes: str, said: str) -> None:
    assert was in TODAY
    totals, left_out = stats(TODAY.replace(was, becomes) + DAY.replace("12 6 125", "13 6 125"))
    assert [total.day for total in totals] == [date(2025, 7, 13)]
    assert left_out == [f"historystats: line 2: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'line 1: not a statistics file of Workrave; it would begin with "WorkRaveStats 4"'),
        ("D 1 2 3\n", 'line 1: not a statistics file of Workrave; it would begin with "WorkRaveStats 4"'),
        ("WorkRaveStats 5\n" + DAY, "line 1: version 5; versions 3 and 4 are known"),
    ],
)
def test_a_file_that_is_another(text: str, said: str) -> None:
    with pytest.raises(UnusableError, match=r"^historystats: ") as caught:
        stats(text)
    assert str(caught.value) == f"historystats: {said}"


def test_a_folder_gives_totals_of_days_and_bouts() -> None:
    files = [
        File("w/historystats", (TODAY + DAY.replace("12 6 125", "13 6 125")).encode()),
        File("w/todaystats", TODAY.replace("m 6 100", "m 6 900").encode()),
        File("w/idlelog.a.log", b"".join(WHOLE)),
        File("w/idlelog.b.log", WHOLE[0] + b"?"),
    ]
    found = from_workrave(files, WHERE, Rule())
    facts = [carried.fact for carried in found.facts]
    assert [fact.active_s for fact in facts if isinstance(fact, DayTotal)] == [900, 100]
    spans = [(fact.start // SECOND - NOON, fact.at // SECOND - NOON) for fact in facts if isinstance(fact, Bout)]
    assert spans == [(0, 600), (900, 1800), (2000, 5600)]
    assert {fact.source for fact in facts} == {"workrave"}
    assert [str(left) for left in found.left_out] == ["w/idlelog.b.log: byte 17: 1 bytes that are no record"]


def test_text_that_is_none() -> None:
    with pytest.raises(UnusableError, match=r"^historystats: line 2: not UTF-8$"):
        from_workrave([File("historystats", b"WorkRaveStats 4\n\xff")], WHERE, Rule())
