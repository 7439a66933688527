"""Lives that are to be killed: the agent's own loop as fast as it goes, and a sibling who writes beside it."""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NoReturn

from tests.desk import FakeClocks, FakeDesk
from tests.torture.telling import Looked, Say, TellingJournal, to
from unseat import catalogue
from unseat.core import facts
from unseat.core.exercise import Exercise
from unseat.core.words import MINUTE, SECOND, Instant
from unseat.desktop.base import Command
from unseat.inbox import Event
from unseat.journal import Journal, JournalError
from unseat.paths import config_root
from unseat.settings import Settings, load

QUICK = """
[presence]
poll = "5s"
idle_after = "20s"
break_after = "60s"
[prompts]
every = "60s"
pause_wanted = "5s"
patience = "10s"
missed_after = "20s"
snooze = "10s"
"""
ANSWERS = ("start", "later", "skip", "done")
Life = Callable[[Say], None]


@cache
def cards() -> tuple[Exercise, ...]:
    return catalogue.load([config_root() / "exercises"]).exercises


def quick(folder: Path, text: str = QUICK) -> Settings:
    """A prompt a minute: much to write in little time."""
    own = folder / "unseat.toml"
    own.write_text(text, encoding="utf-8")
    return load(config_root() / "unseat.toml", own)


def clocks_at(wall: int, steady: int) -> FakeClocks:
    clocks = FakeClocks(wall)
    clocks.steady, clocks.awake = steady, steady
    return clocks


class ToldDesk(FakeDesk):
    """A desk whose agent says through `say` what it writes and when it has looked."""

    def __init__(self, folder: Path, settings: Settings, clocks: FakeClocks, say: Say) -> None:
        self.say = say
        super().__init__(folder, settings, cards(), clocks)

    def open_journal(self) -> Journal:
        journal = TellingJournal.open(self.path, utc_offset_s=self.offset_s, mend_at=Instant(self.clocks.wall))
        journal.say = self.say
        return journal

    def tell(self, event: Event) -> None:
        super().tell(event)
        bout = self.desk.presence.bout
        lasts = bout is not None and bout.last > bout.start  # a lone input is no bout, and leaves nothing
        self.say(Looked(self.agent.living.now, self.clocks.steady, bout.start if bout and lasts else None))


def agent(folder: Path, settings: Settings, clocks: FakeClocks, seed: int) -> Life:
    """A person who types, answers, leaves, comes back and turns prompts off, for ever."""

    def live(say: Say) -> None:
        dice = random.Random(seed)  # noqa: S311  nothing secret
        desk = ToldDesk(folder, settings, clocks, say)
        desk.tick()
        while True:
            _do(desk, dice)

    return live


def _do(desk: FakeDesk, dice: random.Random) -> None:
    match dice.randrange(8):
        case 0:
            desk.advance(seconds=dice.uniform(30, 150))
        case 1:
            desk.tell(Command(dice.choice(("stand", "sit", "pause", "resume"))))
        case _:
            desk.advance(seconds=dice.uniform(5, 90), typing=True)
    if "prompt" in desk.notifier.open:
        desk.click(dice.choice(ANSWERS))


def sibling(path: Path, wall: int, seed: int) -> Life:
    """Another process that pauses and resumes as fast as it can."""

    def live(say: Say) -> None:
        dice, at = random.Random(seed), wall  # noqa: S311  nothing secret
        with _opened(path) as journal:
            journal.say = say
            while True:
                at += 1 + dice.randrange(SECOND)
                try:
                    journal.append(
                        facts.Paused(at=Instant(at), until=Instant(at + MINUTE)), facts.Resumed(at=Instant(at))
                    )
                except JournalError:
                    continue

    return live


def _opened(path: Path) -> TellingJournal:
    """Sooner or later: the agent may be making it."""
    while True:
        with suppress(JournalError):
            return TellingJournal.open(path, utc_offset_s=lambda _: 0)


class Killed:
    """A life in a process of its own, forked off this one: nothing has to be imported, so it may die very young."""

    def __init__(self, live: Life) -> None:
        self.said = b""
        self.pipe, writer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(self.pipe)
            _live(live, writer)
        os.close(writer)

    def hears(self) -> bool:
        """Reads what has come; false at the end."""
        chunk = os.read(self.pipe, 1 << 16)
        self.said += chunk
        return bool(chunk)

    def buried(self) -> int:
        """The signal that ended it, after all that it still said; 0 where it ended by itself."""
        while self.hears():
            continue
        os.close(self.pipe)
        _, status = os.waitpid(self.pid, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _live(live: Life, writer: int) -> NoReturn:
    try:
        live(to(writer))
    except BaseException:
        import traceback

        traceback.print_exc()
        raise
    finally:
        os._exit(1)
