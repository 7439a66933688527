"""Twelve weeks in the terminal: sitting on a day with a record, a line a week."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unseat.core.summary import WeekSummary
from unseat.report.bars import bar
from unseat.report.figures import clock_length
from unseat.report.past import daily
from unseat.texts import Texts

BESIDE = 50
"""Columns that the figures take beside the bars."""


def trend_parts(weeks: Sequence[WeekSummary], texts: Texts, width: int) -> list[RenderableType]:
    """`weeks`: oldest first. Nothing where there is no week to compare with."""
    known = [(week, own) for week in weeks if (own := daily([week]))]
    if len(known) < 2:
        return []
    full = max(4.0, -(-max(own.upper_s for _, own in known) // 7200) * 2)
    wide = max(10, width - BESIDE)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column("", no_wrap=True, width=wide)
    for title in (texts.say("sitting"), texts.say("at most"), texts.say("days with a record")):
        table.add_column(title, justify="right", no_wrap=True)
    for week, own in known:
        drawn = bar(own.sitting_s / 3600, own.upper_s / 3600, full, wide)
        sure = Text.assemble((drawn.sure, "cyan"), (drawn.range, "dim"))
        table.add_row(week.week, sure, clock_length(own.sitting_s), clock_length(own.upper_s), str(own.days))
    return ["", Text(texts.say("Twelve weeks: sitting on a day with a record"), style="bold"), table]
