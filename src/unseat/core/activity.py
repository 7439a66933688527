"""The activity log: recorded presence as JSON Lines, one interval or instant a line (DESIGN 4.4).

    {"start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T09:41:10+01:00", "what": "input"}
    {"start": 1763887880, "what": "answer", "answer": "snoozed"}

Times are ISO 8601 with an offset, or Unix seconds. Lines may come in any order and overlap; blank ones are skipped.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from unseat.core.fact import Sides
from unseat.core.moments import Answered, Interval, Moment, Said, Started, moments
from unseat.core.words import DAY, HOLDS, SECOND, UNRECORDED, Answer, Instant, Kind, Millis

KINDS = {kind.value: kind for kind in Kind if kind not in UNRECORDED}
ANSWERS = {answer.value: answer for answer in (Answer.DONE, Answer.PARTIAL, Answer.SKIPPED, Answer.SNOOZED)}
KEYS = {"start", "end", "what"}
ANSWER_KEYS = KEYS | {"answer", "sides", "verified", "reason", "started", "until"}
SIDES = {"left": "left_s", "right": "right_s", "left_s": "left_s", "right_s": "right_s"}
EARLIEST, LATEST = 0, 32_503_680_000
PRESENT = (Kind.INPUT, *HOLDS)
LONGEST = 31 * DAY
"""Of the presence in one line. A prompt comes due twice an hour: a line of a thousand years would take for ever."""


class ActivityError(ValueError):
    """A line that cannot be used: `line` counts from 1, `reason` says what was found and what is allowed."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Saying(msgspec.Struct, frozen=True):
    """What the person said at an instant, and the line that says so."""

    at: Instant
    line: int
    said: Said


class Record(msgspec.Struct, frozen=True):
    """A whole activity log. `start` and `end` are the first and last instants in it, null when it is empty."""

    intervals: tuple[Interval, ...]
    sayings: tuple[Saying, ...]

    @property
    def start(self) -> Instant | None:
        starts = [interval.start for interval in self.intervals] + [saying.at for saying in self.sayings]
        return min(starts, default=None)

    @property
    def end(self) -> Instant | None:
        ends = [interval.end for interval in self.intervals] + [saying.at for saying in self.sayings]
        return max(ends, default=None)

    def moments(self, more: Iterable[Interval] = ()) -> Iterable[Moment]:
        """The record as moments, with further intervals (quiet hours) woven in."""
        return moments((*self.intervals, *more), ((saying.at, saying.said) for saying in self.sayings))


def parse(lines: Iterable[str]) -> Record:
    """Reads a log. Raises ActivityError at the first line that cannot be used."""
    intervals: list[Interval] = []
    sayings: list[Saying] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip().removeprefix("\ufeff")
        if not text:
            continue
        try:
            entry = _object(text)
            if _what(entry) == "answer":
                sayings.extend(Saying(at, number, said) for at, said in _sayings(entry))
            else:
                intervals.append(_interval(entry))
        except ValueError as error:
            raise ActivityError(number, str(error)) from None
    return Record(tuple(intervals), tuple(sayings))


def _object(text: str) -> dict[str, Any]:
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):  # also for a number of thousands of digits
        raise ValueError(f"not a JSON object: {_shown(text)}") from None
    if not isinstance(entry, dict):
        raise ValueError(f"not a JSON object: {_shown(text)}")  # noqa: TRY004  all bad lines end alike
    return entry


def _what(entry: dict[str, Any]) -> str:
    what = entry.get("what")
    if what != "answer" and (not isinstance(what, str) or what not in KINDS):
        raise ValueError(f'"what": found {_shown(what)}, allowed is one of {", ".join([*KINDS, "answer"])}')
    allowed = ANSWER_KEYS if what == "answer" else KEYS
    for key in entry:
        if key not in allowed:
            raise ValueError(f"unknown key {_shown(key)}, allowed here: {', '.join(sorted(allowed))}")
    return str(what)


def _interval(entry: dict[str, Any]) -> Interval:
    start, end = _span(entry)
    kind = KINDS[entry["what"]]
    if kind in PRESENT and end - start > LONGEST:
        raise ValueError(f'"end" lies more than 31 days after "start": nobody is at a desk for so long ({kind})')
    return Interval(start, end, kind)


