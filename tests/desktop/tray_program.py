"""A tray in a process of its own, as the agent has it: told by lines on stdin, it tells by lines on stdout.

In: `{"view": …, "now": …}`, "dock", "stop". Out: `["dock", …]`, `["put", verb, argument]`, `["ended"]`.
"""

import os
import signal
import sys
import threading

import msgspec

from unseat.core.view import View
from unseat.desktop.base import Command, Tray
from unseat.desktop.tray.choose import choose
from unseat.texts import Texts


class Shown(msgspec.Struct):
    view: View
    now: int


def say(*what: str) -> None:
    sys.stdout.write(msgspec.json.encode(what).decode() + "\n")
    sys.stdout.flush()


def put(event: object) -> None:
    if isinstance(event, Command):
        say("put", event.verb, event.argument)


def listen(tray: Tray) -> None:
    for line in sys.stdin:
        match line.strip():
            case "dock":
                say("dock", tray.dock)
            case "stop":
                tray.stop()
            case shown:
                told = msgspec.json.decode(shown, type=Shown)
                tray.show(told.view, told.now)


def main() -> None:
    tray = choose(os.environ, put, Texts.english(), {"couch": "Couch stretch"})
    signal.signal(signal.SIGTERM, lambda _signal, _frame: tray.stop())
    threading.Thread(target=listen, args=(tray,), daemon=True).start()
    tray.run()
    say("ended")


if __name__ == "__main__":
    main()
