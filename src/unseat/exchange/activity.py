"""The journal's bouts as an activity log (DESIGN 4.4), so that they can be replayed.

A replay under the same rule gives the same bouts. What the journal does not keep is not made up: when in a bout the
pauses were (they are put at its end), whether a hold was a call or a presentation (it is written as a call), what was
answered to prompts. The pause of an exercise is written as unwatched.

    bout      ├──────────────────────────────┤
    input     ├────────────┤    ·    ·
    call                             ├───────┤
                 input       quiet      held
"""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from unseat.core.moments import Interval
from unseat.core.rule import Rule
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Because, Instant, Kind, Posture

ENDED_BY = {
    Because.LOCKED: Kind.LOCKED,
    Because.ASLEEP: Kind.ASLEEP,
    Because.UNWATCHED: Kind.UNWATCHED,
    Because.SESSION: Kind.UNWATCHED,
}


def activity_lines(bouts: Iterable[Bout], rule: Rule) -> Iterator[str]:
    """One line of JSON for each interval, in the order of time. `rule`: that under which the bouts were found."""
    for interval in sorted(activity(bouts, rule)):
        entry = {"start": _iso(interval.start), "end": _iso(interval.end), "what": interval.kind.value}
        yield json.dumps(entry)


def activity(bouts: Iterable[Bout], rule: Rule) -> Iterator[Interval]:
    """The intervals of which a replay makes these bouts."""
    ordered = sorted(bouts, key=lambda bout: bout.start)
    for number, bout in enumerate(ordered):
        following = ordered[number + 1].start if number + 1 < len(ordered) else None
        yield from _presence(bout, _last(bout, following, rule), rule)
        if bout.posture is Posture.STANDING:
            yield Interval(bout.start, bout.at, Kind.STANDING)
        elif bout.because is Because.STANDING:
            yield Interval(bout.at, bout.at, Kind.STANDING)
        if bout.because in ENDED_BY:
            yield Interval(bout.at, max(bout.at, following or bout.at), ENDED_BY[bout.because])


def _last(bout: Bout, following: Instant | None, rule: Rule) -> Instant:
    """Its last input or hold. Where a declaration began or ended there, one more input would begin the next bout too
    early; unless that is so far off that it would be a lone one."""
    lone = bout.posture is Posture.STANDING and (following is None or following - bout.at >= rule.break_after)
    return bout.at if lone or bout.because is not Because.STANDING else Instant(bout.at - 1)


def _presence(bout: Bout, end: Instant, rule: Rule) -> Iterator[Interval]:
    """Input first, then pauses each of which is quiet by the rule, then what was held."""
    held_from = Instant(max(bout.start, end - bout.held_ms))
    pauses = list(_pauses(min(bout.quiet_ms, held_from - bout.start), rule))
    last = Instant(held_from - sum(pauses))
    if last > bout.start or pauses or not bout.held_ms:
        yield Interval(bout.start, last, Kind.INPUT)
    for pause in pauses:
        last = Instant(last + pause)
        yield Interval(last, last, Kind.INPUT)
    if bout.held_ms:
        yield Interval(held_from, end, Kind.CALL)


def _pauses(quiet: int, rule: Rule) -> Iterator[int]:
    """As few pauses as the rule allows that make up the quiet time; none where it would not call them quiet."""
    longest = rule.break_after - 1
    count = -(-quiet // longest)
    if not count or quiet // count <= rule.idle_after:
        return
    for n in range(count):
        yield quiet // count + (n < quiet % count)


def _iso(at: Instant) -> str:
    return datetime.fromtimestamp(at / SECOND, UTC).isoformat(timespec="milliseconds")
