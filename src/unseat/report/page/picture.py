"""The week as a picture: seven days by the clock on the wall, with every prompt and what became of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from math import ceil, floor
from typing import Any

from unseat.core.dayrecord import BoutLine, PromptLine, SessionLine
from unseat.core.summary import DaySummary, WeekSummary
from unseat.core.words import SECOND, Answer, Posture
from unseat.report import words
from unseat.report.imported import name_of
from unseat.report.page.parts import Chart, Key, Section, Table
from unseat.texts import Texts

Marks = Mapping[str, Mapping[str, Any]]
Row = tuple[datetime, tuple[str, ...]]
LEAST = 8
"""Hours that the picture spans at least."""


def picture(week: WeekSummary, marks: Marks, names: Mapping[str, str], rule: str, texts: Texts) -> Section:
    """`marks`: the shapes by `mark`. `names`: what the exercises are called, by their id."""
    prompts = [one for day in week.days for one in _prompts(day, marks, texts)]
    seen = {one["mark"] for one in prompts}
    return Section(
        id="picture",
        title=texts.say("The week by the clock"),
        said=rule,
        chart=Chart(name="week", says=_says(week, texts), values=_values(week, prompts, texts)),
        keys=(*_bar_keys(week, texts), *(Key(name, text) for name, text in _mark_texts(texts) if name in seen)),
        table=_table(week, names, texts),
    )


# ---- the drawing


def _values(week: WeekSummary, prompts: list[dict[str, Any]], texts: Texts) -> dict[str, object]:
    bouts = [(_bar(bout.start, bout.end, day, texts), bout) for day in week.days for bout in day.record.bouts]
    unknown = [_bar(gap.start, gap.end, day, texts) for day in week.days for gap in day.record.unknown]
    first, last = _span([*(bar for bar, _ in bouts), *prompts])
    return {
        "days": [texts.day(day.date) for day in week.days],
        "span": [first, last],
        "hours": list(range(first, last + 1, 2)),
        "right": 24,
        "sitting": [bar for bar, bout in bouts if bout.posture is Posture.SITTING],
        "standing": [bar for bar, bout in bouts if bout.posture is Posture.STANDING],
        "held": [bar for bar, bout in bouts if bout.held_s],
        "unknown": unknown,
        "corrected": [_bar(one.start, one.end, day, texts) for day in week.days for one in day.record.corrections],
        "prompts": prompts,
    }


def _bar(start: datetime, end: datetime, day: DaySummary, texts: Texts) -> dict[str, Any]:
    since = _hours(start, day.date)
    return {"day": texts.day(day.date), "start": since, "end": max(since, _hours(end, day.date))}


def _hours(moment: datetime, day: date) -> float:
    """Hours since the day's midnight as the clock on the wall shows them: it may be set, and people travel."""
    passed = moment.replace(tzinfo=None) - datetime.combine(day, time())
    return round(passed.total_seconds() / 3600, 4)


