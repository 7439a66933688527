"""ActivityWatch's export, as JSON written by the shape of its buckets."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.test_idlelog import NOON, NOW
from unseat.core.moments import Interval, merged
from unseat.core.rule import Rule
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Instant, Kind
from unseat.exchange.activitywatch import read_activitywatch
from unseat.exchange.found import UnusableError
from unseat.exchange.sources import File, from_activitywatch

Event = dict[str, Any]


def event(start_s: float, duration: float, status: str = "not-afk") -> Event:
    stamp = datetime.fromtimestamp(NOON + start_s, UTC).isoformat()
    return {"id": 1, "timestamp": stamp, "duration": duration, "data": {"status": status}}


def export(*events: object, more: dict[str, object] | None = None) -> str:
    bucket = {"id": "aw-watcher-afk_pc", "type": "afkstatus", "client": "aw-watcher-afk", "events": list(events)}
    return json.dumps({"buckets": {"aw-watcher-afk_pc": bucket, **(more or {})}})


def interval(start_s: float, end_s: float) -> Interval:
    return Interval(Instant(round((NOON + start_s) * SECOND)), Instant(round((NOON + end_s) * SECOND)), Kind.INPUT)


def test_only_what_is_not_afk_is_input() -> None:
    window = {"type": "currentwindow", "events": [event(0, 9)]}
    text = export(event(600, 60.25), event(60, 540, "afk"), event(0, 60), more={"aw-watcher-window_pc": window})
    assert read_activitywatch("f", text, NOW) == ([interval(600, 660.25), interval(0, 60)], [])


def test_one_bucket_alone() -> None:
    text = json.dumps({"id": "aw-watcher-afk_pc", "type": "afkstatus", "events": [event(0, 60)]})
    assert read_activitywatch("f", text, NOW)[0] == [interval(0, 60)]


def test_events_of_two_computers_that_overlap_and_repeat_are_one_bout() -> None:
    other = {"type": "afkstatus", "events": [event(50, 100), event(0, 60)]}
    text = export(event(0, 60), event(0, 60), event(0, 30), event(100, 900), more={"aw-watcher-afk_laptop": other})
    (fact,) = (carried.fact for carried in from_activitywatch(File("f", text.encode()), NOW, Rule()).facts)
    assert isinstance(fact, Bout)
    assert (fact.start // SECOND - NOON, fact.at // SECOND - NOON) == (0, 1000)
    assert (fact.input_ms, fact.quiet_ms, fact.source) == (1_000_000, 0, "activitywatch")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (3, "not an object"),
        (event(0, 1, "asleep"), '"status": found \'asleep\', allowed is "not-afk" or "afk"'),
        ({**event(0, 1), "data": None}, '"status": found \'None\', allowed is "not-afk" or "afk"'),
        (event(0, -1), "\"duration\": found '-1', allowed is 0 to 2592000 seconds"),
        (event(0, True), "\"duration\": found 'True', allowed is 0 to 2592000 seconds"),
        (event(0, float("nan")), "\"duration\": found 'nan', allowed is 0 to 2592000 seconds"),
        ({**event(0, 1), "timestamp": "noon"}, "\"timestamp\": 'noon' is no ISO 8601 time"),
        ({**event(0, 1), "timestamp": "2026-11-23T12:00"}, "\"timestamp\": '2026-11-23T12:00' has no offset"),
        (
            {**event(0, 1), "timestamp": "1999-11-23T12:00Z"},
            "\"timestamp\": '1999-11-23T12:00Z' lies before the year 2000",
        ),
        (event(86_390, 20), "it lies in the future"),
    ],
)
def test_an_event_that_cannot_be_used_is_left_out(wrong: object, said: str) -> None:
    intervals, left_out = read_activitywatch("f", export(event(0, 60), wrong, event(90, 10)), NOW)
    assert intervals == [interval(0, 60), interval(90, 100)]
    assert [str(left) for left in left_out] == [f"f: bucket aw-watcher-afk_pc, event 2: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (export(event(0, 60))[:-20], "line 1, column"),
        ("[]", "line 1: not an export of ActivityWatch, which is one JSON object"),
        ('{"buckets": []}', '"buckets" is no object of buckets'),
        ('{"buckets": {}}', 'no bucket of type "afkstatus"; the types in it: none'),
        ('{"buckets": {"w": {"type": "currentwindow"}}}', "the types in it: currentwindow"),
        ('{"buckets": {"a": {"type": "afkstatus", "events": {}}}}', 'bucket a: "events" is no list'),
        ("[" * 100_000, "not an export of ActivityWatch"),
    ],
)
def test_a_file_that_is_none(text: str, said: str) -> None:
    with pytest.raises(UnusableError) as caught:
        read_activitywatch("f", text, NOW)
    assert str(caught.value).startswith("f: ")
    assert said in str(caught.value)


SPANS = st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 4000)), min_size=1, max_size=15)


@given(SPANS, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(spans: list[tuple[int, int]], random: Any) -> None:
    events = [event(start, length) for start, length in spans]
    jumbled = [*events, *events[:3]]
    random.shuffle(jumbled)
    one, other = (
        from_activitywatch(File("f", export(*some).encode()), NOW, Rule()).facts for some in (events, jumbled)
    )
    assert one == other
    covered = sum(own.end - own.start for own in merged(read_activitywatch("f", export(*events), NOW)[0]))
    bouts = [carried.fact for carried in one if isinstance(carried.fact, Bout)]
    assert sum(bout.input_ms for bout in bouts) >= covered
    assert all(before.at < after.start for before, after in pairwise(bouts))
