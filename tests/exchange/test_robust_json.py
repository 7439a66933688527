"""ActivityWatch's exports and our own, made up or written over: whatever shape they have, nothing breaks."""

import json
from datetime import date

import pytest

from tests.exchange.files import END, START, bout, facts, holds, lines, read, taken
from tests.exchange.test_activitywatch import event, export
from unseat.core.offered import PromptAnswered
from unseat.core.taken_in import DayTotal
from unseat.core.words import SECOND, Answer, Instant
from unseat.exchange.found import UnusableError

# ---- ActivityWatch


def nested(depth: int) -> object:
    return json.loads("[" * depth + "]" * depth)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({**event(0, 1), "data": {"status": []}}, '"status": found a list'),
        ({**event(0, 1), "data": {"status": {"a": 1}}}, '"status": found an object'),
        ({**event(0, 1), "data": {"status": nested(500)}}, '"status": found a list'),
        ({**event(0, 1), "duration": 10**400}, '"duration": found \'1000'),
        ({**event(0, 1), "duration": "60"}, "\"duration\": found '60'"),
        ({**event(0, 1), "duration": {}}, '"duration": found an object'),
        ({**event(0, 1), "timestamp": []}, '"timestamp": a list is no ISO 8601 time'),
        ({**event(0, 1), "timestamp": "9999-12-31T23:59:59-14:00"}, "it lies in the future"),
        ({**event(0, 1), "timestamp": "0001-01-01T00:00:00+14:00"}, "before the year 2000"),
        (None, "not an object"),
    ],
)
def test_an_event_of_any_shape_is_left_out(wrong: object, said: str) -> None:
    found = taken("aw.json", export(wrong, event(0, 60)).encode())
    assert found is not None
    assert len(facts(found)) == 1
    assert [said in left.reason for left in found.left_out] == [True]


@pytest.mark.parametrize("depth", [10, 400, 900, 990, 2000])
@pytest.mark.parametrize("where", ['{"buckets": %s}', '{"buckets": {"a": {"type": %s}}}', '{"id": %s}'])
def test_lists_in_lists_are_refused(where: str, depth: int) -> None:
    assert taken("aw.json", (where % ("[" * depth + "]" * depth)).encode()) is None


def test_a_name_of_several_lines_is_told_in_one() -> None:
    bucket = {"type": "afkstatus", "events": [1]}
    found = taken("aw.json", json.dumps({"buckets": {"a\n\x1b[31mb": bucket}}).encode())
    assert found is not None
    assert str(found.left_out[0]) == "aw.json: bucket 'a\\n\\x1b[31mb', event 1: not an object"
    assert taken("aw.json", json.dumps({"buckets": {"a": {"type": "\n\x1b"}}}).encode()) is None


def test_a_year_of_events_is_read() -> None:
    events = [event(-60 * n, 30 + n % 50, "afk" if n % 7 == 0 else "not-afk") for n in range(50_000)]
    found = taken("aw.json", export(*events).encode())
    assert found is not None
    assert found.left_out == ()
    holds(found)


# ---- an export of ours


def changed(**more: object) -> bytes:
    """The export of a bout with other numbers in it."""
    entry = json.loads(lines(bout()))
    fact = entry["fact"] | more
    return json.dumps(entry | {"fact": fact, "at": fact["at"]}).encode()


@pytest.mark.parametrize(
    "data",
    [
        changed(start=-1),
        changed(start=-(2**63)),
        changed(at=2**63 - 1),
        changed(at=2**64),
        changed(start=END + 1),
        changed(input_ms=-1),
        changed(quiet_ms=END - START + 1),
        changed(held_ms=2**63),
        lines(PromptAnswered(at=END, prompt=Instant(-(2**62)), answer=Answer.DONE)),
        lines(DayTotal(at=END, start=START, day=date(2026, 11, 23), active_s=-5)),
    ],
)
def test_a_fact_that_cannot_be_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableError, match=r"^all\.jsonl: line 2: a fact that contradicts itself$"):
        read("all.jsonl", lines(bout(START - 10 * SECOND, START - 5 * SECOND)) + data)


@pytest.mark.parametrize(
    "line",
    [
        "[" * 100_000,
        '{"id": 1, "at": 1, "offset_s": 0, "device": "d", "fact": {"kind": "bout", "x": '
        + "[" * 5000
        + "]" * 5000
        + "}}",
        '{"id": 1, "fact": {"kind": "\\ud800"}}',
        changed(posture="si\ntting").decode(),
        changed(because="\x1b").decode(),
        "\0",
        "{}",
        "null",
    ],
)
def test_a_line_that_is_none_is_named(line: str) -> None:
    assert taken("all.jsonl", lines(bout()) + line.encode()) is None
    with pytest.raises(UnusableError, match=r"^all\.jsonl: line 2: not a line of `unseat export` \("):
        read("all.jsonl", lines(bout()) + line.encode())


def test_a_fact_of_a_newer_version_is_left_out() -> None:
    newer = json.dumps({"id": 1, "fact": {"kind": "zzz", "x": nested(50)}})
    found = taken("all.jsonl", newer.encode() + b"\n" + lines(bout()))
    assert found is not None
    assert [left.reason for left in found.left_out] == ["a fact that only a newer unseat knows"]
    assert len(found.facts) == 1
