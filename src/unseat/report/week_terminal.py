"""The week in the terminal: a bar a day, the figures beside those of the week before, and the rule they rest on."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unseat.core.summary import DaySummary, Summary, WeekSummary, nothing
from unseat.report.appointments import appointment_parts, week_lines
from unseat.report.bars import SITTING, UNKNOWN, bar
from unseat.report.clock_terminal import clock_parts
from unseat.report.corrections import correction_parts
from unseat.report.corrections import week_lines as correction_lines
from unseat.report.figures import NONE, Row, clock_length, explanation, learned, prompt_rows, rule_changes, sitting_rows
from unseat.report.imported import imported_parts
from unseat.report.paper import heading, indented, printed
from unseat.report.past import comparable
from unseat.report.sentences import sentences
from unseat.report.signs_terminal import week_parts
from unseat.report.trend_terminal import trend_parts
from unseat.texts import Texts

BESIDE = 58
"""Columns that the table of days takes beside its bars, or more where its words are long."""


def week_text(
    summary: WeekSummary,
    texts: Texts,
    *,
    width: int = 80,
    colour: bool = False,
    earlier: Sequence[WeekSummary] = (),
) -> str:
    """The whole week in at least 80 columns, colour or none. `earlier`: the weeks before, oldest first."""
    past = comparable(summary, earlier)
    parts: list[RenderableType] = [heading(_title(summary, texts), summary.zone), ""]
    if summary.empty:
        parts += [_nothing_known(texts)]
    else:
        parts += [*(Text(line) for line in sentences(summary, past, texts)), ""]
        beside_label = max(len(texts.day(day.date)) for day in summary.days) + 2
        parts += [_days(summary, texts, width), indented(_legend(texts), beside_label)]
        parts += ["", *clock_parts(summary.days, texts, width)]
    if not summary.empty or summary.previous:
        parts += ["", _figures(summary, texts), ""]
        parts += [Text(explanation(summary, summary.rule, texts), style="dim")]
        parts += [Text(line, style="dim") for line in (*learned(summary, texts), *rule_changes(summary, texts))]
    parts += trend_parts([*past, summary], texts, width)
    parts += correction_parts(correction_lines(summary.days, texts), texts)
    parts += week_parts(summary.signs, earlier[-1].signs if earlier else {}, texts)
    parts += appointment_parts(week_lines(summary.days, texts), texts)
    parts += imported_parts(summary.days, texts)
    return printed(parts, width, colour=colour)


def _title(summary: WeekSummary, texts: Texts) -> str:
    first, last = summary.days[0].date, summary.days[-1].date
    return texts.say("Week {week}: {first} to {last}", week=summary.week, first=texts.day(first), last=texts.day(last))


def _nothing_known(texts: Texts) -> str:
    return texts.say("Nothing is known of this week: the agent did not run, or nobody was at the desk.")


# ---- the days


def _days(summary: WeekSummary, texts: Texts, width: int) -> Table:
    full = _full(summary)
    titles = _titles(texts)
    beside = max(len(texts.day(day.date)) for day in summary.days) + sum(len(title) + 2 for title in titles) + 2
    bars = max(10, min(width - BESIDE, width - beside))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column(_scale(texts, full, bars), no_wrap=True, width=bars)
    for title in titles:
        table.add_column(title, justify="right", no_wrap=True)
    for day in summary.days:
        table.add_row(texts.day(day.date), *_day_row(day, full, bars))
    return table


def _titles(texts: Texts) -> tuple[str, ...]:
    say = texts.say
    return say("sitting"), say("at most"), say("breaks"), say("longest"), say("done")


def _full(summary: WeekSummary) -> float:
    """The hours that fill a bar: even, and at least 8."""
    most = max(day.sitting_upper_s for day in summary.days) / 3600
    return max(8, -int(-most // 2) * 2)


def _scale(texts: Texts, full: float, width: int) -> str:
    end = texts.exact(int(full * 3_600_000))
    return "0".ljust(width - len(end)) + end


def _day_row(day: DaySummary, full: float, width: int) -> list[RenderableType]:
    if nothing(day):
        return ["", NONE, NONE, NONE, NONE, NONE]
    own = bar(day.sitting_s / 3600, day.sitting_upper_s / 3600, full, width)
    prompts = day.prompts
    offered = prompts.done + prompts.partial + prompts.skipped + prompts.missed
    return [
        Text.assemble((own.sure, "cyan"), (own.range, "dim")),
        clock_length(day.sitting_s),
        clock_length(day.sitting_upper_s),
        str(day.breaks),
        clock_length(day.longest_s),
        f"{prompts.done}/{offered}" if offered else NONE,
    ]


def _legend(texts: Texts) -> Text:
    line = texts.say(
        "{sitting} sitting, estimated   {unknown} unknown; lengths in hours:minutes", sitting=SITTING, unknown=UNKNOWN
    )
    return Text(line, style="dim")


# ---- the figures


def _figures(summary: WeekSummary, texts: Texts) -> Table:
    """This week, and the week before where there was one."""
    weeks: list[tuple[str, Summary, str]] = [(texts.say("this week"), summary, "bold")]
    if summary.previous:
        weeks.append((texts.say("the week before"), summary.previous, ""))
    columns = [_rows(own, texts) for _, own, _ in weeks]
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True, min_width=30)
    for title, _, style in weeks:
        table.add_column(title, justify="right", no_wrap=True, style=style, min_width=14)
    for rows in zip(*columns, strict=True):
        table.add_row(rows[0][0], *(value for _, value in rows))
    return table


def _rows(own: Summary, texts: Texts) -> list[Row]:
    return [*sitting_rows(own, texts), ("", ""), *prompt_rows(own, texts)]
