"""How soon a window can be seen, and what it costs: `python -m bench.windows --starts 5`.

On a private virtual desktop; seen means that the pixel in its middle has changed. Exits with 1 over budget.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from Xlib import X
from Xlib.display import Display

from bench.page import show
from bench.process import Watch, memory
from bench.table import Row
from tools.person import BUTTON_HEIGHT, BUTTONS, Person
from tools.processes import end
from tools.virtual import VirtualDesktop, wait_until

MOST = 0.5
LOOK_EVERY = 0.002
MIDDLE = (640, 380)
CARD = (1280 - 60, 766 - 60)
PYTHON = ("python", "-m", "unseat.windows")


class Pixel:
    """One place on the screen."""

    def __init__(self, display: Display, at: tuple[int, int]) -> None:
        self._root, self._at = display.screen().root, at
        self.before = self.now

    @property
    def now(self) -> bytes:
        return bytes(self._root.get_image(*self._at, 1, 1, X.ZPixmap, 0xFFFFFFFF).data)

    def changed(self, since: float, seconds: float = 10) -> float:
        """Seconds since `since` until it looks different."""
        while self.now == self.before:
            if time.monotonic() > since + seconds:
                raise TimeoutError("nothing was to be seen")
            time.sleep(LOOK_EVERY)
        return time.monotonic() - since


def opened(desk: VirtualDesktop, display: Display, window: str, at: tuple[int, int]) -> float:
    """From the start of its process, as the agent starts it."""
    pixel, began = Pixel(display, at), time.monotonic()
    process = desk.spawn(*PYTHON, window, "--exercise", "a2", "--starts", "left", "--prompt", "1")
    took = pixel.changed(began)
    end(process)
    wait_until(lambda: pixel.now == pixel.before, "the window to be gone")
    return took


def clicked(desk: VirtualDesktop, display: Display) -> float:
    """From the click on a card's "Start" to the session."""
    person, pixel = Person(desk), Pixel(display, MIDDLE)
    process = desk.spawn(*PYTHON, "card", "--exercise", "a2", "--starts", "left", "--prompt", "1")
    card = wait_until(person.card, "the card")
    time.sleep(0.5)
    x, y = card.left + BUTTONS["start"], card.top + card.height - BUTTON_HEIGHT
    desk.run("xdotool", "mousemove", str(x), str(y))
    began = time.monotonic()
    desk.run("xdotool", "click", "1")
    took = pixel.changed(began)
    end(process)
    wait_until(lambda: pixel.now == pixel.before, "the session to be gone")
    return took


def lived(desk: VirtualDesktop, seconds: float) -> list[Row]:
    """A session that moves: what it costs while it lasts."""
    process = desk.spawn(*PYTHON, "session", "--exercise", "a2", "--starts", "left")
    time.sleep(7)  # until it works
    with Watch(process.pid) as watch:
        time.sleep(seconds)
    rows = [
        Row("session while it moves, resident", memory(process.pid).rss, "MB"),
        Row("session while it moves, CPU of one core", watch.use.cpu_percent, "%"),
    ]
    end(process)
    return rows


def several(name: str, often: int, measure: Callable[[], float]) -> list[Row]:
    each = [measure() for _ in range(often)]
    return [Row(f"{name}, median", statistics.median(each), "s", MOST), Row(f"{name}, slowest", max(each), "s")]


def main() -> int:
    options = argparse.ArgumentParser(description="Times the windows.")
    options.add_argument("--starts", type=int, default=5)
    options.add_argument("--seconds", type=float, default=15)
    chosen = options.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="unseat-bench-") as folder,
        VirtualDesktop(Path(folder), panel="xfce4-panel", notifier="xfce4-notifyd") as desk,
        closing(Display(desk.env["DISPLAY"])) as display,
    ):
        opened(desk, display, "card", CARD)  # Python compiles, the disk warms up
        rows = [
            *several("card, from the start of its process", chosen.starts, lambda: opened(desk, display, "card", CARD)),
            *several(
                "session, from the start of its process",
                chosen.starts,
                lambda: opened(desk, display, "session", MIDDLE),
            ),
            *several("session, from the click on a card", chosen.starts, lambda: clicked(desk, display)),
            *lived(desk, chosen.seconds),
        ]
    show("python -m bench.windows", f"xfce4-panel, {chosen.starts} starts each.", {"window": rows})
    return 1 if any(row.over for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
