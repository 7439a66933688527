"""kill -9 at random instants: `python -m tests.torture.kills --kills 200 --seed 1`.

A process of its own, with one thread, since it forks. Prints what it did as JSON, or ends with code 1 and the reason.
"""

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests.desk import NINE
from tests.torture import writers
from tests.torture.account import Account, WrongError
from tests.torture.telling import heard
from tests.torture.writers import Killed
from unseat.core.words import MINUTE, SECOND, Instant

LONGEST = 0.06
"""Seconds that a writer lives at most, or that it lives on after its first word."""
GROWN = 0.7
"""How many of them are let live until their first word; the others may die while they open the journal."""
BIRTH = 20.0
"""Seconds that a first word may take, on a machine with much else to do."""
AWAY = (SECOND, 10 * SECOND, 45 * SECOND, 5 * MINUTE)
"""How long nobody ran between two lives, on the desk's own clocks."""
ROUNDS = 12
"""Rounds on one journal, whose making the first of them may interrupt."""


class Done(msgspec.Struct):
    """`facts`: those in the journals at the end, of which `acknowledged` were; the others were on disk before their
    writer had time to say so. `cut`: transactions that had begun when the kill came."""

    kills: int = 0
    journals: int = 0
    facts: int = 0
    acknowledged: int = 0
    cut: int = 0
    seconds: float = 0.0


class Killing:
    """One journal, and the lives that end over it."""

    def __init__(self, folder: Path, dice: random.Random) -> None:
        self.path = folder / "journal.sqlite3"
        self.account = Account()
        self.kills = 0
        self._folder, self._dice = folder, dice
        self._settings = writers.quick(folder)
        self._wall, self._steady = NINE, 1_000_000

    def round(self) -> None:
        """One or two lives, killed together. Raises WrongError."""
        lives = self._lives()
        if self._dice.random() < GROWN:
            _hear_first(lives[0])
        _listen(lives, self._dice.uniform(0, LONGEST))
        for life in lives:
            os.kill(life.pid, signal.SIGKILL)
        for life in lives:
            if (ended := life.buried()) != signal.SIGKILL:
                raise WrongError(f"a writer ended by itself (signal {ended}); what it raised is above")
            self.account.hear(heard(life.said))
            self.kills += 1
        if self.path.exists():
            self.account.check(self.path, Instant(self._wall))
        self._pass()

    def _lives(self) -> list[Killed]:
        seeds = iter(lambda: self._dice.getrandbits(32), None)
        clocks = writers.clocks_at(self._wall, self._steady)
        lives = [Killed(writers.agent(self._folder, self._settings, clocks, next(seeds)))]
        if self.path.exists() and self._dice.random() < 0.5:
            lives.append(Killed(writers.sibling(self.path, self._wall, next(seeds))))
        return lives

    def _pass(self) -> None:
        away = self._dice.choice(AWAY)
        if looked := self.account.looked:
            self._wall, self._steady = looked.now, looked.steady
        self._wall, self._steady = self._wall + away, self._steady + away


def _hear_first(life: Killed) -> None:
    select.select([life.pipe], [], [], BIRTH)


def _listen(lives: list[Killed], seconds: float) -> None:
    """Lets them live for so long, and hears what they say."""
    end = time.monotonic() + seconds
    pipes = {life.pipe: life for life in lives}
    while pipes and (left := end - time.monotonic()) > 0:
        for pipe in select.select(list(pipes), [], [], left)[0]:
            if not pipes[pipe].hears():
                del pipes[pipe]


def kill(folder: Path, kills: int, seed: int) -> Done:
    """At least so many. Raises WrongError."""
    began, done, dice = time.monotonic(), Done(), random.Random(seed)  # noqa: S311  nothing secret
    while done.kills < kills:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            killing = Killing(Path(own), dice)
            for number in range(ROUNDS):
                if done.kills + killing.kills >= kills:
                    break
                _round(killing, f"seed {seed}, journal {done.journals}, round {number}")
            account = killing.account
            done.kills, done.journals = done.kills + killing.kills, done.journals + 1
            done.facts, done.acknowledged = done.facts + len(account.written), done.acknowledged + account.acknowledged
            done.cut += account.begun
    done.seconds = round(time.monotonic() - began, 1)
    return done


def _round(killing: Killing, where: str) -> None:
    try:
        killing.round()
    except WrongError as error:
        error.add_note(where)
        raise


def main() -> int:
    options = argparse.ArgumentParser(description="Kills writers of a journal at random instants.")
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    done = kill(chosen.folder, chosen.kills, chosen.seed)
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
