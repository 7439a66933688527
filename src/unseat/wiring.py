"""Where real parts are chosen, and put together. Nothing else names a concrete sense or desktop part."""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

import msgspec

from unseat import catalogue
from unseat.agent import Agent, Inbox, Stop, Tick
from unseat.core import facts
from unseat.core.days import quiet_spans
from unseat.core.rule import Quiet
from unseat.core.timeline import Seen
from unseat.core.turns import Turns
from unseat.core.words import Instant, Millis
from unseat.desktop.base import Tray
from unseat.journal import Journal
from unseat.keeper import Keeper
from unseat.metronome import Metronome
from unseat.paths import Places, config_root
from unseat.ports import Ports
from unseat.prompter import Prompter
from unseat.recorder import Recorder
from unseat.senses import table
from unseat.senses.base import Clocks
from unseat.senses.clocks import Late, Slept, Stepped, Watch, boot_id, read_clocks
from unseat.settings import Settings, SettingsError, SettingsFile, load
from unseat.texts import Texts, choose_language
from unseat.version import VERSION
from unseat.waking import Now, left, live, wake
from unseat.weekly import Weekly
from unseat.zone import LocalZone

log = logging.getLogger(__name__)
Env = Mapping[str, str]
LAST_WORDS = 0.9
"""Seconds that the agent thread gets to write the open bout when the program ends."""


class LastGood:
    """The settings in force: those of the file as long as it is right, else the last that were."""

    def __init__(self, file: SettingsFile, first: Settings, fresh: Callable[[Settings], None]) -> None:
        self.now = first
        self._file = file
        self._fresh = fresh
        file.reread()

    def changed(self) -> bool:
        found = self._file.reread()
        if isinstance(found, SettingsError):
            log.error("The settings stay as they were: %s", found)
        if not isinstance(found, Settings) or found == self.now:
            return False
        self.now = found
        self._fresh(found)
        return True


def read_settings(places: Places) -> Settings:
    """Raises SettingsError."""
    return load(config_root() / "unseat.toml", places.config_file)


def read_texts(settings: Settings, env: Env) -> Texts:
    return Texts.for_language(choose_language(settings.exercises.language, env), config_root() / "locales")


def read_cards(places: Places) -> catalogue.Catalogue:
    """Raises CatalogueError for a shipped card; the person's own that are wrong are left out."""
    return catalogue.load([config_root() / "exercises", places.own_exercises])


def open_journal(places: Places, zone: LocalZone, mend_at: Instant | None = None) -> Journal:
    """Raises JournalError."""
    return Journal.open(places.journal_file, utc_offset_s=zone.offset_s, mend_at=mend_at)


def turns(settings: Settings, cards: catalogue.Catalogue) -> Turns:
    return Turns(cards.exercises, settings.exercises.places, settings.exercises.flags)


def fit(turn: Turns, settings: Settings) -> None:
    """Exercises as the settings now allow them."""
    turn.places, turn.flags = settings.exercises.places, settings.exercises.flags


class Program:
    """The agent and its tray: the agent in a thread of its own, the tray on the main thread (macOS wants it there)."""

    def __init__(self, env: Env, places: Places, settings: Settings, record: Path | None = None) -> None:
        from unseat.desktop.tray.choose import choose as choose_tray

        self.env, self.places, self.settings, self.record = env, places, settings, record
        self.texts = read_texts(settings, env)
        self.cards = read_cards(places)
        self.inbox: Inbox = Inbox()
        names = {card.id: card.name[self.texts.language] for card in self.cards.exercises}
        self.tray: Tray = choose_tray(env, self.inbox.put, self.texts, names)
        self.failed: Exception | None = None
        self._thread = threading.Thread(target=self._think, name="agent", daemon=True)

    def run(self) -> None:
        """Returns when the person quits, or a signal says so. Raises what kept the agent from starting."""
        for number in _ends():
            signal.signal(number, self._end)
        self._thread.start()
        try:
            self.tray.run()
        finally:
            self.inbox.put(Stop("the tray ended"))
            self._thread.join(LAST_WORDS)
        if self.failed:
            raise self.failed

    def _end(self, number: int, _frame: object) -> None:
        self.inbox.put(Stop(signal.Signals(number).name))
        self.tray.stop()

    def _think(self) -> None:
        """All of the agent's life, in its own thread: the journal's connection never leaves it."""
        try:
            assemble(self).run()
        except Exception as error:  # noqa: BLE001  told by the main thread
            self.failed = error
        finally:
            self.tray.stop()


