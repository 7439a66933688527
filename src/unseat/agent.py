"""The agent: one loop over one inbox. Threads meet here and nowhere else.

The metronome ticks, the agent samples, the core says what happened and what to do, the agent writes the fact and
shows the view. Other threads only put events in the inbox; the one here holds all state.
"""

import logging
import queue

import msgspec

from unseat.core import facts
from unseat.core.desk import Desk
from unseat.core.moments import Said
from unseat.core.view import Aside, Parts, View
from unseat.core.viewing import open_prompt, view_of
from unseat.core.watched import OpenBout
from unseat.core.words import SECOND, Instant, Kind, Millis
from unseat.desktop.base import Command, Outcome
from unseat.hearing import Hearing
from unseat.inbox import Event, Inbox, Save, Stop, Tick
from unseat.living import Living
from unseat.manner import Manner, manner_of
from unseat.missing import Missing
from unseat.ports import Ports

log = logging.getLogger(__name__)
SOON = 1 * SECOND
"""How often the desk is looked at while a prompt waits for its pause."""


class Agent:
    """`run` occupies the thread it is called in until a `Stop`, or the tray's "quit", comes out of the inbox."""

    def __init__(self, inbox: Inbox, ports: Ports, living: Living) -> None:
        self.inbox = inbox
        self.ports = ports
        self.living = living
        self.hearing = Hearing(ports, living, self._quit)
        self.stopping: str | None = None
        self._asked: Instant | None = None
        self._left = open_prompt(living.desk)
        self._missing = Missing()

    @property
    def desk(self) -> Desk:
        return self.living.desk

    @property
    def _led(self) -> bool:
        """Whether a window leads the person through an exercise."""
        return self.desk.running is not None and self.desk.running.led

    def run(self) -> None:
        self.handle(Tick())
        self.ports.metronome.start(self._poll())
        while self.stopping is None:
            self.handle(self._next())
        self._close()

    def handle(self, event: Event) -> None:
        """One event. One that fails is logged, and the loop lives on."""
        try:
            self._handle(event)
        except Exception:
            log.exception("This event failed: %r", event)

    def _go_on(self) -> None:
        """What the agent before had in front of the person comes back; an offer once every sense has told, and nothing
        keeps prompts back. One that was answered or begun meanwhile does not."""
        left = self._left
        if left is None:
            return
        if self._led or open_prompt(self.desk) != left:
            self._left = None
        elif left.started is not None or self._may_offer():
            self._left = None
            self.ports.prompter.go_on(left, self.desk.turn.starts(left.exercise), self._manner())

    def _may_offer(self) -> bool:
        return self.desk.prompts.may_come(self.living.now, self.desk.presence)

    def _next(self) -> Event:
        """The scheduler counts by the wall clock: set back by an hour, it would be silent for one."""
        try:
            return self.inbox.get(timeout=3 * self._poll() / 1000)
        except queue.Empty:
            self.ports.metronome.beat(self._poll(), anew=True)
            return Tick()

    def _handle(self, event: Event) -> None:
        if isinstance(event, Stop):
            self._quit(event.why)
        if self.ports.settings.changed():
            self.desk.change_rule(self.ports.settings.now.rule())
        if rule := self.ports.hindsight.new_rule(self.desk.prompts.rule, self.living.now):
            self.desk.tell(rule)
        gone = self._led and not self.ports.leads()  # asked before reading: a window writes first, and then lets go
        wishes = [(entry.at, self.hearing.wish(entry.fact)) for entry in self.ports.keeper.siblings()]
        self.living.look(self._poll(), [(at, said) for at, said in wishes if said])
        if (arrived := self.ports.keeper.arrived(self.living.now)) is not None:
            self.hearing.elsewhere([entry.fact for entry in arrived])
        if said := self._said(event):
            self.living.say([said])
        if gone:
            self.desk.left_alone()
        self._give_week()
        self._tell()
        self._back_up()
        self.ports.sync.look(self.living.now, lambda: self.ports.keeper.journal.newest)
        if isinstance(event, Save):
            self.ports.keeper.save(self._open_bout(), self.living.now)
            event.done()
        self.ports.metronome.beat(self._poll())

    def _said(self, event: Event) -> Said | None:
        if isinstance(event, Command):
            return self.hearing.command(event)
        if isinstance(event, Outcome):
            return self.hearing.outcome(event)
        return None

    def _give_week(self) -> None:
        """At the first input after its moment, and never on top of a prompt, a pause or a call."""
        desk, now, settings = self.desk, self.living.now, self.ports.settings.now
        free = desk.prompts.prompt is None and desk.running is None and self._may_offer()
        if not (free and self.living.looking.flowing and desk.presence.sitting):
            return
        if due := self.ports.weekly.due(now, settings):
            desk.tell(self.ports.weekly.give(now, due, settings))

    def _back_up(self) -> None:
        quiet = not self.living.looking.flowing and self.desk.prompts.prompt is None and self.desk.running is None
        self.ports.nightly.look(self.living.now, self.ports.settings.now.presence.day_starts, quiet=quiet)

    def _tell(self) -> None:
        """Writes what has become certain, then shows it."""
        new = self.desk.take()
        self.ports.keeper.keep(new, self._open_bout(), self.living.now)
        self.ports.hindsight.settle(new, self.desk, self._open_bout(), self.living.now)
        self._go_on()
        self._prompt(new)
        self._show()

    def _prompt(self, new: list[facts.Any]) -> None:
        manner = self._manner()
        for fact in new:
            if self.ports.recorder:
                self.ports.recorder.fact(fact)
            self.ports.prompter.told(fact, manner)
        running = self.desk.running
        if running and running.asks(self.living.now) and self._asked != running.started:
            self._asked = running.started
            self.ports.prompter.ask(running.exercise, manner.lasts)

    def _manner(self) -> Manner:
        return manner_of(self.desk, self.ports.settings.now.prompts.show, self.living.now)

    def _view(self) -> View:
        living, failed = self.living, self.ports.prompter.failed
        view = view_of(self.desk, began=living.began, paused=living.paused, failed=failed, jiggler=living.jiggler)
        return msgspec.structs.replace(view, aside=self._aside(), meeting_until=living.meeting)

    def _aside(self) -> Aside:
        now, ports = self.living.now, self.ports
        return Aside(ports.hindsight.gap(now), ports.weekly.check_due(now, ports.settings.now))

    def _show(self) -> None:
        living, ports, view = self.living, self.ports, self._view()
        sense, dock = ports.sense.name or None if ports.sense else None, ports.dock()
        notifier = None if ports.prompter.broken else ports.prompter.notifier.name
        parts = Parts(sense, None if dock == "none" else dock, notifier)
        if self.stopping is None:  # else the icon has gone as it should
            self._missing.look(parts, watched=Kind.UNWATCHED not in living.looking.on)
        ports.keeper.publish(view, parts, living.now)
        ports.show(view, living.now)

    def _poll(self) -> Millis:
        """Every few seconds, at least once per `idle_after`; every second while a prompt waits for its pause."""
        presence = self.ports.settings.now.presence
        poll = Millis(min(presence.poll, presence.idle_after))
        return Millis(min(poll, SOON)) if self.desk.waits_for_pause else poll

    def _open_bout(self) -> OpenBout | None:
        return self.desk.presence.open_bout(self.living.now, self.ports.clocks().steady, self.ports.boot)

    def _quit(self, why: str) -> None:
        self.stopping = why

    def _close(self) -> None:
        """The open bout goes to disk; a new start within `break_after` goes on with it."""
        self.ports.metronome.stop()
        self.ports.nightly.close()
        stopped = facts.AgentStopped(at=self.living.now, why=self.stopping or "")
        self.ports.keeper.close(stopped, self._open_bout(), self.living.now)
        self.ports.prompter.notifier.close()
        if self.ports.sense:
            self.ports.sense.close()
        self.ports.holds.close()
        if self.ports.recorder:
            self.ports.recorder.close(self.living.now)
