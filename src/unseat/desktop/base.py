"""What the person sees, behind Protocols: a tray icon and a notifier. Backends are chosen once, at run time."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from unseat.core.view import View
from unseat.core.words import Instant, Millis


class Button(msgspec.Struct, frozen=True):
    """A button of a notification: `key` is what comes back, `label` is what the person reads."""

    key: str
    label: str


class Notice(msgspec.Struct, frozen=True):
    """One notification. A second notice of the same `slot` replaces the first. `lasts_ms` 0: until it is closed."""

    slot: str
    title: str
    text: str
    buttons: tuple[Button, ...] = ()
    lasts_ms: int = 0
    quiet: bool = False


class Outcome(msgspec.Struct, frozen=True):
    """What became of a notice: "shown", "failed" (with `error`), "button" (with `key`) or "closed"."""

    slot: str
    what: str
    key: str = ""
    error: str = ""


class Notifier(Protocol):
    """Shows notices from a thread of its own. `show` and `withdraw` return at once and never raise.

    Every `show` is followed by exactly one Outcome "shown" or "failed" within the deadline (5 s), later perhaps by
    "button" or "closed". Outcomes reach the callback given at construction, from the notifier's thread.
    """

    name: str

    def show(self, notice: Notice) -> None: ...

    def withdraw(self, slot: str) -> None: ...

    def close(self) -> None: ...


WINDOW = "window"
"""The slot of what becomes of windows."""


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What a window is about. `prompt` null: the person asked for it. `starts`: the side to begin with, or null.

    `sitting_ms`: how long the bout is. `lasts_ms`: when the prompt counts as missed. `again`: it comes back more
    quietly; `full`: it fills the screen.
    """

    exercise: str
    prompt: Instant | None = None
    starts: str | None = None
    sitting_ms: Millis = Millis(0)
    lasts_ms: Millis = Millis(0)
    again: bool = False
    full: bool = False


class Windows(Protocol):
    """Opens windows, each in a process of its own; what is answered there comes through the journal.

    Every call returns at once and never raises. When a process has ended, an Outcome of slot WINDOW tells which by its
    `key` ("card", "session", "profile", "welcome", "signs", "settings"): "closed", or "failed" with its error.
    """

    def card(self, offered: Offered) -> None: ...

    def session(self, offered: Offered) -> None: ...

    def profile(self, *, first: bool = False) -> None:
        """`first`: as the welcome, which nobody asked for."""

    def signs(self) -> None:
        """The weekly self-check."""

    def settings(self) -> None:
        """All that can be set."""


class Command(msgspec.Struct, frozen=True):
    """What the person chose in the tray: `verb` is the CLI verb's name, `argument` its argument ("30m", "1h", …).

    Verbs: "break", "snooze", "pause", "resume", "stand", "sit", "week", "profile", "settings", "signs", "correct",
    "answer", "quit".
    """

    verb: str
    argument: str = ""


class Tray(Protocol):
    """The icon. `run` occupies the main thread until `stop`; `show` may be called from any thread and returns at once.

    `show` is told the present instant, since no clock lives below the agent. `dock` says which route is in use
    ("status notifier", "xembed", "pystray:NAME") or "none" while no panel will have the icon.
    """

    name: str

    @property
    def dock(self) -> str: ...

    def run(self) -> None: ...

    def show(self, view: View, now: int) -> None: ...

    def stop(self) -> None: ...


Put = Callable[[Command | Outcome], None]
"""How a desktop part hands something to the agent: it puts it in the inbox and returns."""
