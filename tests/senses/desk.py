"""A desk with a clock: what happens on it, and what the sense's rule makes of it, look by look. No X server."""

from bisect import bisect_right
from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from unseat.core.words import SECOND
from unseat.senses.base import Reading
from unseat.senses.trace import Manner, Trace
from unseat.senses.verdict import Lengths, Verdict


class Act(Enum):
    TYPED = "a key pressed and let go"
    DOWN = "a key pressed, or repeated by the server"
    UP = "a key let go"
    CLICK = "a button"


class Event(NamedTuple):
    """At `at` ms the pointer moves to (x, y), or (null) `act` is done. `unheard`: only the counter knows of it."""

    at: int
    to: tuple[int, int] | None = None
    unheard: bool = False
    act: Act = Act.TYPED


class Look(NamedTuple):
    now: int
    reading: Reading
    listening: Manner | None

    @property
    def last(self) -> int:
        assert self.reading.idle_ms is not None
        return self.now - self.reading.idle_ms


class Desk:
    """Looks at these events as the X11 sense does, every `every` ms from the first instant on."""

    def __init__(self, events: Iterable[Event], every: int = 5 * SECOND, lengths: Lengths | None = None) -> None:
        self._events = sorted(events, key=lambda event: event.at)
        self._instants = [event.at for event in self._events]
        self._every = every
        self._lengths = lengths or Lengths()
        self._verdict = Verdict(self._lengths)
        self._trace: Trace | None = None
        self._until: int | None = None
        self._place = (0, 0)
        self.listenings: list[tuple[int, Manner]] = []

    def looks(self, end: int) -> list[Look]:
        return [self._look(now) for now in range(0, end + 1, self._every)]

    def _look(self, now: int) -> Look:
        done = False
        for event in self._since_last_look(now):
            done = done or self._hear(event)
            self._place = event.to or self._place
        over = done or (self._until is not None and now >= self._until)
        seen = None if self._trace is None else self._trace.seen(over=over)
        known = bisect_right(self._instants, now)
        last = self._instants[known - 1] if known else -SECOND
        advice = self._verdict.look(now, last, seen)
        self._obey(now, advice.listen, begin=over or self._trace is None)
        return Look(now, advice.reading, advice.listen)

    def _since_last_look(self, now: int) -> list[Event]:
        return self._events[bisect_right(self._instants, now - self._every) : bisect_right(self._instants, now)]

    def _hear(self, event: Event) -> bool:
        if self._trace is None or event.unheard or (self._until is not None and event.at > self._until):
            return False
        if event.to is not None:
            return self._trace.move(*event.to, event.at)
        if event.act is Act.CLICK:
            return self._trace.act(event.at)
        if event.act is not Act.UP:
            self._trace.press(event.at)
        return event.act is not Act.DOWN and self._trace.release(event.at)

    def _obey(self, now: int, manner: Manner | None, *, begin: bool) -> None:
        if manner is None:
            self._trace = None
        elif begin:
            self._trace = Trace(manner)
            self._trace.rest_at(*self._place)
            self._until = now + self._lengths.limit if manner is Manner.BURST else None
            self.listenings.append((now, manner))


def keys(*at: int) -> list[Event]:
    return [Event(instant) for instant in at]


def typing(start: int, end: int, every: int = 200) -> list[Event]:
    return keys(*range(start, end, every))


def holding(start: int, end: int, interval: int = 40) -> list[Event]:
    """One key, held down: its press, the server's repeats after 660 ms, and at `end` its release."""
    down = [start, *range(start + 660, end, interval)]
    return [*(Event(at, act=Act.DOWN) for at in down), Event(end, act=Act.UP)]


def clicking(*at: int) -> list[Event]:
    return [Event(instant, act=Act.CLICK) for instant in at]


def creeping(start: int, end: int, every: int = 700) -> list[Event]:
    """An optical mouse on a bad surface: a pixel to and fro."""
    return [Event(at, (100 + turn % 2, 100)) for turn, at in enumerate(range(start, end, every))]


def jumping(instants: Iterable[int], pixels: int = 60) -> list[Event]:
    """A pointer that jumps to and fro over `pixels` at these instants."""
    return [Event(at, (100 + pixels * (turn % 2), 100)) for turn, at in enumerate(instants)]


def sweep(start: int, end: int) -> list[Event]:
    """A hand on a 125 Hz mouse, without rest."""
    return [Event(at, ((at - start) // 8 * 3 % 900, 300)) for at in range(start, end, 8)]
