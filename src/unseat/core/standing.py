"""Why a card is offered to a person now, or why not."""

from collections.abc import Collection, Iterable

import msgspec

from unseat.core.exercise import Exercise, Flag, Place
from unseat.core.progress import VERIFIED, VERIFIED_IN_GROUP, Progress
from unseat.core.words import Instant


class Profile(msgspec.Struct, frozen=True):
    """What the person can do: the places at hand, the flags to heed, the level to begin with (1 to 3)."""

    places: Collection[str]
    flags: Collection[str]
    level: int = 1


class Opening(msgspec.Struct, frozen=True):
    """What opens a card that is too hard as yet: `have` of `needs` verified sessions of the `easier` cards.

    Where `chain` they are those that lead to it, and one of them has to have them all; else they are their group's at
    the level below, and together is enough. `since`: the setback from which it counts; null where there was none.
    """

    easier: tuple[str, ...]
    chain: bool
    have: int
    needs: int
    since: Instant | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that keeps a card back; it is offered where nothing does.

    `lacks`: the places of which one is needed, empty where one is at hand. `hidden_by`: the person's flags that hide
    it. `hurts_since`: when the person said that it hurts. `opening`: what it waits for where it is too hard as yet.
    """

    exercise: str
    lacks: tuple[Place, ...] = ()
    hidden_by: tuple[Flag, ...] = ()
    hurts_since: Instant | None = None
    opening: Opening | None = None

    @property
    def offered(self) -> bool:
        return not self.lacks and not self.hidden_by and self.hurts_since is None and self.opening is None


def fits(exercise: Exercise, places: Collection[str], flags: Collection[str]) -> bool:
    """Whether one of its places is at hand, and none of its flags is the person's."""
    return any(place in places for place in exercise.places) and not any(flag in flags for flag in exercise.hidden_by)


def standings(exercises: Iterable[Exercise], profile: Profile, progress: Progress, now: Instant) -> dict[str, Standing]:
    """How each card stands at `now`, by its id."""
    cards = list(exercises)
    fitting = [card for card in cards if fits(card, profile.places, profile.flags)]
    return {
        card.id: Standing(
            exercise=card.id,
            lacks=() if any(place in profile.places for place in card.places) else card.places,
            hidden_by=tuple(flag for flag in card.hidden_by if flag in profile.flags),
            hurts_since=progress.hurts.get(card.id),
            opening=_opening(card, _easier(card, fitting), profile.level, progress, now),
        )
        for card in cards
    }


Easier = tuple[list[Exercise], bool]
"""The easier cards by which one is earned, and whether they lead to it."""


def _easier(card: Exercise, fitting: Iterable[Exercise]) -> Easier:
    """None where the card is of the lowest level that its group has for this person."""
    below = [other for other in fitting if other.level < card.level]
    group = [other for other in below if other.group is card.group]
    if not group:
        return [], False
    chain = [other for other in below if other.progression == card.id]
    nearest = max(other.level for other in group)
    return (chain, True) if chain else ([other for other in group if other.level == nearest], False)


def _opening(card: Exercise, by: Easier, level: int, progress: Progress, now: Instant) -> Opening | None:
    """Null where it is open. Its own sessions count as well: who does it well need not go back to the easier one."""
    easier, chain = by
    set_back = progress.set_back(card.id, now)
    if not easier or (card.level <= level and set_back is None):
        return None
    counts = [progress.verified(other.id, set_back, now) for other in easier]
    own = progress.verified(card.id, set_back, now)
    have, needs = (max(counts), VERIFIED) if chain else (sum(counts), VERIFIED_IN_GROUP)
    if have + own >= needs:
        return None
    return Opening(tuple(sorted(other.id for other in easier)), chain, have + own, needs, set_back)
