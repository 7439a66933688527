"""A day as a transcript: what happened, a blank line, and what the core makes of it. Read and written by people.

every=20m                       settings that differ from the defaults, if any
09:00-09:41:10 input            an interval; `09:33:20 snoozed` is an instant or an answer

due 09:20 shown 09:23 typing until 09:23 snoozed 0 answered - missed
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import msgspec

from unseat.core.activity import ANSWERS, KINDS, Record, Saying
from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Interval, Started
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed
from unseat.core.replay import Replayed, replay
from unseat.core.rule import Rule
from unseat.core.watched import Bout
from unseat.core.words import DAY, Instant, Kind, Millis

UNITS = {"s": 1_000, "m": 60_000, "h": 3_600_000}
MIDNIGHT = int(datetime(2026, 11, 23, tzinfo=UTC).timestamp() * 1000)


def instant(text: str) -> Instant:
    """`09:00`, `09:00:30` or `+1 09:00` for the next day."""
    day, clock = (int(text[1:2]), text[3:]) if text.startswith("+") else (0, text)
    moment = time.fromisoformat(clock)
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return Instant(MIDNIGHT + day * DAY + seconds * 1000 + moment.microsecond // 1000)


def clock(at: int) -> str:
    days, within = divmod(at - MIDNIGHT, DAY)
    seconds, millis = divmod(within, 1000)
    text = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    text += f":{seconds % 60:02}" if seconds % 60 or millis else ""
    text += f".{millis:03}" if millis else ""
    return f"+{days} {text}" if days else text


def read_rule(line: str) -> Rule:
    """`every=20m max_snoozes=1`: a length with its unit, or a plain number."""
    pairs = (word.split("=") for word in line.split())
    return msgspec.structs.replace(Rule(), **{key: number(value) for key, value in pairs})


def number(text: str) -> int:
    return int(text[:-1]) * UNITS[text[-1]] if text[-1] in UNITS else int(text)


def read_line(line: str) -> Interval | Iterator[Saying]:
    when, _, what = line.partition("  ") if "  " in line else line.rpartition(" ")
    what = what.strip()
    word = what.split()[0]
    if word in ANSWERS:
        return answers(when, what)
    start, _, end = when.partition("-")
    return Interval(instant(start), instant(end or start), KINDS[word] if word in KINDS else Kind(what))


def answers(when: str, what: str) -> Iterator[Saying]:
    """`09:30 done verified`, `09:30-09:32 done verified` where the exercise began at 09:30."""
    word = what.partition(" ")[0]
    start, _, end = when.partition("-")
    if end:
        yield Saying(instant(start), 0, Started())
    yield Saying(instant(end or start), 0, Answered(ANSWERS[word], verified="verified" in what))


def read(lines: Iterable[str]) -> tuple[Rule, Record]:
    rule = Rule()
    intervals: list[Interval] = []
    sayings: list[Saying] = []
    for line in lines:
        if "=" in line:
            rule = read_rule(line)
            continue
        entry = read_line(line)
        if isinstance(entry, Interval):
            intervals.append(entry)
        else:
            sayings.extend(entry)
    return rule, Record(tuple(intervals), tuple(sayings))


def render(replayed: Replayed) -> list[str]:
    """What the core made of it, a line each: bouts, breaks, prompts."""
    lines = [render_bout(bout) for bout in replayed.bouts]
    for break_ in replayed.breaks:
        unknown = " unknown" if break_.unknown else ""
        lines.append(f"break {clock(break_.start)}-{clock(break_.at)} {break_.because}{unknown}")
    if replayed.open_break:
        lines.append(f"break {clock(replayed.open_break.start)}- {replayed.open_break.because}")
    lines.extend(render_prompts(replayed.facts))
    if replayed.waiting:
        lines[-1] += f", {replayed.waiting}"
    lines.extend(f"ignored {clock(saying.at)}" for saying in replayed.ignored)
    return lines


def render_bout(bout: Bout) -> str:
    parts = [("quiet", bout.quiet_ms), ("held", bout.held_ms)]
    told = "".join(f" {name} {length / 1000:g}s" for name, length in parts if length)
    assert bout.input_ms + bout.quiet_ms + bout.held_ms == bout.length
    return f"{bout.posture} {clock(bout.start)}-{clock(bout.at)}{told}"


def render_prompts(facts: Iterable[AnyFact]) -> Iterator[str]:
    told: dict[Instant, list[str]] = {}
    for fact in facts:
        match fact:
            case PromptDue():
                told[fact.at] = [f"due {clock(fact.at)}"]
            case PromptDeferred():
                told[fact.prompt].append(f"{fact.because} until {clock(fact.until)}")
            case PromptShown():
                told[fact.prompt].append(f"shown {clock(fact.at)}")
            case PromptSnoozed():
                told[fact.prompt].append(f"snoozed {clock(fact.at)}")
            case PromptAnswered():
                verified = " verified" if fact.verified else ""
                told[fact.prompt].append(f"{fact.answer}{verified} {clock(fact.at)}")
    return (", ".join(parts) for parts in told.values())


def run(record: Record, rule: Rule) -> Replayed:
    return replay(record, rule, Counted())


class Counted(msgspec.Struct):
    """Exercises in turn, without a catalogue: E1, E2, ... of a minute, half of it a side."""

    count: int = 0

    def next(self) -> str:
        self.count += 1
        return f"E{self.count}"

    def starts(self, exercise: str) -> str | None:
        return "left"

    def dose(self, exercise: str) -> tuple[Millis, Sides]:
        return Millis(60_000), Sides(30, 30)

    def saw(self, fact: AnyFact) -> None:
        """Nothing is remembered but the count."""


def halves(text: str) -> tuple[list[str], list[str]]:
    """What happened and what is expected: the first blank line parts them; lines that begin with # are remarks."""
    lines = [line.rstrip() for line in text.strip().splitlines() if not line.startswith("#")]
    cut = lines.index("")
    return lines[:cut], lines[cut + 1 :]


def transcripts(folder: Path) -> Iterator[tuple[str, str]]:
    """Every transcript of the folder, by the name after `== `."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("== ")[1:]:
            name, _, text = block.partition("\n")
            yield f"{path.stem}: {name.strip()}", text
