"""What became of exercises at another machine is paired there, and told once."""

from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, SessionEnded, SessionStarted
from unseat.core.outcome import told_elsewhere
from unseat.core.said import ExerciseHurt
from unseat.core.words import Answer, Instant, Millis

SIDES = Sides(30, 30)


def ended(at: int, prompt: int | None, answer: Answer = Answer.DONE) -> SessionEnded:
    named = None if prompt is None else Instant(prompt)
    return SessionEnded(
        at=Instant(at), started=Instant(at - 5), exercise="a1", answer=answer, sides=SIDES, prompt=named
    )


def answered(at: int, prompt: int, answer: Answer = Answer.DONE, exercise: str | None = "a1") -> PromptAnswered:
    return PromptAnswered(at=Instant(at), prompt=Instant(prompt), answer=answer, exercise=exercise, sides=SIDES)


def told(*facts: AnyFact) -> list[tuple[int, int | None, Answer]]:
    found = list(told_elsewhere(facts))
    assert all(isinstance(fact, SessionEnded) for fact in found)
    return [(fact.at, fact.prompt, fact.answer) for fact in found if isinstance(fact, SessionEnded)]


def test_a_window_and_its_agent_tell_of_one_exercise() -> None:
    assert told(ended(20, 10), answered(21, 10)) == [(21, None, Answer.DONE)]


def test_two_that_differ_are_two() -> None:
    assert told(ended(20, 10), answered(21, 10, Answer.MISSED)) == [
        (20, None, Answer.DONE),
        (21, None, Answer.MISSED),
    ]


def test_an_own_one_stays_so() -> None:
    assert told(ended(20, None)) == [(20, None, Answer.DONE)]


def test_a_prompt_that_was_never_shown_is_no_exercise() -> None:
    assert told(answered(21, 10, Answer.NATURAL, exercise=None)) == []


def test_the_prompt_names_it_for_a_correction() -> None:
    (one,) = told_elsewhere([answered(21, 10)])
    assert isinstance(one, SessionEnded)
    assert one.started == 10


def test_the_rest_passes() -> None:
    began = SessionStarted(at=Instant(1), prompt=None, exercise="a1", dose_ms=Millis(60_000))
    hurt = ExerciseHurt(at=Instant(2), exercise="a1")
    assert list(told_elsewhere([began, hurt])) == [began, hurt]
