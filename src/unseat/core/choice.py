"""Which exercise comes next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from unseat.core.exercise import Exercise, Group
from unseat.core.words import Answer, Instant

T = TypeVar("T", bound=str)


class Did(msgspec.Struct, frozen=True):
    """An exercise that was shown at `at`, and what the person answered; null while that is open."""

    exercise: str
    answer: Answer | None
    at: Instant


def choose(
    exercises: Iterable[Exercise],
    history: Sequence[Did],
    places: Collection[str],
    flags: Collection[str],
    seed: int = 0,
) -> Exercise | None:
    """The exercise whose turn it is; null where none fits the places and flags.

    First the group that was shown longest ago, then the exercise in it that was: so every exercise that fits comes
    round within (groups) x (exercises in the largest group) prompts, and none comes twice running unless it is the
    only one. `seed` orders those never shown. `history` is in the order of time; its latest few hundred are enough.
    """
    catalogue = {exercise.id: exercise for exercise in exercises}
    fitting = {key: catalogue[key] for key in sorted(catalogue) if _fits(catalogue[key], places, flags)}
    if not fitting:
        return None
    shown = {did.exercise: turn for turn, did in enumerate(history)}
    shown_group = {catalogue[did.exercise].group: turn for turn, did in enumerate(history) if did.exercise in catalogue}
    present = {exercise.group for exercise in fitting.values()}
    group = _longest_ago([group for group in Group if group in present], shown_group, seed)
    return fitting[_longest_ago([key for key, card in fitting.items() if card.group is group], shown, seed)]


def _fits(exercise: Exercise, places: Collection[str], flags: Collection[str]) -> bool:
    return any(place in places for place in exercise.places) and not any(flag in flags for flag in exercise.hidden_by)


def _longest_ago(names: Sequence[T], shown: Mapping[T, int], seed: int) -> T:
    """`seed` says where among `names` those never shown begin."""
    first = seed % len(names)
    return min((*names[first:], *names[:first]), key=lambda name: shown.get(name, -1))
