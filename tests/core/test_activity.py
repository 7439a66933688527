"""The activity log's notation, and what is said of a line that cannot be used."""

import contextlib
import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.activity import ActivityError, parse
from unseat.core.fact import Sides
from unseat.core.moments import Answered, Interval, Started
from unseat.core.words import Answer, Instant, Kind

NINE = 1_795_420_800_000


def test_times_in_three_notations_are_one_instant() -> None:
    lines = [
        '{"start": "2026-11-23T09:00:00+01:00", "what": "input"}',
        '{"start": "2026-11-23T08:00:00Z", "what": "input"}',
        '{"start": 1795420800, "what": "input"}',
        '{"start": 1795420800.0004, "what": "input"}',
    ]
    assert {interval.start for interval in parse(lines).intervals} == {Instant(NINE)}


def test_an_end_left_out_is_an_instant_and_blank_lines_are_skipped() -> None:
    record = parse(["", '\ufeff{"start": 1795420800, "what": "locked"}', "  "])
    assert record.intervals == (Interval(Instant(NINE), Instant(NINE), Kind.LOCKED),)


def test_an_answer_with_all_it_may_say() -> None:
    line = {
        "start": 1795420800,
        "what": "answer",
        "answer": "done",
        "sides": {"left": 30, "right_s": 20.5},
        "verified": True,
        "reason": "felt like it",
        "started": 1795420740,
    }
    began, ended = parse([json.dumps(line)]).sayings
    assert (began.at, began.said) == (NINE - 60_000, Started())
    assert ended.said == Answered(Answer.DONE, Sides(30, 20.5), verified=True, reason="felt like it")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("input", "not a JSON object"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not a JSON object"),
        ('{"what": "input"}', '"start" is missing'),
        ('{"start": 1}', '"what": found null, allowed is one of input, call'),
        ('{"start": 1, "what": "quiet hours"}', '"what": found "quiet hours"'),
        ('{"start": 1, "what": "input", "ends": 2}', 'unknown key "ends"'),
        ('{"start": 1, "what": "input", "answer": "done"}', 'unknown key "answer"'),
        ('{"start": 2, "end": 1, "what": "input"}', '"end" (1) lies before "start" (2)'),
        ('{"start": "2026-11-23T09:00:00", "what": "input"}', "has no offset"),
        ('{"start": "yesterday", "what": "input"}', "is no ISO 8601 time"),
        ('{"start": true, "what": "input"}', "allowed is ISO 8601"),
        ('{"start": NaN, "what": "input"}', "allowed is ISO 8601"),
        ('{"start": 1e300, "what": "input"}', "allowed is ISO 8601"),
        ('{"start": "9999-12-31T23:59:59-12:00", "what": "input"}', "outside the years"),
        ('{"start": 1, "what": "answer"}', '"answer": found null'),
        ('{"start": 1, "what": "answer", "answer": "missed"}', '"answer": found "missed"'),
        ('{"start": 1, "end": 2, "what": "answer", "answer": "done"}', "leave"),
        ('{"start": 1, "what": "answer", "answer": "done", "verified": "yes"}', '"verified": found "yes"'),
        ('{"start": 1, "what": "answer", "answer": "done", "sides": {"left": -1}}', '"sides": found'),
        ('{"start": 1, "what": "answer", "answer": "done", "sides": 3}', '"sides": found 3'),
        ('{"start": 1, "what": "answer", "answer": "done", "started": 2}', '"started" lies after'),
        ('{"start": 1, "what": "answer", "answer": "snoozed", "until": 1}', '"until" does not lie after'),
    ],
)
def test_a_bad_line_says_its_number_and_why(line: str, reason: str) -> None:
    with pytest.raises(ActivityError) as caught:
        parse(['{"start": 1, "what": "input"}', "", line])
    assert caught.value.line == 3
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text(alphabet=string.printable) | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_no_line_whatever_raises_anything_else(line: str) -> None:
    with contextlib.suppress(ActivityError):
        parse([line])