def _span(drawn: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Even hours."""
    own = list(drawn)
    first = floor(min((one["start"] for one in own), default=8) / 2) * 2
    last = ceil(max((one.get("end", one["start"]) for one in own), default=18) / 2) * 2
    return first, max(last, first + LEAST)


def _prompts(day: DaySummary, marks: Marks, texts: Texts) -> list[dict[str, Any]]:
    moments = [(one.shown or one.due, mark(one.answer, verified=one.verified)) for one in day.record.prompts]
    moments += [(one.start, mark(one.answer, verified=one.verified)) for one in day.record.sessions]
    return [
        {
            "day": texts.day(day.date),
            "start": _hours(moment, day.date),
            "mark": name,
            "path": marks[name]["path"],
            "fill": "var(--ink)" if marks[name]["solid"] else "var(--paper)",
        }
        for moment, name in moments
    ]


def mark(answer: Answer | None, *, verified: bool | None = None) -> str:
    """The name of the shape for what became of a prompt: claimed and verified are told apart."""
    if answer is None or answer is Answer.SNOOZED:
        return "open"
    return "verified" if answer is Answer.DONE and verified else answer.value


# ---- in words


def _says(week: WeekSummary, texts: Texts) -> str:
    return texts.say(
        "Seven days from {first} to {last}, each on an axis of the hours: when you sat, stood or were perhaps away, "
        "and each prompt with its answer. The table below has the same in words.",
        first=texts.day(week.days[0].date),
        last=texts.day(week.days[-1].date),
    )


def _bar_keys(week: WeekSummary, texts: Texts) -> list[Key]:
    bouts = [bout for day in week.days for bout in day.record.bouts]
    keys = [Key("sitting", texts.say("sitting, estimated"))]
    if any(bout.held_s for bout in bouts):
        keys.append(Key("held", texts.say("sitting, partly in a call or presentation")))
    if any(bout.posture is Posture.STANDING for bout in bouts):
        keys.append(Key("standing", texts.say("standing, as you said")))
    keys += [Key("unknown", texts.say("unknown: perhaps you sat")), Key("nothing", texts.say("break"))]
    if any(day.record.corrections for day in week.days):
        keys.append(Key("corrected", texts.say("as you corrected it")))
    return keys


def _mark_texts(texts: Texts) -> list[tuple[str, str]]:
    answers = [Answer.PARTIAL, Answer.SKIPPED, Answer.MISSED, Answer.NATURAL, None]
    return [
        ("verified", words.answer(texts, Answer.DONE, verified=True)),
        ("done", words.answer(texts, Answer.DONE)),
        *((mark(answer), words.answer(texts, answer)) for answer in answers),
    ]


def _table(week: WeekSummary, names: Mapping[str, str], texts: Texts) -> Table:
    return Table(
        caption=texts.say("The week line by line"),
        heads=(texts.say("day"), texts.say("time"), texts.say("what"), texts.say("length"), texts.say("more")),
        rows=tuple(row for day in week.days for row in _rows(day, names, texts)),
    )


def _rows(day: DaySummary, names: Mapping[str, str], texts: Texts) -> list[tuple[str, ...]]:
    record, title = day.record, texts.day(day.date)
    rows: list[Row] = []
    for bout in record.bouts:
        what = words.posture(texts, bout.posture)
        times = _times(bout.start, bout.end, texts)
        rows.append((bout.start, (title, times, what, _length(bout, texts), _more(bout, texts))))
    for gap in record.unknown:
        what = texts.say("unknown: perhaps you sat")
        rows.append((gap.start, (title, _times(gap.start, gap.end, texts), what, _length(gap, texts), "")))
    for one in record.prompts:
        at = one.shown or one.due
        rows.append((at, (title, texts.clock(at), texts.say("prompt"), "", _answer(one, names, texts))))
    for own in record.sessions:
        row = (title, _times(own.start, own.end, texts), texts.say("exercise"), _length(own, texts))
        rows.append((own.start, (*row, _answer(own, names, texts))))
    return [row for _, row in sorted(rows, key=lambda row: row[0])]


def _more(bout: BoutLine, texts: Texts) -> str:
    more = [texts.say("partly in a call or presentation")] if bout.held_s else []
    if bout.source:
        more.append(texts.say("from {program}", program=name_of(bout.source, texts)))
    if bout.corrected:
        more.append(texts.say("as you corrected it"))
    return ", ".join(more)


def _times(start: datetime, end: datetime, texts: Texts) -> str:
    return f"{texts.clock(start)} - {texts.clock(end)}"


def _length(line: Any, texts: Texts) -> str:
    return texts.length(round((line.end - line.start).total_seconds() * SECOND))


def _answer(one: PromptLine | SessionLine, names: Mapping[str, str], texts: Texts) -> str:
    elsewhere = isinstance(one, PromptLine) and one.elsewhere
    said = words.answer(texts, one.answer, verified=one.verified, elsewhere=elsewhere)
    if one.corrected:
        said = f"{said} ({texts.say('as you corrected it')})"
    return f"{names.get(one.exercise, one.exercise)}{texts.colon}{said}" if one.exercise else said
