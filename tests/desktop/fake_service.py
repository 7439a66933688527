"""Services that say as a test tells them: a real D-Bus client in a process of its own, on a bus of the test's.

`FakeService` is a test's hold on one (`fake_program.py` is the process), `FakeLogind` one that speaks as
org.freedesktop.login1(5) does, `Daemon` a bus.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Self, cast

from tests.desktop.fake_notifier import NO_SERVICES
from tools.processes import end, wait_until

PROPERTIES = "org.freedesktop.DBus.Properties"


class Daemon:
    """A private bus at `folder`/bus, which can be killed, stopped for a while and started again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.address = f"unix:path={folder}/bus"
        self._socket = folder / "bus"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        argv = ("dbus-daemon", f"--config-file={NO_SERVICES}", f"--address={self.address}", "--nofork")
        self._process = subprocess.Popen((*argv, "--print-address"), stdout=subprocess.PIPE)
        cast("IO[bytes]", self._process.stdout).readline()

    def kill(self) -> None:
        if self._process:
            self.signal(signal.SIGCONT)
            end(self._process)
            cast("IO[bytes]", self._process.stdout).close()
            self._socket.unlink(missing_ok=True)
        self._process = None

    def signal(self, number: int) -> None:
        if self._process:
            os.kill(self._process.pid, number)


@contextmanager
def two_buses(folder: Path) -> Iterator[tuple[Daemon, Daemon, dict[str, str]]]:
    """A session bus, a system bus, and the environment to reach them."""
    session, system = Daemon(folder / "session"), Daemon(folder / "system")
    with ExitStack() as undo:
        for daemon in (session, system):
            undo.callback(daemon.kill)
            daemon.start()
        yield (
            session,
            system,
            {"DBUS_SESSION_BUS_ADDRESS": session.address, "DBUS_SYSTEM_BUS_ADDRESS": system.address},
        )


class FakeService:
    """`with FakeService(daemon, folder, name) as service:` owns the name when the block begins."""

    def __init__(self, daemon: Daemon, folder: Path, name: str) -> None:
        self._log = folder / f"asked-{time.monotonic_ns()}.jsonl"
        self._log.touch()
        argv = (sys.executable, "-m", "tests.desktop.fake_program", str(self._log))
        env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": daemon.address}
        self._name = name
        self._process = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE)

    def __enter__(self) -> Self:
        with ExitStack() as undo:
            undo.push(self)
            self.before_it_owns_its_name()
            self.order(own=self._name)
            wait_until(lambda: self.asked("NameAcquired"), f"the service {self._name}")
            undo.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self._process.pid, signal.SIGCONT)
        end(self._process)
        cast("IO[bytes]", self._process.stdin).close()

    def before_it_owns_its_name(self) -> None:
        """Where a service gets its first answers."""

    def order(self, **order: object) -> None:
        stdin = cast("IO[bytes]", self._process.stdin)
        stdin.write(json.dumps(order).encode() + b"\n")
        stdin.flush()

    def answers(self, member: str, args: Sequence[Any], signature: str, *body: object) -> None:
        """From now on, calls of `member` that begin with `args` are answered so. "h" gives a pipe's end."""
        self.order(answers=[member, args, signature, body])

    def refuses(self, member: str, args: Sequence[Any], error: str) -> None:
        self.order(answers=[member, args, "", error])

    def ignores(self, member: str, args: Sequence[Any]) -> None:
        """Calls of `member` that begin with `args` are never answered."""
        self.order(answers=[member, args, "", None])

    def sends(self, path: str, interface: str, member: str, signature: str, *body: object) -> None:
        self.order(sends=[path, interface, member, signature, body])

    def mutes(self, *members: str) -> None:
        """These are not answered, until it is called again."""
        self.order(mutes=members)

    def asked(self, member: str) -> list[list[Any]]:
        """The arguments of each call of `member` so far; "released": of each pipe whose other end was closed."""
        lines = self._log.read_text(encoding="utf-8").splitlines(keepends=True)
        calls = [json.loads(line) for line in lines if line[-1] == "\n"]
        return [body for name, body in calls if name == member]

    def hang(self) -> None:
        os.kill(self._process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        os.kill(self._process.pid, signal.SIGCONT)


class FakeLogind(FakeService):
    """One session, which this process is said to belong to."""

    NAME = "org.freedesktop.login1"
    PATH = "/org/freedesktop/login1"
    MINE = f"{PATH}/session/_31"
    OTHER = f"{PATH}/session/_32"
    LID = (f"{NAME}.Manager", "LidClosed")

    def __init__(self, daemon: Daemon, folder: Path) -> None:
        super().__init__(daemon, folder, self.NAME)

    def before_it_owns_its_name(self) -> None:
        self.answers("GetSessionByPID", [os.getpid()], "o", self.MINE)
        self.answers("Get", [f"{self.NAME}.Session", "LockedHint"], "v", ["b", False])
        self.answers("Get", [f"{self.NAME}.Manager", "PreparingForSleep"], "v", ["b", False])
        self.answers("Get", [f"{self.NAME}.Manager", "BlockInhibited"], "v", ["s", "handle-lid-switch"])
        self.answers("Get", self.LID, "v", ["b", False])
        self.answers("Inhibit", [], "h")

    def requests(self, member: str, path: str = MINE) -> None:
        """Lock or Unlock, as `loginctl` asks for."""
        self.sends(path, f"{self.NAME}.Session", member, "")

    def hints(self, *, locked: bool, path: str = MINE) -> None:
        """As SetLockedHint does, which a lock screen calls."""
        self.answers("Get", [f"{self.NAME}.Session", "LockedHint"], "v", ["b", locked])
        self.changes(path, "Session", "LockedHint", ["b", locked])

    def blocks(self, what: str) -> None:
        self.answers("Get", [f"{self.NAME}.Manager", "BlockInhibited"], "v", ["s", what])
        self.changes(self.PATH, "Manager", "BlockInhibited", ["s", what])

    def lid(self, *, closed: bool, signalled: bool = False) -> None:
        """`signalled`: as since systemd 256."""
        self.answers("Get", self.LID, "v", ["b", closed])
        if signalled:
            self.changes(self.PATH, "Manager", "LidClosed", ["b", closed])

    def prepares(self, *, sleep: bool) -> None:
        self.answers("Get", [f"{self.NAME}.Manager", "PreparingForSleep"], "v", ["b", sleep])
        self.sends(self.PATH, f"{self.NAME}.Manager", "PrepareForSleep", "b", sleep)

    def changes(self, path: str, interface: str, name: str, value: list[Any]) -> None:
        body: tuple[Any, ...] = (f"{self.NAME}.{interface}", {name: value}, [])
        self.sends(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", *body)
