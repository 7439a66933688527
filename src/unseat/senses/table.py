"""Which sense serves this desktop, and what `unseat doctor` says of each. One literal table, in order of preference."""

from collections.abc import Callable, Mapping
from importlib import import_module

import msgspec

from unseat.senses import listening, x11
from unseat.senses.base import Finding, InputSense
from unseat.senses.link import Link
from unseat.senses.xscreensaver import EXTENSION as COUNTER
from unseat.senses.xscreensaver import Question
from unseat.texts import Texts

RECORD = "RECORD"
XWAYLAND = "XWAYLAND"

Env = Mapping[str, str]


class Desktop(msgspec.Struct, frozen=True):
    """What was found. `extensions` is null when no X server answers; `deaf` says why nothing can listen, if so."""

    display: str
    wayland: bool
    extensions: frozenset[str] | None
    deaf: str

    @property
    def counts(self) -> bool:
        return self.extensions is not None and not self.wayland and COUNTER in self.extensions

    @property
    def listens(self) -> bool:
        return self.extensions is not None and not self.wayland and not self.deaf


class Row(msgspec.Struct, frozen=True):
    """A sense, whether it works on a desktop, and how it is made for a display."""

    name: str
    works: Callable[[Desktop], bool]
    make: Callable[[str], InputSense]


TABLE = (
    Row(x11.NAME, lambda desktop: desktop.counts, x11.X11Sense),
    Row(listening.NAME, lambda desktop: desktop.listens, listening.ListeningSense),
)


def choose(env: Env) -> InputSense | None:
    """The best sense for the desktop that `env` names, null when none can be trusted. Never raises.

    pynput reads DISPLAY from this process's environment: `env` should be that one. Blocks until the server answers.
    """
    desktop = survey(env)
    return next((row.make(desktop.display) for row in TABLE if row.works(desktop)), None)


def counting(env: Env) -> Callable[[], int | None]:
    """The milliseconds since the last input, for a window that leads through an exercise; null where nothing counts.

    Never listens, never raises; blocks for 60 ms at most.
    """
    desktop = _seen(env)
    if not desktop.counts:
        return lambda: None
    link, question = Link(desktop.display), Question()
    return lambda: link.ask(question)


def doctor(env: Env, texts: Texts) -> tuple[Finding, ...]:
    """Every sense: whether it works here, what was found, and the remedy. Never raises; leaves nothing open."""
    desktop = survey(env)
    return tuple(_finding(row, desktop, texts) for row in TABLE)


def survey(env: Env) -> Desktop:
    """Looks at the desktop that `env` names.

    Under Wayland the X server counts only the input of old programs, so it would call a person away who is not: it
    is not trusted, whether the environment or the server itself (extension XWAYLAND) says so.
    """
    seen = _seen(env)
    deaf = "" if seen.extensions is None else _why_deaf(seen.extensions)
    return msgspec.structs.replace(seen, deaf=deaf)


def _seen(env: Env) -> Desktop:
    """Without a try at listening."""
    display = env.get("DISPLAY", "")
    extensions = _extensions(display) if display else None
    wayland = bool(env.get("WAYLAND_DISPLAY")) or XWAYLAND in (extensions or ())
    return Desktop(display, wayland, extensions, "")


def _extensions(display: str) -> frozenset[str] | None:
    link = Link(display)
    found = link.ask(lambda connection: frozenset(map(str, connection.list_extensions())))
    link.close()
    return found


def _why_deaf(extensions: frozenset[str]) -> str:
    reasons = [] if RECORD in extensions else [f"X extension {RECORD}: -"]
    try:
        import_module("pynput.mouse")
    except Exception as error:  # noqa: BLE001 - pynput's backends raise whatever their libraries raise
        reasons.append(f"pynput: {str(error).partition(chr(10))[0] or type(error).__name__}")
    return "; ".join(reasons)


def _finding(row: Row, desktop: Desktop, texts: Texts) -> Finding:
    if desktop.wayland:
        return Finding(
            row.name,
            works=False,
            found=texts.say("this is a Wayland session, and unseat has no sense for Wayland yet"),
            remedy=texts.say("log in to an X11 session (often a choice on the login screen)"),
        )
    if desktop.extensions is None:
        return _without_server(row, desktop, texts)
    return Finding(row.name, works=row.works(desktop), found=_found(desktop, texts), remedy=_remedy(desktop, texts))


def _without_server(row: Row, desktop: Desktop, texts: Texts) -> Finding:
    found = (
        texts.say("no X server answers on {display}", display=desktop.display)
        if desktop.display
        else texts.say("there is no X server here: DISPLAY is not set")
    )
    return Finding(row.name, works=False, found=found, remedy=texts.say("start unseat inside an X11 session"))


def _found(desktop: Desktop, texts: Texts) -> str:
    counts = (
        texts.say("the X server counts the time since the last input")
        if desktop.counts
        else texts.say("the X server has no input counter")
    )
    listens = (
        texts.say("pynput listens for the kind of input")
        if desktop.listens
        else texts.say("pynput cannot listen ({why})", why=desktop.deaf)
    )
    return f"{counts}; {listens}"


def _remedy(desktop: Desktop, texts: Texts) -> str:
    if desktop.listens:
        return ""
    return texts.say("start the X server with the RECORD extension and unseat with DISPLAY set; install unseat again")
