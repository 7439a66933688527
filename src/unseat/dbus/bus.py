"""One connection to a message bus on which every wait has an end, for a thread that also waits for orders.

The D-Bus Specification (https://dbus.freedesktop.org/doc/dbus-specification.html) sets no limit to how long a called
program may take; a hung one never answers. So each call here has a deadline, an instant of `time.monotonic()`, and a
reply that comes after it is still told to whoever wants to undo what the call did. Marshalling is jeepney's.
"""

import selectors
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, Self

from unseat.dbus.wake import Wake
from unseat.dbus.wire import answered, connected, let_go, read, signal_of, unwrapped
from unseat.dbus.words import THE_BUS, Body, BusError, BusGoneError, Call, GivenUpError, NoAnswerError, Signal

Then = Callable[[Body | BusError], None]


class Bus:
    """A connection, used by one thread. Every method may raise BusError; after `BusGoneError`, close it.

    `which` names the bus in errors. `fds`: replies may bring file descriptors, which whoever gets them closes.
    """

    def __init__(self, address: str, wake: Wake, deadline: float, *, which: str = "session", fds: bool = False) -> None:
        from jeepney import Parser

        self._wake = wake
        self._which = which
        self._fds = fds
        self._parser = Parser()
        self._serials = count(1)
        self._then: dict[int, Then] = {}
        self._signals: deque[Signal] = deque()
        self._socket = connected(address, deadline, which, fds=fds)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._selector.register(wake.reader, selectors.EVENT_READ)
        try:
            self.call(Call(THE_BUS, "Hello"), deadline)
        except BusError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._selector.close()
        self._socket.close()
        let_go(self._parser.fds)  # of a message that came in part

    def call(self, call: Call, deadline: float, late: Callable[[Body], None] | None = None) -> Body:
        """The reply's body. `late` is called from `signals`, with the body of a reply that missed the deadline."""
        serial = self._send(call)
        while (left := deadline - time.monotonic()) > 0:
            if self._wake.stopping:
                raise GivenUpError(f"gave up {call.method}: the program ends")
            replies = [message for message in self._receive(left) if not self._kept(message, serial)]
            if replies:
                return unwrapped(replies[0])
        if late:
            self._then[serial] = lambda answer: None if isinstance(answer, BusError) else late(answer)
        raise NoAnswerError(f"no answer to {call.method} in time")

    def ask(self, call: Call, then: Then) -> int:
        """The call's number. `then` is called from `signals`, with the reply's body or the refusal, if one comes."""
        serial = self._send(call)
        self._then[serial] = then
        return serial

    def forget(self, serial: int) -> None:
        """No longer wait for the answer to the call with this number."""
        self._then.pop(serial, None)

    def post(self, call: Call) -> None:
        """Ask, and expect no reply."""
        self._send(call, reply=False)

    def subscribe(self, rule: str) -> None:
        """Let the bus send the signals that match; the rule's language is the specification's "Match Rules"."""
        self.post(Call(THE_BUS, "AddMatch", "s", (rule,)))

    def signals(self, timeout: float | None) -> list[Signal]:
        """The signals that came, else those that come within `timeout` seconds (null: sleep until one or a wake)."""
        for message in self._receive(0 if self._signals else timeout):
            self._kept(message)
        came = list(self._signals)
        self._signals.clear()
        return came

    def _send(self, call: Call, *, reply: bool = True) -> int:
        from jeepney import DBusAddress, MessageFlag, new_method_call

        target = DBusAddress(call.whom.path, bus_name=call.whom.name, interface=call.whom.interface)
        message = new_method_call(target, call.method, call.signature or None, call.body)
        if not reply:
            message.header.flags = MessageFlag.no_reply_expected
        serial = next(self._serials)
        try:
            self._socket.sendall(message.serialise(serial))
        except OSError as error:
            raise BusGoneError(f"the {self._which} bus went away: {error}") from error
        return serial

    def _receive(self, timeout: float | None) -> list[Any]:
        """The messages complete after one wait; none where the time passed or another thread woke us."""
        ready = {key.fileobj for key, _ in self._selector.select(timeout)}
        if self._wake.reader in ready:
            self._wake.clear()
        if self._socket not in ready:
            return []
        try:
            messages = read(self._socket, self._parser, fds=self._fds)
        except OSError as error:
            raise BusGoneError(f"the {self._which} bus went away: {error}") from error
        if messages is None:
            raise BusGoneError(f"the {self._which} bus went away")
        return messages

    def _kept(self, message: Any, awaited: int = -1) -> bool:
        """File the message, unless it is the reply that somebody awaits."""
        serial = answered(message)
        if serial == awaited:
            return False
        if signal := signal_of(message):
            self._signals.append(signal)
        elif then := self._then.pop(serial, None):
            then(_answer(message))
        else:
            let_go(message.body)
        return True


def _answer(message: Any) -> Body | BusError:
    try:
        return unwrapped(message)
    except BusError as error:
        return error
