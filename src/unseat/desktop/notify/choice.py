"""Which notifier serves this system, by one literal table, and what `unseat doctor` says of it."""

import importlib.util
import sys
import time
from collections.abc import Callable, Mapping

from unseat.core.finding import Finding
from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake
from unseat.dbus.words import BusError, NoAnswerError, session_address
from unseat.desktop.base import Notifier, Outcome
from unseat.desktop.notify.freedesktop import FreedesktopNotifier
from unseat.desktop.notify.link import ask_server
from unseat.desktop.notify.through_plyer import SYSTEMS, PlyerNotifier
from unseat.desktop.notify.wording import Server
from unseat.texts import Texts

Put = Callable[[Outcome], None]
Make = Callable[[Mapping[str, str], Texts, Put], Notifier]


def _on_the_bus(env: Mapping[str, str], texts: Texts, outcome: Put) -> Notifier:
    plyer = PlyerNotifier(SYSTEMS["linux"], env, texts, outcome)
    return FreedesktopNotifier(env, texts, outcome, fallback=plyer)


def _on_windows(env: Mapping[str, str], texts: Texts, outcome: Put) -> Notifier:
    return PlyerNotifier(SYSTEMS["win32"], env, texts, outcome)


def _on_macos(env: Mapping[str, str], texts: Texts, outcome: Put) -> Notifier:
    return PlyerNotifier(SYSTEMS["darwin"], env, texts, outcome)


NOTIFIERS: Mapping[str, Make] = {"linux": _on_the_bus, "win32": _on_windows, "darwin": _on_macos}


def choose(env: Mapping[str, str], texts: Texts, outcome: Put, platform: str = sys.platform) -> Notifier:
    """The notifier for `platform` (as `sys.platform` names it; another one is taken for a free desktop).

    It never fails and does not look whether anybody is there to show notices: that is asked at each show, since a
    server may come later. `outcome` is called from the notifier's threads.
    """
    return NOTIFIERS.get(platform, _on_the_bus)(env, texts, outcome)


def finding(env: Mapping[str, str], texts: Texts, platform: str = sys.platform, deadline_s: float = 5.0) -> Finding:
    """Would a notice be shown now, and by whom? Shows none. Blocks for at most `deadline_s`."""
    if platform in ("win32", "darwin"):
        return _plyer_finding(texts)
    try:
        with Wake() as wake, Bus(session_address(env), wake, deadline := time.monotonic() + deadline_s) as bus:
            server = ask_server(bus, deadline)
    except NoAnswerError as error:
        remedy = texts.say("The notification service hangs: log out and in again, or restart it.")
        return Finding(texts.say("notifications"), works=False, found=str(error), remedy=remedy)
    except BusError as error:
        return Finding(texts.say("notifications"), works=False, found=str(error), remedy=_install(texts))
    return _server_finding(server, texts)


def _plyer_finding(texts: Texts) -> Finding:
    if importlib.util.find_spec("plyer"):
        return Finding(texts.say("notifications"), works=True, found=texts.say("through plyer, without buttons"))
    remedy = texts.say("Install unseat again: its package plyer is missing.")
    return Finding(texts.say("notifications"), works=False, found=texts.say("plyer is missing"), remedy=remedy)


def _server_finding(server: Server, texts: Texts) -> Finding:
    who = f"{server.name} {server.version} ({', '.join(sorted(server.capabilities))})"
    remedy = (
        ""
        if server.draws_buttons
        else texts.say("It shows no buttons: answer from the tray icon or with “unseat answer”.")
    )
    return Finding(texts.say("notifications"), works=True, found=who, remedy=remedy)


def _install(texts: Texts) -> str:
    return texts.say(
        "Run unseat inside a desktop session, and install a notification service where the desktop has none: {command}",
        command="sudo apt install xfce4-notifyd",
    )
