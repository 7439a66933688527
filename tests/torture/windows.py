"""Hundreds of session windows, one after the other, opened as the agent opens them:
`python -m tests.torture.windows --windows 1000`.

Each leads through an exercise until the journal says that it has ended. Prints the opener's own size after a tenth of
them and at the end, and what they left behind.
"""

import argparse
import os
import sys
import tempfile
import time
from math import inf
from pathlib import Path

import msgspec

from tests.torture.size import Size, here
from tools.processes import living_with, wait_until
from tools.virtual import VirtualDesktop
from unseat.core import facts
from unseat.core.words import Answer, Instant
from unseat.desktop.base import Offered
from unseat.desktop.child import ChildWindows
from unseat.inbox import Inbox
from unseat.journal import Journal
from unseat.person import Person

EXERCISE = "a3"
PATIENCE = 60.0
"""Seconds that a window may take to come or to go, on a machine with much else to do."""


class Done(msgspec.Struct, frozen=True):
    """`left`: processes and temporary files that are still there."""

    windows: int
    failed: tuple[str, ...]
    left: tuple[str, ...]
    early: Size
    late: Size
    seconds: float


class Opener:
    """Opens one window at a time. Lives where the windows live: its environment is theirs."""

    def __init__(self, journal: Journal) -> None:
        self._inbox = Inbox()
        self._windows = ChildWindows(self._inbox.put)
        self._journal = journal
        self._read = 0

    def one(self) -> str:
        """Opens one, has it end, and tells what it failed of; empty where it did not."""
        self._windows.session(Offered(exercise=EXERCISE))
        began = wait_until(self._began, "a session window", PATIENCE)
        at = Instant(began.at + 1)
        ended = facts.SessionEnded(at=at, started=began.at, exercise=EXERCISE, answer=Answer.SKIPPED)
        self._journal.append(ended)
        outcome = self._inbox.get(timeout=PATIENCE)
        return getattr(outcome, "error", "")

    def _began(self) -> facts.SessionStarted | None:
        for entry in self._journal.after(self._read):
            self._read = entry.id
            if isinstance(entry.fact, facts.SessionStarted):
                return entry.fact
        return None


def live(windows: int, at_most: float = inf) -> Done:
    """`at_most`: seconds after which no further one is opened."""
    began, failed, sizes = time.monotonic(), [], []
    with Person(os.environ).journal() as journal:
        opener = Opener(journal)
        for number in range(windows):
            failed.append(opener.one())
            if number % (windows // 10) == 0:
                sizes.append(here())
            if time.monotonic() - began > at_most:
                break
        sizes.append(here())
    pids = living_with(f"HOME={os.environ['HOME']}")
    windows_left = [str(pid) for pid in pids if b"unseat.windows" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    left = (*windows_left, *(path.name for path in Path(tempfile.gettempdir()).iterdir()))
    seconds = round(time.monotonic() - began, 1)
    return Done(len(failed), tuple(error for error in failed if error), left, sizes[1], sizes[-1], seconds)


def on_a_desktop(folder: Path, windows: int, at_most: float = inf) -> str:
    """Runs this program there, and returns what it prints."""
    scratch = folder / "scratch"
    scratch.mkdir()
    root = str(Path(__file__).parents[2])
    with VirtualDesktop(folder / "desk", panel=None, notifier=None, extra={"TMPDIR": str(scratch)}) as desk:
        desk.env["PYTHONPATH"] = root
        argv = ("python", "-m", "tests.torture.windows", "--here", "--windows", str(windows), "--at-most", str(at_most))
        return desk.run(*argv, timeout=60 + windows * PATIENCE)


def main() -> int:
    options = argparse.ArgumentParser(description="Opens session windows, one after the other.")
    options.add_argument("--windows", type=int, default=1000)
    options.add_argument("--at-most", type=float, default=inf, metavar="SECONDS")
    options.add_argument("--here", action="store_true", help="on this desktop, not on a virtual one of its own")
    chosen = options.parse_args()
    if chosen.here:
        said = msgspec.json.encode(live(chosen.windows, chosen.at_most)).decode() + "\n"
    else:
        with tempfile.TemporaryDirectory() as own:
            said = on_a_desktop(Path(own), chosen.windows, chosen.at_most)
    sys.stdout.write(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
