"""What `unseat doctor` says of each sense: what was found, and the remedy where none works."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from unseat.senses import told_at_looks
from unseat.senses.idle_watch import IdleProtocol
from unseat.senses.survey import Desktop
from unseat.senses.system import TITLES
from unseat.texts import Texts

INPUT_ALONE = 2
"""The version of ext-idle-notify from which on it can tell input alone."""


def x11(desktop: Desktop, texts: Texts) -> str:
    if desktop.wayland:
        return texts.say("this is a Wayland session, whose X server sees only the input of X programs")
    if desktop.extensions is None:
        return _no_x_server(desktop, texts)
    return f"{_counter(desktop, texts)}; {_listener(desktop, texts)}"


def gnome(desktop: Desktop, texts: Texts) -> str:
    if not desktop.wayland:
        return _no_wayland(texts)
    if desktop.gnome:
        return texts.say("GNOME counts the time since the last input")
    return texts.say("this Wayland session has no input counter of GNOME on its session bus")


def protocol(wanted: IdleProtocol) -> Callable[[Desktop, Texts], str]:
    """For the senses that stand on a protocol of the compositor."""

    def found(desktop: Desktop, texts: Texts) -> str:
        if not desktop.wayland:
            return _no_wayland(texts)
        if desktop.gnome:
            return texts.say("not needed: GNOME counts in this Wayland session")
        return _spoken(desktop, wanted, texts) if desktop.speaks(wanted) else _not_spoken(desktop, wanted, texts)

    return found


def windows(desktop: Desktop, texts: Texts) -> str:
    if not desktop.tells:
        return _not_told(desktop, texts)
    return texts.say("Windows counts the time since the last input; it does not tell of what kind that was")


def macos(desktop: Desktop, texts: Texts) -> str:
    """Input Monitoring is what pynput would need: said, since people look for it, though nothing here needs it."""
    if not desktop.tells:
        return _not_told(desktop, texts)
    counts = texts.say("macOS counts the time since the last key, button and motion, and needs no permission for that")
    if desktop.may_listen is None:
        return counts
    if desktop.may_listen:
        return f"{counts}; {texts.say('Input Monitoring is allowed, but unseat does not listen here')}"
    return f"{counts}; {texts.say('Input Monitoring is not allowed, and unseat does not listen here')}"


def _not_told(desktop: Desktop, texts: Texts) -> str:
    return texts.say("{system} does not tell when the last input was", system=TITLES[desktop.system])


def remedy(desktop: Desktop, texts: Texts, *, works: bool) -> str:
    """`works`: some sense works here. On X11 both the counter and the listening are wanted."""
    if desktop.system != "linux":
        return "" if works else told_at_looks.session_wanted(texts)
    if desktop.listens or (works and not desktop.x11):
        return ""
    if desktop.x11:
        return texts.say(
            "start the X server with the RECORD extension and unseat with DISPLAY set; install unseat again"
        )
    if desktop.wayland:
        return texts.say(
            "log in to GNOME, KDE Plasma or sway, or to an X11 session (often a choice on the login screen)"
        )
    return texts.say("start unseat inside a desktop session: GNOME, KDE Plasma, sway, or any on X11")


def _no_x_server(desktop: Desktop, texts: Texts) -> str:
    if desktop.display:
        return texts.say("no X server answers on {display}", display=desktop.display)
    return texts.say("there is no X server here: DISPLAY is not set")


def _counter(desktop: Desktop, texts: Texts) -> str:
    if desktop.counts:
        return texts.say("the X server counts the time since the last input")
    return texts.say("the X server has no input counter")


def _listener(desktop: Desktop, texts: Texts) -> str:
    if desktop.listens:
        return texts.say("pynput listens for the kind of input")
    return texts.say("pynput cannot listen ({why})", why=desktop.deaf)


def _no_wayland(texts: Texts) -> str:
    return texts.say("there is no Wayland session here: WAYLAND_DISPLAY is not set")


def _spoken(desktop: Desktop, wanted: IdleProtocol, texts: Texts) -> str:
    if desktop.offers and desktop.offers[wanted.interface].version >= INPUT_ALONE:
        return texts.say("the compositor tells when input stops and when it comes again")
    return texts.say(
        "the compositor tells when input stops and when it comes again; "
        "but a video that keeps the screen awake looks like input"
    )


def _not_spoken(desktop: Desktop, wanted: IdleProtocol, texts: Texts) -> str:
    if find_spec("pywayland") is None:
        return texts.say("the package pywayland is missing, without which nothing can be asked of Wayland")
    if desktop.offers is None:
        return texts.say("no Wayland compositor answers on {display}", display=Path(desktop.socket).name)
    return texts.say("this Wayland compositor does not offer {protocol}", protocol=wanted.interface)
