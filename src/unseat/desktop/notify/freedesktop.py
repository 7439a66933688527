"""Notices through the desktop's own server: org.freedesktop.Notifications on the session bus.

After the Desktop Notifications Specification 1.3 (https://specifications.freedesktop.org/notification/latest/).
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping

import msgspec

from unseat.dbus.wake import Wake
from unseat.dbus.words import BusError, BusGoneError, GivenUpError, NoAnswerError, Signal
from unseat.desktop.base import Notice, Outcome
from unseat.desktop.notify.link import Link
from unseat.desktop.notify.through_plyer import PlyerNotifier
from unseat.desktop.notify.wording import how_to_answer, key_of
from unseat.texts import Texts


class _Show(msgspec.Struct, frozen=True):
    notice: Notice
    deadline: float


class _Withdraw(msgspec.Struct, frozen=True):
    slot: str


class _Open(msgspec.Struct, frozen=True):
    """A notice on the screen, and what the server calls it."""

    number: int
    notice: Notice


class FreedesktopNotifier:
    """A `Notifier` on a thread and a connection of its own; the thread sleeps until an order or a signal comes.

    Without a bus, without a server, or when it refuses, `fallback` is asked instead, within the same deadline; not
    after a server that does not answer: it would only show the notice twice, later. A server that answers too late
    is told to close what it then shows, since it was reported as failed.
    """

    name = "freedesktop"

    def __init__(
        self,
        env: Mapping[str, str],
        texts: Texts,
        outcome: Callable[[Outcome], None],
        *,
        fallback: PlyerNotifier | None = None,
        deadline_s: float = 5.0,
    ) -> None:
        self._how_to_answer = how_to_answer(texts)
        self._outcome = outcome
        self._fallback = fallback
        self._deadline_s = deadline_s
        self._wake = Wake()
        self._orders: deque[_Show | _Withdraw] = deque()
        # What follows is the thread's alone.
        self._link = Link(env, self._wake)
        self._open: dict[str, _Open] = {}
        self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)
        self._thread.start()

    def show(self, notice: Notice) -> None:
        self._orders.append(_Show(notice, time.monotonic() + self._deadline_s))
        self._wake()

    def withdraw(self, slot: str) -> None:
        self._orders.append(_Withdraw(slot))
        self._wake()

    def close(self) -> None:
        """Withdraws what still asks something; what was not shown yet never is. At most two seconds, as a rule none."""
        self._wake.stop()
        self._thread.join(timeout=1)
        if self._fallback:
            self._fallback.close()

    # ---- everything below runs on the thread

    def _run(self) -> None:
        with self._wake:
            while not self._wake.stopping:
                try:
                    self._turn()
                except BusError:
                    self._drop()
                except Exception:  # one strange message must not end all notices; the log tells which
                    logging.getLogger(__name__).exception("a notification event failed")
            self._leave()

    def _turn(self) -> None:
        for signal in self._link.signals(wait=not self._orders):
            self._on(signal)
        while self._orders and not self._wake.stopping:
            order = self._orders.popleft()
            if isinstance(order, _Show):
                self._show(order.notice, order.deadline)
            else:
                self._forget(order.slot)

    def _show(self, notice: Notice, deadline: float) -> None:
        try:
            old = self._open.get(notice.slot)
            number = self._link.notify(notice, old.number if old else 0, self._how_to_answer, deadline)
        except BusError as error:
            self._fail(notice, error, deadline)
        except Exception as error:  # exactly one Outcome follows every show, whatever the server answers
            logging.getLogger(__name__).exception("showing %r failed", notice)
            self._fail(notice, BusError(str(error)), deadline)
        else:
            self._open[notice.slot] = _Open(number, notice)
            self._outcome(Outcome(notice.slot, "shown"))

    def _fail(self, notice: Notice, error: BusError, deadline: float) -> None:
        self._forget(notice.slot)
        if isinstance(error, BusGoneError):
            self._drop()
        if self._fallback and not isinstance(error, NoAnswerError | GivenUpError):
            self._fallback.show_by(notice, deadline)
        else:
            self._outcome(Outcome(notice.slot, "failed", error=str(error)))

    def _forget(self, slot: str) -> None:
        """Take the slot's notice off the screen, if there is one."""
        if shown := self._open.pop(slot, None):
            self._link.withdraw(shown.number)

    def _on(self, signal: Signal) -> None:
        match signal:
            case Signal(member="NameOwnerChanged", body=(_, old, _)) if old:
                self._server_left()
            case Signal(member="ActionInvoked", body=(int(number), str(action))):
                self._invoked(number, action)
            case Signal(member="NotificationClosed", body=(int(number), _)):
                self._closed(number)

    def _invoked(self, number: int, action: str) -> None:
        """A button is the last word on a notice: close it (few servers don't) and expect no "closed" from it."""
        for slot, shown in list(self._open.items()):
            if shown.number == number and (key := key_of(shown.notice, action)):
                self._forget(slot)
                self._outcome(Outcome(slot, "button", key=key))

    def _closed(self, number: int) -> None:
        for slot, shown in list(self._open.items()):
            if shown.number == number:
                del self._open[slot]
                self._outcome(Outcome(slot, "closed"))

    def _server_left(self) -> None:
        self._link.forget_server()
        for slot in list(self._open):
            del self._open[slot]
            self._outcome(Outcome(slot, "closed"))

    def _drop(self) -> None:
        self._link.close()
        self._server_left()

    def _leave(self) -> None:
        for slot in [slot for slot, shown in self._open.items() if shown.notice.buttons]:
            self._forget(slot)
        self._link.close()
