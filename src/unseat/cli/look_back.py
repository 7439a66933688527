"""Looking back: a day, a week."""

import json
import shutil
import sys

import click

from unseat.cli.desk import Here
from unseat.core.days import day_of, day_span, parse_day, parse_week, week_of
from unseat.core.ledger import Dated
from unseat.core.week import DaySummary, WeekSummary, facts_needed, summarise_day, summarise_week
from unseat.core.words import DAY, Instant

WIDTH = 80


@click.command("day")
@click.argument("day", required=False, default="today")
@click.option("--json", "to_json", is_flag=True, help="For programs.")
def day_verb(day: str, to_json: bool) -> None:
    """Show a day: its bouts, breaks and prompts. DAY is a date, "today" or "yesterday".

    \b
    Example:
      unseat day
      unseat day 2026-11-23
    """
    here = Here.now()
    summary = _day(here, day)
    if to_json:
        from unseat.report.as_json import day_json

        click.echo(json.dumps(day_json(summary), ensure_ascii=False))
        return
    from unseat.report.terminal import day_text

    click.echo(day_text(summary, here.texts, names=here.names, width=_width(), colour=sys.stdout.isatty()))


@click.command("week")
@click.argument("week", required=False, default="")
@click.option("--json", "to_json", is_flag=True, help="For programs.")
def week_verb(week: str, to_json: bool) -> None:
    """Show a week: this one, or WEEK such as 2026-W47.

    \b
    Example:
      unseat week
      unseat week 2026-W47 --json
    """
    here = Here.now()
    summary = _week(here, week)
    if to_json:
        from unseat.report.as_json import week_json

        click.echo(json.dumps(week_json(summary), ensure_ascii=False))
        return
    from unseat.report.terminal import week_text

    click.echo(week_text(summary, here.texts, width=_width(), colour=sys.stdout.isatty()))


def _day(here: Here, text: str) -> DaySummary:
    zone, rule = here.zone.zone(), here.settings.rule()
    day = parse_day(text, day_of(here.instant, zone, rule.day_starts))
    start, end = day_span(day, zone, rule.day_starts)
    with here.journal() as journal, journal.reading():
        known = journal.facts(since=Instant(start - 2 * DAY), until=Instant(end + 2 * DAY))
        dated: list[Dated] = [(entry.fact, entry.offset_s) for entry in known]
        return summarise_day(dated, day, zone, rule, journal.open_bout())


def _week(here: Here, text: str) -> WeekSummary:
    zone, rule = here.zone.zone(), here.settings.rule()
    today = day_of(here.instant, zone, rule.day_starts)
    week = parse_week(text, today, rule.week_starts) if text else week_of(today, rule.week_starts)
    since, until = facts_needed(week, zone, rule)
    with here.journal() as journal, journal.reading():
        dated: list[Dated] = [(entry.fact, entry.offset_s) for entry in journal.facts(since=since, until=until)]
        return summarise_week(dated, week, zone, rule, journal.open_bout())


def _width() -> int:
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
