"""How things stand now: status, and why a prompt came or did not."""

import json

import click

from unseat.cli.desk import Here
from unseat.cli.meant import today
from unseat.core.words import DAY, Instant
from unseat.keeper import published
from unseat.looking_back import read_day
from unseat.report.figures import learned
from unseat.report.status import status_json, status_text
from unseat.report.why import why_text


@click.command("status")
@click.option("--json", "to_json", is_flag=True, help="For programs: names and units as in the documentation.")
def status_verb(to_json: bool) -> None:
    """Say what the agent believes now, or that it does not run.

    \b
    Example:
      unseat status
      unseat status --json
    """
    here = Here.now()
    running = here.agent is not None
    with here.journal() as journal:
        left = published(journal)
    if to_json:
        click.echo(json.dumps(status_json(left, running=running, now=here.instant)))
    else:
        click.echo(status_text(left, running=running, now=here.instant, zone=here.zone.zone(), texts=here.texts))


@click.command("why")
def why_verb() -> None:
    """Explain the last decisions: why this prompt came, why none comes, what it waited for.

    \b
    Example:
      unseat why
    """
    here = Here.now()
    running, now = here.agent is not None, here.instant
    zone, rule = here.zone.zone(), here.settings.rule()
    with here.journal() as journal:
        left = published(journal)
        recent = [entry.fact for entry in journal.facts(since=Instant(now - DAY)) if entry.fact.source is None]
        summary = read_day(journal, today(here), zone, rule)
    view = left.view if left and running else None
    click.echo(why_text(recent, view, now=now, zone=zone, rule=rule, texts=here.texts, names=here.names))
    for line in learned(summary, here.texts):
        click.echo(f"\n{line}")
