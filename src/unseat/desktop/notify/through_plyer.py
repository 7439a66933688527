"""Notices through plyer: on Windows and macOS, and on Linux where the session bus's own server can't be used.

No buttons and no way to take a notice back. plyer tells little: on Linux its notify-send route returns normally when
nobody shows anything, so the bus is asked first whether somebody could, and what notify-send prints is read.
"""

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import msgspec

from unseat.dbus.bus import Bus
from unseat.dbus.wake import Wake
from unseat.dbus.words import THE_BUS, BusError, Call, session_address
from unseat.desktop.base import Notice, Outcome
from unseat.desktop.notify.plyer_child import Reply, Request
from unseat.desktop.notify.wording import APP, FREEDESKTOP, Limits, how_to_answer, text_of, title_of
from unseat.itself import part
from unseat.texts import Texts

CHILD = part("unseat.desktop.notify.plyer_child", "-P", "-W", "ignore")
"""-P: whatever lies in the current folder is not ours to import."""

LASTS_S = 30
"""For a notice without an end, which plyer does not know."""

LOOKALIKES = str.maketrans({"'": "\u2019", "\\": "/", "<": "\u2039", ">": "\u203a", "&": "+"})
"""For what one of plyer's routes on Linux would take for code: GVariant text, escapes, markup."""


class System(msgspec.Struct, frozen=True):
    """What plyer's route on one system takes.

    `check` raises BusError where it would show nothing and say nothing. `complains`: whatever it prints to stderr is
    a failure that plyer keeps to itself.
    """

    limits: Limits
    complains: bool = False
    check: Callable[[Mapping[str, str], float], None] | None = None
    made_safe: Callable[[str], str] = str
    command: tuple[str, ...] = CHILD


def safe_for_linux(text: str) -> str:
    """Also, a text that begins with "-" would be an option of notify-send."""
    text = text.translate(LOOKALIKES)
    return f" {text}" if text.startswith("-") else text


def check_bus(env: Mapping[str, str], deadline: float) -> None:
    """Raises BusError unless somebody on the session bus shows notices, or can be started by the bus to do so."""
    in_flatpak = Path("/app").is_dir()  # as plyer decides
    name = "org.freedesktop.portal.Desktop" if in_flatpak else "org.freedesktop.Notifications"
    with Wake() as wake, Bus(session_address(env), wake, deadline) as bus:
        (has_owner,) = bus.call(Call(THE_BUS, "NameHasOwner", "s", (name,)), deadline)
        (startable,) = bus.call(Call(THE_BUS, "ListActivatableNames"), deadline)
    if not has_owner and name not in startable:
        raise BusError(f"nothing on the session bus shows notifications ({name})")


SYSTEMS: Mapping[str, System] = {
    "linux": System(FREEDESKTOP, complains=True, check=check_bus, made_safe=safe_for_linux),
    "win32": System(Limits(title=63, text=255)),
    "darwin": System(Limits(title=120, text=500)),
}


class PlyerNotifier:
    """A `Notifier` whose thread starts at the first notice and runs plyer in a short-lived process."""

    name = "plyer"

    def __init__(
        self,
        system: System,
        env: Mapping[str, str],
        texts: Texts,
        outcome: Callable[[Outcome], None],
        *,
        deadline_s: float = 5.0,
    ) -> None:
        self._system = system
        # notify-send reads its arguments in the locale's encoding.
        self._env = {**env, "LC_ALL": "C.UTF-8"} if sys.platform == "linux" else dict(env)
        self._how_to_answer = how_to_answer(texts)
        self._outcome = outcome
        self._deadline_s = deadline_s
        self._orders: queue.SimpleQueue[tuple[Notice, float] | None] = queue.SimpleQueue()
        self._children: list[subprocess.Popen[bytes]] = []
        self._closing = False
        self._thread: threading.Thread | None = None

    def show(self, notice: Notice) -> None:
        self.show_by(notice, time.monotonic() + self._deadline_s)

    def show_by(self, notice: Notice, deadline: float) -> None:
        """As `show`, with the Outcome no later than `deadline`, an instant of `time.monotonic()`."""
        self._orders.put((notice, deadline))
        if not self._thread:
            self._thread = threading.Thread(target=self._run, name="plyer", daemon=True)
            self._thread.start()

    def withdraw(self, slot: str) -> None:
        """plyer cannot take a notice back."""

    def close(self) -> None:
        """Takes at most a second, and ends what plyer is still doing."""
        self._closing = True
        for child in self._children:
            _end(child)
        self._orders.put(None)
        if self._thread:
            self._thread.join(timeout=1)

    # ---- everything below runs on the thread

    def _run(self) -> None:
        while (order := self._orders.get()) and not self._closing:
            notice, deadline = order
            error = self._failure(notice, deadline)
            self._outcome(Outcome(notice.slot, "failed" if error else "shown", error=error))
            self._children = [child for child in self._children if not _has_ended(child, 1)]
        for child in self._children:
            child.wait()

    def _failure(self, notice: Notice, deadline: float) -> str:
        """Shows it; what went wrong, or nothing."""
        try:
            if self._system.check:
                self._system.check(self._env, deadline)
            return self._asked(self._request(notice), deadline)
        except (BusError, OSError, msgspec.DecodeError) as error:
            return str(error)

    def _request(self, notice: Notice) -> Request:
        system = self._system
        ending = self._how_to_answer if notice.buttons else ""
        title = system.made_safe(title_of(notice, system.limits))
        text = system.made_safe(text_of(notice, system.limits, ending))
        return Request(title, text, APP, notice.lasts_ms // 1000 or LASTS_S)

    def _asked(self, request: Request, deadline: float) -> str:
        with tempfile.TemporaryFile() as stderr:
            answer = self._answer(self._started(stderr), request, deadline)
            stderr.seek(0)
            complaints = stderr.read().decode(errors="replace").strip() if self._system.complains else ""
        if not answer:
            late = time.monotonic() >= deadline
            return complaints or ("plyer did not finish in time" if late else "plyer ended without an answer")
        return msgspec.json.decode(answer, type=Reply).error or complaints

    def _answer(self, child: subprocess.Popen[bytes], request: Request, deadline: float) -> bytes:
        """Its one line, or nothing where it ended without."""
        timer = threading.Timer(deadline - time.monotonic(), _end, (child,))
        timer.start()
        try:
            with cast("IO[bytes]", child.stdout) as stdout:
                # Where it ended before it read, what it said counts.
                with suppress(BrokenPipeError), cast("IO[bytes]", child.stdin) as stdin:
                    stdin.write(msgspec.json.encode(request))
                return stdout.readline()
        finally:
            timer.cancel()

    def _started(self, stderr: IO[bytes]) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            self._system.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            env=self._env,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._children.append(child)
        if self._closing:
            _end(child)
        return child


def _has_ended(child: subprocess.Popen[bytes], patience_s: float) -> bool:
    """On Windows it lives as long as its balloon."""
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience_s)
    return child.returncode is not None


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill it and what it started, unless its end was seen: its number may be another's by then."""
    if child.returncode is not None:
        return
    if sys.platform == "win32":
        child.kill()
    else:
        with suppress(ProcessLookupError):  # the thread saw its end meanwhile
            os.killpg(child.pid, signal.SIGKILL)
