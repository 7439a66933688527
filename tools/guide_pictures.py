"""The pictures of the guide, taken of the real program on a private virtual desktop: `make guide-pictures`, about 60 s.

Run as `python -m tools.guide_pictures [FOLDER]`; pictures go to FOLDER (docs/guide/pictures), in English. The person
has sat for 24 minutes when it begins, and in the end an ordinary week is put into the journal; all that is to be seen
the program makes of these. Look at the pictures before they are kept.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PIL import Image

from tests.report.html_pages import WEEK
from tools.browser import browser
from tools.demo import PANEL, TRAY
from tools.person import Person
from tools.processes import end
from tools.virtual import DesktopError, VirtualDesktop, wait_until
from tools.virtual_x import Window
from unseat.core import facts
from unseat.core.facts import Carried
from unseat.core.said import Welcomed
from unseat.core.watched import OpenBout
from unseat.core.words import MINUTE, Instant, Millis, Posture
from unseat.journal import Journal

MOST_BYTES = 150_000
SATEN = Millis(24 * MINUTE)
SETTINGS = """\
[presence]
poll = "1s"
[prompts]
pause_wanted = "1s"
[exercises]
places = ["chair"]
language = "en"
[windows]
look = "light"
motion = false
sound = false
"""
AMSTERDAM = {"TZ": "Europe/Amsterdam"}
EDGE = 12
"""Pixels of the desktop to be seen around a window."""
PAGE_WIDTH, PAGE_HEIGHT = 900, 1366


class Guide:
    """Each stage writes one picture; it raises TimeoutError or DesktopError when its moment does not come about."""

    def __init__(self, desk: VirtualDesktop, out: Path) -> None:
        self.desk, self.out = desk, out
        self.person = Person(desk)
        self.home = Path(desk.env["XDG_DATA_HOME"], "unseat")

    def take(self) -> None:
        self.remember()
        agent = self.desk.spawn("unseat", "run")
        self.person.work_until(self.is_counted, "the bout to be taken up", 30)
        self.menu()
        self.settings()
        self.card()
        self.session()
        end(agent, seconds=5)
        self.week()

    def remember(self) -> None:
        """The settings, and the bout that goes on."""
        config = Path(self.desk.env["XDG_CONFIG_HOME"], "unseat", "unseat.toml")
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text(SETTINGS, encoding="utf-8")
        now = Instant(time.time_ns() // 1_000_000)
        with self.journal() as journal:
            journal.append(Welcomed(at=now), open_bout=_sitting(now))

    def is_counted(self) -> bool:
        status = self.status()
        return bool(status["state"] == "sitting" and status["sitting_s"] * 1000 >= SATEN)

    def is_due(self) -> bool:
        status = self.status()
        return status["waiting_for"] == "typing" or status["prompt"] is not None

    def menu(self) -> None:
        before = self.screen()
        self.person.click(*TRAY, button=3)
        wait_until(lambda: self.screen() != before, "the menu", 5)
        self.desk.run("xdotool", "mousemove", "930", "475", "sleep", "1")  # off the icon, so that its own words go
        whole = self.shot()
        if not self.is_counted():
            raise DesktopError("the bout was not gone on with: this computer is too busy; try again")
        self.keep("menu", whole.crop((whole.width - 360, whole.height - 330, whole.width, whole.height)))
        self.person.press("Escape")
        self.desk.run("xdotool", "mousemove", "300", "300")

    def card(self) -> None:
        self.desk.run("unseat", "config", "prompts.every", "24m")
        self.person.work_until(self.is_due, "a prompt that is due", 30)
        card = wait_until(self.person.card, "the card of a prompt", 20)
        time.sleep(1)
        whole = self.shot()
        self.keep("card", whole.crop((card.left - EDGE, card.top - EDGE, whole.width, whole.height)))

    def session(self) -> None:
        self.person.click_card("start")
        window = self.window(lambda one: one.title.startswith("unseat: ") and one.width > 600)
        time.sleep(14)  # into the first side
        self.keep("session", self.around(window))
        self.person.press("Escape")

    def settings(self) -> None:
        program = self.desk.spawn("unseat", "settings")
        window = self.window(lambda one: one.title == "unseat: settings")
        time.sleep(1)
        self.keep("settings", self.around(window))
        end(program, seconds=5)

    def week(self) -> None:
        """The week is put into the journal only now: to the agent its days might be in the future."""
        with self.journal() as journal:
            journal.take_in(lambda: [Carried(cast("facts.Any", fact), offset_s=offset) for fact, offset in WEEK])
        page = self.desk.folder / "week.html"
        self.desk.run("unseat", "week", "2026-W47", "--html", str(page))
        taken = self.desk.folder / "week.png"
        with browser(self.desk.folder) as tab:
            tab.show(page, PAGE_WIDTH)
            tab.picture(taken)
        with Image.open(taken) as picture:
            self.keep("week", picture.crop((0, 0, picture.width, min(picture.height, PAGE_HEIGHT))))

    # ---- means

    def journal(self) -> Journal:
        return Journal.open(self.home / "journal.sqlite3", utc_offset_s=lambda _: 0)

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.desk.run("unseat", "status", "--json"))
        return found

    def window(self, question: Callable[[Window], bool]) -> Window:
        return wait_until(lambda: next(filter(question, self.desk.windows()), None), "the window", 10)

    def around(self, window: Window) -> Image.Image:
        left, top = window.left - EDGE, window.top - EDGE - 20
        return self.shot().crop((left, top, window.left + window.width + EDGE, window.top + window.height + EDGE))

    def shot(self) -> Image.Image:
        with Image.open(self.desk.screenshot(self.desk.folder / "look.png")) as picture:
            return picture.convert("RGB")

    def screen(self) -> bytes:
        whole = self.shot()
        return whole.crop((0, 0, whole.width, whole.height - PANEL)).tobytes()

    def keep(self, name: str, picture: Image.Image) -> None:
        """As few colours as do, so that the repository stays small. Raises DesktopError for a picture too large."""
        file = self.out / f"{name}.png"
        picture.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)
        if file.stat().st_size > MOST_BYTES:
            raise DesktopError(f"{file} has {file.stat().st_size} bytes, more than {MOST_BYTES}")
        print(f"{file.name}: {picture.width} x {picture.height}, {file.stat().st_size} bytes", flush=True)


def _sitting(now: Instant) -> OpenBout:
    """A bout that goes on at this moment, all of it with input."""
    boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    steady = time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return OpenBout(
        start=Instant(now - SATEN),
        posture=Posture.SITTING,
        last=now,
        last_input=now,
        input_ms=SATEN,
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=now,
        steady_ms=steady,
        boot=boot,
    )


def main(arguments: list[str]) -> int:
    out = Path(arguments[0] if arguments else "docs/guide/pictures").absolute()
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="unseat-guide-", ignore_cleanup_errors=True) as folder,
        VirtualDesktop(Path(folder), panel="xfce4-panel", notifier="xfce4-notifyd", extra=AMSTERDAM) as desk,
    ):
        try:
            Guide(desk, out).take()
        except (DesktopError, TimeoutError) as error:
            print(f"No picture: {error}\n{desk.run('unseat', 'why')}\n{desk.log('unseat')}", file=sys.stderr)
            return 1
    print(f"Pictures are in {out}. Look at each before it is kept.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
