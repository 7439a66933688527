"""One day in the terminal: a timeline, what happened line by line, and the rule that the figures rest on."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unseat.core.dayrecord import BoutLine, BreakLine, PromptLine, SessionLine
from unseat.core.summary import DaySummary, nothing
from unseat.core.words import SECOND, Because
from unseat.report import words
from unseat.report.appointments import appointment_parts, appointment_text
from unseat.report.bars import clock_of, legend, mark_keys, timeline
from unseat.report.corrections import correction_parts, day_lines
from unseat.report.figures import NONE, explanation, learned, length, prompt_rows, sitting_rows
from unseat.report.imported import imported_parts, name_of
from unseat.report.paper import heading, printed
from unseat.texts import Texts

NOTABLE = timedelta(minutes=1)
"""A prompt that was kept back for so long says why."""

Line = tuple[datetime, str, str, str, str]
"""When it began, and the four columns: times, what, how long, and what more there is to say."""


def day_text(
    summary: DaySummary, texts: Texts, *, names: Mapping[str, str] | None = None, width: int = 80, colour: bool = False
) -> str:
    """The whole day in at least 80 columns, colour or none. `names`: what the exercises are called, by their id."""
    zone = _zone(summary)
    clock = next((clock_of(bout.start, zone) for bout in summary.record.bouts), zone)
    parts: list[RenderableType] = [heading(texts.day(summary.date), str(clock)), ""]
    if nothing(summary):
        parts += [texts.say("Nothing is known of this day: the agent did not run, or nobody was at the desk.")]
        parts += _apart(summary, texts)
        return printed(parts, width, colour=colour)
    parts += [*_picture(summary, zone, texts, width), ""]
    parts += [_lines(summary, clock, names or {}, texts), ""]
    parts += [_figures(summary, texts), ""]
    parts += [Text(explanation(summary, summary.rule, texts), style="dim")]
    parts += [Text(line, style="dim") for line in learned(summary, texts)]
    parts += _apart(summary, texts)
    return printed(parts, width, colour=colour)


def _apart(summary: DaySummary, texts: Texts) -> list[RenderableType]:
    """What no figure holds."""
    own = correction_parts(day_lines(summary, texts), texts)
    own += appointment_parts(map(appointment_text, summary.appointments), texts)
    return [*own, *imported_parts([summary], texts)]


# ---- the picture


def _zone(summary: DaySummary) -> tzinfo:
    try:
        return ZoneInfo(summary.zone)
    except (ZoneInfoNotFoundError, ValueError):
        return summary.start.tzinfo or UTC


def _picture(summary: DaySummary, zone: tzinfo, texts: Texts, width: int) -> Iterator[RenderableType]:
    line = timeline(summary.record, summary.start, zone, width - 2)
    yield Text(f"  {line.hours}", style="dim")
    yield Text(f"  {line.spent}", style="cyan")
    if line.marks:
        yield Text(f"  {line.marks}", style="bold")
    minutes = int(line.step.total_seconds()) // 60
    yield Text(f"  {legend(texts, minutes)}", style="dim")
    if line.marks:
        yield Text("  " + "  ".join(mark_keys(line.marks, texts)), style="dim")


# ---- line by line


def _lines(summary: DaySummary, clock: tzinfo, names: Mapping[str, str], texts: Texts) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(ratio=1)
    record = summary.record
    home = next((bout.start for bout in record.bouts), summary.start).astimezone(clock).utcoffset()
    lines = [_bout(bout, home, texts) for bout in record.bouts]
    lines += [_break(gap, home, texts) for gap in record.breaks if gap.because is not Because.STANDING]
    lines += [_prompt(prompt, home, names, texts) for prompt in record.prompts]
    lines += [_session(session, home, names, texts) for session in record.sessions]
    for _, times, what, how_long, more in sorted(lines, key=lambda line: line[0]):
        table.add_row(times, what, how_long, more)
    return table


def _bout(bout: BoutLine, home: timedelta | None, texts: Texts) -> Line:
    more = []
    if bout.began_before:
        more.append(texts.say("since the day before"))
    if bout.goes_on:
        more.append(texts.say("goes on"))
    if bout.quiet_s:
        more.append(texts.say("{length} without input", length=length(texts, bout.quiet_s)))
    if bout.held_s:
        more.append(texts.say("{length} in a call or presentation", length=length(texts, bout.held_s)))
    if bout.source:
        more.append(texts.say("from {program}", program=name_of(bout.source, texts)))
    if bout.corrected:
        more.append(texts.say("as you corrected it"))
    times = _times(bout.start, bout.end, home, texts)
    return bout.start, times, words.posture(texts, bout.posture), _length(bout.start, bout.end, texts), ", ".join(more)


def _break(gap: BreakLine, home: timedelta | None, texts: Texts) -> Line:
    why = words.because(texts, gap.because)
    more = texts.say("{why}: unknown, perhaps you sat", why=why) if gap.unknown else why
    how_long = NONE if gap.end is None else _length(gap.start, gap.end, texts)
    return gap.start, _times(gap.start, gap.end, home, texts), texts.say("break"), how_long, more


def _prompt(prompt: PromptLine, home: timedelta | None, names: Mapping[str, str], texts: Texts) -> Line:
    more = []
    if prompt.exercise:
        more.append(names.get(prompt.exercise, prompt.exercise))
    if prompt.deferred and prompt.deferred[-1].until - prompt.due >= NOTABLE:
        kept = ", ".join(dict.fromkeys(words.kept_back(texts, one.because) for one in prompt.deferred))
        until = _clock(prompt.deferred[-1].until, home, texts)
        more.append(texts.say("kept back until {time} ({why})", time=until, why=kept))
    if prompt.snoozes:
        more.append(texts.plural("put off once", "put off {n} times", prompt.snoozes))
    more.append(words.answer(texts, prompt.answer, verified=prompt.verified, elsewhere=prompt.elsewhere))
    if prompt.corrected:
        more.append(texts.say("as you corrected it"))
    return prompt.due, _clock(prompt.due, home, texts), texts.say("prompt"), "", texts.one_by_one(more)


def _session(session: SessionLine, home: timedelta | None, names: Mapping[str, str], texts: Texts) -> Line:
    done = words.answer(texts, session.answer, verified=session.verified)
    more = [names.get(session.exercise, session.exercise), done]
    if session.corrected:
        more.append(texts.say("as you corrected it"))
    times = _times(session.start, session.end, home, texts)
    return (
        session.start,
        times,
        texts.say("exercise"),
        _length(session.start, session.end, texts),
        texts.one_by_one(more),
    )


def _times(start: datetime, end: datetime | None, home: timedelta | None, texts: Texts) -> str:
    """An offset that both ends share is said once."""
    if end is None:
        return f"{_clock(start, home, texts)} -"
    shared = start.utcoffset() == end.utcoffset()
    return f"{texts.clock(start) if shared else _clock(start, home, texts)} - {_clock(end, home, texts)}"


def _clock(moment: datetime, home: timedelta | None, texts: Texts) -> str:
    """Says so where the clock stood otherwise than at the day's first bout: it was set, or the person travelled."""
    shown = texts.clock(moment)
    return shown if moment.utcoffset() == home else f"{shown} {moment.tzname()}"


def _length(start: datetime, end: datetime, texts: Texts) -> str:
    return texts.length(round((end - start).total_seconds() * SECOND))


# ---- the figures


def _figures(summary: DaySummary, texts: Texts) -> Table:
    """Only what says something of one day: a row that is left out takes those under it along."""
    table = Table.grid(padding=(0, 3, 0, 0))
    table.add_column(no_wrap=True, min_width=30)
    table.add_column(justify="right", no_wrap=True, style="bold")
    rows = [*sitting_rows(summary, texts), *prompt_rows(summary, texts)]
    says = False
    for label, value in rows:
        something = value not in (NONE, "0", "0 s")
        says = something if not label.startswith(" ") else says
        if says and something:
            table.add_row(label, value)
    return table
