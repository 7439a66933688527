"""An agent that dies at any instant: what a kill leaves behind, the same each time."""

import tempfile
from pathlib import Path

import pytest

from tests.torture.deaths import DiedError, Mortal, die
from tests.torture.run import fast_folder
from tests.torture.telling import Refused

LONE = 995
"""A seed by which an agent dies soon after a bout that began with a lone input was taken up again."""


def test_an_agent_may_die_at_any_word() -> None:
    with tempfile.TemporaryDirectory(dir=fast_folder()) as own:
        done = die(Path(own), lives=240, seed=LONE)
    assert done.lives == 240
    assert done.facts > done.lives


def test_it_dies_at_the_very_word() -> None:
    ear = Mortal(2)
    ear(Refused())
    with pytest.raises(DiedError):
        ear(Refused())
    assert ear.words == [Refused()] * 2
