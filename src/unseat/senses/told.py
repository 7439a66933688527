"""What services on D-Bus tell of their own accord, ready for the agent's thread to read without waiting.

One thread for each bus keeps a connection, asks each source once and then sleeps until a signal comes: nothing is
polled. What cannot be known now is null: no bus, no service, one that does not answer within 3 s. A bus that is
missing or lost is tried again after 1, 2, 4 .. 60 s.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from math import inf
from types import MappingProxyType
from typing import Self

from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake
from unseat.dbus.words import THE_BUS, BusError, Signal, session_address, system_address
from unseat.senses.line import ANSWER_S, FIRST_S, LAST_S, Line
from unseat.senses.source import Source, Which

CLOSE_S = 0.2
ADDRESSES: Mapping[Which, Callable[[Mapping[str, str]], str]] = MappingProxyType(
    {"session": session_address, "system": system_address}
)


class Told:
    """The sources' states. Any thread may read them; whoever made this closes it, not the senses that read it.

    `answer_s`: a service that has not answered by then is unknown, in seconds above 0.
    """

    def __init__(self, env: Mapping[str, str], sources: Sequence[Source], answer_s: float = ANSWER_S) -> None:
        self._watchers = tuple(
            _Watcher(which, env, mine, answer_s)
            for which in ADDRESSES
            if (mine := tuple(source for source in sources if source.bus == which))
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def state(self, key: str) -> bool | None:
        """What the source with this key says is so; null: unknown, or no such source. Does not wait."""
        return next((states[key] for watcher in self._watchers if key in (states := watcher.states)), None)

    def settle(self, seconds: float) -> bool:
        """Wait until each source was heard or proved to be silent; whether it was so within `seconds`."""
        end = time.monotonic() + seconds
        return all(watcher.settled.wait(max(0.0, end - time.monotonic())) for watcher in self._watchers)

    def close(self) -> None:
        """At most 0.2 s for each bus; a thread that hangs in a bus's handshake ends within 3 s. Any number of times."""
        for watcher in self._watchers:
            watcher.stop()
        for watcher in self._watchers:
            watcher.join()


class _Watcher:
    """One bus and its thread."""

    def __init__(self, which: Which, env: Mapping[str, str], sources: Sequence[Source], answer_s: float) -> None:
        self.states: Mapping[str, bool | None] = dict.fromkeys((source.key for source in sources), None)
        self.settled = threading.Event()
        self._which = which
        self._env = env
        self._sources = sources
        self._answer_s = answer_s
        self._wake = Wake()
        self._thread = threading.Thread(target=self._run, name=f"told-{which}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._wake.stop()

    def join(self) -> None:
        self._thread.join(CLOSE_S)

    # ---- everything below runs on the thread

    def _run(self) -> None:
        pause = FIRST_S
        with self._wake:
            while not self._wake.stopping:
                if self._connection():
                    pause = FIRST_S
                self.states = dict.fromkeys(self.states, None)
                self.settled.set()
                if not self._wake.stopping:  # a connection has taken the wake that told us so
                    self._wake.wait(pause)
                pause = min(2 * pause, LAST_S)

    def _connection(self) -> bool:
        """Lives through one connection; whether there was one, and it ended as connections do."""
        had = False
        try:
            with self._open() as bus:
                had = True
                self._listen(bus)
        except BusError:
            pass
        except ImportError:
            self._wake.stop()
        except Exception as error:  # noqa: BLE001 - a strange message must not end the thread
            # Its words may be another program's, and those are nobody's business here.
            logging.getLogger(__name__).warning("The %s bus was left: %s", self._which, type(error).__name__)
            had = False
        return had

    def _open(self) -> Bus:
        address = ADDRESSES[self._which](self._env)
        # logind hands out a file descriptor; the session's services have none to give.
        fds = self._which == "system"
        return Bus(address, self._wake, time.monotonic() + self._answer_s, which=self._which, fds=fds)

    def _listen(self, bus: Bus) -> None:
        lines = [Line(source, bus, partial(self._tell, source.key), self._answer_s) for source in self._sources]
        try:
            self._subscribe(bus)
            for line in lines:
                line.begin()
            while not self._wake.stopping:
                self._turn(bus, lines)
        finally:
            for line in lines:
                line.close()

    def _turn(self, bus: Bus, lines: Sequence[Line]) -> None:
        for signal in bus.signals(_until(lines)):
            _spread(signal, lines)
        for line in lines:
            line.tick()
        if all(line.settled for line in lines):
            self.settled.set()

    def _subscribe(self, bus: Bus) -> None:
        rules = [f"sender='{source.service}',{rule}" for source in self._sources for rule in source.rules]
        rules += [
            f"sender='{THE_BUS.name}',member='NameOwnerChanged',arg0='{source.service}'" for source in self._sources
        ]
        for rule in dict.fromkeys(rules):
            bus.subscribe(f"type='signal',{rule}")

    def _tell(self, key: str, told: bool | None) -> None:  # noqa: FBT001 - it is what is told
        if self.states[key] is not told:
            self.states = {**self.states, key: told}


def _until(lines: Sequence[Line]) -> float | None:
    """The seconds until a line has something to do; null: never."""
    due = min(line.due for line in lines)
    return None if due == inf else max(0.0, due - time.monotonic())


def _spread(signal: Signal, lines: Sequence[Line]) -> None:
    for line in lines:
        line.hear(signal)
