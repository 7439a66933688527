"""Thousands of prompts through one agent that runs for years: `python -m tests.torture.prompts --prompts 10000`.

The agent's own loop on a fake desk, its journal a real one. Prints its size after half of them and at the end.
"""

import argparse
import gc
import random
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests.desk import FakeClocks, FakeDesk
from tests.torture import writers
from tests.torture.size import Size, here
from unseat.core import facts
from unseat.core.words import HOUR, SECOND, Answer

SETTINGS = """
[presence]
poll = "20s"
idle_after = "30s"
break_after = "60s"
[prompts]
every = "60s"
pause_wanted = "5s"
patience = "3m"
missed_after = "60s"
snooze = "20s"
"""
A_DAY = 12
"""Prompts until the machine sleeps for the night: the agent remembers sixty days, so years must cost it no more."""


class Done(msgspec.Struct, frozen=True):
    """`answers`: how many of each stand in the journal. `early` and `late`: the process after half of the prompts,
    and at the end."""

    prompts: int
    answers: dict[str, int]
    days: int
    early: Size
    late: Size
    seconds: float


class Person:
    """At a desk whose fakes would remember everything: what they have kept is thrown away each evening."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.desk = FakeDesk(folder, writers.quick(folder, SETTINGS), writers.cards(), FakeClocks())
        self.days = 0
        self._dice = random.Random(seed)  # noqa: S311  nothing secret

    def answers_one(self) -> None:
        """Works until a prompt is there, and does with it what people do."""
        while "prompt" not in self.desk.notifier.open:
            self._works()
        match self._dice.randrange(8):
            case 0:
                self._misses()
            case 1:
                self._leaves()
            case 2:
                self.desk.click("start")
                self._leaves()
            case 3:
                self.desk.click("later")
            case 4 | 5:
                self.desk.click("skip")
            case _:
                self.desk.click("done")

    def sleeps(self) -> None:
        self.days += 1
        self.desk.clocks.sleep(15 * HOUR)
        self.desk.tick()
        for kept in (self.desk.views, self.desk.notifier.shown, self.desk.troubles, self.desk.opened):
            kept.clear()
        self.desk.record.seek(0)
        self.desk.record.truncate()

    def _works(self) -> None:
        """Types, and rests the hands for six seconds."""
        self.desk.clocks.pass_(14 * SECOND)
        self.desk.sense.touch()
        self.desk.clocks.pass_(6 * SECOND)
        self.desk.tick()

    def _misses(self) -> None:
        while "prompt" in self.desk.notifier.open:
            self._works()

    def _leaves(self) -> None:
        for _ in range(12):
            self.desk.clocks.pass_(20 * SECOND)
            self.desk.tick()


def live(folder: Path, prompts: int) -> Done:
    began, person, early = time.monotonic(), Person(folder), None
    for number in range(prompts):
        person.answers_one()
        if number % A_DAY == A_DAY - 1:
            person.sleeps()
        if number == prompts // 2:
            early = _size()
    late = _size()
    assert early is not None
    answered = person.desk.all(facts.PromptAnswered)
    answers = {str(answer): sum(one.answer is answer for one in answered) for answer in Answer}
    shown = len(person.desk.all(facts.PromptShown))
    return Done(shown, answers, person.days, early, late, round(time.monotonic() - began, 1))


def _size() -> Size:
    gc.collect()
    return here()


def main() -> int:
    options = argparse.ArgumentParser(description="Lives through thousands of prompts.")
    options.add_argument("--prompts", type=int, default=10_000)
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as own:
        done = live(Path(own), chosen.prompts)
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
