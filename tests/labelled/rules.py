"""What each program would take for sitting, by its documented behaviour, and how wrong that is.

Re-expressed from the peers' documented defaults (peers.md): none of them knows holds or posture. Where it is not known
whether a program dates an absence back to the last input, it is taken to: that is to its advantage.
"""

from collections.abc import Callable, Iterable

from tests.labelled.made import Made, Span
from unseat.core.replay import Replayed, replay
from unseat.core.rhythm import LEAST, MOST
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.watched import Bout
from unseat.core.words import HOUR, SECOND, Millis, Posture

AUTO = Rule(break_after=LEAST, break_after_most=MOST, every=Millis(24 * HOUR))
FIXED = Rule(every=Millis(24 * HOUR))


def lived(made: Made, rule: Rule = AUTO) -> Replayed:
    return replay(made.record, rule, Turns((), (), ()))


def ours(made: Made, rule: Rule = AUTO) -> list[Span]:
    return [(bout.start // SECOND, bout.at // SECOND) for bout in _sitting(lived(made, rule))]


def span_of(made: Made, rule: Rule = AUTO) -> tuple[float, float]:
    """Seconds at least, without what was quiet, and at most, with what is unknown: as `core.week` has them."""
    found = lived(made, rule)
    sitting = _sitting(found)
    unknown = sum(gap.at - gap.start for gap in found.breaks if gap.unknown)
    whole, quiet = sum(bout.length for bout in sitting), sum(bout.quiet_ms for bout in sitting)
    return (whole - quiet) / SECOND, (whole + unknown) / SECOND


def _sitting(found: Replayed) -> list[Bout]:
    return [bout for bout in found.bouts if bout.posture is Posture.SITTING]


def timeout(seconds: int, *, sleep_counts: bool = False) -> Callable[[Made], list[Span]]:
    """Whoever leaves less than this between inputs has been there all the while."""

    def found(made: Made) -> list[Span]:
        spans: list[Span] = []
        for start, end in made.inputs:
            near = spans and start - spans[-1][1] < seconds
            slept = sleep_counts and spans and any(spans[-1][1] <= since < start for since, _ in made.slept)
            if near and not slept:
                spans[-1] = spans[-1][0], max(spans[-1][1], end)
            else:
                spans.append((start, end))
        return spans

    return found


PEERS: dict[str, Callable[[Made], list[Span]]] = {
    "Workrave": timeout(5),
    "ActivityWatch": timeout(180),
    "Safe Eyes": timeout(120),
    "sane-break": timeout(180, sleep_counts=True),
    "5 min timeout": timeout(300),
}


# ---- how wrong


def error(found: Iterable[Span], truth: Iterable[Span]) -> float:
    """Time taken for the wrong thing, as a share of the true sitting."""
    one, other = list(found), list(truth)
    shared = total(both(one, other))
    return (total(one) + total(other) - 2 * shared) / total(other)


def total(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def both(one: list[Span], other: list[Span]) -> list[Span]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in one for b in other)
    return [(start, end) for start, end in pairs if start < end]
