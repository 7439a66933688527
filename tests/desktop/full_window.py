"""A window of python-xlib's that fills the screen (`full`) or does not, until this process ends."""

import sys

from Xlib import X, Xatom
from Xlib.display import Display


def main(how: str) -> None:
    display = Display()
    screen = display.screen()
    window = screen.root.create_window(0, 0, 200, 100, 0, screen.root_depth, event_mask=X.StructureNotifyMask)
    if how == "full":
        states = [display.intern_atom("_NET_WM_STATE_FULLSCREEN")]
        window.change_property(display.intern_atom("_NET_WM_STATE"), Xatom.ATOM, 32, states)
    window.map()
    while True:
        display.next_event()


if __name__ == "__main__":
    main(*sys.argv[1:])
