"""Joins the counter (when was the last input?) and the listening (what kind was it?). Pure: instants are arguments.

The rule
- Innocent until seen: what moves the counter counts as a person's input. So a person who presses one key and reads on
  is never lost, though the listening that follows sees nothing.
- When the counter has moved and the last listening began at least `every` ago, listen: a burst of `limit` at most,
  over at the first real input (a key let go, button, wheel, motion out of the radius). What moves the counter *during*
  a burst waits for its verdict, unless it is vouched for.
- A real input vouches for what follows during `vouch`: the next burst's verdict has come by then.
- Jitter (nothing but motion within the radius) ends the vouching, and from then on nothing counts until a listening
  sees a real input.
- A key that is held down (`Trace`: a cat, a book, a finger on an arrow) does the same, but the next listening begins at
  once: it hears the key let go, which is a real input. It makes no jiggler, and lifts neither that nor jitter.
- After jitter or a held key, or after three bursts on end without key, button or wheel, the next listening is a watch:
  as a burst, but without limit, and motion does not end it unless only a hand makes it (`Trace`). It costs nothing
  while nothing moves, knows a returning person at once, and tells a rhythm. During a watch, what moves the counter
  waits one look.
- Jiggler: jitter again and again (never `apart` without) for `jiggler_after`; or a watch whose strokes come by the
  clock for as long (`by_the_clock`), without a key, button, wheel or hand. Only one of those lifts it.

Its errors
- The first jitter after a quiet hour counts as one lone input (which is no bout), and jitter within `vouch` after a
  person left counts as theirs: at most 40 s too much.
- A person who comes back to a creeping mouse counts from the first input that a listening sees: at most `every` late.
- A held key counts until a burst has told: for one look after a quiet hour, for 40 s at most after somebody was there.
  One that repeats less than 2.3 times a second is told by a watch alone, so after three bursts. A person who holds a
  key for long counts at its beginning and its end; if the end falls between two listenings, at their next input.
- A jiggler with wide strokes counts as a person until it has gone on for `jiggler_after`; what was counted stays.
  One with random gaps, or in motion without end, cannot be told from a hand.
- A program that resets the counter without moving anything (some video players) counts as a person: its owner most
  likely watches. So does a touch screen, whose touches no listening sees: hence the first rule.
"""

from enum import StrEnum

import msgspec

from unseat.core.words import MINUTE, SECOND, Millis
from unseat.senses.base import Reading
from unseat.senses.rhythm import by_the_clock
from unseat.senses.trace import Manner, Seen

DOUBTFUL = 3


class Made(StrEnum):
    """What the last conclusive listening made of the input."""

    UNKNOWN = "unknown"
    REAL = "real"
    JITTER = "jitter"
    JIGGLER = "jiggler"
    HELD = "held"


BLAMED = (Made.JITTER, Made.JIGGLER, Made.HELD)


class Lengths(msgspec.Struct, frozen=True):
    """The lengths of the rule, in milliseconds. `limit` is just under a look, so a burst is over by the next."""

    every: int = 30 * SECOND
    limit: int = 4_500
    vouch: int = 40 * SECOND
    apart: int = 2 * MINUTE
    jiggler_after: int = 5 * MINUTE


class Advice(msgspec.Struct, frozen=True):
    """What to tell the agent, and in which manner to be listening from now on (null: not at all)."""

    reading: Reading
    listen: Manner | None


class Verdict:
    """The rule's state. Give it every look, in order; it never answers a last input earlier than the one before."""

    def __init__(self, lengths: Lengths | None = None) -> None:
        self._lengths = lengths or Lengths()
        self._made = Made.UNKNOWN
        self._told: int | None = None
        self._moved: int | None = None
        self._waiting: int | None = None
        self._vouched: int | None = None
        self._judged: int | None = None
        self._began: int | None = None
        self._manner: Manner | None = None
        self._unacted = 0
        self._jitter: tuple[int, int] | None = None

    def look(self, now: int, last: int | None, seen: Seen | None) -> Advice:
        """One look at the instant `now`: the counter's `last` input (null: no counter) and the listening so far.

        All are instants of the clock `steady`; `seen` is null when nothing listens.
        """
        if self._manner is not None:
            self._judge(seen or Seen(over=True))
        if last is None:
            self._manner = None
            return Advice(Reading(None, self._made.value), None)
        if self._stir(min(last, now)):
            self._manner = self._manner or self._next(now)
        told = self._told if self._told is not None else now
        return Advice(Reading(Millis(max(now - told, 0)), self._made.value), self._manner)

    def _judge(self, seen: Seen) -> None:
        moved, jitter, held = self._news(seen.moved_at), self._news(seen.jitter_at), self._news(seen.held_at)
        if seen.acted_at is not None:
            self._real(seen.acted_at)
        elif moved is not None and self._made is not Made.JIGGLER:
            self._real(moved)
        elif self._manner is Manner.BURST and not seen.over:
            return
        elif held is not None:
            self._hold()
        elif jitter is not None:
            self._blame(jitter)
        else:
            self._nothing()
        if by_the_clock(seen.strokes, self._lengths.jiggler_after) and seen.acted_at is None:
            self._condemn()
        self._judged = max((at for at in (self._judged, moved, jitter, held) if at is not None), default=None)
        if seen.over:
            self._manner = None
            self._unacted = 0 if seen.acted_at is not None else self._unacted + 1

    def _news(self, at: int | None) -> int | None:
        return at if at is not None and (self._judged is None or at > self._judged) else None

    def _real(self, at: int) -> None:
        self._made = Made.REAL
        self._vouched = at + self._lengths.vouch
        self._jitter = None
        self._waiting = None
        self._tell(at)

    def _blame(self, at: int) -> None:
        self._waiting = None
        self._vouched = None
        since, latest = self._jitter or (at, at)
        self._jitter = (at if at - latest > self._lengths.apart else since, at)
        if at - self._jitter[0] >= self._lengths.jiggler_after:
            self._condemn()
        elif self._made is not Made.JIGGLER:
            self._made = Made.JITTER

    def _hold(self) -> None:
        if self._made not in BLAMED:
            self._made = Made.HELD

    def _nothing(self) -> None:
        if self._made not in BLAMED:
            self._made = Made.UNKNOWN
            if self._waiting is not None:
                self._tell(self._waiting)
        self._waiting = None

    def _condemn(self) -> None:
        self._made = Made.JIGGLER
        self._vouched = None

    def _stir(self, last: int) -> bool:
        """Takes the counter's last input; whether it has moved."""
        if self._moved is not None and last <= self._moved:
            return False
        first, self._moved = self._moved is None, last
        if self._made in BLAMED:
            return True
        if self._manner is None or (self._vouched is not None and last <= self._vouched):
            self._tell(last)
        else:
            self._waiting = last
        return not first

    def _tell(self, at: int) -> None:
        self._told = at if self._told is None else max(self._told, at)

    def _next(self, now: int) -> Manner | None:
        soon = self._began is not None and now - self._began < self._lengths.every
        if soon and self._made is not Made.HELD:
            return None
        self._began = now
        return Manner.WATCH if self._made in BLAMED or self._unacted >= DOUBTFUL else Manner.BURST
