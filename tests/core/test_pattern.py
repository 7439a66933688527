import csv
import json
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unseat.core.pattern import alpha, gini, usual_bout
from unseat.core.usual import _bounded, _fit, _left, _points, fitted_usual_bout
from unseat.core.words import HOUR, MINUTE

DATA = Path(__file__).parent / "data"
LENGTHS = [
    int(row["lengths_min"]) * MINUTE
    for row in csv.DictReader((DATA / "sedentary_bouts_601.csv").read_text().splitlines())
]
PRINTED = json.loads((DATA / "expected.json").read_text())

lengths = st.lists(st.integers(1, 10 * HOUR), min_size=1, max_size=60)


def printed(value: float) -> float:
    return float(f"{value:.10g}")


def test_the_figures_of_pbpatterns() -> None:
    assert printed(gini(LENGTHS) or 0) == PRINTED["gini"]
    assert printed(alpha(LENGTHS) or 0) == PRINTED["alpha"]
    assert usual_bout(LENGTHS) == PRINTED["ubd_empirical"] * MINUTE
    assert printed(fitted_usual_bout(LENGTHS) or 0) == PRINTED["ubd_predicted"]


def test_without_bouts_nothing_is_said() -> None:
    assert (usual_bout([]), fitted_usual_bout([]), gini([]), alpha([])) == (None, None, None, None)


def test_equal_bouts() -> None:
    assert usual_bout([7, 7, 7]) == 7
    assert fitted_usual_bout([7, 7, 7]) is None
    assert gini([7, 7, 7]) == pytest.approx(0)
    assert alpha([7, 7, 7]) is None


def test_exactly_half_of_the_sitting_is_enough_for_the_usual_bout() -> None:
    assert usual_bout([10, 10, 20]) == 10
    assert usual_bout([10, 10, 21]) == 21


def test_one_long_bout_among_short_ones_is_as_unequal_as_can_be() -> None:
    assert gini([1] * 99 + [10**9]) == pytest.approx(1, abs=1e-6)


@example([*range(30_000, 30_009), 5_295_824])
@given(st.lists(st.integers(MINUTE // 2, 3 * HOUR), min_size=10, max_size=40, unique=True))
def test_no_curve_nearby_fits_better(lengths_ms: list[int]) -> None:
    points, middle = _points(lengths_ms), usual_bout(lengths_ms)
    assert middle is not None
    m, w = _fit(points, _bounded((1.0, middle / MINUTE)))
    assert fitted_usual_bout(lengths_ms) == (w if len(points) > 1 else None)
    if len(points) > 1:
        own = _squares(points, (m, w))
        nearby = [_bounded((m * dm, w * dw)) for dm in (0.99, 1, 1.01) for dw in (0.99, 1, 1.01)]
        assert own <= min(_squares(points, curve) for curve in nearby) + 1e-9


def _squares(points: Sequence[tuple[float, float]], curve: tuple[float, float]) -> float:
    return sum(left * left for left in _left(points, curve))


def test_the_fit_stays_within_its_bounds() -> None:
    assert fitted_usual_bout([hours * HOUR for hours in (2, 3, 4, 5)]) == 90
    assert fitted_usual_bout([1, 2, 3]) == 1


@given(lengths)
def test_half_of_the_sitting_is_in_bouts_up_to_the_usual_one(lengths_ms: list[int]) -> None:
    usual = usual_bout(lengths_ms)
    assert usual in lengths_ms
    assert 2 * sum(one for one in lengths_ms if one <= usual) >= sum(lengths_ms)
    assert 2 * sum(one for one in lengths_ms if one < usual) < sum(lengths_ms)


@given(lengths)
def test_the_unit_does_not_matter(lengths_ms: list[int]) -> None:
    in_minutes = [one / MINUTE for one in lengths_ms]
    assert (gini(in_minutes) or 0) == pytest.approx(gini(lengths_ms) or 0)
    assert (alpha(in_minutes) or 0) == pytest.approx(alpha(lengths_ms) or 0, rel=1e-6)


@given(st.lists(st.integers(1, 10 * HOUR), min_size=2, max_size=30))
def test_gini_is_the_mean_difference_between_bouts(lengths_ms: list[int]) -> None:
    pairs = [abs(a - b) for i, a in enumerate(lengths_ms) for j, b in enumerate(lengths_ms) if i != j]
    assert gini(lengths_ms) == pytest.approx(mean(pairs) / (2 * mean(lengths_ms)))
