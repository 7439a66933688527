"""A life that ends at any of its words: `python -m tests.torture.deaths --lives 600 --seed 1`.

As in `kills`, but that each ends right before or after a writing or a look, in one process: nothing is left to the
instant at which a signal comes, so that what goes wrong goes wrong again by the same seed.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from tests.desk import NINE
from tests.torture import writers
from tests.torture.account import Account, WrongError
from tests.torture.kills import AWAY, ROUNDS
from tests.torture.telling import Word
from unseat.core.words import Instant

LENGTHS = (3, 10, 40, 150)
"""Words that a life has at most: one of these."""


class Done(msgspec.Struct):
    """`facts`: those in the journals at the end."""

    lives: int = 0
    journals: int = 0
    facts: int = 0
    seconds: float = 0.0


class DiedError(BaseException):
    """Passes through the agent's loop, which lives on after any `Exception`."""


class Mortal:
    """Hears so many words, and ends whoever says the last of them."""

    def __init__(self, length: int) -> None:
        self.words: list[Word] = []
        self._length = length

    def __call__(self, word: Word) -> None:
        self.words.append(word)
        if len(self.words) == self._length:
            raise DiedError


def life(folder: Path, clocks: tuple[int, int], dice: random.Random) -> list[Word]:
    """All that an agent says from these clocks (wall, steady) on until it dies."""
    ear = Mortal(dice.randint(1, dice.choice(LENGTHS)))
    live = writers.agent(folder, writers.quick(folder), writers.clocks_at(*clocks), dice.getrandbits(32))
    with suppress(DiedError):
        live(ear)
    gc.collect()  # its connection goes with it
    return ear.words


def journal(folder: Path, seed: int) -> Account:
    """Twelve lives on one journal. Raises WrongError."""
    account, dice = Account(), random.Random(seed)  # noqa: S311  nothing secret
    wall, steady = int(NINE), 1_000_000
    for number in range(ROUNDS):
        account.hear(life(folder, (wall, steady), dice))
        try:
            account.check(folder / "journal.sqlite3", Instant(wall))
        except WrongError as error:
            error.add_note(f"seed {seed}, life {number}")
            raise
        if account.looked:
            wall, steady = account.looked.now, account.looked.steady
        away = dice.choice(AWAY)
        wall, steady = wall + away, steady + away
    return account


def die(folder: Path, lives: int, seed: int) -> Done:
    """At least so many. Raises WrongError."""
    began, done = time.monotonic(), Done()
    while done.lives < lives:
        with tempfile.TemporaryDirectory(dir=folder) as own:
            account = journal(Path(own), seed + done.journals)
        done.lives, done.journals = done.lives + ROUNDS, done.journals + 1
        done.facts += len(account.written)
    done.seconds = round(time.monotonic() - began, 1)
    return done


def main() -> int:
    options = argparse.ArgumentParser(description="Ends an agent at any word of its life.")
    options.add_argument("--lives", type=int, default=600)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    done = die(chosen.folder, chosen.lives, chosen.seed)
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
