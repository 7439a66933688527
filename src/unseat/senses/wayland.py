"""A connection to a Wayland compositor on which every wait has an end.

Rests on the core protocol (wayland.xml: wl_display.sync, wl_registry, wl_seat 1) and on libwayland as pywayland brings
it along. pywayland is imported where it is used: it exists for Linux on x86-64 only, and X11 has no need of it.
"""

import select
import socket
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

SEAT = "wl_seat"


class Offer(msgspec.Struct, frozen=True):
    """A protocol's global: its number in the registry and its version."""

    number: int
    version: int


def socket_in(env: Mapping[str, str]) -> str:
    """The path at which the compositor listens: what `env` says, else the place that libwayland gives it."""
    return str(Path(env.get("XDG_RUNTIME_DIR") or "/", env.get("WAYLAND_DISPLAY") or "wayland-0"))


def offers(path: str, wait_s: float) -> Mapping[str, Offer] | None:
    """What the compositor at `path` offers, by interface; null when none answers within `wait_s`. Never raises."""
    try:
        compositor = Compositor(path, time.monotonic() + wait_s)
    except (OSError, ImportError):
        return None
    compositor.close()
    return compositor.offers


class Compositor:
    """For one thread only. A process that ends with one open crashes in libwayland: whoever opens it closes it.

    pywayland's objects are cycles, which the garbage collector would free in any thread, at any moment: so all of them
    are kept, and freed by `close` in the thread that it is called from.
    """

    def __init__(self, path: str, deadline: float) -> None:
        """Raises ImportError without pywayland, OSError when no compositor answers until `deadline` (monotonic)."""
        from pywayland.client import Display

        self.offers: dict[str, Offer] = {}
        self.display = Display(_connected(path, deadline).detach())
        self._registry: Any = None
        self._asked: Any = None
        self._kept: list[Any] = []
        try:
            self.display.connect()
            self._learn(deadline)
        except ValueError as error:
            raise ConnectionError(f"{path}: {error}") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.display.disconnect()

    def bind(self, interface: Any) -> Any:
        """The object of a protocol on offer, at the highest version that both sides know. Raises KeyError."""
        offer = self.offers[interface.name]
        return self._bound(offer, interface, min(offer.version, interface.version))

    def seat(self) -> Any:
        """The first seat: all keyboards and mice, on any desktop but one with several people at it."""
        from pywayland.protocol.wayland import WlSeat

        return self._bound(self.offers[SEAT], WlSeat, 1)

    def keep(self, made: Any) -> Any:
        """Keeps an object that was asked of the compositor until `close`, and returns it."""
        self._kept.append(made)
        return made

    def sync(self, answered: Callable[[], None]) -> None:
        """Asks for an answer, which comes after all that the compositor had to say before."""
        if self._asked is not None:
            self._asked.destroy()
        self._asked = self.display.sync()
        self._asked.dispatcher["done"] = lambda *_: answered()

    def turn(self, wake: socket.socket | None, wait_s: float | None) -> bool:
        """Runs what comes within `wait_s` (null: for ever), or none when `wake` can be read: that is the answer.

        Raises OSError when the compositor is gone.
        """
        self.display.flush()
        own = self.display.get_fd()
        ready, _, _ = select.select([own, *([wake] if wake else [])], [], [], wait_s)
        try:
            if own in ready:
                self.display.read()
            self.display.dispatch(block=False)
        except RuntimeError as error:
            raise ConnectionError(f"the compositor is gone: {error}") from error
        return wake in ready

    def _bound(self, offer: Offer, interface: Any, version: int) -> Any:
        return self.keep(self._registry.bind(offer.number, interface, version))

    def _learn(self, deadline: float) -> None:
        self._registry = self.display.get_registry()
        self._registry.dispatcher["global"] = self._hear
        done: list[bool] = []
        self.sync(lambda: done.append(True))
        while not done:
            if (left := deadline - time.monotonic()) <= 0:
                raise TimeoutError("the compositor does not answer")
            self.turn(None, left)

    def _hear(self, _registry: object, number: int, interface: str, version: int) -> None:
        self.offers.setdefault(interface, Offer(number, version))


def _connected(path: str, deadline: float) -> socket.socket:
    opened = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    opened.settimeout(max(0.001, deadline - time.monotonic()))
    try:
        opened.connect(path)
    except OSError:
        opened.close()
        raise
    opened.settimeout(None)
    return opened
