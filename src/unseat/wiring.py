"""Where real parts are chosen, and put together. Nothing else names a concrete sense or desktop part."""

import logging
import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

import msgspec

from unseat.agent import Agent
from unseat.before_sleep import BeforeSleep
from unseat.core import facts
from unseat.core.days import kept_free
from unseat.core.rule import Rule
from unseat.core.timeline import Seen
from unseat.core.turns import Turns
from unseat.core.words import Instant, Millis
from unseat.desktop.base import Tray
from unseat.desktop.child import ChildWindows, can_show
from unseat.desktop.instance import running
from unseat.hindsight import Hindsight
from unseat.inbox import Inbox, Tick
from unseat.itself import part
from unseat.journal import Journal
from unseat.journal.backup import lost
from unseat.keeper import Keeper
from unseat.metronome import Metronome
from unseat.nightly import Nightly
from unseat.paths import Places, config_root
from unseat.person import Person
from unseat.ports import Beats, Ports
from unseat.prompter import Prompter
from unseat.recorder import Recorder
from unseat.senses import table
from unseat.senses.base import Clocks, InputSense
from unseat.senses.clocks import Late, Slept, Stepped, Watch, boot_id, read_clocks
from unseat.senses.holding import choose as choose_holding
from unseat.senses.lid import WithLid
from unseat.senses.rechosen import Rechosen
from unseat.senses.survey import Env
from unseat.settings import LastGood, Settings, SettingsFile
from unseat.sync.worker import Worker
from unseat.turning import fit, tell_past, turns
from unseat.version import VERSION
from unseat.waking import Now, left, live, wake
from unseat.weekly import Weekly
from unseat.zone import LocalZone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class World:
    """Clocks, input and the beat. Another one, in which time goes faster, lets the agent live a week in a minute."""

    clocks: Callable[[], Clocks] = read_clocks
    sense: Callable[[Env], InputSense | None] = table.choose
    metronome: Callable[[Callable[[], None]], Beats] = Metronome


@dataclass(frozen=True, slots=True)
class Start:
    """What there is before the journal is opened. `record` names a file for an activity log, if one is wanted."""

    me: Person
    inbox: Inbox
    tray: Tray
    record: Path | None = None
    world: World = World()


def start(me: Person, record: Path | None = None) -> Start:
    """Raises SettingsError, CatalogueError. The tray looks for a panel only when it runs."""
    from unseat.desktop.tray.choose import choose as choose_tray

    inbox = Inbox()
    return Start(me, inbox, choose_tray(me.env, inbox.put, me.texts, me.names), record)


def assemble(start: Start) -> Agent:
    """Opens the journal and builds the agent on what it left there. Raises JournalError."""
    me, clocks, boot = start.me, start.world.clocks(), boot_id()
    if lost(me.places.journal_file):
        log.warning("The journal is gone, so a new one begins. For what its backups hold: unseat doctor --repair")
    journal = me.open_journal(mend_at=clocks.wall)
    if journal.mended:
        log.error("%s", journal.mended)
    before, now = left(journal, clocks.wall), Now(clocks, boot)
    turn = turns(me)
    desk = wake(before, me.settings.rule(), turn, now)
    windows = ChildWindows(start.inbox.put) if can_show(me.env) else None
    ports = _ports(start, Opened(journal, clocks, boot, turn, before.read_to, windows))
    if windows and is_first(journal, me.places):
        windows.profile(first=True)
    return Agent(start.inbox, ports, live(ports, desk, before, now))


def is_first(journal: Journal, places: Places) -> bool:
    """Whether the person has neither been welcomed nor written settings of their own."""
    return not places.config_file.exists() and journal.last(facts.Welcomed) is None


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened at the start, in the agent's thread."""

    journal: Journal
    clocks: Clocks
    boot: str
    turn: Turns
    read_to: int
    windows: ChildWindows | None


def _ports(start: Start, opened: Opened) -> Ports:
    from unseat.desktop.notify import choose as choose_notifier

    me, inbox, tray, texts, zone = start.me, start.inbox, start.tray, start.me.texts, start.me.zone
    journal, clocks, turn, world = opened.journal, opened.clocks, opened.turn, start.world
    sense = Rechosen(lambda: world.sense(me.env))
    if not sense.name:
        log.warning(
            "%s",
            texts.say("Nothing here can be watched, so it counts as unwatched, not as sitting. See: unseat doctor"),
        )
    notifier = choose_notifier(me.env, texts, inbox.put)
    started = facts.AgentStarted(
        at=clocks.wall, version=VERSION, sense=sense.name or None, tray=tray.name, notifier=notifier.name
    )
    watch = Watch(clocks)
    holding = choose_holding(me.env, BeforeSleep(inbox.put))
    file = SettingsFile(config_root() / "unseat.toml", me.places.config_file)
    settings = LastGood(file, me.settings, lambda fresh: take_up(me, turn, fresh))

    return Ports(
        clocks=world.clocks,
        compare=lambda now, poll: seen(watch, now, poll),
        sense=WithLid(sense, holding.lid),
        holds=holding.holds,
        disturb=holding.disturbing,
        leads=lambda: running(me.places.session_lock) is not None,
        quiet=lambda rule, now: in_quiet(rule, now, zone.zone()),
        zone=zone.zone,
        settings=settings,
        keeper=Keeper(journal, _troubled, started, opened.read_to),
        prompter=Prompter(notifier, {card.id: card for card in me.cards.exercises}, texts, opened.windows),
        metronome=world.metronome(lambda: inbox.put(Tick())),
        show=tray.show,
        dock=lambda: tray.dock,
        open_week=open_week,
        hindsight=Hindsight(journal, clocks.wall, zone.zone, lambda: tell_past(turn, journal, world.clocks().wall)),
        nightly=Nightly(journal.path, clocks.wall, zone.zone),
        sync=Worker(journal.path, LocalZone(me.env).offset_s, lambda: settings.now.sync.folder, clocks.wall),
        weekly=Weekly(journal, clocks.wall, zone, notifier.show, texts),
        recorder=Recorder.to(start.record) if start.record else None,
        boot=opened.boot,
    )


def take_up(me: Person, turn: Turns, fresh: Settings) -> None:
    """What is not asked of the settings each time: which exercises fit, how weeks begin, and the language."""
    fit(turn, fresh, me.zone.zone)
    me.speak(fresh)


def open_week() -> None:
    """Has the verb make and open the page: it needs libraries that the agent must not carry."""
    argv = [*part("unseat"), "week", "--open"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    threading.Thread(target=subprocess.run, args=(argv,), kwargs={"check": False, **quiet}, daemon=True).start()


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


def in_quiet(rule: Rule, now: Instant, zone: tzinfo) -> bool:
    return bool(kept_free(rule, zone, now, Instant(now + 1)))


def _troubled(reason: str | None) -> None:
    if reason is None:
        log.warning("The journal works again; what was waiting has been written.")
    else:
        log.error("The journal cannot be written, so what happens is kept in memory: %s", reason)
