"""A private desktop without a screen: X server, session bus, window manager, panel with a tray, notification daemon.

Everything lives in one folder and on one free display, sees nothing of the person's own desktop, and is ended by
process id on exit, with whatever was started in it. Tests and the demo drive real programs on it.
"""

import os
import select
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tools import virtual_parts as parts
from tools import virtual_x as x
from tools.processes import end, end_all_with, wait_until
from tools.virtual_parts import CONFIG, FOLDERS, DesktopError

__all__ = ["DesktopError", "VirtualDesktop", "wait_until"]


class VirtualDesktop:
    """`with VirtualDesktop(folder, panel="trayer", notifier="dunst") as desk:` is up when the block begins.

    `desk.env` is a complete environment for children, made from nothing but PATH, TZ and `extra`; the folder of the
    running Python comes first in PATH. The parts are named "x", "bus", "wm", "settings" (Xfce only), "panel" and
    "notifier"; what each program prints is in `folder`/logs/PROGRAM.log. Nothing is started by D-Bus activation.
    A DISPLAY in `extra` is the number that its X server takes, else the first free one.
    A `size` of "1280x800+1920x1080" gives two monitors side by side, the first of them the primary one.
    Not for use by several threads at once.
    """

    def __init__(
        self,
        folder: Path,
        panel: str | None = "xfce4-panel",
        notifier: str | None = "xfce4-notifyd",
        size: str = "1280x800",
        extra: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder.resolve()
        self.sizes = size.split("+")
        self.env = parts.environment(self.folder) | dict(extra or {})
        xfce = any(program and program.startswith("xfce4-") for program in (panel, notifier))
        wanted = {"wm": "openbox", "settings": "xfconfd" if xfce else None, "panel": panel, "notifier": notifier}
        self.programs = {part: program for part, program in wanted.items() if program}
        self._parts: dict[str, subprocess.Popen[bytes]] = {}
        self._spawned: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.callback(self.close)
            self._prepare_folders()
            self._start_x()
            self._start_bus()
            for part in self.programs:
                self.start(part)
            undo.pop_all()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends everything that lives on this desktop, the last started first. May be called more than once."""
        while self._spawned:
            end(self._spawned.pop())
        for part in reversed(list(self._parts)):
            self.kill(part)
        end_all_with(f"HOME={self.env['HOME']}")

    def run(self, *argv: str, timeout: float = 20) -> str:
        """Runs a program to its end and returns what it printed; DesktopError when it fails or takes too long."""
        try:
            done = subprocess.run(argv, env=self.env, capture_output=True, text=True, timeout=timeout, check=False)
        except subprocess.TimeoutExpired:
            raise DesktopError(f"{' '.join(argv)}: not done in {timeout:g} s") from None
        if done.returncode:
            raise DesktopError(f"{' '.join(argv)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def spawn(self, *argv: str) -> subprocess.Popen[bytes]:
        """Starts a program that goes on until it ends or the desktop does; it prints to logs/PROGRAM.log."""
        process = self._launch(argv)
        self._spawned.append(process)
        return process

    def screenshot(self, path: Path) -> Path:
        """Writes the whole screen to `path` (its ending chooses the format) and returns it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.run("import", "-silent", "-window", "root", str(path))
        return path

    def start(self, part: str) -> None:
        """Starts a part that was killed, under the name that it had, and waits until it serves."""
        if part in {"x", "bus"}:
            self._start_x() if part == "x" else self._start_bus()
            return
        program = self.programs[part]
        process = self._parts[part] = self._launch(parts.command(program))
        try:
            wait_until(lambda: process.poll() is not None or self._serves(part), f"{program} to serve")
        except TimeoutError as error:
            raise DesktopError(f"{error}\n{self.log(program)}") from None
        if process.poll() is not None:
            raise DesktopError(f"{program} ended with exit code {process.returncode}\n{self.log(program)}")

    def kill(self, part: str) -> None:
        """Ends one of the desktop's own parts and returns when it is gone; `start` brings it back."""
        end(self._parts.pop(part))

    def log(self, program: str) -> str:
        """The last of what a program has printed so far."""
        return (self.folder / "logs" / f"{program}.log").read_text(errors="replace")[-4000:]

    def owned(self, name: str) -> bool:
        """Whether somebody owns this name on the session bus."""
        return parts.name_is_owned(self.env["DBUS_SESSION_BUS_ADDRESS"], name)

    def set_dpi(self, dpi: int) -> None:
        """What programs started from now on are told of the screen's dots per inch, 96 of which are a scale of 1."""
        x.set_dpi(self.env["DISPLAY"], dpi)

    def windows(self) -> list[x.Window]:
        """What is on the screen and has a title, from the lowest to the topmost."""
        return x.windows(self.env["DISPLAY"])

    def focused(self) -> x.Window | None:
        """The window that gets the keys."""
        return x.focused(self.env["DISPLAY"])

    def _serves(self, part: str) -> bool:
        match self.programs[part]:
            case "openbox":
                return parts.window_manager_is_there(self.env["DISPLAY"])
            case "trayer":
                return parts.tray_is_there(self.env["DISPLAY"])
            case "xfce4-panel":
                return parts.tray_is_there(self.env["DISPLAY"]) and self.owned("org.kde.StatusNotifierWatcher")
            case "xfconfd":
                return self.owned("org.xfce.Xfconf")
            case _:
                return self.owned("org.freedesktop.Notifications")

    def _prepare_folders(self) -> None:
        for name in FOLDERS:
            Path(self.env[name]).mkdir(parents=True, exist_ok=True)
        Path(self.env["XDG_RUNTIME_DIR"]).chmod(0o700)
        (self.folder / "logs").mkdir(exist_ok=True)
        shutil.copytree(CONFIG / "xfce4", Path(self.env["XDG_CONFIG_HOME"], "xfce4"), dirs_exist_ok=True)

    def _start_x(self) -> None:
        options = f"-screen 0 {x.whole(self.sizes)}x24 -nolisten tcp -noreset -displayfd".split()
        again = [self.env["DISPLAY"]] if "DISPLAY" in self.env else []
        self.env["DISPLAY"] = ":" + self._start_announcing("x", "Xvfb", *again, *options)
        x.prepare(self.env["DISPLAY"], self.sizes)

    def _start_bus(self) -> None:
        options = (f"--config-file={CONFIG / 'bus.conf'}", f"--address=unix:path={self.folder}/run/bus", "--nofork")
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_announcing("bus", "dbus-daemon", *options, "--print-address")

    def _start_announcing(self, part: str, *argv: str) -> str:
        """Starts a server that writes where it listens to the descriptor whose number follows its last option."""
        reader, writer = os.pipe()
        with os.fdopen(reader) as announced:
            try:
                self._parts[part] = self._launch((*argv, str(writer)), pass_fds=(writer,))
            finally:
                os.close(writer)
            ready, _, _ = select.select([announced], [], [], 10)
            where = announced.readline().strip() if ready else ""
        if not where:
            raise DesktopError(f"{argv[0]} did not start\n{self.log(argv[0])}")
        return where

    def _launch(self, argv: tuple[str, ...], pass_fds: tuple[int, ...] = ()) -> subprocess.Popen[bytes]:
        log = self.folder / "logs" / f"{Path(argv[0]).name}.log"
        with log.open("ab") as out:
            return subprocess.Popen(
                argv,
                env=self.env,
                cwd=self.env["HOME"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                pass_fds=pass_fds,
                start_new_session=True,
            )
