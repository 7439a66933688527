"""What the tests of the tray are made of: its process, the screen, a panel that comes and goes, and a false one."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_call, new_method_return, new_signal
from PIL import Image

from tests.desktop.test_icon import NINE, sitting
from tools.virtual import VirtualDesktop, wait_until
from unseat.core.view import View
from unseat.core.words import MINUTE
from unseat.desktop.tray import watcher
from unseat.desktop.tray.bus import Bus
from unseat.desktop.tray.icon import COLOURS, Shape
from unseat.desktop.tray.loop import Loop

ROOT = Path(__file__).parents[2]
DBUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class Program:
    """The tray's process, and what it says."""

    def __init__(self, desk: VirtualDesktop, *without: str) -> None:
        env = {name: value for name, value in desk.env.items() if name not in without}
        self.process = subprocess.Popen(
            (sys.executable, "-W", "error", "-m", "tests.desktop.tray_program"),
            env=env | {"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._said: queue.Queue[list[str]] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._said.put(msgspec.json.decode(line, type=list[str]))

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def show(self, view: View, minutes: float = 0) -> None:
        self.tell(msgspec.json.encode({"view": view, "now": int(NINE + minutes * MINUTE)}).decode())

    def hears(self) -> list[str]:
        return self._said.get(timeout=10)

    def dock(self) -> str:
        self.tell("dock")
        return self.hears()[1]

    def docks(self, route: str) -> None:
        wait_until(lambda: self.dock() == route, f"the icon's place to be {route}")

    def ends(self, how: Callable[[], None]) -> float:
        """Seconds from `how` to the end of `run`."""
        start = time.monotonic()
        how()
        assert self.hears() == ["ended"]
        return time.monotonic() - start

    def close(self) -> str:
        """Ends it, if it has not ended; what it complained of."""
        if self.process.poll() is None:
            self.process.terminate()
        _, errors = self.process.communicate(timeout=10)
        self._reader.join()
        return errors


@contextmanager
def tray_on(desk: VirtualDesktop, route: str, *without: str) -> Iterator[Program]:
    program = Program(desk, *without)
    try:
        program.show(sitting(), 22)
        program.docks(route)
        yield program
    finally:
        errors = program.close()
    assert errors == ""


class Screen:
    """What can be seen."""

    def __init__(self, desk: VirtualDesktop, folder: Path) -> None:
        self.desk, self._picture = desk, folder / "screen.png"

    def look(self) -> Image.Image:
        self.desk.screenshot(self._picture)
        with Image.open(self._picture) as picture:
            return picture.convert("RGB")

    def icon(self, shape: Shape) -> tuple[int, int] | None:
        """The middle of what has exactly this shape's colour; null when there is none."""
        picture = self.look()
        wide = picture.width
        data = picture.tobytes()
        sought, found, at = bytes(COLOURS[shape]), [], -1
        while (at := data.find(sought, at + 1)) >= 0:
            if at % 3 == 0:
                found.append((at // 3 % wide, at // 3 // wide))
        if len(found) < 10:
            return None
        left, right = min(x for x, _ in found), max(x for x, _ in found)
        top, bottom = min(y for _, y in found), max(y for _, y in found)
        assert right - left < 64
        assert bottom - top < 64
        return (left + right) // 2, (top + bottom) // 2

    def waits_for(self, shape: Shape) -> tuple[int, int]:
        return wait_until(lambda: self.icon(shape), f"the icon for {shape} to be seen")

    def waits_to_be_rid_of(self, shape: Shape) -> None:
        wait_until(lambda: self.icon(shape) is None, f"the icon for {shape} to go")

    def rest(self, at: tuple[int, int]) -> None:
        self.desk.run("xdotool", "mousemove", str(at[0]), str(at[1]))

    def click(self, at: tuple[int, int], button: int = 1) -> None:
        self.desk.run("xdotool", "mousemove", str(at[0]), str(at[1]), "click", str(button))

    def types(self, *keys: str) -> None:
        self.desk.run("xdotool", "key", *keys)

    def changes_by(self, act: Callable[[], None], where: tuple[int, int, int, int]) -> None:
        before = self.look().crop(where).tobytes()
        act()
        wait_until(lambda: self.look().crop(where).tobytes() != before, "something to appear on the screen")


class Watcher:
    """A panel's end of the bus, as good or as bad as a test wants it: what it says of its host, and of our icon."""

    def __init__(self, desk: VirtualDesktop, hosted: bool | None, *, takes: bool = True, answers: bool = True) -> None:
        self.hosted, self.takes, self.asked = hosted, takes, 0
        self._bus, self._loop, self._over = Bus(desk.env["DBUS_SESSION_BUS_ADDRESS"]), Loop(), False
        self._bus.answer = self._answer if answers else None
        self._bus.call(new_method_call(DBUS, "RequestName", "su", (watcher.NAME, 0)))
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._over:
            self._loop.turn((self._bus,))

    def _answer(self, call: Message) -> Message | None:
        if call.header.fields[HeaderFields.member] == "RegisterStatusNotifierItem":
            self.asked += 1
            return new_method_return(call) if self.takes else new_error(call, "x.No")
        if self.hosted is None:
            return new_error(call, "org.freedesktop.DBus.Error.UnknownProperty")
        return new_method_return(call, "v", (("b", self.hosted),))

    def gets_a_host(self) -> None:
        self.hosted = True
        emitter = DBusAddress(watcher.PATH, interface=watcher.NAME)
        self._loop.call(lambda: self._bus.send(new_signal(emitter, "StatusNotifierHostRegistered")))

    def close(self) -> None:
        self._over = True
        self._loop.wake()
        self._thread.join()
        self._bus.close()
        self._loop.close()


@contextmanager
def panel(desk: VirtualDesktop, name: str) -> Iterator[None]:
    desk.programs["panel"] = name
    desk.start("panel")
    try:
        yield
    finally:
        desk.kill("panel")
