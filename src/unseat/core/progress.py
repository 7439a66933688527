"""What has been verified, what set a card back and what hurts: the tally that opens and closes harder cards.

It is bounded by the number of cards, and a fact takes the same time whatever came before.
"""

from collections import defaultdict, deque
from functools import partial

from unseat.core.words import DAY, Answer, Instant, Millis

VERIFIED = 3
"""Sessions of an easier card that open the harder one. No source gives a number for exercises this light: it is a
choice, meant to be some days of use, and more than one good day."""
VERIFIED_IN_GROUP = 2 * VERIFIED
"""The same for a card that no easier one leads to: what its neighbours in the group tell of it is less."""
REMEMBERED = Millis(60 * DAY)
"""How far back anything but what hurts counts: as far as a restarted agent reads. After so long a pause a person
begins gently again."""


class Progress:
    """Tell it what happened, in the order of time; what hurts may be told before all else."""

    def __init__(self) -> None:
        self.hurts: dict[str, Instant] = {}
        self._hurt: dict[str, Instant] = {}
        self._partial: dict[str, Instant] = {}
        self._twice: dict[str, tuple[Instant, Instant]] = {}
        self._verified: defaultdict[str, deque[Instant]] = defaultdict(partial(deque, maxlen=VERIFIED_IN_GROUP))

    def answered(self, at: Instant, exercise: str, answer: Answer, *, verified: bool) -> None:
        """Two partial answers with no done between set the card back; a skip or a miss says nothing of it."""
        if answer is Answer.DONE:
            self._partial.pop(exercise, None)
            if verified:
                self._verified[exercise].append(at)
        elif answer is Answer.PARTIAL:
            if exercise in self._partial:
                self._twice[exercise] = self._partial[exercise], at
            self._partial[exercise] = at

    def hurt(self, at: Instant, exercise: str) -> None:
        self.hurts.setdefault(exercise, at)
        self._hurt[exercise] = at

    def allowed(self, exercise: str) -> None:
        self.hurts.pop(exercise, None)

    def set_back(self, exercise: str, now: Instant) -> Instant | None:
        """When the card was last set back; null where that is not so, or is forgotten."""
        hurt, twice = self._hurt.get(exercise), self._twice.get(exercise)
        told = [hurt] if hurt is not None and _remembered(hurt, now) else []
        told += [twice[1]] if twice and _remembered(twice[0], now) else []
        return max(told, default=None)

    def verified(self, exercise: str, after: Instant | None, now: Instant) -> int:
        """Verified sessions of a card later than `after`: 0 to `VERIFIED_IN_GROUP`. One that hurts tells nothing."""
        if exercise in self.hurts:
            return 0
        told = self._verified.get(exercise, ())
        return sum(_remembered(at, now) and (after is None or at > after) for at in told)


def _remembered(at: Instant, now: Instant) -> bool:
    return now - at < REMEMBERED
