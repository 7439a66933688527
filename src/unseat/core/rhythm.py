"""The person's own rhythm: how long they leave keyboard and mouse alone while they work.

Who reads leaves longer pauses than who types, so one limit for what is a break wrongs one of them. By this rule the
limit is four times the pause that nine in ten do not exceed, over the last ten minutes, within the two ends that the
settings give. Too few pauses to go by say nothing of a long one, so with them it is no less than the middle of those
ends; who did not pause at all and then does has left, by the least of them.

No study gives the numbers: they are a choice, tried on made-up days whose truth is known, and then on other ones.
"""

from collections import deque
from math import ceil

from unseat.core.words import MINUTE, SECOND, Instant, Millis

REMEMBERED = 10 * MINUTE
TIMES = 4
SHARE = 0.9
PAUSE = 10 * SECOND
"""Anything shorter is typing, and looks some seconds apart could not tell it."""
FEW = 10

LEAST, MOST = Millis(2 * MINUTE), Millis(5 * MINUTE)
"""The two ends where the settings say "auto"."""


class Rhythm:
    """Tell it in the order of time. It holds when the pauses of the last ten minutes ended, and their lengths."""

    def __init__(self) -> None:
        self._pauses: deque[tuple[Instant, int]] = deque()
        self._left: tuple[Instant, Millis] | None = None

    def resume(self, at: Instant, limit: Millis) -> None:
        """The limit as an agent before left it at `at`: in force until enough pauses are known again, or it is too old
        itself."""
        self._left = at, limit

    def gap(self, at: Instant, length: int) -> None:
        """An input at `at`, `length` milliseconds after the one before."""
        if length >= PAUSE:
            self._pauses.append((at, length))
        self._forget(at)

    def limit(self, now: Instant, least: Millis, most: Millis) -> Millis:
        """From how long a gap on this would be a break: `least` where no pause is known."""
        self._forget(now)
        lengths = sorted(length for _, length in self._pauses)
        if len(lengths) < FEW and self._left is not None:
            return Millis(min(max(self._left[1], least), most))
        if not lengths:
            return least
        usual = TIMES * lengths[ceil(SHARE * len(lengths)) - 1]
        middle = (least + most) // 2
        return Millis(min(max(usual, least if len(lengths) >= FEW else middle), most))

    def _forget(self, now: Instant) -> None:
        if self._left is not None and now - self._left[0] > REMEMBERED:
            self._left = None
        while self._pauses and now - self._pauses[0][0] > REMEMBERED:
            self._pauses.popleft()
