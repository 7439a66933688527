"""kill -9 of the whole agent at random instants, while its siblings write: `python -m tests.torture.agents --kills 24`.

On a virtual desktop with a person at the keyboard, so that facts are written all the time. A verb's exit code 0 is its
word that what it was told is on disk.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest

from tests.desktop.agent import Agent
from tests.torture.account import Row, WrongError, once, raw_rows
from tools.virtual import VirtualDesktop
from unseat.core import facts
from unseat.core.words import MINUTE, Instant
from unseat.journal import Journal
from unseat.journal.rescue import leftovers

LONGER = 1.0
"""Seconds that an agent lives at most after it has begun, which takes as long as the first one did, or half as long
again."""
VERBS = (("stand",), ("sit",), ("resume",))
QUITE = 10.0
"""Seconds that a verb may take."""


class Done(msgspec.Struct, frozen=True):
    """`acknowledged`: verbs that ended with exit code 0. `verbs_killed`: those that were killed with the agent."""

    kills: int
    facts: int
    acknowledged: int
    verbs_killed: int
    seconds: float


class Keyboard:
    """Presses a key of a display as often as it is told."""

    def __init__(self, name: str) -> None:
        self._display = Display(name)
        self._key = self._display.keysym_to_keycode(XK.string_to_keysym("a"))

    def press(self) -> None:
        for kind in (X.KeyPress, X.KeyRelease):
            xtest.fake_input(self._display, kind, self._key)
        self._display.sync()


class Killing:
    """Agents on one journal, one after the other."""

    def __init__(self, desk: VirtualDesktop, seed: int) -> None:
        self.agent = Agent(desk)
        self.acknowledged = self.verbs_killed = 0
        self._desk, self._keys = desk, Keyboard(desk.env["DISPLAY"])
        self._dice = random.Random(seed)  # noqa: S311  nothing secret
        self._rows: list[Row] = []
        self._pauses: dict[int, bool] = {}
        self._minutes = 10
        self._birth = self._begins()

    def round(self) -> None:
        """One life of the agent. Raises WrongError."""
        process = self._desk.spawn("python", "-m", "unseat.background")
        end = time.monotonic() + self._dice.uniform(0.05, 1.5 * self._birth + LONGER)
        verb, length = self._verb()
        while (left := end - time.monotonic()) > 0:
            self._keys.press()
            time.sleep(min(left, 0.05))  # how fast the person types
        process.kill()
        if (code := process.wait()) != -9:
            raise WrongError(f"the agent ended by itself, with {code}: {self._desk.log('python')}")
        self._fetch(verb, length)
        self._check()

    def _begins(self) -> float:
        """Seconds until an agent has looked for the first time; that one is killed too."""
        began = time.monotonic()
        self.agent.start()
        self.agent.process.kill()
        self.agent.process.wait()
        self.agent.journal.close()
        return time.monotonic() - began

    def _verb(self) -> tuple[subprocess.Popen[bytes], int | None]:
        """A sibling that writes; each pause has a length of its own, by which its fact is known."""
        length = None
        words: tuple[str, ...] = self._dice.choice(VERBS)
        if self._dice.random() < 0.6:
            self._minutes += 1
            words, length = ("pause", f"{self._minutes}m"), self._minutes
        quiet = subprocess.DEVNULL
        return subprocess.Popen(("unseat", *words), env=self._desk.env, stdout=quiet, stderr=quiet), length

    def _fetch(self, verb: subprocess.Popen[bytes], length: int | None) -> None:
        if self._dice.random() < 0.3:
            verb.kill()
            self.verbs_killed += 1
        said = verb.wait(QUITE) == 0
        self.acknowledged += said
        if length is not None:
            self._pauses[length] = said

    def _check(self) -> None:
        path = self.agent.places.journal_file
        if not path.exists():
            return
        now = Instant(time.time_ns() // 1_000_000)
        with Journal.open(path, utc_offset_s=lambda _: 0, mend_at=now) as journal:
            if journal.mended or leftovers(path):
                raise WrongError(f"the journal was damaged: {journal.mended}")
            told, open_bout = [entry.fact for entry in journal.after(0)], journal.open_bout()
        rows = raw_rows(path)
        if rows[: len(self._rows)] != self._rows:
            raise WrongError("what was there before is another now")
        self._rows = rows
        self._compare(told)
        once(told, open_bout)

    def _compare(self, told: list[facts.Any]) -> None:
        pauses = [fact for fact in told if isinstance(fact, facts.Paused) and fact.until]
        lengths = [round((fact.until - fact.at) / MINUTE) for fact in pauses if fact.until]
        for length, said in self._pauses.items():
            if not said <= lengths.count(length) <= 1:
                raise WrongError(f"pause {length}m: acknowledged {said}, there {lengths.count(length)} times")
        if strange := set(lengths) - set(self._pauses):
            raise WrongError(f"nobody paused for {strange} minutes")

    @property
    def facts(self) -> int:
        return len(self._rows)


@contextmanager
def screen(folder: Path) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(folder, panel=None, notifier=None) as desk:
        yield desk


def kill(desk: VirtualDesktop, kills: int, seed: int) -> Done:
    """Raises WrongError."""
    began, killing = time.monotonic(), Killing(desk, seed)
    for number in range(kills):
        try:
            killing.round()
        except WrongError as error:
            error.add_note(f"seed {seed}, round {number}")
            raise
    seconds = round(time.monotonic() - began, 1)
    return Done(kills, killing.facts, killing.acknowledged, killing.verbs_killed, seconds)


def main() -> int:
    options = argparse.ArgumentParser(description="Kills the whole agent at random instants.")
    options.add_argument("--kills", type=int, default=24)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as own, screen(Path(own)) as desk:
        done = kill(desk, chosen.kills, chosen.seed)
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
