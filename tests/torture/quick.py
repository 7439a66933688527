"""A world in which time goes as fast as the agent can look, and a person who works by a script."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from tests.torture.size import Size, here
from unseat.core.moments import Interval
from unseat.core.view import View
from unseat.core.words import MINUTE, SECOND, Instant, Kind, Millis
from unseat.desktop.base import Command
from unseat.inbox import Event, Inbox, Stop
from unseat.metronome import Metronome
from unseat.senses.base import Clocks, Reading

BEAT = 1
"""Milliseconds of the real clock between two beats of the real scheduler at least; the agent may take longer."""
LATE = 3
"""Milliseconds by which each look is late, as none falls on the very end of a dose in life."""
TO_BED = 10 * MINUTE
"""After the last input the machine is left alone for so long, and then put to sleep until so long before the next."""


class Script:
    """`inputs` are the stretches in which the person types, in order, without overlap. Used by two threads in turn."""

    def __init__(self, inputs: Sequence[Interval]) -> None:
        self.inputs = inputs
        self._starts = [each.start for each in inputs]
        self.nights = [
            Interval(Instant(one.end + TO_BED), Instant(next_.start - TO_BED), Kind.ASLEEP)
            for one, next_ in pairwise(inputs)
            if next_.start - one.end > 180 * MINUTE
        ]
        self.end = Instant(inputs[-1].end + TO_BED)
        self.over = Interval(self.end, self.end, Kind.UNWATCHED)

    def last(self, now: int) -> int | None:
        """The last input at or before `now`; null before the first."""
        at = bisect_right(self._starts, now)
        return min(now, self.inputs[at - 1].end) if at else None

    def night(self, before: int, now: int) -> Interval | None:
        """The one that began since `before`."""
        return next((night for night in self.nights if before < night.start <= now), None)


class QuickClocks:
    """Three clocks that one thread moves on while another reads them."""

    def __init__(self, wall: int) -> None:
        self.now = Clocks(Instant(wall), 1_000_000, 1_000_000)

    def read(self) -> Clocks:
        return self.now

    def pass_(self, ms: int, asleep: int = 0) -> None:
        """`ms` awake, and then `asleep`."""
        now, both = self.now, ms + asleep
        self.now = Clocks(Instant(now.wall + both), now.steady + both, now.awake + ms)


class ScriptedSense:
    """An InputSense."""

    name = "script"

    def __init__(self, script: Script, clocks: QuickClocks) -> None:
        self._script = script
        self._ahead = clocks.now.wall - clocks.now.steady

    def look(self, steady_ms: int) -> Reading:
        now = self._ahead + steady_ms
        last = self._script.last(now)
        return Reading(Millis(60 * MINUTE if last is None else now - last), "real")

    def close(self) -> None:
        """Nothing is open."""


class CountedInbox(Inbox):
    """`unhandled`: events that were put in and that the agent has not finished with."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.unhandled = 0

    def put(self, item: Event, block: bool = True, timeout: float | None = None) -> None:
        with self._lock:
            self.unhandled += 1
        super().put(item)

    def handled(self, *, all_: bool = False) -> None:
        with self._lock:
            self.unhandled = 0 if all_ else max(0, self.unhandled - 1)


class Beat:
    """`Beats`, by the real scheduler: each beat moves the clocks on by one look's time, but only when the agent has
    handled all before. Sleeps through the nights of the script, and stops the agent at its end.

    `sizes`: the process at the end of each day.
    """

    def __init__(self, script: Script, clocks: QuickClocks, inbox: CountedInbox, tick: Callable[[], None]) -> None:
        self._script, self._clocks, self._inbox, self._tick = script, clocks, inbox, tick
        self._real = Metronome(self._beat)
        self._every = 0
        self.looks = 0
        self.sizes: list[Size] = []

    def start(self, every_ms: int) -> None:
        self._every = every_ms
        self._inbox.handled(all_=True)
        self._real.start(BEAT)

    def beat(self, every_ms: int, *, anew: bool = False) -> None:
        """The agent calls it when it has handled an event; or, `anew`, when none came for long."""
        self._every = every_ms
        self._inbox.handled(all_=anew)

    def stop(self) -> None:
        self._real.stop()

    def _beat(self) -> None:
        if self._inbox.unhandled:
            return
        before = self._clocks.now.wall
        now = before + self._every + LATE
        night = self._script.night(before, now)
        self._clocks.pass_(now - before, night.end - now if night else 0)
        self.looks += 1
        over = before < self._script.end <= now
        if night or over:
            self.sizes.append(here())
        self._tick()
        if over:
            self._inbox.put(Stop("the script is over"))


class PersonAtTray:
    """A `Tray`: answers each prompt by the menu, each in another way. An exercise that has begun and still goes on
    after `LONG` is said to be done: one that is never answered could not be told in an activity log."""

    name = dock = "script"
    SOON, LONG = 20 * SECOND, 80 * SECOND
    ANSWERS = (
        Command("answer", "done"),
        Command("snooze"),
        Command("answer", "skipped"),
        Command("break"),
        None,
    )

    def __init__(self, inbox: Inbox) -> None:
        self._inbox = inbox
        self._over = threading.Event()
        self._count = 0
        self._about: tuple[int | None, int | None] = None, None
        self._since: int | None = None

    def run(self) -> None:
        self._over.wait()

    def stop(self) -> None:
        self._over.set()

    def show(self, view: View, now: int) -> None:
        """Called in the agent's thread."""
        about = (view.prompt.prompt, view.prompt.started) if view.prompt else (None, None)
        if about != self._about:
            self._about, self._since = about, now if view.prompt else None
        if self._since is not None and now - self._since >= (self.SOON if about[1] is None else self.LONG):
            self._since = None
            self._answer(running=about[1] is not None)

    def _answer(self, *, running: bool) -> None:
        answer = Command("answer", "done") if running else self.ANSWERS[self._count % len(self.ANSWERS)]
        self._count += not running
        if answer:
            self._inbox.put(answer)
