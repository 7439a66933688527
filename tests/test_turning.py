"""Whose turn it is: from the person's settings, cards and journal, as a window finds it without the agent."""

from datetime import UTC
from pathlib import Path

import msgspec
import pytest

from tests.test_person import person, write_settings
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.words import DAY, HOUR, Answer, Instant
from unseat.person import Person
from unseat.turning import fit, turns, turns_now

NOW = Instant(1_795_000_000_000)


def hurt(at: int, exercise: str = "a3") -> facts.ExerciseHurt:
    return facts.ExerciseHurt(at=Instant(at), exercise=exercise)


def shown(at: int, exercise: str, starts: str | None = None) -> facts.PromptShown:
    return facts.PromptShown(at=Instant(at), prompt=Instant(at), exercise=exercise, starts=starts)


@pytest.fixture
def me(tmp_path: Path) -> Person:
    return person(tmp_path)


def test_the_settings_decide_what_is_offered(me: Person) -> None:
    write_settings(me, '[exercises]\nplaces = ["floor"]\nflags = ["G"]\nlevel = 3\n')
    turn = turns(me)
    assert (turn.places, turn.flags, turn.level) == (("floor",), ("G",), 3)
    offered = [me.cards.exercises[at] for at, one in enumerate(turn.standings().values()) if one.offered]
    assert offered
    assert all("floor" in card.places and "G" not in card.hidden_by for card in offered)


def test_they_may_change(me: Person, tmp_path: Path) -> None:
    turn = turns(me)
    other = person(tmp_path / "other")
    write_settings(other, '[exercises]\nplaces = ["floor"]\n')
    fit(turn, other.settings, other.zone.zone)
    assert turn.places == ("floor",)


def test_what_was_shown_lately_has_had_its_turn(me: Person) -> None:
    with me.journal() as journal:
        first = turns_now(me, journal, NOW).next()
        journal.append(shown(NOW - HOUR, first))
        assert turns_now(me, journal, NOW).next() != first


def test_what_hurt_is_left_out_however_long_ago_until_it_is_allowed(me: Person) -> None:
    with me.journal() as journal:
        journal.append(hurt(NOW - 900 * DAY))
        assert not turns_now(me, journal, NOW).standings()["a3"].offered
        journal.append(facts.ExerciseAllowed(at=Instant(NOW - DAY), exercise="a3"))
        assert turns_now(me, journal, NOW).standings()["a3"].offered


def test_the_side_that_had_less_this_week_comes_first(me: Person) -> None:
    with me.journal() as journal:
        assert turns_now(me, journal, NOW).starts("a2") == "left"
        journal.append(
            facts.SessionEnded(
                at=Instant(NOW - HOUR),
                started=Instant(NOW - HOUR - 1),
                exercise="a2",
                answer=Answer.PARTIAL,
                sides=Sides(45, 0),
            )
        )
        assert turns_now(me, journal, NOW).starts("a2") == "right"


def test_what_another_program_recorded_is_none_of_it(me: Person) -> None:
    with me.journal() as journal:
        first = turns_now(me, journal, NOW).next()
        journal.append(
            *(msgspec.structs.replace(one, source="workrave") for one in (shown(NOW - HOUR, first), hurt(NOW)))
        )
        turn = turns_now(me, journal, NOW)
        assert turn.next() == first
        assert turn.standings()["a3"].offered


def test_a_week_is_the_calendar_s(me: Person) -> None:
    turn, monday = turns(me, zone=UTC), 1_795_392_000_000
    assert turn.week(Instant(monday + 3 * HOUR)) != turn.week(Instant(monday + 5 * HOUR))
    assert turn.week(Instant(monday + 5 * HOUR)) == turn.week(Instant(monday + 6 * DAY))
