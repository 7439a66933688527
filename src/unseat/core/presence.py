"""Presence: from inputs, holds, locks and declarations to bouts and breaks (DESIGN 4.2).

    away ──input or hold──> at the desk ──no input for break_after──> away       (back-dated to the last input)
      ^                        │  ^  └──── locked, asleep, unwatched ───> away, at once
      │                        │  └ next input ┐
      └──── break_after ─── standing <──declared┘

Nothing here knows the time: it is told, and asked for the next instant at which something happens by itself.
"""

from dataclasses import dataclass
from typing import Protocol

from unseat.core.bout import Growing
from unseat.core.moments import Moment
from unseat.core.rhythm import Rhythm
from unseat.core.rule import Rule
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import ENDERS, HOLDS, Because, Instant, Kind, Millis, Posture


class Told(Protocol):
    """Who hears of bouts and breaks as they become certain."""

    def bout(self, bout: Bout) -> None: ...

    def break_over(self, break_: Break) -> None: ...


@dataclass(slots=True)
class Away:
    """A break in sitting that goes on. `clear`: no lock, sleep, hold or standing was seen in it."""

    start: Instant
    because: Because
    clear: bool = True


class Presence:
    """Feed it `advance` and `change` in the order of time."""

    def __init__(self, rule: Rule, told: Told) -> None:
        self.rule = rule
        self.told = told
        self.on: set[Kind] = set()
        self.bout: Growing | None = None
        self.away: Away | None = None
        self.declared = False
        self.last_input: Instant | None = None
        self.active = False
        self.rhythm = Rhythm()
        self._advanced = Instant(0)

    # ---- what others may ask

    @property
    def sitting(self) -> Growing | None:
        """The sitting bout that goes on, even if it is still a lone instant."""
        return self.bout if self.bout and self.bout.posture is Posture.SITTING else None

    @property
    def watched(self) -> bool:
        return self.on.isdisjoint(ENDERS)

    @property
    def _held(self) -> bool:
        return not self.on.isdisjoint(HOLDS)

    def deadline(self) -> Instant | None:
        """When the bout turns out to have ended, if nothing comes before."""
        if self.bout is None or self.active:
            return None
        return Instant(self.bout.last + self.limit)

    @property
    def limit(self) -> Millis:
        """From how long a gap on it is a break, by the rule and the inputs up to now."""
        least, most = self.rule.break_after, self.rule.break_after_most
        if most is None or self.bout is None:
            return least
        return self.rhythm.limit(self.bout.last, least, most)

    # ---- time

    def advance(self, to: Instant) -> None:
        """Time passes with what is on; no deadline may lie before `to`."""
        if self.active and self.bout and to > self._advanced:
            if Kind.INPUT in self.on:
                self.bout.input_until(to)
                self.last_input = to
            else:
                self.bout.hold_until(self._advanced, to)
            self._certain()
        self._advanced = max(self._advanced, to)

    def expire(self) -> None:
        """The deadline has come: the break began at the last input or hold."""
        if self.bout:
            self._end(self.bout.last, Because.NO_INPUT)

    def change(self, moment: Moment) -> bool:
        """What begins and ends at one instant; answers whether the person was active then."""
        at, seen = moment.at, False
        inputs = Kind.INPUT in self.on or Kind.INPUT in moment.begins
        begun = any(kind in HOLDS for kind in moment.begins)
        holds = self._held or begun
        if self.watched:
            seen = self._touch(at, inputs=inputs, holds=begun)
            for kind in ENDERS:
                if kind in moment.begins:
                    self._outranked(Because(kind.value))
                    seen = False
        outranked = not self.watched or any(kind in ENDERS for kind in moment.begins)
        self.on.update(moment.begins)
        self.on.difference_update(moment.ends)
        if self.watched:
            if outranked:
                seen = self._touch(at, inputs=inputs, holds=holds)
            self._declarations(moment)
        self.active = self.watched and (Kind.INPUT in self.on or self._held)
        return seen or self.active

    def cut(self, started: Instant, ended: Instant) -> None:
        """A verified session from `started` to `ended`: the sitting bout ended where it began."""
        bout = self.sitting
        if bout is None:
            return
        bout.held_until(started)
        self._end(max(started, bout.marked), Because.SESSION)
        if self.active:
            self._touch(ended, inputs=Kind.INPUT in self.on, holds=self._held)

    def rename(self, now: Instant) -> None:
        """The clock was set to `now`, after everything open was closed."""
        self.bout, self.last_input, self._advanced = None, None, now
        self.rhythm = Rhythm()
        if self.away:
            self.away.start = min(self.away.start, now)

    # ---- the bout still open, for the journal and the end of a record

    def open_bout(self, seen: Instant, steady_ms: int, boot: str) -> OpenBout | None:
        if self.bout is None:
            return None
        return self.bout.saved(seen, steady_ms, boot, None if self.rule.break_after_most is None else self.limit)

    def resume(self, open_bout: OpenBout) -> None:
        """Goes on from what an earlier run wrote down; what was held then stays held."""
        self.bout = Growing.resumed(open_bout, self.rule.idle_after)
        self.declared = open_bout.posture is Posture.STANDING
        self.on = {Kind.STANDING} if self.declared else set()
        self.last_input = open_bout.last_input
        self._advanced = open_bout.last
        if open_bout.limit_ms is not None:
            self.rhythm.resume(open_bout.seen, open_bout.limit_ms)

    def unfinished(self) -> Bout | None:
        """The bout still open at the end of a record: its end is no break, and its reason means nothing."""
        if self.bout is None:
            return None
        end = self.bout.let_go if self.bout.let_go is not None else self.bout.last
        return self.bout.ended(end, Because.UNWATCHED)

    # ---- steps

    def _touch(self, at: Instant, *, inputs: bool, holds: bool) -> bool:
        if not (inputs or holds):
            return False
        if self.bout and self.bout.let_go is not None:
            self._stood(self.bout.let_go, at if inputs else None)
        if self.bout is None:
            self._begin(at, Posture.SITTING, at if inputs else None)
        elif inputs:
            self.bout.input_at(at)
        else:
            self.bout.hold_until(at, at)
        if inputs:
            self._in_rhythm(at)
            self.last_input = at
        self._certain()
        return True

    def _in_rhythm(self, at: Instant) -> None:
        """A gap within a bout; one that a hold filled says nothing of the person's rhythm."""
        if self.bout and self.last_input is not None and self.bout.start <= self.last_input < at and not self._held:
            self.rhythm.gap(at, at - self.last_input)

    def _begin(self, at: Instant, posture: Posture, last_input: Instant | None) -> None:
        self.bout = Growing(at, posture, at, last_input, self.rule.idle_after, marked=at)

    def _certain(self) -> None:
        """A sitting bout that is more than a lone input ends the break before it."""
        bout, away = self.sitting, self.away
        if bout is None or away is None or not bout.real:
            return
        self.away = None
        short = bout.start - away.start <= self.rule.unknown_up_to
        unknown = away.because is Because.NO_INPUT and away.clear and short
        self.told.break_over(Break(start=away.start, at=bout.start, because=away.because, unknown=unknown))

    def _end(self, at: Instant, because: Because, next_input: Instant | None = None) -> None:
        bout, self.bout, self.declared = self.bout, None, False
        fact = bout.ended(at, because, next_input) if bout else None
        if fact is None:
            return
        if fact.posture is Posture.SITTING:
            self.away = Away(at, because)
        self.told.bout(fact)

    def _outranked(self, because: Because) -> None:
        if self.bout:
            self._end(self.bout.last, because)
        if self.away:
            self.away.clear = False

    def _declarations(self, moment: Moment) -> None:
        if Kind.STANDING in moment.begins:
            self._stand(moment.at)
        if Kind.STANDING in moment.ends and self.declared and self.bout:
            self.declared = False
            self.bout.let_go = moment.at
            inputs = Kind.INPUT in self.on or Kind.INPUT in moment.ends
            self._touch(moment.at, inputs=inputs, holds=self._held)

    def _stand(self, at: Instant) -> None:
        """Declaring is itself an input: it ends the sitting bout there and starts a standing one."""
        self._touch(at, inputs=True, holds=False)
        if self.sitting:
            self._end(at, Because.STANDING)
            self._begin(at, Posture.STANDING, at)
        self.declared = True
        if self.away:
            self.away.clear = False

    def _stood(self, let_go: Instant, next_input: Instant | None) -> None:
        self._end(let_go, Because.STANDING, next_input)
