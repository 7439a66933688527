"""Real Wayland compositors without a screen, each in a folder of its own, and a hand on their input."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desktop.fake_input import fake_input
from tools.processes import end, wait_until
from tools.virtual_parts import CONFIG, name_is_owned
from unseat.senses.wayland import Compositor, offers

NOBODY = 65534


class Headless:
    """`with Mutter() as desk:` serves when the block begins; `desk.env` is what its programs see."""

    name = ""
    """The sense that serves here."""
    display = "wayland-9"
    program = ""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="unseat-wl-"))
        self.env = {"XDG_RUNTIME_DIR": str(self.folder), "WAYLAND_DISPLAY": self.display}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), env=self._own_env(), cwd="/", stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        wait_until(self.serves, f"{self.program} to serve ({self.folder}/log)")

    def serves(self) -> bool:
        return offers(str(self.folder / self.display), 1) is not None

    def kill(self) -> None:
        if self._process:
            self.signal(signal.SIGKILL)
            self._process.wait()

    def signal(self, number: int) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def command(self) -> list[str]:
        raise NotImplementedError

    def touch(self) -> None:
        """One input of a person."""
        raise NotImplementedError

    def _own_env(self) -> dict[str, str]:
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder)} | self.env


class Mutter(Headless):
    """GNOME's compositor, on a session bus of its own."""

    name = "wayland (GNOME)"
    program = "mutter"
    remote = "org.gnome.Mutter.RemoteDesktop"

    def __init__(self) -> None:
        super().__init__()
        address = f"unix:path={self.folder}/bus"
        self.env["DBUS_SESSION_BUS_ADDRESS"] = address
        options = (f"--config-file={CONFIG / 'bus.conf'}", f"--address={address}", "--nofork")
        self._bus = subprocess.Popen(["dbus-daemon", *options], stderr=subprocess.DEVNULL)
        self._hand: DBusConnection | None = None
        wait_until((self.folder / "bus").is_socket, "the session bus")

    def command(self) -> list[str]:
        options = ["--headless", "--wayland", "--no-x11", "--virtual-monitor", "800x600", "--wayland-display"]
        return [self.program, *options, self.display]

    def serves(self) -> bool:
        address = self.env["DBUS_SESSION_BUS_ADDRESS"]
        return name_is_owned(address, "org.gnome.Mutter.IdleMonitor") and name_is_owned(address, self.remote)

    def start(self) -> None:
        super().start()
        self._hand = open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"])
        (self._session,) = self._ask(f"/{self.remote.replace('.', '/')}", self.remote, "CreateSession")
        self._ask(self._session, f"{self.remote}.Session", "Start")

    def kill(self) -> None:
        if self._hand:
            self._hand.close()
        super().kill()

    def close(self) -> None:
        self.kill()
        end(self._bus)
        super().close()

    def touch(self) -> None:
        for down in (True, False):
            self._ask(self._session, f"{self.remote}.Session", "NotifyKeyboardKeycode", "ub", (30, down))

    def _own_env(self) -> dict[str, str]:
        return super()._own_env() | {"GSETTINGS_BACKEND": "memory"}

    def _ask(self, path: str, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()) -> Any:
        assert self._hand is not None
        whom = DBusAddress(path, bus_name=self.remote, interface=interface)
        return self._hand.send_and_get_reply(new_method_call(whom, method, signature or None, body), timeout=5).body


class Sway(Headless):
    """A compositor on wlroots. It refuses root, so root starts it as nobody."""

    name = "wayland (kwin-idle)"
    display = "wayland-1"
    program = "sway"

    def __init__(self) -> None:
        super().__init__()
        self._become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        if os.getuid():
            self._become = []
        else:
            os.chown(self.folder, NOBODY, NOBODY)

    def command(self) -> list[str]:
        return [*self._become, self.program, "--config", "/dev/null"]

    def touch(self) -> None:
        subprocess.run([*self._become, "wtype", "a"], env=self._own_env(), check=True)

    def _own_env(self) -> dict[str, str]:
        headless = {"WLR_BACKENDS": "headless", "WLR_RENDERER": "pixman"}
        return super()._own_env() | headless


class Kwin(Headless):
    """KDE's compositor. Its program has a file capability that a container may not give, so a copy is started."""

    name = "wayland (ext-idle-notify)"
    program = "kwin_wayland"

    def command(self) -> list[str]:
        copy = self.folder / self.program
        if not copy.exists():
            shutil.copy(shutil.which(self.program) or "", copy)
        return [str(copy), "--virtual", "--no-lockscreen", "--no-global-shortcuts", "--socket", self.display]

    def touch(self) -> None:
        with closing(Compositor(str(self.folder / self.display), time.monotonic() + 5)) as compositor:
            hand = compositor.bind(fake_input())
            hand.authenticate("unseat", "test")
            hand.pointer_motion(3.0, 3.0)
            done: list[bool] = []
            compositor.sync(lambda: done.append(True))
            while not done:
                compositor.turn(None, 5)

    def _own_env(self) -> dict[str, str]:
        alone = {"KWIN_WAYLAND_NO_PERMISSION_CHECKS": "1", "QT_QPA_PLATFORM": "", "KDE_DEBUG": "1"}
        return super()._own_env() | alone
