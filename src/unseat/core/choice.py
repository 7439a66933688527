"""Which exercise comes next: of those offered, the one whose turn it is."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

import msgspec

from unseat.core.exercise import Exercise, Group


def choose(
    exercises: Iterable[Exercise], offered: Collection[str], history: Iterable[str], seed: int = 0
) -> Exercise | None:
    """The exercise whose turn it is, by the ids `offered`; null where none is.

    Whatever was shown longest ago comes first: of the groups, then of the group's chains (cards that are each other's
    `progression`), then of the hardest offered of the chain and the easier ones, then of the cards. So the hardest of
    a chain comes every other time, a chain comes no more often than a card on its own, every card offered comes round
    within (groups) x (chains of the largest) x 2 x (cards of the longest chain) prompts, and none comes twice running
    unless it is the only one.

    `seed` orders those never shown. `history` is what was shown, in the order of time; of each card its last showing
    is enough.
    """
    catalogue = {exercise.id: exercise for exercise in exercises}
    order = list(Group)
    cards = sorted(catalogue.values(), key=lambda card: (order.index(card.group), card.id))
    if not any(card.id in offered for card in cards):
        return None
    rotation = _Rotation(offered, {exercise: turn for turn, exercise in enumerate(history)})
    cards = rotation.longest_ago(cards, lambda card: card.group, seed)
    cards = rotation.longest_ago(cards, lambda card: _top(card, catalogue), seed)
    cards = rotation.longest_ago(*rotation.rungs(cards), 0)
    (card,) = rotation.longest_ago(cards, lambda card: card.id, seed)
    return card


class _Rotation(msgspec.Struct, frozen=True):
    """`shown`: the place of each card's last showing in the order of time."""

    offered: Collection[str]
    shown: Mapping[str, int]

    def longest_ago(self, cards: Sequence[Exercise], kind: Callable[[Exercise], Hashable], seed: int) -> list[Exercise]:
        """The cards of the kind shown longest ago, of the kinds offered; not offered cards count as shown, too.

        `seed` says where among those never shown the first is.
        """
        kinds = list(dict.fromkeys(kind(card) for card in cards if card.id in self.offered))
        first = seed % len(kinds)
        chosen = min(
            (*kinds[first:], *kinds[:first]), key=lambda one: self._last(cards, lambda card: kind(card) == one)
        )
        return [card for card in cards if kind(card) == chosen]

    def rungs(self, chain: Sequence[Exercise]) -> tuple[list[Exercise], Callable[[Exercise], Hashable]]:
        """The chain from its hardest card down, and what tells the hardest offered from the easier ones."""
        hardest = max(card.level for card in chain if card.id in self.offered)
        return sorted(chain, key=lambda card: -card.level), lambda card: card.level >= hardest

    def _last(self, cards: Sequence[Exercise], of: Callable[[Exercise], bool]) -> int:
        return max(self.shown.get(card.id, -1) for card in cards if of(card))


def _top(card: Exercise, catalogue: Mapping[str, Exercise]) -> str:
    """The hardest card that the chain leads to: what names the chain."""
    harder = catalogue.get(card.progression)
    while harder and harder.level > card.level:
        card, harder = harder, catalogue.get(harder.progression)
    return card.id
