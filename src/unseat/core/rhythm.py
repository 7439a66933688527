"""The person's own rhythm: how long they leave keyboard and mouse alone while they work.

Who reads leaves longer gaps than who types, so one limit for what is a break wrongs one of them. By this rule the limit
is four times the gap that nine in ten do not exceed, over the last ten minutes of input, within the two ends that the
settings give. No study gives the numbers: they are a choice, tried on made-up days whose truth is known.
"""

from collections import deque
from math import ceil

from unseat.core.words import MINUTE, SECOND, Instant, Millis

REMEMBERED = 10 * MINUTE
TIMES = 4
SHARE = 0.9
STROKE = 1 * SECOND
"""Within input that goes on, gaps are at most this long (DESIGN 4.4)."""

LEAST, MOST = Millis(2 * MINUTE), Millis(5 * MINUTE)
"""The two ends where the settings say "auto"."""

Gap = tuple[Instant, int, int]
"""When it ended, how long it was, and how many such there were."""


class Rhythm:
    """Tell it in the order of time. It holds gaps of the last ten minutes alone."""

    def __init__(self) -> None:
        self._gaps: deque[Gap] = deque()

    def gap(self, at: Instant, length: int) -> None:
        """An input at `at`, `length` milliseconds after the one before."""
        self._add(at, max(length, 1), 1)

    def steady(self, since: Instant, to: Instant) -> None:
        """Input went on from `since` to `to`."""
        if to > since:
            self._add(to, STROKE, max(1, (to - since) // STROKE))

    def limit(self, now: Instant, least: Millis, most: Millis) -> Millis:
        """From how long a gap on this would be a break: `least` where nothing is known."""
        self._forget(now)
        total = sum(count for _, _, count in self._gaps)
        rank, seen = ceil(SHARE * total), 0
        for _, length, count in sorted(self._gaps, key=lambda gap: gap[1]):
            seen += count
            if seen >= rank:
                return Millis(min(max(TIMES * length, least), most))
        return least

    def _add(self, at: Instant, length: int, count: int) -> None:
        last = self._gaps[-1] if self._gaps else None
        if last and last[1] == length == STROKE and at - last[0] < MINUTE // 6:
            self._gaps[-1] = at, length, last[2] + count
        else:
            self._gaps.append((at, length, count))
        self._forget(at)

    def _forget(self, now: Instant) -> None:
        while self._gaps and now - self._gaps[0][0] > REMEMBERED:
            self._gaps.popleft()
