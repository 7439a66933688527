"""One connection to a compositor that tells when input stops and comes again, and the thread that listens to it.

The events carry no time: the instant of one is when it is read. Read at the looks, some seconds apart, they would be
dated wrong by as much; so a thread waits for them and stamps them. It sleeps until the compositor speaks: twice for
each pause in the input longer than `timeout`.
"""

import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import msgspec

from unseat.dbus.wake import Wake
from unseat.senses.kwin_idle import INTERFACE as KWIN_IDLE
from unseat.senses.kwin_idle import kwin_idle
from unseat.senses.last_input import LastInput
from unseat.senses.wayland import Compositor

CONNECT_S = 1.0
CLOSE_S = 1.0
EXT_IDLE = "ext_idle_notifier_v1"


class IdleProtocol(msgspec.Struct, frozen=True):
    """How one protocol is asked for the notification after so many milliseconds, and what it calls its "idled"."""

    interface: str
    idled: str
    ask: Callable[[Compositor, int], Any]


def _ask_ext(compositor: Compositor, timeout: int) -> Any:
    from pywayland.protocol.ext_idle_notify_v1 import ExtIdleNotifierV1

    notifier, seat = compositor.bind(ExtIdleNotifierV1), compositor.seat()
    if compositor.offers[EXT_IDLE].version > 1:
        return notifier.get_input_idle_notification(timeout, seat)
    return notifier.get_idle_notification(timeout, seat)


def _ask_kwin(compositor: Compositor, timeout: int) -> Any:
    return compositor.bind(kwin_idle()).get_idle_timeout(compositor.seat(), timeout)


EXT = IdleProtocol(EXT_IDLE, "idled", _ask_ext)
KWIN = IdleProtocol(KWIN_IDLE, "idle", _ask_kwin)


class IdleWatch:
    """Watches from its making until `close`, or until the connection fails: then it is over, and a new one is made."""

    def __init__(self, path: str, protocol: IdleProtocol, timeout: int, now: Callable[[], int]) -> None:
        """`now` is a clock that cannot step, in milliseconds; any thread may ask it."""
        self._path = path
        self._protocol = protocol
        self._timeout = timeout
        self._now = now
        self._known: LastInput | None = None
        self._answered = threading.Event()
        self._asked = False
        self._wake = Wake()
        self._thread = threading.Thread(target=self._run, name="idle watch", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def last_input(self, wait_s: float) -> int | None:
        """The instant of the last input, null when the compositor does not answer within `wait_s`. Never raises.

        Its answer comes after all that it had to say before, so what is told is up to date.
        """
        self._answered.clear()
        self._wake()
        known = self._known if self._answered.wait(wait_s) and not self.over else None
        return None if known is None else known.by(self._now())

    def close(self) -> None:
        """Returns when the connection is closed, after a second at most."""
        self._wake.stop()
        self._thread.join(CLOSE_S)
        if self.over:
            self._wake.close()

    def _run(self) -> None:
        try:
            with closing(Compositor(self._path, time.monotonic() + CONNECT_S)) as compositor:
                self._listen(compositor)
        except Exception:  # noqa: BLE001 - what a dying compositor makes libwayland's binding raise has no common ancestor
            return

    def _listen(self, compositor: Compositor) -> None:
        notification = compositor.keep(self._protocol.ask(compositor, self._timeout))
        notification.dispatcher[self._protocol.idled] = lambda *_: self._tell(LastInput.idled)
        notification.dispatcher["resumed"] = lambda *_: self._tell(LastInput.resumed)
        self._known = LastInput.begin(self._now(), self._timeout)
        while not self._wake.stopping:
            if compositor.turn(self._wake.reader, None):
                self._wake.clear()
                self._ask(compositor)

    def _ask(self, compositor: Compositor) -> None:
        if not self._asked:
            self._asked = True
            compositor.sync(self._hear_answer)

    def _hear_answer(self) -> None:
        self._asked = False
        self._answered.set()

    def _tell(self, what: Callable[[LastInput, int], LastInput]) -> None:
        if self._known is not None:
            self._known = what(self._known, self._now())
