"""Two ways to know that somebody is there, with nothing around them: `python -m bench.listeners pynput`, or `poll`.

`pynput`: always listens to keyboard and mouse, and does nothing with what it hears. `poll`: asks the X server every
5 s how long ago the last input was (MIT-SCREEN-SAVER extension), through ctypes, as lightly as Python can.
"""

import ctypes
import ctypes.util
import sys
import threading
import time
from typing import Any

EVERY = 5.0


def listen() -> None:
    from pynput import keyboard, mouse

    def heard(*_: object) -> None:
        """Nothing is done with it."""

    with keyboard.Listener(on_press=heard), mouse.Listener(on_move=heard, on_click=heard, on_scroll=heard):
        threading.Event().wait()


class Info(ctypes.Structure):
    """XScreenSaverInfo of X11/extensions/scrnsaver.h; `idle` is in milliseconds."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _library(name: str) -> Any:  # what a shared library offers is known to nobody
    return ctypes.CDLL(ctypes.util.find_library(name) or f"lib{name}.so.1")


def poll() -> None:
    x11, xss = _library("X11"), _library("Xss")
    x11.XOpenDisplay.restype = x11.XDefaultRootWindow.restype = ctypes.c_void_p
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    root = ctypes.c_void_p(x11.XDefaultRootWindow(display))
    info = Info()
    while True:
        if not xss.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
            raise SystemExit("this X server does not count")
        time.sleep(EVERY)


if __name__ == "__main__":
    {"pynput": listen, "poll": poll}[sys.argv[1]]()
