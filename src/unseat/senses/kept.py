"""An answer that serves for a while, where asking costs and several want it."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Calling it gives what `ask` answered, asked again once that is `for_s` seconds old. One thread only."""

    def __init__(self, ask: Callable[[], T], for_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` is in seconds and never steps."""
        self._ask = ask
        self._for_s = for_s
        self._clock = clock
        self._kept: tuple[float, T] | None = None

    def __call__(self) -> T:
        now = self._clock()
        if self._kept is None or now - self._kept[0] >= self._for_s:
            self._kept = (now, self._ask())
        return self._kept[1]
