"""A session counts once, whoever tells of it: the window that led, the agent that answered its prompt, or both."""

from datetime import UTC, date, datetime

import pytest

from unseat.core.dayfacts import Day
from unseat.core.days import parse_week
from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.ledger import ledger
from unseat.core.offered import PromptAnswered, PromptDue, PromptShown, SessionEnded
from unseat.core.rule import Rule
from unseat.core.summary import WeekSummary
from unseat.core.week import summarise_week
from unseat.core.words import MINUTE, Answer, Instant, Millis

DAY = date(2026, 11, 23)
DUE = Instant(round(datetime(2026, 11, 23, 9, 30, tzinfo=UTC).timestamp() * 1000))
STARTED, ENDED = Instant(DUE + 2 * MINUTE), Instant(DUE + 4 * MINUTE)
GIVEN = Sides(60, 60)


def offered() -> list[AnyFact]:
    return [
        PromptDue(at=DUE, every_ms=Millis(30 * MINUTE)),
        PromptShown(at=Instant(DUE + MINUTE), prompt=DUE, exercise="a2", starts="left"),
    ]


def ended(prompt: Instant | None = DUE, answer: Answer = Answer.DONE) -> SessionEnded:
    verified = True if answer is Answer.DONE else None
    return SessionEnded(
        at=ENDED, started=STARTED, exercise="a2", answer=answer, verified=verified, sides=GIVEN, prompt=prompt
    )


def answered(answer: Answer = Answer.DONE) -> PromptAnswered:
    done = answer is Answer.DONE
    sides = GIVEN if done else None
    return PromptAnswered(at=ENDED, prompt=DUE, answer=answer, exercise="a2", verified=done or None, sides=sides)


def day(*facts: AnyFact) -> Day:
    return ledger([(fact, 0) for fact in facts], UTC, Rule())[DAY]


def week(*facts: AnyFact) -> WeekSummary:
    dated = [(fact, 0) for fact in facts]
    return summarise_week(dated, parse_week("2026-W48", DAY), UTC, Rule(), None)


def test_a_session_whose_prompt_has_the_same_answer_counts_there() -> None:
    own = day(*offered(), ended(), answered())
    assert own.sessions == []
    assert [record.answer for record, _ in own.prompts] == [Answer.DONE]


def test_whichever_was_written_first() -> None:
    assert day(*offered(), answered(), ended()) == day(*offered(), ended(), answered())


@pytest.mark.parametrize("answer", [Answer.MISSED, Answer.NATURAL, Answer.SKIPPED, Answer.PARTIAL])
def test_a_session_whose_prompt_was_answered_otherwise_is_one_of_its_own(answer: Answer) -> None:
    own = day(*offered(), ended(), answered(answer))
    assert [session.answer for session, _ in own.sessions] == [Answer.DONE]
    assert [record.answer for record, _ in own.prompts] == [answer]


def test_a_session_whose_prompt_has_no_answer_yet_counts_for_now() -> None:
    assert len(day(*offered(), ended()).sessions) == 1


def test_a_session_unasked_is_nobody_s_prompt() -> None:
    assert len(day(*offered(), ended(prompt=None), answered()).sessions) == 1


def test_the_seconds_of_each_side_are_counted_once() -> None:
    once = week(*offered(), ended(), answered())
    assert (once.sides.left_s, once.sides.right_s) == (60, 60)
    missed = week(*offered(), ended(), answered(Answer.MISSED))
    assert (missed.sides.left_s, missed.sides.right_s) == (60, 60)
    twice = week(*offered(), ended(prompt=None), answered())
    assert (twice.sides.left_s, twice.sides.right_s) == (120, 120)
