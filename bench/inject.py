"""Moves the pointer of the X display in DISPLAY, as a mouse would: `python -m bench.inject --hz 125 --seconds 20`.

`--keys 5` types five times a second meanwhile. With `--window` a window lies under the pointer that is told of every
motion, as a real program's would be: the server then passes each motion on at once. Prints the rate that was reached.
"""

import argparse
import time

from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest


def sink(display: Display) -> None:
    """A window over the whole screen that is told of every motion; the server keeps what is not read, 32 bytes each."""
    screen = display.screen()
    size = (screen.width_in_pixels, screen.height_in_pixels)
    window = screen.root.create_window(0, 0, *size, 0, screen.root_depth, override_redirect=True)
    window.change_attributes(event_mask=X.PointerMotionMask)
    window.map()
    display.sync()


def move(display: Display, hz: float, seconds: float, pixels: int, keys: float = 0) -> int:
    """Sweeps the pointer to and fro over `pixels`, with `keys` a second; returns the number of motions."""
    began = time.monotonic()
    count = typed = 0
    while (now := time.monotonic()) < began + seconds:
        along = count % (2 * pixels)
        xtest.fake_input(display, X.MotionNotify, x=400 + min(along, 2 * pixels - along), y=400)
        if keys and now - began >= (typed + 1) / keys:
            press(display)
            typed += 1
        display.flush()
        count += 1
        time.sleep(max(0.0, began + count / hz - now))
    return count


def press(display: Display) -> None:
    key = display.keysym_to_keycode(XK.XK_a)
    xtest.fake_input(display, X.KeyPress, key)
    xtest.fake_input(display, X.KeyRelease, key)


def main() -> None:
    options = argparse.ArgumentParser(description="Moves the pointer of an X display at a steady rate.")
    options.add_argument("--hz", type=float, default=125)
    options.add_argument("--seconds", type=float, default=20)
    options.add_argument("--keys", type=float, default=0)
    options.add_argument("--pixels", type=int, default=300)
    options.add_argument("--window", action="store_true")
    chosen = options.parse_args()
    reader, mover = Display(), Display()
    if chosen.window:
        sink(reader)
    count = move(mover, chosen.hz, chosen.seconds, chosen.pixels, chosen.keys)
    print(f"{count / chosen.seconds:.1f} Hz")
    mover.close()
    reader.close()


if __name__ == "__main__":
    main()
