"""Does something move the pointer by the clock? Pure."""

from collections.abc import Sequence

AT_LEAST = 8
"""Gaps that must agree; a hand makes two gaps alike within a tenth about one time in ten."""


def by_the_clock(instants: Sequence[int], for_ms: int, within: float = 0.1) -> bool:
    """Whether the last of these instants, over at least `for_ms`, come in a rhythm that only a machine keeps.

    A rhythm is at least eight gaps, each as long as the one before it, or as the one before that (there and back
    again), within the share `within`. A person who moves a mouse while reading has gaps from a second to minutes
    without order; a program that draws its gaps at random looks the same and is not found.
    """
    gaps = _latest_gaps(instants, for_ms)
    return bool(gaps) and any(_repeats(gaps, figure, within) for figure in (1, 2))


def _latest_gaps(instants: Sequence[int], for_ms: int) -> list[int]:
    """The fewest gaps, counted from the end, that span `for_ms` and number at least eight; none if there are not."""
    gaps: list[int] = []
    span = 0
    for earlier, later in zip(reversed(instants[:-1]), reversed(instants[1:]), strict=True):
        gaps.append(later - earlier)
        span += later - earlier
        if span >= for_ms and len(gaps) >= AT_LEAST:
            return gaps
    return []


def _repeats(gaps: Sequence[int], figure: int, within: float) -> bool:
    return all(abs(one - like) <= within * max(one, like) for one, like in zip(gaps, gaps[figure:], strict=False))
