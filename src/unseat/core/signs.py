"""The five signs that people tell of: a weekly self-check, from 0 to 10 each. No score, and nothing is concluded.

The signs are those of the article that the product rests on ("Kan een disfunctionele psoas leiden tot
bekkeninstabiliteit?").
"""

from collections.abc import Iterable
from typing import Final

from unseat.core.fact import Fact
from unseat.core.said import SignsRated, SignsSkipped

SIGNS: Final = ("crooked", "leg", "turning", "back", "balance")
"""Hips or pelvis that feel crooked; one leg that seems shorter; unsteady or painful when turning over in bed; back pain
after long standing or sitting; trouble with balance or moving unevenly."""
MOST: Final = 10
"""Very much; 0 is not at all."""
KINDS: tuple[type[Fact], ...] = (SignsRated, SignsSkipped)


def ratings(facts: Iterable[Fact]) -> dict[str, int]:
    """What stands of a week's facts, in the order of time: the last rating counts. Signs that were passed over, or that
    this version does not know, are absent; facts of other kinds do no harm."""
    last: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, SignsRated):
            last = fact.ratings
    return {sign: last[sign] for sign in SIGNS if 0 <= last.get(sign, -1) <= MOST}


def settled(facts: Iterable[Fact]) -> bool:
    """Whether the check of the week was made, or the person wants none."""
    return any(isinstance(fact, KINDS) for fact in facts)
