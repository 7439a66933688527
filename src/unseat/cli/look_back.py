"""Looking back: a day, a week."""

import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unseat.cli.desk import Here
from unseat.cli.meant import today, week_meant
from unseat.core.days import parse_day
from unseat.core.summary import DaySummary, WeekSummary
from unseat.looking_back import read_day, read_week

if TYPE_CHECKING:
    from unseat.report.as_csv import Of

WIDTH = 80

to_csv = click.option(
    "--csv",
    "csv_of",
    type=click.Choice(["days", "bouts", "prompts"]),
    is_flag=False,
    flag_value="days",
    help="For a spreadsheet: a line a day, or a bout, or a prompt.",
)


@click.command("day")
@click.argument("day", required=False, default="today")
@click.option("--json", "to_json", is_flag=True, help="For programs.")
@to_csv
def day_verb(day: str, to_json: bool, csv_of: "Of | None") -> None:
    """Show a day: its bouts, breaks and prompts. DAY is a date, "today", "yesterday" or "tomorrow".

    \b
    Example:
      unseat day
      unseat day 2026-11-23
      unseat day yesterday --csv bouts
    """
    _one_form(to_json, csv_of)
    here = Here.now()
    summary = _day(here, day)
    if csv_of:
        from unseat.report.as_csv import as_csv

        click.echo(as_csv([summary], csv_of), nl=False)
        return
    if to_json:
        from unseat.report.as_json import day_json

        click.echo(json.dumps(day_json(summary), ensure_ascii=False))
        return
    from unseat.report.terminal import day_text

    click.echo(day_text(summary, here.texts, names=here.names, width=_width(), colour=sys.stdout.isatty()))


@click.command("week")
@click.argument("week", required=False, default="")
@click.option("--json", "to_json", is_flag=True, help="For programs.")
@to_csv
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the week's page to a file.")
@click.option("--open", "to_open", is_flag=True, help="Show the week's page in your browser.")
@click.option("--pdf", type=click.Path(path_type=Path, dir_okay=False), help="Write it as pages of A4, to be printed.")
@click.option("--png", type=click.Path(path_type=Path, dir_okay=False), help="Write it as one tall picture.")
def week_verb(  # noqa: PLR0913  each is an option
    week: str,
    *,
    to_json: bool,
    csv_of: "Of | None",
    html: Path | None,
    to_open: bool,
    pdf: Path | None,
    png: Path | None,
) -> None:
    """Show a week: this one, or WEEK such as 2026-W47.

    \b
    Example:
      unseat week
      unseat week 2026-W47 --json
      unseat week --open
      unseat week 2026-W47 --html my-week.html
      unseat week 2026-W47 --pdf my-week.pdf
      unseat week --csv prompts
    """
    _one_form(to_json, csv_of, html, to_open, pdf, png)
    here = Here.now()
    if paper := pdf or png:
        from unseat.cli.pages import drawable, weeks_to
        from unseat.cli.printed import printed

        printed(here, weeks_to(here, week), drawable(here), "pdf" if pdf else "png", paper)
        return
    if html or to_open:
        from unseat.cli.pages import page

        page(here, week, html)
        return
    if csv_of:
        from unseat.report.as_csv import as_csv

        click.echo(as_csv(_week(here, week).days, csv_of), nl=False)
    elif to_json:
        from unseat.report.as_json import week_json

        click.echo(json.dumps(week_json(_week(here, week)), ensure_ascii=False))
    else:
        from unseat.cli.pages import weeks_to
        from unseat.report.terminal import week_text

        *earlier, summary = weeks_to(here, week)
        click.echo(week_text(summary, here.texts, width=_width(), colour=sys.stdout.isatty(), earlier=earlier))


def _one_form(*forms: object) -> None:
    """Raises UsageError where more than one form is asked for."""
    if sum(bool(form) for form in forms) > 1:
        raise click.UsageError("Ask for one form at a time.")


# ---- reading


def _day(here: Here, text: str) -> DaySummary:
    zone, rule = here.zone.zone(), here.settings.rule()
    day = parse_day(text, today(here))
    with here.journal() as journal:
        return read_day(journal, day, zone, rule)


def _week(here: Here, text: str) -> WeekSummary:
    with here.journal() as journal:
        return read_week(journal, week_meant(here, text), here.zone.zone(), here.settings.rule())


def _width() -> int:
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
