"""A small desk with a clock: everything the agent touches, faked, but for the journal, which is the real one.

desk.advance(minutes=20, typing=True)
desk.click("later")
"""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, tzinfo
from pathlib import Path
from typing import TypeVar

import msgspec

from unseat.agent import Agent
from unseat.core import facts
from unseat.core.exercise import Exercise
from unseat.core.fact import Fact
from unseat.core.rule import Rule
from unseat.core.timeline import Seen
from unseat.core.turns import Turns
from unseat.core.view import Published, View
from unseat.core.wall import offset_s
from unseat.core.words import SECOND, Instant, Kind, Millis
from unseat.desktop.base import Notice, Offered, Outcome
from unseat.hindsight import Hindsight
from unseat.inbox import Event, Inbox, Tick
from unseat.journal import Journal
from unseat.keeper import Keeper
from unseat.nightly import Nightly
from unseat.ports import Ports
from unseat.prompter import Prompter
from unseat.recorder import Recorder
from unseat.senses.base import Clocks, Reading
from unseat.senses.clocks import Watch
from unseat.senses.holds import Holds
from unseat.senses.lid import Lid, WithLid
from unseat.settings import Settings
from unseat.texts import Texts
from unseat.turning import tell_past
from unseat.waking import Now, left, live, wake
from unseat.weekly import Weekly
from unseat.wiring import in_quiet, seen
from unseat.zone import LocalZone

NINE = int(datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp() * 1000)
BOOT = "a boot"
Kindly = TypeVar("Kindly", bound=Fact)


class FakeClocks:
    """Three clocks that go as a machine's do: `pass_`, `sleep`, `set_wall`."""

    def __init__(self, wall: int = NINE) -> None:
        self.wall, self.steady, self.awake = wall, 1_000_000, 900_000

    def read(self) -> Clocks:
        return Clocks(Instant(self.wall), self.steady, self.awake)

    def pass_(self, ms: int) -> None:
        self.wall, self.steady, self.awake = self.wall + ms, self.steady + ms, self.awake + ms

    def sleep(self, ms: int) -> None:
        self.wall, self.steady = self.wall + ms, self.steady + ms

    def set_wall(self, by_ms: int) -> None:
        self.wall += by_ms


class FakeSense:
    """Tells the last input there was; null while it is broken."""

    name = "fake"

    def __init__(self, clocks: FakeClocks) -> None:
        self.clocks = clocks
        self.last = clocks.steady - 3600 * SECOND
        self.kind = "real"
        self.broken = False
        self.closed = False

    def touch(self) -> None:
        self.last = self.clocks.steady

    def look(self, steady_ms: int) -> Reading:
        return Reading(None) if self.broken else Reading(Millis(steady_ms - self.last), self.kind)

    def close(self) -> None:
        self.closed = True


class FakeHolds:
    """Those that are on."""

    name = "fake"

    def __init__(self, on: set[Kind]) -> None:
        self.on = on

    def look(self) -> frozenset[Kind]:
        return frozenset(self.on)

    def close(self) -> None:
        """Nothing is open."""


class FakeNotifier:
    """Keeps what it was asked to show, slot by slot."""

    name = "fake"

    def __init__(self) -> None:
        self.open: dict[str, Notice] = {}
        self.shown: list[Notice] = []

    def show(self, notice: Notice) -> None:
        self.open[notice.slot] = notice
        self.shown.append(notice)

    def withdraw(self, slot: str) -> None:
        self.open.pop(slot, None)

    def close(self) -> None:
        self.open.clear()


class FakeWindows:
    """Keeps what it was asked to open."""

    def __init__(self) -> None:
        self.cards: list[Offered] = []
        self.sessions: list[Offered] = []
        self.profiles: list[bool] = []
        self.checks = 0
        self.settings_opened = 0

    def card(self, offered: Offered) -> None:
        self.cards.append(offered)

    def session(self, offered: Offered) -> None:
        self.sessions.append(offered)

    def profile(self, *, first: bool = False) -> None:
        self.profiles.append(first)

    def signs(self) -> None:
        self.checks += 1

    def settings(self) -> None:
        self.settings_opened += 1


class StillMetronome:
    """Beats only when the test does; remembers the rhythm."""

    every: int = 0

    def start(self, every_ms: int) -> None:
        self.every = every_ms

    def beat(self, every_ms: int, *, anew: bool = False) -> None:
        self.every = every_ms

    def stop(self) -> None:
        self.every = 0


class NoMeetings:
    """No folder."""

    def look(self, now: Instant, newest: Callable[[], int]) -> None:
        """Nobody is met."""


class StillNightly(Nightly):
    """Makes no backups: most tests would only wait for the disk."""

    def look(self, now: Instant, day_starts: time, *, quiet: bool) -> None:
        """No night comes."""


class FixedSettings:
    def __init__(self, settings: Settings) -> None:
        self.now = settings
        self.fresh = False

    def changed(self) -> bool:
        fresh, self.fresh = self.fresh, False
        return fresh


class Kept(io.StringIO):
    """A text that can still be read after it was closed."""

    def close(self) -> None:
        """Stays."""


