"""A window's own connection to the journal."""

from collections.abc import Iterator

import pytest

from tests.windows.room import NINE, written
from unseat.core import facts
from unseat.core.words import Answer, Instant, Millis
from unseat.journal import Journal
from unseat.person import Person
from unseat.windows.pen import Pen, now, steady

DUE = Instant(NINE)


@pytest.fixture
def journal(me: Person) -> Iterator[Journal]:
    with me.journal() as opened:
        yield opened


def writes(me: Person, *new: facts.Any) -> None:
    """Another process."""
    with me.journal() as other:
        other.append(*new)


def answered(prompt: int = DUE) -> facts.PromptAnswered:
    return facts.PromptAnswered(at=Instant(NINE + 1), prompt=Instant(prompt), answer=Answer.SKIPPED)


def test_what_is_written_is_on_disk(me: Person, journal: Journal) -> None:
    assert Pen(journal).write(facts.Welcomed(at=DUE)) == ""
    assert written(journal, facts.Welcomed)


def test_what_could_not_be_written_comes_with_the_next_and_in_its_order(journal: Journal) -> None:
    pen = Pen(journal)
    journal._connection.execute("PRAGMA query_only = ON")
    trouble = pen.write(facts.ExerciseHurt(at=DUE, exercise="a1"))
    assert str(journal.path) in trouble
    assert "\n" not in trouble
    journal._connection.execute("PRAGMA query_only = OFF")
    assert pen.write(facts.ExerciseHurt(at=DUE, exercise="a2")) == ""
    assert [fact.exercise for fact in written(journal, facts.ExerciseHurt)] == ["a1", "a2"]
    assert pen.write() == ""
    assert len(written(journal, facts.ExerciseHurt)) == 2


def test_news_are_what_others_wrote_since(me: Person, journal: Journal) -> None:
    journal.append(facts.Welcomed(at=DUE))
    pen = Pen(journal)
    assert list(pen.news()) == []
    writes(me, answered())
    assert list(pen.news()) == [answered()]
    assert list(pen.news()) == []


@pytest.mark.parametrize(
    "fact",
    [
        answered(),
        facts.PromptSnoozed(at=Instant(NINE + 1), prompt=DUE, until=Instant(NINE + 2)),
        facts.AgentStopped(at=Instant(NINE + 1), why="quit"),
        facts.AgentStarted(at=Instant(NINE + 1), version="1", sense=None, tray=None, notifier=None),
    ],
)
def test_a_prompt_is_settled_by_its_answer_a_delay_or_another_agent(
    me: Person, journal: Journal, fact: facts.Any
) -> None:
    pen = Pen(journal)
    assert not pen.is_settled(DUE)
    writes(me, fact)
    assert pen.is_settled(DUE)
    assert not pen.is_settled(DUE)


def test_another_prompt_settles_nothing(me: Person, journal: Journal) -> None:
    pen = Pen(journal)
    writes(me, answered(NINE - 1), facts.PromptDue(at=DUE, every_ms=Millis(1)))
    assert not pen.is_settled(DUE)


def test_its_clocks() -> None:
    assert now() > NINE - 10**12
    assert 0 <= steady() <= steady()
