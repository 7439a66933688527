"""The few things that are asked of macOS, so that all that is made of the answers can be tried without it."""

from typing import Protocol

import msgspec


class Session(msgspec.Struct, frozen=True):
    """Of the person's login session: whether its screen is locked, and whether it is the one that is shown."""

    locked: bool
    shown: bool


class Box(msgspec.Struct, frozen=True):
    """A rectangle on the desktop, in points; y grows downwards."""

    x: float
    y: float
    width: float
    height: float


class Calls(Protocol):
    """Each answers null where the call fails or does not exist here; none raises. Agent thread only."""

    def idle_s(self, event: int) -> float | None:
        """Seconds since this session last got an input of that CGEventType."""

    def may_listen(self) -> bool | None:
        """Whether this program was allowed "Input Monitoring". Asks the system, never the person."""

    def session(self) -> Session | None: ...

    def assertions(self, name: str) -> int | None:
        """How many programs hold that power assertion, or its level: 0 means that none does."""

    def audio(self, thing: int, selector: str) -> tuple[int, ...] | None:
        """A property of an object of CoreAudio: 32-bit numbers, by the four letters of its selector."""

    def video(self, thing: int, selector: str) -> tuple[int, ...] | None:
        """The same of CoreMediaIO."""

    def screens(self) -> tuple[Box, ...] | None: ...

    def windows(self) -> tuple[Box, ...] | None:
        """Where the ordinary windows are that can be seen; never whose they are, nor what they are called."""
