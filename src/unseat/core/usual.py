"""The usual bout from a smooth curve (Belletiere 2017): least squares of y(t) = t^m / (t^m + W^m), where y is the share
of all sitting in bouts of at most t. W is the usual bout: half of the sitting is in bouts of at most that length.

The published figures come from R's `nls`, so this takes the same way and stops where it stops (Bates and Watts's
relative offset of 1e-5, with derivatives by forward differences): a better minimum would differ in the seventh digit.
"""

import math
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
CLOSE, TINY, MOST_STEPS = 1e-5, 2.0**-10, 200

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
    """Gauss and Newton's method; a step over a bound ends there, one that makes the fit worse is halved.

    Where it gets stuck (nearly all of the sitting in one length, so the curve is all but a step), a search goes on.
    """
    part, left = 1.0, _left(points, curve)
    for _ in range(MOST_STEPS):
        step = _step(points, curve, left)
        if step is None:
            return curve
        while part >= TINY:
            nearer = _bounded((curve[0] + part * step[0], curve[1] + part * step[1]))
            rest = _left(points, nearer)
            if _dot(rest, rest) <= _dot(left, left):
                break
            part /= 2
        else:
            break
        curve, left, part = nearer, rest, min(2 * part, 1.0)
    return _searched(points, curve)


def _searched(points: Sequence[Point], curve: Curve) -> Curve:
    """Goes to the best of the eight neighbours as long as one is better, in ever smaller steps."""
    reach, best = 0.1, _squares(points, curve)
    while reach > CLOSE:
        shares = (1 - reach, 1, 1 + reach)
        near = [_bounded((curve[0] * a, curve[1] * b)) for a in shares for b in shares]
        squares, nearer = min((_squares(points, one), one) for one in near)
        if squares < best:
            best, curve = squares, nearer
        else:
            reach /= 2
    return curve


def _squares(points: Sequence[Point], curve: Curve) -> float:
    left = _left(points, curve)
    return _dot(left, left)


def _step(points: Sequence[Point], curve: Curve, left: Sequence[float]) -> Curve | None:
    """Towards the minimum in both, or in one where the other is at its bound; null when it is close enough."""
    m, w = curve
    by_m = _slopes(points, curve, lambda nudge: (m + nudge * m, w), m)
    by_w = _slopes(points, curve, lambda nudge: (m, w + nudge * w), w)
    for dm, dw in (_solved(by_m, by_w, left), (0.0, _along(by_w, left)), (_along(by_m, left), 0.0)):
        explained = [dm * a + dw * b for a, b in zip(by_m, by_w, strict=True)]
        rest = [y - e for y, e in zip(left, explained, strict=True)]
        stopped = _stopped(m, dm, SLOPES) or _stopped(w, dw, MINUTES)
        if not stopped and hypot(*explained) > CLOSE * hypot(*rest):
            reach = min(1.0, _reach(m, dm, SLOPES), _reach(w, dw, MINUTES))
            return reach * dm, reach * dw
    return None


def _stopped(value: float, step: float, bounds: tuple[float, float]) -> bool:
    bound = bounds[0] if step < 0 else bounds[1]
    return step != 0 and abs(bound - value) <= 1e-9 * bound


def _reach(value: float, step: float, bounds: tuple[float, float]) -> float:
    """How much of the step there is room for."""
    bound = bounds[0] if step < 0 else bounds[1]
    return (bound - value) / step if step else math.inf


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
    grown = math.pow(t, m)
    return grown / (grown + math.pow(w, m))


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return fsum(a * b for a, b in zip(one, other, strict=True))


def _bounded(curve: Curve) -> Curve:
    m, w = curve
    return min(max(m, SLOPES[0]), SLOPES[1]), min(max(w, MINUTES[0]), MINUTES[1])
