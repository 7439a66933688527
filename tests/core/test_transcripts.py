"""Whole days as readable transcripts (see transcripts/*.txt)."""

from pathlib import Path

import pytest

from tests.core.transcript import halves, read, render, run, transcripts

FOLDER = Path(__file__).parent / "transcripts"
ALL = dict(transcripts(FOLDER))


@pytest.mark.parametrize("name", ALL)
def test_transcript(name: str) -> None:
    happened, expected = halves(ALL[name])
    rule, record = read(happened)
    assert render(run(record, rule)) == expected
