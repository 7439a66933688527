"""The usual bout from a smooth curve (Belletiere 2017): least squares of y(t) = t^m / (t^m + W^m), where y is the share
of all sitting in bouts of at most t. W is the usual bout: half of the sitting is in bouts of at most that length.

The published figures come from R's `nls`, so this takes the same way and stops where it stops (Bates and Watts's
relative offset of 1e-5, with derivatives by forward differences): a better minimum would differ in the seventh digit.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import fsum, hypot

from unseat.core.pattern import usual_bout
from unseat.core.words import MINUTE

SLOPES, MINUTES = (0.5, 3.0), (1.0, 90.0)
"""Bounds of m and of W."""

NUDGE = 2.0**-26
CLOSE, SMALLEST_STEP, MOST_STEPS = 1e-5, 2.0**-10, 50

Curve = tuple[float, float]
"""m and W."""
Point = tuple[float, float]
"""A length in minutes, and the share of all sitting in bouts of at most that length."""


def fitted_usual_bout(lengths_ms: Sequence[int]) -> float | None:
    """W in minutes, from 1 to 90; null below two distinct lengths. Every length must be above 0."""
    middle = usual_bout(lengths_ms)
    points = _points(lengths_ms)
    if middle is None or len(points) < 2:
        return None
    return _fit(points, _bounded((1.0, middle / MINUTE)))[1]


def _points(lengths_ms: Sequence[int]) -> list[Point]:
    """Each length's share is rounded, their sums are not, as in R: the tenth digit of W hangs on it."""
    counts = sorted(Counter(lengths_ms).items())
    total = sum(lengths_ms)
    sums = accumulate(Fraction(length * count / total) for length, count in counts)
    return [(length / MINUTE, float(share)) for (length, _), share in zip(counts, sums, strict=True)]


def _fit(points: Sequence[Point], curve: Curve) -> Curve:
    """Gauss and Newton's method; a step that makes it worse is halved, one over a bound ends there."""
    part, left = 1.0, _left(points, curve)
    for _ in range(MOST_STEPS):
        step, offset = _step(points, curve, left)
        if offset <= CLOSE:
            break
        while part >= SMALLEST_STEP:
            nearer = _bounded((curve[0] + part * step[0], curve[1] + part * step[1]))
            rest = _left(points, nearer)
            if _dot(rest, rest) <= _dot(left, left):
                break
            part /= 2
        else:
            break
        curve, left, part = nearer, rest, min(2 * part, 1.0)
    return curve


def _step(points: Sequence[Point], curve: Curve, left: Sequence[float]) -> tuple[Curve, float]:
    """The full step, and how far from the minimum it starts: the part of what is left that it would explain."""
    m, w = curve
    by_m = _slopes(points, curve, lambda nudge: (m + nudge * m, w), m)
    by_w = _slopes(points, curve, lambda nudge: (m, w + nudge * w), w)
    step = _solved(by_m, by_w, left)
    if _stopped(m, step[0], SLOPES):
        step = 0.0, _along(by_w, left)
    elif _stopped(w, step[1], MINUTES):
        step = _along(by_m, left), 0.0
    explained = [step[0] * a + step[1] * b for a, b in zip(by_m, by_w, strict=True)]
    rest = [y - e for y, e in zip(left, explained, strict=True)]
    return step, hypot(*explained) / max(hypot(*rest), 1e-300)


def _stopped(value: float, step: float, bounds: tuple[float, float]) -> bool:
    return (value <= bounds[0] and step < 0) or (value >= bounds[1] and step > 0)


def _slopes(points: Sequence[Point], curve: Curve, moved: Callable[[float], Curve], by: float) -> list[float]:
    return [(_y(t, moved(NUDGE)) - _y(t, curve)) / (NUDGE * by) for t, _ in points]


def _solved(by_m: Sequence[float], by_w: Sequence[float], left: Sequence[float]) -> Curve:
    """Least squares for two unknowns, by taking out of `by_w` what `by_m` explains of it."""
    overlap = _along(by_m, by_w)
    own = [b - overlap * a for a, b in zip(by_m, by_w, strict=True)]
    dw = _along(own, left)
    return _along(by_m, left) - overlap * dw, dw


def _along(direction: Sequence[float], vector: Sequence[float]) -> float:
    square = _dot(direction, direction)
    return _dot(direction, vector) / square if square else 0.0


def _left(points: Sequence[Point], curve: Curve) -> list[float]:
    return [y - _y(t, curve) for t, y in points]


def _y(t: float, curve: Curve) -> float:
    m, w = curve
    return t**m / (t**m + w**m)


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(a * b for a, b in zip(one, other, strict=True))


def _bounded(curve: Curve) -> Curve:
    m, w = curve
    return min(max(m, SLOPES[0]), SLOPES[1]), min(max(w, MINUTES[0]), MINUTES[1])
