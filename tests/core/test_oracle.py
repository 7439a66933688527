"""Bouts against a second, plainer reading of the rules: second by second, with everything known beforehand.

watched    ├──────────┤   ├──────┤├─────┤     what locks, sleep and unwatched time leave over
seconds    x xxx    xxx     xx x   x            every second with input or a hold
bouts        └──┘   └──       └┘                runs of seconds less than break_after apart, but for lone ones
"""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_properties import BASE, run
from unseat.core.moments import Interval
from unseat.core.rule import Rule
from unseat.core.words import SECOND, Instant, Kind, Millis

RULE = Rule(idle_after=Millis(10 * SECOND), break_after=Millis(25 * SECOND), every=Millis(3600 * SECOND))
IDLE, LIMIT, END = 10, 25, 400
OUT = [Kind.LOCKED, Kind.ASLEEP, Kind.UNWATCHED]

Span = tuple[int, int]
spans = st.tuples(st.integers(0, END), st.sampled_from([0, 0, 1, 5, 9, 10, 11, 24, 25, 26, 60])).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)


def bouts(inputs: list[Span], holds: list[Span], out: list[Span]) -> list[tuple[int, int, int, int, int]]:
    """(start, end, input, quiet, held) in seconds."""
    real = {second for start, end in inputs for second in range(start, end + 1)}
    held = {second for start, end in holds for second in range(start, end + 1)}
    found: list[tuple[int, int, int, int, int]] = []
    for first, last in watched(out):
        seconds = sorted(second for second in real | held if first <= second <= last)
        real_runs = (one for one in runs(seconds) if one[-1] > one[0])
        found.extend((one[0], one[-1], *labels(one, real, holds)) for one in real_runs)
    return found


def watched(out: list[Span]) -> list[Span]:
    cuts = [(-1, -1), *sorted(out), (10**6, 10**6)]
    left, reached = [], -1
    for start, end in cuts[1:]:
        if start >= reached:
            left.append((reached, start))
        reached = max(reached, end)
    return left


def runs(seconds: list[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for second in seconds:
        if found and second - found[-1][-1] < LIMIT:
            found[-1].append(second)
        else:
            found.append([second])
    return found


def labels(one: list[int], real: set[int], holds: list[Span]) -> tuple[int, int, int]:
    """Every gap between two real inputs (or the bout's edge), labelled piece by piece."""
    inputs = [second for second in one if second in real]
    edges = [one[0], *inputs, one[-1]]
    told = {"input": 0, "quiet": 0, "held": 0}
    for index, (left, right) in enumerate(pairwise(edges)):
        inner = 0 < index < len(edges) - 2
        if inner and right - left <= IDLE:
            told["input"] += right - left
            continue
        for piece, length in pieces(left, right, holds):
            told[piece] += length
    return told["input"], told["quiet"], told["held"]


def pieces(left: int, right: int, holds: list[Span]) -> list[tuple[str, int]]:
    """A hold splits the gap even where it has no length, as it acts like input."""
    covered = [any(start <= second and second + 1 <= end for start, end in holds) for second in range(left, right)]
    split = {second for span in holds for second in span}
    found: list[tuple[str, int]] = []
    length = 0
    for second, is_held in zip(range(left, right), covered, strict=True):
        if second in split and length:
            found.append(plain(length))
            length = 0
        if is_held:
            found.append(("held", 1))
        else:
            length += 1
    return [*found, plain(length)]


def plain(length: int) -> tuple[str, int]:
    return ("input" if length <= IDLE else "quiet"), length


def intervals(kind: Kind, given_: list[Span]) -> list[Interval]:
    return [Interval(Instant(BASE + start * SECOND), Instant(BASE + end * SECOND), kind) for start, end in given_]


@settings(max_examples=400)
@given(
    st.lists(spans, max_size=12),
    st.lists(spans, max_size=4),
    st.lists(st.tuples(spans, st.sampled_from(OUT)), max_size=3),
)
def test_the_core_agrees_with_the_plain_reading(
    inputs: list[Span], holds: list[Span], out: list[tuple[Span, Kind]]
) -> None:
    record = intervals(Kind.INPUT, inputs) + intervals(Kind.CALL, holds)
    for span, kind in out:
        record += intervals(kind, [span])
    replayed = run(record, [], RULE)
    told = [
        tuple(
            (value - (BASE if index < 2 else 0)) // SECOND
            for index, value in enumerate((one.start, one.at, one.input_ms, one.quiet_ms, one.held_ms))
        )
        for one in replayed.bouts
    ]
    assert told == bouts(inputs, holds, [span for span, _ in out])