def _span(entry: dict[str, Any]) -> tuple[Instant, Instant]:
    if "start" not in entry:
        raise ValueError('"start" is missing: every line needs one')
    start = _instant("start", entry["start"])
    end = _instant("end", entry["end"]) if "end" in entry else start
    if end < start:
        raise ValueError(f'"end" ({_shown(entry["end"])}) lies before "start" ({_shown(entry["start"])})')
    return start, end


def _sayings(entry: dict[str, Any]) -> list[tuple[Instant, Said]]:
    at, end = _span(entry)
    if end != at:
        raise ValueError('an answer is given at one instant: leave "end" out')
    answer = entry.get("answer")
    if not isinstance(answer, str) or answer not in ANSWERS:
        raise ValueError(f'"answer": found {_shown(answer)}, allowed is one of {", ".join(ANSWERS)}')
    said = Answered(
        ANSWERS[answer],
        sides=_sides(entry["sides"]) if "sides" in entry else None,
        verified=_of_type(entry, "verified", bool, "true or false") or False,
        reason=_reason(entry),
        snooze=_snooze(entry, at),
    )
    if "started" not in entry:
        return [(at, said)]
    started = _instant("started", entry["started"])
    if started > at:
        raise ValueError('"started" lies after the answer')
    return [(started, Started()), (at, said)]


def _snooze(entry: dict[str, Any], at: Instant) -> Millis | None:
    """How long a snooze was for, where it was not for the length that the settings give."""
    if "until" not in entry:
        return None
    until = _instant("until", entry["until"])
    if until <= at:
        raise ValueError('"until" does not lie after the answer')
    return Millis(until - at)


def _reason(entry: dict[str, Any]) -> str | None:
    reason: str | None = _of_type(entry, "reason", str, "a text")
    if reason is not None and not reason.isprintable():
        raise ValueError(f'"reason": found {_shown(reason)}, allowed is one line of text')
    return reason


def _of_type(entry: dict[str, Any], key: str, kind: type, allowed: str) -> Any:
    value = entry.get(key)
    if value is not None and not isinstance(value, kind):
        raise ValueError(f'"{key}": found {_shown(value)}, allowed is {allowed}')
    return value


def _sides(value: object) -> Sides | None:
    """Seconds per side: {"left_s": 30, "right_s": 30}; "left" and "right" serve as well."""
    if value is None:
        return None
    if not isinstance(value, dict) or not all(key in SIDES and _seconds(s) for key, s in value.items()):
        raise ValueError(f'"sides": found {_shown(value)}, allowed is seconds a side: {{"left_s": 30, "right_s": 30}}')
    return Sides(**{SIDES[key]: seconds for key, seconds in value.items()})


def _seconds(value: object) -> bool:
    """Of exercise: more than none, and less than a day."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < DAY / SECOND


def _instant(key: str, value: object) -> Instant:
    """Unix seconds, or ISO 8601 with an offset; to the nearest millisecond."""
    if isinstance(value, str):
        return _iso(key, value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not EARLIEST <= value <= LATEST:
        raise ValueError(f'"{key}": found {_shown(value)}, allowed is ISO 8601 with an offset, or Unix seconds')
    return Instant(round(value * SECOND))


def _iso(key: str, text: str) -> Instant:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{key}": {_shown(text)} is no ISO 8601 time such as 2026-11-23T09:00:00+01:00') from None
    if time.tzinfo is None:
        raise ValueError(f'"{key}": {_shown(text)} has no offset: write 2026-11-23T09:00:00+01:00, or end it in Z')
    seconds = time.timestamp()
    if not EARLIEST <= seconds <= LATEST:
        raise ValueError(f'"{key}": {_shown(text)} lies outside the years 1970 to 2999')
    return Instant(round(seconds * SECOND))


def _shown(value: object) -> str:
    """On one line, whatever it is."""
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else f'"{value}"'
    line = text if len(text) <= 60 else text[:57] + "..."
    return line if line.isprintable() else ascii(line)
