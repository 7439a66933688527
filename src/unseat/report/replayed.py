"""What a replay answers, as JSON (DESIGN 4.4) and as a few lines for people. Instants are ISO 8601 in UTC."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec

from unseat.core.metrics import Metrics, measure, seconds
from unseat.core.offered import SessionEnded
from unseat.core.prompt_records import Deferred, PromptRecord, prompt_records
from unseat.core.replay import Replayed
from unseat.core.rule import Rule
from unseat.core.wall import local
from unseat.core.watched import Bout
from unseat.core.words import Instant, Posture
from unseat.report import words
from unseat.report.rule import rule_json
from unseat.texts import Texts

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def as_json(replayed: Replayed, rule: Rule) -> dict[str, Any]:
    """The whole answer, ready for `json.dumps`."""
    prompts = prompt_records(replayed.facts)
    return {
        "rule": rule_json(rule),
        "bouts": [_bout(bout) for bout in replayed.bouts],
        "breaks": list(_breaks(replayed)),
        "unknown": [{"start": iso(gap.start), "end": iso(gap.at)} for gap in replayed.breaks if gap.unknown],
        "prompts": [_prompt(prompt, _waits(replayed, prompt, prompts)) for prompt in prompts],
        "metrics": msgspec.to_builtins(metrics(replayed, prompts)),
    }


def metrics(replayed: Replayed, prompts: list[PromptRecord]) -> Metrics:
    """Over the whole record; the break that goes on at the end is one too, as it is certain."""
    breaks = len(replayed.breaks) + (replayed.open_break is not None)
    unknown = sum(gap.at - gap.start for gap in replayed.breaks if gap.unknown)
    sessions = [fact for fact in replayed.facts if isinstance(fact, SessionEnded)]
    return measure(replayed.bouts, breaks, unknown, prompts, sessions)


def as_lines(replayed: Replayed, rule: Rule, zone: tzinfo, texts: Texts) -> Iterator[str]:
    """For a terminal: what happened, line by line, in local time."""
    prompts = prompt_records(replayed.facts)
    told = metrics(replayed, prompts)
    quiet = sum(bout.quiet_ms for bout in replayed.bouts if bout.posture is Posture.SITTING)
    yield texts.say(
        "Sitting (estimated; a break is {limit} without input): {sitting}, between {lower} and {upper}",
        limit=words.limit(texts, rule),
        sitting=texts.length(round(told.sitting_s * 1000)),
        lower=texts.length(round(told.sitting_s * 1000) - quiet),
        upper=texts.length(round(told.sitting_upper_s * 1000)),
    )
    for bout in replayed.bouts:
        yield f"  {_clock(bout.start, zone)}  {_clock(bout.at, zone)}  {words.posture(texts, bout.posture)}"
    yield texts.plural("{n} prompt", "{n} prompts", len(prompts))
    for prompt in prompts:
        yield f"  {_clock(prompt.due, zone)}  {words.answer(texts, prompt.answer, verified=prompt.verified)}"


def iso(at: Instant) -> str:
    """To the millisecond where there are any: `2026-11-23T08:00:00+00:00`."""
    moment = EPOCH + (at // 1000) * (datetime.resolution * 1_000_000) + (at % 1000) * (datetime.resolution * 1_000)
    return moment.isoformat(timespec="milliseconds" if at % 1000 else "seconds")


def _clock(at: Instant, zone: tzinfo) -> str:
    return f"{local(at, zone):%Y-%m-%d %H:%M:%S}"


def _bout(bout: Bout) -> dict[str, Any]:
    return {
        "start": iso(bout.start),
        "end": iso(bout.at),
        "posture": bout.posture.value,
        "input_s": seconds(bout.input_ms),
        "quiet_s": seconds(bout.quiet_ms),
        "held_s": seconds(bout.held_ms),
    }


def _breaks(replayed: Replayed) -> Iterator[dict[str, Any]]:
    for gap in replayed.breaks:
        yield {"start": iso(gap.start), "end": iso(gap.at), "because": gap.because.value}
    if replayed.open_break:
        yield {"start": iso(replayed.open_break.start), "end": None, "because": replayed.open_break.because.value}


def _waits(replayed: Replayed, prompt: PromptRecord, prompts: list[PromptRecord]) -> list[dict[str, Any]]:
    """Why the prompt that is open at the end is kept back: until when, nobody knows yet."""
    last = prompts and prompt is prompts[-1]
    return [{"because": replayed.waiting.value, "until": None}] if last and replayed.waiting else []


def _prompt(prompt: PromptRecord, waits: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "due": iso(prompt.due),
        "shown": None if prompt.shown is None else iso(prompt.shown),
        "deferred": [*map(_deferred, prompt.deferred), *waits],
        "snoozes": prompt.snoozes,
        "answered": None if prompt.answered is None else iso(prompt.answered),
        "answer": prompt.answer.value if prompt.answer else None,
        "exercise": prompt.exercise,
        "verified": prompt.verified,
    }


def _deferred(deferred: Deferred) -> dict[str, Any]:
    return {"because": deferred.because.value, "until": iso(deferred.until)}
