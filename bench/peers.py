"""Our agent beside others, all at once on one virtual desktop: `python -m bench.peers --seconds 120`.

The others are Debian's workrave, rsibreak and safeeyes (`make bench` installs them), and two ways to know that somebody
is there with nothing around them (bench/listeners.py). All see the same hand: motion at 125 Hz and five keys a second,
then motion at 1000 Hz, then rest. Ratios are to our agent. Exits with 1 where it takes more than half of what the
lightest of the three takes, more than 40 MB, or more than a wakeup a second at rest.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from importlib import metadata
from pathlib import Path

import msgspec

from bench import inject
from bench.agent import CALM, NOTIFIERS, SETTLED, prepare
from bench.icon import Panel
from bench.page import show
from bench.process import Memory, Use, Watch, memory
from bench.table import Row
from tools.processes import end
from tools.virtual import VirtualDesktop

PANEL = "xfce4-panel"
OURS = "unseat"
DEBIAN = ("workrave", "rsibreak", "safeeyes")
LISTENERS = Path(__file__).with_name("listeners.py")
PROGRAMS: dict[str, tuple[str, ...]] = {
    OURS: ("unseat", "run"),
    "workrave": ("workrave",),
    "rsibreak": ("rsibreak",),
    "safeeyes": ("safeeyes",),
    "pynput alone": (sys.executable, str(LISTENERS), "pynput"),
    "X11 poll alone": (sys.executable, str(LISTENERS), "poll"),
}
WITHOUT_ICON = {"pynput alone", "X11 poll alone"}
KEYS = 5
ICON_WITHIN = 10.0
PHASES = {"125 Hz": 125, "1000 Hz": 1000, "rest": 0}


class Measured(msgspec.Struct, frozen=True):
    """`icon` is null where none came; `uses` has one for each phase, in their order; memory is that after motion."""

    icon: float | None
    uses: tuple[Use, ...]
    memory: Memory
    threads: int


def measure(desk: VirtualDesktop, seconds: float) -> dict[str, Measured]:
    """Starts each alone, then lives with all of them. Raises RuntimeError where one has ended meanwhile."""
    icons = {name: None if name in WITHOUT_ICON else _icon(desk, argv) for name, argv in PROGRAMS.items()}
    processes = {}
    for name, argv in PROGRAMS.items():
        processes[name] = desk.spawn(*argv)
        time.sleep(SETTLED)
    time.sleep(CALM)
    watched = [_watch(desk, processes, hz, seconds) for hz in PHASES.values()]
    for name, process in processes.items():
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended with exit code {process.returncode}")
    return {
        name: Measured(
            icons[name],
            tuple(phase[name].use for phase in watched),
            memory(process.pid),
            max(phase[name].threads for phase in watched),
        )
        for name, process in processes.items()
    }


def _icon(desk: VirtualDesktop, argv: Sequence[str]) -> float | None:
    """Seconds until its icon can be seen, where it is alone."""
    with closing(Panel(desk.env["DISPLAY"])) as panel:
        panel.remember()
        began = time.monotonic()
        process = desk.spawn(*argv)
        try:
            seen = panel.changed(ICON_WITHIN) - began
        except TimeoutError:
            seen = None
        time.sleep(SETTLED)
        end(process)
        time.sleep(SETTLED)
    return seen


def _watch(
    desk: VirtualDesktop, processes: dict[str, subprocess.Popen[bytes]], hz: int, seconds: float
) -> dict[str, Watch]:
    if not hz:
        time.sleep(CALM)
    with ExitStack() as all_of_them:
        watches = {name: all_of_them.enter_context(Watch(process.pid)) for name, process in processes.items()}
        if hz:
            options = ("--window", "--hz", str(hz), "--keys", str(KEYS), "--seconds", str(seconds))
            desk.run(sys.executable, str(Path(inject.__file__)), *options, timeout=seconds + 20)
        else:
            time.sleep(seconds)
    return watches


def columns(measured: dict[str, Measured]) -> dict[str, list[Row]]:
    """With half of what the lightest of the three programs takes as what ours may take."""
    rows = {f"{name} {version(name)}": _rows(each) for name, each in measured.items()}
    ours, *others = rows.values()
    peers = others[: len(DEBIAN)]
    return {**rows, next(iter(rows)): [_limited(row, [peer[n] for peer in peers]) for n, row in enumerate(ours)]}


def _rows(each: Measured) -> list[Row]:
    used = [
        row
        for phase, use in zip(PHASES, each.uses, strict=True)
        for row in (
            Row(f"CPU, {phase}, of one core", use.cpu_percent, "%"),
            Row(f"wakeups, {phase}", use.wakeups, "/s"),
        )
    ]
    return [
        *used,
        Row("resident, all processes", each.memory.rss, "MB"),
        Row("of that its own share (PSS)", each.memory.pss, "MB"),
        Row("threads at most", each.threads, ""),
        Row("icon visible after", each.icon, "s"),
    ]


def _limited(row: Row, peers: list[Row]) -> Row:
    """Half of the lightest; memory has a limit of its own, and at rest there may be one wakeup a second."""
    if row.name.startswith("resident"):
        return msgspec.structs.replace(row, most=40)
    if row.unit not in {"%", "/s"}:
        return row
    half = min(peer.value for peer in peers if peer.value is not None) / 2
    return msgspec.structs.replace(row, most=min(half, 1) if row.name == "wakeups, rest" else half)


def version(name: str) -> str:
    if name in DEBIAN:
        ask = ("dpkg-query", "-W", "-f", "${Version}", name)
        return subprocess.run(ask, capture_output=True, text=True, check=True).stdout.rpartition(":")[2]
    return {OURS: metadata.version("unseat"), "pynput alone": metadata.version("pynput")}.get(name, "")


def main() -> int:
    options = argparse.ArgumentParser(description="Measures the agent and other programs beside each other.")
    options.add_argument("--seconds", type=float, default=120, help="of each phase")
    options.add_argument("--picture", type=Path, help="where to put a screenshot of all of them")
    chosen = options.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        VirtualDesktop(Path(folder), panel=PANEL, notifier=NOTIFIERS[PANEL]) as desk,
    ):
        desk.env["DBUS_SYSTEM_BUS_ADDRESS"] = desk.env["DBUS_SESSION_BUS_ADDRESS"]  # safeeyes wants one
        prepare(desk)
        measured = columns(measure(desk, chosen.seconds))
        if chosen.picture:
            desk.screenshot(chosen.picture)
    said = f"{chosen.seconds:g} s of motion at 125 Hz with {KEYS} keys a second, of motion at 1000 Hz, and of rest."
    show("python -m bench.peers", said, measured)
    return 1 if any(row.over for row in next(iter(measured.values()))) else 0


if __name__ == "__main__":
    sys.exit(main())
