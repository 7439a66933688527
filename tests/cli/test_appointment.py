"""`unseat appointment`: noted, listed, taken back; carried along, and erased with the days it is for."""

import json
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, env, journal, run
from unseat.core.said import AppointmentNoted, AppointmentRemoved
from unseat.journal import Journal

__all__ = ["env", "journal", "run"]

NONE = "No appointment is noted. To note one: unseat appointment add tomorrow physiotherapist\n"


def add(run: Run, day: str, *rest: str) -> None:
    assert run("appointment", "add", day, *rest)[0] == 0


def test_without_any_it_says_how_to_note_one(run: Run) -> None:
    assert run("appointment") == (0, NONE, "")
    assert "fysiotherapeut" in run("appointment", LANG="nl_NL.UTF-8")[1]


def test_noted_listed_and_taken_back(run: Run, journal: Journal) -> None:
    code, out, err = run("appointment", "add", "2026-11-26", "the", "physio", "--note", " 10:15,  the letter ")
    assert (code, out, err) == (0, "Noted: Thu 26 Nov 2026  the physio (10:15, the letter)\n", "")
    add(run, "2026-11-20", "huisarts")
    listed = "  2  Fri 20 Nov 2026  huisarts\n  1  Thu 26 Nov 2026  the physio (10:15, the letter)\n"
    assert run("appointment") == (0, listed, "")
    code, out, _ = run("appointment", "remove", "1")
    assert (code, out) == (0, "Taken back: Thu 26 Nov 2026  the physio (10:15, the letter)\n")
    assert run("appointment")[1] == "  2  Fri 20 Nov 2026  huisarts\n"
    assert [type(entry.fact) for entry in journal.facts()] == [AppointmentNoted, AppointmentNoted, AppointmentRemoved]


def test_a_day_may_be_named(run: Run, journal: Journal) -> None:
    for word in ("yesterday", "today", "tomorrow"):
        add(run, word, "physio")
    days = [entry.fact.day for entry in journal.facts() if isinstance(entry.fact, AppointmentNoted)]
    assert [(day - days[0]).days for day in days] == [0, 1, 2]
    assert "physio" in run("day", "tomorrow")[1]


def test_it_stands_in_the_day_and_the_week_it_is_for(run: Run) -> None:
    add(run, "2030-03-05", "pelvic physiotherapist")
    assert "Appointments:\n  pelvic physiotherapist\n" in run("day", "2030-03-05")[1]
    assert "Afspraken:\n  di 5 mrt: pelvic physiotherapist\n" in run("week", "2030-W10", LANG="nl_NL.UTF-8")[1]
    own = [{"day": "2030-03-05", "whom": "pelvic physiotherapist", "note": ""}]
    assert json.loads(run("week", "2030-W10", "--json")[1])["appointments"] == own
    assert json.loads(run("day", "2030-03-05", "--json")[1])["appointments"] == own
    assert json.loads(run("day", "2030-03-06", "--json")[1])["appointments"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["add", "someday", "physio"], '"someday" is no day: write it as'),
        (["add", "2026-02-30", "physio"], "not in the calendar"),
        (["add", "today", " "], "WHOM: found 0 characters, allowed is one line of 1 to 60"),
        (["add", "today", "x" * 61], "WHOM: found 61 characters"),
        (["add", "today", "a\x1b[31mb"], "WHOM: found 7 characters, allowed is one line"),
        (
            ["add", "today", "physio", "--note", "x" * 201],
            "--note: found 201 characters, allowed is one line of 1 to 200",
        ),
        (["remove", "1"], "No appointment is noted"),
    ],
)
def test_bad_input_is_one_clear_line_and_code_1(run: Run, journal: Journal, args: list[str], said: str) -> None:
    code, out, err = run("appointment", *args)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert list(journal.facts()) == []


def test_a_number_that_is_none_names_those_that_are(run: Run) -> None:
    add(run, "today", "one")
    add(run, "today", "two")
    run("appointment", "remove", "1")
    assert run("appointment", "remove", "1")[::2] == (1, "unseat: NUMBER: found 1, allowed is one of 2\n")


@pytest.mark.parametrize("args", [["add"], ["add", "today"], ["remove"], ["remove", "one"], ["banana"]])
def test_a_wrong_call_is_code_2(run: Run, args: list[str]) -> None:
    assert run("appointment", *args)[0] == 2


@pytest.mark.parametrize("verb", ["add", "remove"])
def test_every_part_has_help_with_an_example(run: Run, verb: str) -> None:
    assert f"unseat appointment {verb}" in run("appointment", verb, "--help")[1].split("Example:")[1]


def test_it_goes_along_to_another_computer_once(run: Run, tmp_path: Path) -> None:
    add(run, "2026-11-26", "physio", "--note", "10:15")
    add(run, "2026-11-27", "gone")
    run("appointment", "remove", "2")
    out = tmp_path / "mine.jsonl"
    assert run("export", "-o", str(out))[0] == 0
    other = {"XDG_DATA_HOME": str(tmp_path / "other")}
    code, said, _ = run("import", "unseat", str(out), **other)
    assert (code, said) == (0, "2 appointments taken.\n")
    assert run("appointment", **other)[1] == "  1  Thu 26 Nov 2026  physio (10:15)\n"
    assert "Nothing new was taken." in run("import", "unseat", str(out), **other)[1]
    assert "Nothing new was taken." in run("import", "unseat", str(out))[1]


def test_it_is_forgotten_with_the_day_it_is_for(run: Run, journal: Journal) -> None:
    add(run, "2030-03-05", "physio")
    add(run, "2030-03-06", "kept")
    assert run("forget", "--since", "2030-03-05", "--until", "2030-03-05", "--yes")[:2] == (0, "1 fact erased.\n")
    assert [entry.fact.whom for entry in journal.facts() if isinstance(entry.fact, AppointmentNoted)] == ["kept"]
    assert run("forget", "--everything", "--yes")[0] == 0
    assert run("appointment")[1] == NONE


def test_one_taken_back_does_not_stand_again_when_that_is_forgotten(run: Run, journal: Journal) -> None:
    add(run, "2030-03-05", "physio")
    (noted,) = journal.facts()
    forgotten = AppointmentRemoved(at=type(noted.at)(noted.at + 3 * 86_400_000), noted=noted.at)
    journal.append(forgotten)
    assert journal.forget(since=forgotten.at) == 2
    assert list(journal.facts()) == []
