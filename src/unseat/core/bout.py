"""A bout while it grows: from its first input to the last one known, with the provenance of every millisecond."""

from dataclasses import dataclass, field
from typing import Self

from unseat.core.watched import Bout, OpenBout
from unseat.core.words import Because, Instant, Millis, Posture


@dataclass(slots=True)
class Growing:
    """Desk time that may become a bout (it is none while it is a lone instant, see `real`).

    `last` is the last input or hold, `marked` the instant up to which time has been labelled, `last_input` the last
    real input (null in a bout that a hold began). `held` lists the stretches of hold since `marked`. `let_go` is the
    instant at which a declaration of standing ended, until the next input or a break tells where the bout ends.
    `since` is when it began by what the person said, null where they said nothing.
    """

    start: Instant
    posture: Posture
    last: Instant
    last_input: Instant | None
    idle_after: Millis
    marked: Instant
    input_ms: int = 0
    quiet_ms: int = 0
    held_ms: int = 0
    held: list[tuple[Instant, Instant]] = field(default_factory=list)
    let_go: Instant | None = None
    since: Instant | None = None

    @property
    def sat_from(self) -> Instant:
        """Since when the person has been in this posture, by what they said."""
        return self.start if self.since is None else self.since

    @property
    def real(self) -> bool:
        """A lone input is no bout."""
        return self.last > self.start

    def input_at(self, at: Instant) -> None:
        """An input that may follow a gap."""
        if at > self.marked:
            self._label(at, at, whole=self.last_input is not None and at - self.last_input <= self.idle_after)
        self._seen(at)

    def input_until(self, at: Instant) -> None:
        """Input without a gap up to `at`, however long it lasted."""
        self.input_ms += at - self.marked
        self._seen(at)

    def hold_until(self, since: Instant, at: Instant) -> None:
        """A hold without a gap from `since` to `at`."""
        if self.held and self.held[-1][1] == since:
            self.held[-1] = (self.held[-1][0], at)
        else:
            self.held.append((since, at))
        self.last = at

    def held_until(self, at: Instant) -> None:
        """What was held later counts no more."""
        self.held = [(since, min(to, at)) for since, to in self.held if since < at]

    def ended(self, at: Instant, because: Because, next_input: Instant | None = None) -> Bout | None:
        """The fact, or null where the bout has no length. `next_input`: the one that ended it, if one did.

        Without a next input the gap after the last one has no end, so a hold at the bout's end is `held`.
        """
        if at <= self.start:
            return None
        if at > self.marked:
            until = at if next_input is None else next_input
            near = next_input is not None and self.last_input is not None
            self._label(until, at, whole=near and until - (self.last_input or 0) <= self.idle_after)
        lengths = (Millis(self.input_ms), Millis(self.quiet_ms), Millis(self.held_ms))
        return Bout(
            at=at,
            start=self.start,
            posture=self.posture,
            input_ms=lengths[0],
            quiet_ms=lengths[1],
            held_ms=lengths[2],
            because=because,
        )

    def saved(self, seen: Instant, steady_ms: int, boot: str, limit: Millis | None) -> OpenBout:
        """As far as it is known at `seen`, its lengths as they would be if it ended at `last`."""
        copy = Growing(**{name: getattr(self, name) for name in self.__slots__})
        copy.held = list(self.held)
        copy._label(copy.last, copy.last, whole=False)
        return OpenBout(
            start=self.start,
            posture=self.posture,
            last=self.last,
            last_input=self.last_input,
            input_ms=Millis(copy.input_ms),
            quiet_ms=Millis(copy.quiet_ms),
            held_ms=Millis(copy.held_ms),
            seen=seen,
            steady_ms=steady_ms,
            boot=boot,
            limit_ms=limit,
        )

    @classmethod
    def resumed(cls, left: OpenBout, idle_after: Millis) -> Self:
        return cls(
            start=left.start,
            posture=left.posture,
            last=left.last,
            last_input=left.last_input,
            idle_after=idle_after,
            marked=left.last,
            input_ms=left.input_ms,
            quiet_ms=left.quiet_ms,
            held_ms=left.held_ms,
        )

    def _seen(self, at: Instant) -> None:
        self.last = self.last_input = self.marked = at
        self.held.clear()

    def _label(self, until: Instant, cut: Instant, *, whole: bool) -> None:
        """Labels the time from `marked` to `until`, counting only what lies before `cut`.

        `whole`: the gap between two real inputs is short, so all of it is input, whatever held meanwhile.
        """
        if whole:
            self.input_ms += cut - self.marked
            return
        cursor = self.marked
        for since, to in self.held:
            self._between(cursor, since, cut)
            self.held_ms += max(0, min(to, cut) - since)
            cursor = to
        self._between(cursor, until, cut)

    def _between(self, since: Instant, to: Instant, cut: Instant) -> None:
        """A gap with nothing in it: input up to `idle_after`, else quiet as a whole."""
        counted = max(0, min(to, cut) - since)
        if to - since <= self.idle_after:
            self.input_ms += counted
        else:
            self.quiet_ms += counted
