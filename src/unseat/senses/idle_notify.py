"""The sense of KDE, sway and other desktops under Wayland: the compositor tells when input stops and comes again.

Rests on ext-idle-notify-v1 (staging in wayland-protocols), version 2 where it is offered, else 1; and on its
forerunner org_kde_kwin_idle. Wayland tells no program what kind of input it was: the kind is "unknown".

Its errors
- The last input is told at most `timeout` too early while input goes on, and never later than it was.
- Version 1 and org_kde_kwin_idle know no input but "not idle": while a program keeps the screen awake (a video, a
  call), input seems to go on, though nobody may be there. Version 2 (get_input_idle_notification) tells input alone.
- The compositor's clock stands still in suspend: waking up can look like one input.
- Before the first event the beginning of the watching stands for an input.
"""

import atexit
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Protocol

from unseat.core.words import SECOND, Millis
from unseat.senses.base import Clocks, Reading
from unseat.senses.clocks import read_clocks
from unseat.senses.idle_watch import EXT, KWIN, IdleProtocol, IdleWatch

EXT_NAME = "wayland (ext-idle-notify)"
KWIN_NAME = "wayland (kwin-idle)"
NAMES = {EXT: EXT_NAME, KWIN: KWIN_NAME}
TIMEOUT = 1 * SECOND
PATIENCE_S = 0.06
PAUSES = (1, 2, 4, 8, 16, 32, 60)
"""Seconds between one failed connection and the next try; the last goes on."""


class Watch(Protocol):
    """One connection's life; see `IdleWatch`."""

    @property
    def over(self) -> bool: ...

    def last_input(self, wait_s: float) -> int | None: ...

    def close(self) -> None: ...


class IdleNotifySense:
    """An InputSense. The compositor is asked for a sign of life at each look: one that hangs tells nothing."""

    def __init__(self, name: str, make: Callable[[], Watch]) -> None:
        """`make` begins a new connection, and returns at once."""
        self.name = name
        self._make = make
        self._watch: Watch | None = None
        self._pauses = _pauses()
        self._retry_at: int | None = None
        atexit.register(self.close)

    def look(self, steady_ms: int) -> Reading:
        if self._watch is not None and self._watch.over:
            self._give_up(steady_ms)
            return Reading(None)
        if self._watch is None and (self._retry_at is None or steady_ms >= self._retry_at):
            self._watch = self._make()
        last = None if self._watch is None else self._watch.last_input(PATIENCE_S)
        if last is None:
            return Reading(None)
        self._pauses = _pauses()
        return Reading(Millis(max(steady_ms - last, 0)))

    def close(self) -> None:
        self._drop()
        atexit.unregister(self.close)

    def _give_up(self, steady_ms: int) -> None:
        self._drop()
        self._retry_at = steady_ms + next(self._pauses) * SECOND

    def _drop(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.close()


def idle_notify_sense(
    path: str, protocol: IdleProtocol, timeout: int = TIMEOUT, clocks: Callable[[], Clocks] = read_clocks
) -> IdleNotifySense:
    """For the compositor whose socket is `path`. The process wakes twice for each pause longer than `timeout`."""
    return IdleNotifySense(NAMES[protocol], lambda: IdleWatch(path, protocol, timeout, lambda: clocks().steady))


def _pauses() -> Iterator[int]:
    return chain(PAUSES, repeat(PAUSES[-1]))
