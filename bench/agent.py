"""What the agent costs on a private virtual desktop: `python -m bench.agent --panel trayer --seconds 120`.

Other programs can be put beside it, as shell words; their figures then come with the ratio to the agent's:
`python -m bench.agent --also 'safeeyes --debug'`. Exits with 1 when the agent breaks one of its budgets.
"""

import argparse
import json
import os
import select
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from bench import inject
from bench.icon import Panel
from bench.page import show
from bench.process import Memory, Use, Watch, memory, peak_rss
from bench.table import Row
from tools.virtual import VirtualDesktop, wait_until

AGENT = ("unseat", "run")
NOTIFIERS = {"xfce4-panel": "xfce4-notifyd", "trayer": "dunst"}
SETTLED = 3.0
CALM = 8.0
"""Seconds after a start, and after motion, until nothing of it goes on: a look comes every 5 s."""


class Start(msgspec.Struct, frozen=True):
    """Seconds from the program's start to its icon, and from SIGTERM to its end."""

    icon: float
    stop: float


class Life(msgspec.Struct, frozen=True):
    """`start`, `prompt`, `motion`: memory after each; `prompt` is null where no prompt was asked for."""

    start: Memory
    prompt: Memory | None
    motion: Memory
    peak: float
    threads: int
    active: Use
    idle: Use


class Figures(msgspec.Struct, frozen=True):
    starts: tuple[Start, ...]
    life: Life


def measure(
    desk: VirtualDesktop,
    argv: Sequence[str],
    seconds: float,
    starts: int,
    prompt: Callable[[VirtualDesktop], None] | None,
) -> Figures:
    """Starts the program `starts` times, and lives with it once: motion for `seconds`, then rest for as long."""
    prepare(desk)
    with closing(Panel(desk.env["DISPLAY"])) as panel:
        return Figures(tuple(_start(desk, argv, panel) for _ in range(starts)), _live(desk, argv, seconds, prompt))


def _start(desk: VirtualDesktop, argv: Sequence[str], panel: Panel) -> Start:
    panel.remember()
    began = time.monotonic()
    process = desk.spawn(*argv)
    icon = panel.changed() - began
    time.sleep(SETTLED)
    return Start(icon, _stop(process))


def _live(
    desk: VirtualDesktop, argv: Sequence[str], seconds: float, prompt: Callable[[VirtualDesktop], None] | None
) -> Life:
    process = desk.spawn(*argv)
    time.sleep(SETTLED)
    started, prompted = memory(process.pid), None
    if prompt:
        prompt(desk)
        prompted = memory(process.pid)
    with Watch(process.pid) as active:
        _move(desk, seconds)
    moved = memory(process.pid)
    time.sleep(CALM)
    with Watch(process.pid) as idle:
        time.sleep(seconds)
    peak = peak_rss(process.pid)
    _stop(process)
    threads = max(active.threads, idle.threads)
    return Life(started, prompted, moved, peak, threads, active.use, idle.use)


def _move(desk: VirtualDesktop, seconds: float) -> None:
    """A mouse at 125 Hz, over a window that is told of every motion."""
    script = str(Path(inject.__file__))
    desk.run(sys.executable, script, "--window", "--hz", "125", "--seconds", str(seconds), timeout=seconds + 20)


def _stop(process: subprocess.Popen[bytes], at_most: float = 10) -> float:
    """Seconds from SIGTERM to the end. Waits for the very instant, where Popen.wait looks every 50 ms."""
    ended = os.pidfd_open(process.pid)
    try:
        began = time.monotonic()
        process.terminate()
        ready, _, _ = select.select([ended], [], [], at_most)
    finally:
        os.close(ended)
    if not ready:
        process.kill()
    process.wait()
    return time.monotonic() - began


def prepare(desk: VirtualDesktop) -> None:
    """Whoever has settings has been welcomed, so no window is open beside the agent."""
    _settings(desk).touch()


def _settings(desk: VirtualDesktop) -> Path:
    """The person's file."""
    settings = Path(desk.env["XDG_CONFIG_HOME"], "unseat", "unseat.toml")
    settings.parent.mkdir(parents=True, exist_ok=True)
    return settings


def prompt(desk: VirtualDesktop) -> None:
    """Has the running agent show a prompt, and answers it; then the rhythm is the usual one again."""
    _settings(desk).write_text('[prompts]\nevery = "10s"\npause_wanted = "1s"\nshow = "notification"\n')
    _move(desk, 18)
    wait_until(lambda: _status(desk)["prompt"], "a prompt", 30)
    desk.run("unseat", "answer", "skipped")
    wait_until(lambda: not _status(desk)["prompt"], "the end of the prompt", 30)
    _settings(desk).write_text("")
    time.sleep(CALM)


def _status(desk: VirtualDesktop) -> dict[str, object]:
    return dict(json.loads(desk.run("unseat", "status", "--json")))


def rows(figures: Figures) -> list[Row]:
    """The budgets are those of the agent."""
    life, starts = figures.life, figures.starts
    prompted = life.prompt.rss if life.prompt else None
    return [
        Row("icon visible after, median", statistics.median(start.icon for start in starts), "s", 0.7),
        Row("icon visible after, slowest", max(start.icon for start in starts), "s"),
        Row("ended after SIGTERM, slowest", max(start.stop for start in starts), "s", 1.0),
        Row("RSS after the start", life.start.rss, "MB", 40),
        Row("RSS after a prompt and its answer", prompted, "MB", 40),
        Row("RSS after motion", life.motion.rss, "MB", 40),
        Row("RSS at its peak", life.peak, "MB", 40),
        Row("PSS after motion", life.motion.pss, "MB"),
        Row("threads at most", float(life.threads), ""),
        Row("CPU under motion, of one core", life.active.cpu_percent, "%", 0.2),
        Row("CPU at rest, of one core", life.idle.cpu_percent, "%", 0.05),
        Row("wakeups under motion", life.active.wakeups, "/s", 4),
        Row("wakeups at rest", life.idle.wakeups, "/s", 1),
    ]


def main() -> int:
    options = argparse.ArgumentParser(description="Measures the agent, and other programs beside it.")
    options.add_argument("--panel", choices=sorted(NOTIFIERS), default="xfce4-panel")
    options.add_argument(
        "--seconds", type=float, default=120, help="of motion, and of rest; the agent listens longer every two minutes"
    )
    options.add_argument("--starts", type=int, default=5)
    options.add_argument("--also", action="append", default=[], metavar="COMMAND", help="another program, once or more")
    chosen = options.parse_args()
    columns: dict[str, list[Row]] = {}
    for argv in [AGENT, *map(shlex.split, chosen.also)]:
        with (
            tempfile.TemporaryDirectory() as folder,
            VirtualDesktop(Path(folder), panel=chosen.panel, notifier=NOTIFIERS[chosen.panel]) as desk,
        ):
            asked = prompt if argv is AGENT else None
            columns[argv[0]] = rows(measure(desk, argv, chosen.seconds, chosen.starts, asked))
    lived = f"{chosen.seconds:g} s of motion at 125 Hz, {chosen.seconds:g} s of rest"
    show("python -m bench.agent", f"{chosen.panel}, {chosen.starts} starts, {lived}.", columns)
    return 1 if any(row.over for row in columns[AGENT[0]]) else 0


if __name__ == "__main__":
    sys.exit(main())
