"""How sitting is spread over long and short bouts: three figures over their lengths (a fourth is in `usual`).

Definitions as in the literature on sedentary behaviour (Chastin and Granat 2010; PBpatterns), where `d` are the
lengths, `n` how many there are and `T` is their sum. Every length must be above 0; the unit is the caller's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log


def usual_bout(lengths: Iterable[int]) -> int | None:
    """W50: the smallest length whose bouts and all shorter ones hold at least half of T; null without bouts."""
    counts = sorted(Counter(lengths).items())
    held = list(accumulate(length * count for length, count in counts))
    return next((length for (length, _), sum_ in zip(counts, held, strict=True) if 2 * sum_ >= held[-1]), None)


def gini(lengths: Iterable[float]) -> float | None:
    """How unequal the bouts are, 0 (all equal) to 1, corrected for small samples; null below two bouts."""
    ordered = sorted(lengths)
    n = len(ordered)
    if n < 2:
        return None
    ranked = sum(rank * length for rank, length in enumerate(ordered, start=1))
    return (2 * ranked / sum(ordered) - (n + 1)) / (n - 1)


def alpha(lengths: Sequence[float]) -> float | None:
    """1 + n / sum(ln(d / shortest)), the exponent of a power law over the lengths; null where all are equal."""
    shortest = min(lengths, default=0.0)
    logs = sum(log(length / shortest) for length in lengths)
    return 1 + len(lengths) / logs if logs > 0 else None