class FakeDesk:
    """A person at a desk, and the agent that watches. Times are given in minutes and seconds from 09:00."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        cards: tuple[Exercise, ...],
        clocks: FakeClocks | None = None,
        *,
        windows: bool = False,
    ) -> None:
        self.windows = FakeWindows() if windows else None
        self.leading = True
        self.path = folder / "journal.sqlite3"
        self.settings = FixedSettings(settings)
        self.cards = cards
        self.clocks = clocks or FakeClocks()
        self.zone: tzinfo = UTC
        self.local = LocalZone({}, folder / "none", lambda: self.zone)
        self.on: set[Kind] = set()
        self.lid = Lid(lambda: self.clocks.steady)
        self.disturbed: bool | None = None
        self.views: list[View] = []
        self.troubles: list[str | None] = []
        self.opened: list[int] = []
        self.record = Kept()
        self.start()

    def start(self) -> None:
        """A fresh process on the same journal."""
        self.sense, self.notifier, self.metronome = FakeSense(self.clocks), FakeNotifier(), StillMetronome()
        self.journal = self.open_journal()
        read = self.clocks.read()
        before, now = left(self.journal, read.wall), Now(read, BOOT)
        self.turns = Turns(self.cards, ("chair", "standing"), ())
        self.desk = wake(before, self.rule, self.turns, now)
        self.watch = Watch(read)
        started = facts.AgentStarted(at=read.wall, version="test", sense="fake", tray=None, notifier="fake")
        self.keeper = Keeper(self.journal, self.troubles.append, started, before.read_to)
        cards = {card.id: card for card in self.cards}
        ports = self._ports(Prompter(self.notifier, cards, Texts.english(), self.windows))
        self.agent = Agent(Inbox(), ports, live(ports, self.desk, before, now))

    def nightly(self) -> Nightly:
        """Whoever wants backups makes it a real one."""
        return StillNightly(self.path, self.clocks.read().wall, lambda: self.zone)

    def open_journal(self) -> Journal:
        return Journal.open(self.path, utc_offset_s=self.offset_s)

    def _ports(self, prompter: Prompter) -> Ports:
        return Ports(
            clocks=self.clocks.read,
            compare=self.compare,
            sense=WithLid(self.sense, self.lid),
            holds=Holds([FakeHolds(self.on)]),
            disturb=lambda: self.disturbed,
            leads=lambda: self.leading,
            quiet=self.quiet,
            zone=lambda: self.zone,
            settings=self.settings,
            keeper=self.keeper,
            prompter=prompter,
            metronome=self.metronome,
            show=lambda view, _now: self.views.append(view),
            dock=lambda: "fake",
            sync=NoMeetings(),
            hindsight=Hindsight(self.journal, self.clocks.read().wall, lambda: self.zone, self.recount),
            open_week=lambda: self.opened.append(self.clocks.wall),
            nightly=self.nightly(),
            weekly=Weekly(self.journal, self.clocks.read().wall, self.local, self.notifier.show, Texts.english()),
            recorder=Recorder(self.record),
            boot=BOOT,
        )

    def recount(self) -> None:
        tell_past(self.turns, self.journal, self.clocks.read().wall)

    @property
    def rule(self) -> Rule:
        return self.settings.now.rule()

    def offset_s(self, at: Instant) -> int:
        return offset_s(at, self.zone)

    def quiet(self, rule: Rule, now: Instant) -> bool:
        return in_quiet(rule, now, self.zone)

    def compare(self, clocks: Clocks, poll_ms: int) -> Seen:
        return seen(self.watch, clocks, poll_ms)

    # ---- what a person and the machine do

    def advance(self, *, minutes: float = 0, seconds: float = 0, typing: bool = False) -> None:
        """Time passes, second by second; a tick comes whenever the metronome would give one."""
        waited = 0
        for _ in range(round(minutes * 60 + seconds)):
            self.clocks.pass_(SECOND)
            if typing:
                self.sense.touch()
            waited += SECOND
            if waited >= (self.metronome.every or self.settings.now.presence.poll):
                waited = 0
                self.tick()
        if waited:
            self.tick()

    def tick(self) -> None:
        self.tell(Tick())

    def tell(self, event: Event) -> None:
        self.agent.handle(event)

    def click(self, key: str) -> None:
        """A button of the prompt's notice: the hand moves there first."""
        self.sense.touch()
        self.tell(Outcome("prompt", "button", key))

    def kill(self) -> None:
        """kill -9: nothing more is written."""
        self.journal.close()

    def told(self, *kinds: type[Fact]) -> list[facts.Any]:
        """What stands in the journal, of these kinds."""
        with Journal.open(self.path, utc_offset_s=self.offset_s) as journal:
            return [entry.fact for entry in journal.facts(kinds=kinds)]

    def all(self, kind: type[Kindly]) -> list[Kindly]:
        return [fact for fact in self.told(kind) if isinstance(fact, kind)]

    def one(self, kind: type[Kindly]) -> Kindly:
        (fact,) = self.all(kind)
        return fact

    def published(self) -> Published:
        """What `unseat status` would read."""
        with Journal.open(self.path, utc_offset_s=self.offset_s) as journal:
            return msgspec.json.decode(journal.view() or b"", type=Published)

    def lines(self) -> Iterator[str]:
        return iter(self.record.getvalue().splitlines())
