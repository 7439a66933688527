"""The day as the agent lives it: clocks and senses in, moments through the desk."""

from collections.abc import Iterable

import msgspec

from unseat.core import facts
from unseat.core.desk import Desk
from unseat.core.looking import Looking, Sample
from unseat.core.moments import Moment, Said
from unseat.core.prompt import blocked
from unseat.core.timeline import Timeline
from unseat.core.words import Instant, Kind, Millis
from unseat.ports import Ports
from unseat.senses.base import Reading
from unseat.senses.holds import Caps, Quiet


class Living:
    """`paused`: since when and until when, null when prompts are not paused. `standing`: declared, and still so.

    `meeting`: until when the person said that they are in one, which holds like a call; null when in none.
    """

    def __init__(self, ports: Ports, desk: Desk, timeline: Timeline) -> None:
        self.ports = ports
        self.desk = desk
        self.timeline = timeline
        self.looking = Looking(timeline.now, desk.presence.on)
        self.began = timeline.now
        self.paused: tuple[Instant, Instant | None] | None = None
        self.meeting: Instant | None = None
        self._flowed: Instant | None = None
        self.standing = desk.presence.declared
        self.jiggler = False

    @property
    def now(self) -> Instant:
        return self.timeline.now

    @property
    def exercise(self) -> str | None:
        """The one that runs or is offered."""
        running, prompt = self.desk.running, self.desk.prompts.prompt
        return running.exercise if running else prompt.exercise if prompt else None

    def look(self, poll_ms: int, heard: Iterable[tuple[Instant, Said]] = ()) -> None:
        """One look, meant to come `poll_ms` after the last: everything up to now, lived through by the desk.

        `heard` is what siblings wrote down meanwhile, each with the instant at which the person said it.
        """
        clocks = self.ports.clocks()
        happened = self.ports.compare(clocks, poll_ms)
        spent = self.timeline.look(clocks.steady, happened)
        if happened.stepped:
            self._clock_was_set(clocks.wall, clocks.steady, happened.stepped)
            spent = ()
        elif self._idle and clocks.wall > self.desk.now:
            self.timeline.name_anew(clocks.wall, clocks.steady)
        reading = self.ports.sense.look(clocks.steady) if self.ports.sense else Reading(None)
        self._noticed(reading)
        last = None if reading.idle_ms is None else Instant(self.now - reading.idle_ms)
        since, due = self.looking.looked, self.desk.shows_at
        seen = self.looking.look(Sample(now=self.now, last_input=last, on=self._on(), spent=spent))
        if due is not None:
            seen = [_before(due, since, moment) for moment in seen]
        said = [Moment(min(max(at, self.desk.now), self.now), said=(saying,)) for at, saying in heard]
        for moment in sorted([*seen, *said], key=lambda one: one.at):
            self._live(moment)
        self.desk.advance(self.now)
        self.standing = self.standing and self.desk.presence.declared

    def say(self, said: Iterable[Said]) -> None:
        """What the person says, at the instant of the last look."""
        sayings = tuple(said)
        if sayings:
            self._live(Moment(self.now, said=sayings))

    @property
    def _idle(self) -> bool:
        return self.desk.presence.bout is None and self.desk.running is None

    def _live(self, moment: Moment) -> None:
        if self.ports.recorder:
            self.ports.recorder.moment(moment)
        self.desk.step(moment)

    def _clock_was_set(self, wall: int, steady: int, by_ms: Millis) -> None:
        self.desk.advance(self.now)
        self.timeline.name_anew(wall, steady)
        self.desk.rename(self.now)
        self.desk.tell(facts.ClockStepped(at=self.now, by_ms=by_ms))
        self.looking = Looking(self.now, self.looking.on)

    def _noticed(self, reading: Reading) -> None:
        jiggler = reading.kind == "jiggler"
        if jiggler and not self.jiggler:
            self.desk.tell(facts.JigglerSeen(at=self.now, since=self.looking.last_input or self.began))
        self.jiggler = jiggler

    def _on(self) -> frozenset[Kind]:
        """What is on beside input: holds and locks that are seen, and what the person declared or set."""
        if self.paused and self.paused[1] is not None and self.paused[1] <= self.now:
            self.paused = None
        if self.meeting is not None and self.meeting <= self.now:
            self.meeting = None
        rule = self.desk.prompts.rule
        marks = {
            Kind.PAUSED: self.paused is not None,
            Kind.STANDING: self.standing,
            Kind.QUIET_HOURS: bool(rule.quiet or rule.working) and self.ports.quiet(rule, self.now),
            Kind.DO_NOT_DISTURB: self.ports.disturb() is True,
            Kind.CALL: self.meeting is not None,
        }
        return self._held() | {kind for kind, is_on in marks.items() if is_on}

    def _held(self) -> frozenset[Kind]:
        presence, last = self.ports.settings.now.presence, self.looking.last_input
        caps = Caps(call=presence.call_up_to, presentation=presence.video_up_to)
        if self.looking.flowing:
            self._flowed = self.now
        flow = None if self._flowed is None else self.now - self._flowed
        return self.ports.holds.look(Quiet(None if last is None else self.now - last, flow), caps)


def _before(due: Instant, since: Instant, moment: Moment) -> Moment:
    """What keeps prompts back is dated to the look that finds it. Where one was to come at `due`, after the look
    before, it is taken to have begun before that: nobody knows, and a prompt in a call is the worse mistake."""
    if not blocked(frozenset(moment.begins)) or not since < due <= moment.at:
        return moment
    return msgspec.structs.replace(moment, at=Instant(due - 1))
