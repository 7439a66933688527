"""Which exercises hurt, by the facts alone."""

import pytest

from unseat.core.fact import Fact
from unseat.core.hurts import hurting
from unseat.core.said import ExerciseAllowed, ExerciseHurt, Resumed
from unseat.core.words import Instant


def facts(script: str) -> list[Fact]:
    """ "a2!" hurts, "a2" is allowed; one word an instant."""
    words = enumerate(script.split())
    return [
        ExerciseHurt(at=Instant(at), exercise=word[:-1])
        if word.endswith("!")
        else ExerciseAllowed(at=Instant(at), exercise=word)
        for at, word in words
    ]


@pytest.mark.parametrize(
    ("script", "hurt"),
    [
        ("", set()),
        ("a2!", {"a2"}),
        ("a2", set()),
        ("a2! a2", set()),
        ("a2! a2 a2!", {"a2"}),
        ("a2! a2! a2", set()),
        ("a2! b1! a2", {"b1"}),
        ("a2 a2!", {"a2"}),
    ],
)
def test_an_exercise_hurts_until_it_is_allowed_again(script: str, hurt: set[str]) -> None:
    assert hurting(facts(script)) == hurt


def test_other_facts_do_no_harm() -> None:
    assert hurting([Resumed(at=Instant(0)), *facts("a2!"), Resumed(at=Instant(9))]) == {"a2"}
