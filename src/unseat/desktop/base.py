"""What the person sees, behind Protocols: a tray icon and a notifier. Backends are chosen once, at run time."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from unseat.core.view import View


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


class Command(msgspec.Struct, frozen=True):
    """What the person chose in the tray: `verb` is the CLI verb's name, `argument` its argument ("30m", "1h", …).

    Verbs: "break", "snooze", "pause", "resume", "stand", "sit", "week", "answer", "quit".
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