def assemble(program: Program) -> Agent:
    """Opens the journal and builds the agent on what it left there. Raises JournalError."""
    clocks, zone, boot = read_clocks(), LocalZone(program.env), boot_id()
    journal = open_journal(program.places, zone, mend_at=clocks.wall)
    if journal.mended:
        log.error("%s", journal.mended)
    before, now = left(journal, clocks.wall), Now(clocks, boot)
    turn = turns(program.settings, program.cards)
    desk = wake(before, program.settings.rule(), turn, now)
    ports = _ports(program, Opened(journal, zone, clocks, boot, turn, before.read_to))
    return Agent(program.inbox, ports, live(ports, desk, before, now))


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened at the start, in the agent's thread."""

    journal: Journal
    zone: LocalZone
    clocks: Clocks
    boot: str
    turn: Turns
    read_to: int


def _ports(program: Program, opened: Opened) -> Ports:
    from unseat.desktop.notify import choose as choose_notifier

    inbox, tray, texts = program.inbox, program.tray, program.texts
    journal, zone, clocks, turn = opened.journal, opened.zone, opened.clocks, opened.turn
    sense = table.choose(program.env)
    if sense is None:
        log.warning(
            "%s",
            texts.say("Nothing here can be watched, so it counts as unwatched, not as sitting. See: unseat doctor"),
        )
    notifier = choose_notifier(program.env, texts, inbox.put)
    started = facts.AgentStarted(
        at=clocks.wall, version=VERSION, sense=sense.name if sense else None, tray=tray.name, notifier=notifier.name
    )
    watch = Watch(clocks)
    file = SettingsFile(config_root() / "unseat.toml", program.places.config_file)
    settings = LastGood(file, program.settings, lambda fresh: fit(turn, fresh))

    return Ports(
        clocks=read_clocks,
        compare=lambda now, poll: seen(watch, now, poll),
        sense=sense,
        holds=frozenset,
        quiet=lambda hours, now: in_quiet(hours, now, zone.zone()),
        zone=zone.zone,
        settings=settings,
        keeper=Keeper(journal, _troubled, started, opened.read_to),
        prompter=Prompter(notifier, {card.id: card for card in program.cards.exercises}, texts),
        metronome=Metronome(lambda: inbox.put(Tick())),
        show=tray.show,
        dock=lambda: tray.dock,
        weekly=Weekly(journal, clocks.wall, zone, notifier.show, texts),
        recorder=Recorder.to(program.record) if program.record else None,
        boot=opened.boot,
    )


def seen(watch: Watch, clocks: Clocks, poll_ms: int) -> Seen:
    """What the comparison of the clocks told, in the core's words."""
    told: dict[str, Millis | bool] = {}
    for happening in watch.look(clocks, poll_ms):
        match happening:
            case Slept(asleep=length):
                told["asleep"] = length
            case Late():
                told["late"] = True
            case Stepped(by=length):
                told["stepped"] = length
    return msgspec.structs.replace(Seen(), **told)


def in_quiet(hours: tuple[Quiet, ...], now: Instant, zone: tzinfo) -> bool:
    return bool(quiet_spans(hours, zone, now, Instant(now + 1)))


def _troubled(reason: str | None) -> None:
    if reason is None:
        log.warning("The journal works again; what was waiting has been written.")
    else:
        log.error("The journal cannot be written, so what happens is kept in memory: %s", reason)


def _ends() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


def log_to(path: Path) -> None:
    """A log for its owner alone: errors and what the agent could not do, never what the person did."""
    if path.exists() and path.stat().st_size > 1_000_000:
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o600)
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[logging.FileHandler(path, encoding="utf-8"), logging.StreamHandler(sys.stderr)],
    )
