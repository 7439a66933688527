"""Every reader of what comes from elsewhere: sound input damaged in a few places, for a moment each.

`make fuzz` does the same for as long as one likes, led by the coverage of the code.
"""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.limits import within
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

LONG_S = 4.0


def damaged(target: Target) -> st.SearchStrategy[bytes]:
    """A seed with up to four stretches in it replaced by words of its language, by another seed's, or by any bytes."""
    seeds = target.seeds()

    @st.composite
    def made(draw: st.DrawFn) -> bytes:
        data = draw(st.sampled_from(seeds))
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(data)))
            end = draw(st.integers(start, min(len(data), start + 60)))
            data = data[:start] + draw(_pieces(target.tokens, seeds)) + data[end:]
        return data

    return made() | st.binary(max_size=60)


def _pieces(tokens: Sequence[bytes], seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    others = st.tuples(st.sampled_from(seeds), st.integers(0, 5000), st.integers(0, 60))
    cuts = others.map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]])
    return st.binary(max_size=12) | st.sampled_from(tokens) | cuts


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_sound_is_read(name: str) -> None:
    for seed in TARGETS[name].seeds():
        with within(LONG_S):
            TARGETS[name].reads(seed)


@pytest.mark.parametrize("name", TARGETS)
def test_what_is_damaged_breaks_nothing(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=target.examples, suppress_health_check=list(HealthCheck))
    @given(damaged(target))
    def breaks_nothing(data: bytes) -> None:
        with within(LONG_S):
            target.reads(data)

    breaks_nothing()
