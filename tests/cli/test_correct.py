"""`unseat correct`: said, listed, taken back; every figure is made anew."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, env, journal, run
from unseat.core.fact import Sides
from unseat.core.offered import PromptAnswered, PromptDue, PromptShown
from unseat.core.said import Corrected, CorrectionUndone
from unseat.core.watched import Bout, Break
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Because, Instant, Meant, Millis, Posture
from unseat.journal import Journal

__all__ = ["env", "journal", "run"]

YESTERDAY = (datetime.now(UTC) - timedelta(hours=4)).date() - timedelta(days=1)
NINE = Instant(round(datetime(YESTERDAY.year, YESTERDAY.month, YESTERDAY.day, 9, tzinfo=UTC).timestamp() * 1000))
GAP = (Instant(NINE + HOUR + 13 * SECOND), Instant(NINE + HOUR + 12 * MINUTE + 40 * SECOND))
DATE = ("--date", YESTERDAY.isoformat())


@pytest.fixture
def watched(journal: Journal) -> Journal:
    """Yesterday from 9 to 12 with a gap from 10:00 to 10:12 that nobody knows of, and an exercise at 9:30."""
    own = [(NINE, GAP[0]), (GAP[1], Instant(NINE + 3 * HOUR))]
    journal.append(
        *(
            Bout(at=to, start=at, posture=Posture.SITTING, input_ms=Millis(to - at), because=Because.NO_INPUT)
            for at, to in own
        ),
        Break(start=GAP[0], at=GAP[1], because=Because.NO_INPUT, unknown=True),
        PromptDue(at=Instant(NINE + 30 * MINUTE), every_ms=Millis(30 * MINUTE)),
        PromptShown(at=Instant(NINE + 31 * MINUTE), prompt=Instant(NINE + 30 * MINUTE), exercise="a2"),
        PromptAnswered(
            at=Instant(NINE + 33 * MINUTE),
            prompt=Instant(NINE + 30 * MINUTE),
            answer=Answer.DONE,
            exercise="a2",
            verified=True,
            sides=Sides(left_s=60, right_s=60),
        ),
    )
    return journal


def day(run: Run) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("day", YESTERDAY.isoformat(), "--json")[1])
    return found


def test_a_gap_is_said_by_the_times_that_the_day_shows(run: Run, watched: Journal) -> None:
    assert (day(run)["bouts"], day(run)["breaks"]) == (2, 2)
    code, out, err = run("correct", "10:00-10:12", "sitting", *DATE)
    assert (code, err) == (0, "")
    assert "10:00 - 10:12: sitting\n" in out
    assert "Estimated sitting that day: 3 h 00 min; before, 2 h 47 min.\n" in out
    (fact,) = [entry.fact for entry in watched.facts(kinds=(Corrected,))]
    assert isinstance(fact, Corrected)
    assert (fact.start, fact.end) == GAP
    assert (day(run)["bouts"], day(run)["sitting_s"], day(run)["sitting_upper_s"]) == (1, 10_800, 10_800)


def test_the_last_time_that_nobody_knows_of_has_a_name(run: Run, watched: Journal) -> None:
    assert run("correct", "last", "away")[0] == 0
    assert day(run)["sitting_upper_s"] == day(run)["sitting_s"]
    code, _, err = run("correct", "last", "away")
    assert code == 1
    assert "no time that nobody knows of" in err


def test_day_and_week_mark_what_was_corrected(run: Run, watched: Journal, tmp_path: Path) -> None:
    run("correct", "10:20-10:40", "standing", *DATE)
    text = run("day", YESTERDAY.isoformat())[1]
    assert "as you corrected it" in text
    assert "As you corrected it:" in text
    week = f"{YESTERDAY:%G-W%V}"
    assert "10:20 - 10:40: standing" in run("week", week)[1]
    assert run("week", week, "--html", "w.html")[0] == 0
    html = (tmp_path / "w.html").read_text(encoding="utf-8")
    assert 'class="swatch corrected"' in html
    assert '<section aria-labelledby="corrections">' in html


def test_an_exercise_that_was_not_done(run: Run, watched: Journal) -> None:
    code, out, _ = run("correct", "9:30", "not-done", *DATE)
    assert code == 0
    assert "09:30: exercise not done" in out
    prompts = day(run)["prompts"]
    assert isinstance(prompts, dict)
    assert (prompts["done"], prompts["verified"], prompts["skipped"]) == (0, 0, 1)
    assert (
        run("correct", "9:31", "not-done", *DATE)[2] == f"unseat: It counts so already. See: unseat day {YESTERDAY}\n"
    )
    assert run("correct", "9:31", "done", *DATE)[0] == 0


def test_listed_and_taken_back(run: Run, watched: Journal) -> None:
    assert "Nothing is corrected" in run("correct")[1]
    run("correct", "10:00-10:12", "sitting", *DATE)
    run("correct", "11:00-11:10", "away", *DATE)
    lines = run("correct")[1].splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert "(said " in lines[0]
    code, out, _ = run("correct", "--undo")
    assert code == 0
    assert "11:00 - 11:10: away" in out
    assert run("correct", "--undo", "1")[0] == 0
    assert all("taken back" in line for line in run("correct")[1].splitlines())
    assert day(run)["sitting_s"] == 10_053
    assert run("correct", "--undo") == (
        1,
        "",
        "unseat: Nothing is corrected. To correct a time: unseat correct 14:00-14:30 standing\n",
    )
    assert len(list(watched.facts(kinds=(CorrectionUndone,)))) == 2


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("14:00", "sitting"), 1, '"14:00", allowed is two local times'),
        (("14:00-15:00",), 2, "Say what you did"),
        (("14:00-15:00", "asleep"), 2, "asleep"),
        (("14:00-15:00", "away", "--date", "2026-02-30"), 1, "not in the calendar"),
        (("00:00-23:59", "away", "--date", "tomorrow"), 1, "not over yet"),
        (("9:00", "done"), 1, "no exercise stands there"),
        (("--undo", "7"), 1, "Nothing is corrected"),
        (("14:00-15:00", "--undo"), 2, "--undo"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(
    run: Run, journal: Journal, args: tuple[str, ...], code: int, said: str
) -> None:
    found, out, err = run("correct", *args)
    assert (found, out) == (code, "")
    assert said in err
    assert list(journal.facts()) == []


def test_a_wrong_number_names_those_there_are(run: Run, watched: Journal) -> None:
    run("correct", "10:00-10:12", "sitting", *DATE)
    assert run("correct", "--undo", "7")[2] == "unseat: --undo: found 7, allowed is one of 1\n"


def test_it_speaks_dutch(run: Run, watched: Journal) -> None:
    out = run("correct", "10:00-10:12", "standing", *DATE, LANG="nl_NL.UTF-8")[1]
    assert "10:00 - 10:12: staan" in out


def test_forgetting_the_day_forgets_what_was_said_of_it(run: Run, watched: Journal) -> None:
    run("correct", "10:00-10:12", "sitting", *DATE)
    before = (YESTERDAY - timedelta(days=1)).isoformat()
    assert run("forget", "--since", before, "--until", before, "--yes")[0] == 0
    assert len(list(watched.facts(kinds=(Corrected,)))) == 1
    assert run("forget", "--since", YESTERDAY.isoformat(), "--until", YESTERDAY.isoformat(), "--yes")[0] == 0
    assert list(watched.facts(kinds=(Corrected,))) == []


def test_it_travels_with_an_export(run: Run, watched: Journal, tmp_path: Path) -> None:
    run("correct", "10:00-10:12", "sitting", *DATE)
    assert run("export", "-o", "all.jsonl")[0] == 0
    other = {"XDG_DATA_HOME": str(tmp_path / "other"), "XDG_STATE_HOME": str(tmp_path / "other-state")}
    code, out, _ = run("import", "unseat", "all.jsonl", **other)
    assert code == 0
    assert "1 correction taken." in out
    there = json.loads(run("day", YESTERDAY.isoformat(), "--json", **other)[1])
    assert there["sitting_s"] == day(run)["sitting_s"] == 10_800
    assert "Nothing new was taken." in run("import", "unseat", "all.jsonl", **other)[1]


def test_what_was_learned_is_told_by_day_and_why(run: Run, journal: Journal) -> None:
    """Ten answers for quiet times of the week before, seven of them sitting; today there is one more such time."""
    now = Instant(round(datetime.now(UTC).timestamp() * 1000))
    first = [
        Corrected(
            at=Instant(now - n),
            start=Instant(now - 7 * 24 * HOUR + 20 * n * MINUTE),
            end=Instant(now - 7 * 24 * HOUR + (20 * n + 7) * MINUTE),
            meant=Meant.SITTING if n < 7 else Meant.AWAY,
            gap=True,
        )
        for n in range(10)
    ]
    ends = [Instant(now - 9 * MINUTE), Instant(now - 2 * MINUTE)]
    journal.append(
        *first,
        Bout(
            at=ends[0],
            start=Instant(ends[0] - MINUTE),
            posture=Posture.SITTING,
            input_ms=Millis(MINUTE),
            because=Because.NO_INPUT,
        ),
        Break(start=ends[0], at=ends[1], because=Because.NO_INPUT, unknown=True),
        Bout(at=now, start=ends[1], posture=Posture.SITTING, input_ms=Millis(2 * MINUTE), because=Because.NO_INPUT),
    )
    said = "Learned: of 10 quiet times that you answered for, 7 were sitting."
    assert said in " ".join(run("day")[1].split())
    assert said in run("why")[1]


def test_an_answer_for_a_quiet_time_teaches_and_another_does_not(run: Run, watched: Journal) -> None:
    run("correct", "10:00-10:12", "sitting", *DATE)
    run("correct", "11:00-11:10", "away", *DATE)
    assert [entry.fact.gap for entry in watched.facts() if isinstance(entry.fact, Corrected)] == [True, False]
