"""What other programs wrote down, and what is made of it: what is taken can be kept, and looked back on."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import time

import msgspec

from tests.exchange.files import SOUND
from tests.exchange.test_idlelog import NOW
from tests.exchange.test_workrave import WHERE, ZONE
from tests.fuzz.target import Target, one_line
from unseat.core.activity import Record
from unseat.core.days import day_of, kept_free, week_of
from unseat.core.fact import Dated
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Interval
from unseat.core.rule import Quiet, Rule
from unseat.core.turns import Turns
from unseat.core.watched import Bout
from unseat.core.week import summarise_day, summarise_week
from unseat.core.words import DAY, Instant, Kind
from unseat.exchange.activity import activity_lines
from unseat.exchange.found import Found, UnusableError
from unseat.exchange.merging import Known, fit
from unseat.exchange.sources import File, from_activity, from_activitywatch, from_unseat, from_workrave
from unseat.report.as_csv import as_csv
from unseat.report.as_json import day_json, week_json
from unseat.report.terminal import day_text, week_text
from unseat.sync.lines import LineError
from unseat.sync.lines import read as read_line
from unseat.texts import Texts

RULE = Rule(quiet=(Quiet(time(22), time(7), tuple(range(7))),))
_FACT = msgspec.json.Decoder(AnyFact)


def _workrave(name: str) -> Callable[[File], Found]:
    return lambda file: from_workrave([File(name, file.data)], WHERE, RULE)


def _activity(file: File) -> Found:
    return from_activity(file, RULE, Turns((), (), ()), _quiet)


def _quiet(record: Record) -> list[Interval]:
    """As `unseat replay` and `unseat import activity` have it."""
    start, end = record.start, record.end
    if start is None or end is None:
        return []
    return [Interval(since, to, Kind.QUIET_HOURS) for since, to in kept_free(RULE, ZONE, start, Instant(end + 2 * DAY))]


def _reads(name: str, read: Callable[[File], Found]) -> Callable[[bytes], None]:
    def reads(data: bytes) -> None:
        try:
            found = read(File(name, data))
        except UnusableError as error:
            one_line(error)
        else:
            for left in found.left_out:
                one_line(left)
            _taken_in(found)

    return reads


def _taken_in(found: Found) -> None:
    """As `unseat import` does it, and then `unseat day`, `week` and `export`."""
    kept = fit(found.facts, Known((), None), NOW, RULE.break_after).kept
    dated: list[Dated] = []
    for carried in kept:
        assert 0 <= carried.fact.at <= NOW
        assert _FACT.decode(msgspec.json.encode(carried.fact)) == carried.fact
        dated.append((carried.fact, carried.offset_s or 0))
    for at in sorted({fact.at for fact, _ in dated})[:2]:
        _look_back(dated, at)
    bouts = [fact for fact, _ in dated if isinstance(fact, Bout)]
    assert all(json.loads(line) for line in activity_lines(bouts, RULE))


def _look_back(dated: list[Dated], at: Instant) -> None:
    texts = Texts.english()
    date = day_of(at, ZONE, RULE.day_starts)
    day, week = summarise_day(dated, date, ZONE, RULE), summarise_week(dated, week_of(date), ZONE, RULE)
    json.dumps([day_json(day), week_json(week)], allow_nan=False).encode()
    for of in ("days", "bouts", "prompts"):
        as_csv(week.days, of).encode()
    printed = day_text(day, texts) + week_text(week, texts)
    assert printed.replace("\n", "").isprintable(), "what is printed sends orders to the terminal"
    printed.encode()


def _machine(data: bytes) -> None:
    """A line of a file that one machine of the person's writes for another."""
    with suppress(LineError):
        told = read_line(data)
        if told:
            msgspec.json.decode(told.body)


def _machine_seeds() -> Sequence[bytes]:
    device = b'"device":"0b0c3d1e-8f6a-4c57-9d7e-2f1a5b6c7d8e"'
    return [line.replace(b'"device":"c0ffee"', device) for line in SOUND["all.jsonl"].splitlines()]


def _seeds(*names: str) -> Callable[[], Sequence[bytes]]:
    return lambda: [SOUND[name] for name in names]


ACTIVITY = (
    b"""{"start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T10:41:10+01:00", "what": "input"}
{"start": 1795425960, "what": "answer", "answer": "done", "sides": {"left_s": 30, "right": 3.5}, "verified": true,
"started": "2026-11-23T09:31:00+01:00"}""".replace(b",\n", b", "),
    b"""\xef\xbb\xbf{"start": 1795435200, "end": 1795435300.5, "what": "call"}

{"start": "2026-11-23T12:00:00Z", "end": "2026-11-23T13:41:10Z", "what": "input"}
{"start": "2026-11-23T13:31:00Z", "what": "answer", "answer": "skipped", "reason": "busy"}
{"start": "2026-11-23T13:31:00Z", "what": "answer", "answer": "snoozed", "until": "2026-11-23T13:40:00Z"}
{"start": 1795435900, "end": 1795436300, "what": "locked"}
{"start": 1795437900, "what": "standing"}
""",
)
JSON = (
    *(b"{", b"}", b"[", b"]", b":", b",", b'"', b"null", b"true", b"-1", b"0.5", b"1e999", b"NaN", b"-Infinity"),
    *(b"1" + b"0" * 400, b"9" * 5000, b"[" * 2000, b'"\\ud800"', b'"\\u001b[2J"', b'"\\n"', b"18446744073709551616"),
)
STAMPS = (b'"0001-01-01T00:00:00+14:00"', b'"9999-12-31T23:59:59-14:00"', b"32503680000", b'"2026-W47-1T09:00Z"')
FACTS = (
    b'"start":',
    b'"at":',
    b'"prompt":',
    b'"sides":{"left_s":1e308,"right_s":1e308}',
    b'"kind":"exercise_corrected"',
)
ROWS = (b"D ", b"B ", b"m ", b"M ", b"G ", b"WorkRaveStats 4\n", b"99999999999 ", b"-1 ", b"31 11 8099 23 59 ")
RECORDS = (b"\0\x0f\3", b"\0\x0f\2", b"\0\0\0\0", b"\xff\xff\xff\xff", b"\0\0\0\1")

TARGETS = (
    Target("activity", _reads("monday.jsonl", _activity), lambda: ACTIVITY, (*JSON, *STAMPS)),
    Target("workrave-stats", _reads("historystats", _workrave("historystats")), _seeds("historystats"), ROWS),
    Target("workrave-today", _reads("todaystats", _workrave("todaystats")), _seeds("todaystats"), ROWS),
    Target(
        "workrave-idlelog",
        _reads("idlelog.a.log", _workrave("idlelog.a.log")),
        _seeds("idlelog.a.log"),
        RECORDS,
        examples=20,
    ),
    Target("activitywatch", _reads("aw.json", lambda f: from_activitywatch(f, NOW, RULE)), _seeds("aw.json"), JSON),
    Target("machine", _machine, _machine_seeds, (*JSON, *FACTS)),
    Target("export", _reads("all.jsonl", from_unseat), _seeds("all.jsonl"), (*JSON, *FACTS)),
)
