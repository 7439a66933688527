"""A window that has the focus and writes down what is typed into it: proof that another window takes no keys away.

    with sink(desk) as editor:
        desk.run("xdotool", "type", "abc")
        editor.gets("abc")
        assert editor.focus_lost == 0

What is not on the keyboard xdotool types by changing the keyboard for a moment, which may be over before the window
looks: let it type what is on a US keyboard. Run as a program this is that window, and writes to the file it is given.
"""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from Xlib import X, Xatom
from Xlib.display import Display

from tools.processes import end, wait_until
from tools.virtual import VirtualDesktop

ROOT = Path(__file__).parents[1]
TITLE = "sink"
LOST = "\0"
"""Stands in the file for each time that the focus went elsewhere: no key types it."""


class Sink:
    """What the window has written so far."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def typed(self) -> str:
        return self._read().replace(LOST, "")

    @property
    def focus_lost(self) -> int:
        """How often the focus went elsewhere, be it for a moment."""
        return self._read().count(LOST)

    def gets(self, text: str, seconds: float = 5) -> None:
        """Returns when that and nothing else has been typed."""
        try:
            wait_until(lambda: self.typed == text, f"{text!r} to be typed", seconds)
        except TimeoutError as error:
            error.add_note(f"Typed was: {self.typed!r}")
            raise

    def _read(self) -> str:
        return self._file.read_text(encoding="utf-8")


@contextmanager
def sink(desk: VirtualDesktop, name: str = "sink", title: str = TITLE) -> Iterator[Sink]:
    """Such a window, with the focus. Each on one desktop at one time has a `name` of its own."""
    file = desk.folder / f"{name}.typed"
    file.write_text("")
    process = desk.spawn("env", f"PYTHONPATH={ROOT}", "python", "-m", "tools.sink", str(file), title)
    try:
        wait_until(lambda: (has := desk.focused()) and has.title == title, "the sink to have the focus")
        yield Sink(file)
    finally:
        end(process)


def show(file: Path, title: str) -> None:
    """Until the process is ended."""
    with closing(Display()) as display, file.open("a", encoding="utf-8") as out:
        screen = display.screen()
        mask = X.KeyPressMask | X.FocusChangeMask
        window = screen.root.create_window(
            200, 150, 500, 300, 0, screen.root_depth, background_pixel=screen.white_pixel, event_mask=mask
        )
        window.set_wm_name(title)
        window.change_property(Xatom.WM_CLASS, Xatom.STRING, 8, b"sink\0Sink\0")
        window.set_wm_hints(flags=1, input=1)
        window.map()
        while True:
            event = display.next_event()
            if event.type == X.MappingNotify:
                display.refresh_keyboard_mapping(event)
            elif event.type == X.KeyPress:
                # Xlib counts 0 and 1 for the key alone and with Shift.
                out.write(
                    display.lookup_string(display.keycode_to_keysym(event.detail, event.state & X.ShiftMask)) or ""
                )
            elif event.type == X.FocusOut and event.mode == X.NotifyNormal:
                out.write(LOST)
            out.flush()


if __name__ == "__main__":
    show(Path(sys.argv[1]), sys.argv[2])
