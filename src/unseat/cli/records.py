"""Records in and out: replay, export, forget."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here, alone, read_file, read_stdin
from unseat.cli.meant import today
from unseat.cli.sync import erased
from unseat.core.activity import ActivityError, Record, parse
from unseat.core.days import day_span, kept_free, parse_day
from unseat.core.moments import Interval
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.watched import Bout
from unseat.core.words import DAY, Instant, Kind
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.report.replayed import as_json, as_lines
from unseat.settings import Settings, load
from unseat.turning import turns

OpenSpan = tuple[Instant | None, Instant | None]


@click.command("replay")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--config", type=click.Path(path_type=Path), help="Settings to replay under, instead of your own.")
@click.option("--zone", "zone_name", help="Time zone for quiet hours and times shown, such as Europe/Brussels.")
@click.option("--json", "to_json", is_flag=True, help="The whole answer as JSON.")
def replay_verb(file: Path, config: Path | None, zone_name: str | None, to_json: bool) -> None:
    """Live a recorded day again, by the very rules of the agent. Writes nothing.

    FILE is an activity log: JSON Lines, one interval or instant a line; "-" reads it from the standard input.

    \b
    Example:
      unseat replay monday.jsonl --json
    """
    here = Here.now()
    settings = _settings(here, config)
    zone = _zone(zone_name) if zone_name else here.zone.zone()
    record = _record(file)
    rule = settings.rule()
    replayed = replay(record, rule, turns(here, settings, zone), quiet_hours(record, rule, zone))
    for saying in replayed.ignored:
        click.echo(
            f"unseat: {file}: line {saying.line}: no prompt was shown then, so this answer is left out", err=True
        )
    if to_json:
        json.dump(as_json(replayed, rule), sys.stdout, ensure_ascii=False)
        click.echo()
    else:
        click.echo("\n".join(as_lines(replayed, rule, zone, here.texts)))


def _settings(here: Here, config: Path | None) -> Settings:
    if config is None:
        return here.settings
    read_file(config)
    return load(config_root() / "unseat.toml", config)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongError(f'--zone: found "{name}", allowed is a time zone such as Europe/Brussels or UTC') from None


def _record(file: Path) -> Record:
    text = read_stdin() if str(file) == "-" else read_file(file)
    try:
        return parse(text.split("\n"))
    except ActivityError as error:
        raise WrongError(f"{file}: {error}") from None


def quiet_hours(record: Record, rule: Rule, zone: tzinfo) -> list[Interval]:
    """The quiet hours of the rule that a record meets."""
    start, end = record.start, record.end
    if start is None or end is None or not (rule.quiet or rule.working):
        return []
    spans = kept_free(rule, zone, start, Instant(end + 2 * DAY))
    return [Interval(since, to, Kind.QUIET_HOURS) for since, to in spans]


@click.command("export")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A file to write, instead of the terminal.")
@click.option("--activity", is_flag=True, help="The bouts as an activity log, for unseat replay.")
@click.option("--since", metavar="DAY", help="From this day on, such as 2026-11-01.")
@click.option("--until", metavar="DAY", help="Up to and with this day.")
def export_verb(output: Path | None, activity: bool, since: str | None, until: str | None) -> None:
    """Hand out everything: every fact in the journal as JSON Lines, oldest first.

    With --activity the bouts that are over, as they were watched, in a form that `unseat replay` makes the same bouts
    of. When in a bout the pauses were is not kept: they are written at its end, calls and presentations alike as calls.
    Answers and corrections are left out.

    \b
    Example:
      unseat export -o my-sitting.jsonl
      unseat export --activity --since 2026-11-23 -o monday.jsonl
    """
    here = Here.now()
    span = days_between(here, since, until)
    with here.journal() as journal:
        lines = _activity(here, journal, span) if activity else _facts(journal, span)
        if output is None:
            for line in lines:
                click.echo(line)
            return
        written = _write(output, lines)
    if activity:
        said = here.texts.plural("{n} line written to {file}.", "{n} lines written to {file}.", written, file=output)
    else:
        said = here.texts.plural("{n} fact written to {file}.", "{n} facts written to {file}.", written, file=output)
    click.echo(said)


def _facts(journal: Journal, span: OpenSpan) -> Iterator[str]:
    import msgspec

    return (msgspec.json.encode(entry).decode() for entry in journal.everywhere(since=span[0], until=span[1]))


def _activity(here: Here, journal: Journal, span: OpenSpan) -> Iterator[str]:
    """A bout belongs to the day on which it begins."""
    from unseat.exchange.activity import activity_lines

    since, until = span
    bouts = [fact for entry in journal.facts(since=since, kinds=(Bout,)) if isinstance(fact := entry.fact, Bout)]
    own = (bout for bout in bouts if (since or 0) <= bout.start and (until is None or bout.start < until))
    return activity_lines(own, here.settings.rule())


def days_between(here: Here, since: str | None, until: str | None) -> OpenSpan:
    """From the first instant of a day to the last of another, null where none is named. Raises WrongError."""
    zone, starts = here.zone.zone(), here.settings.rule().day_starts
    first = day_span(parse_day(since, today(here)), zone, starts)[0] if since else None
    last = day_span(parse_day(until, today(here)), zone, starts)[1] if until else None
    if first is not None and last is not None and last <= first:
        raise WrongError(f"--until: {until} lies before --since {since}")
    return first, last


def _write(output: Path, lines: Iterable[str]) -> int:
    count = 0
    try:
        output.touch(mode=0o600)
        with output.open("w", encoding="utf-8") as out:
            for line in lines:
                out.write(f"{line}\n")
                count += 1
    except OSError as error:
        raise WrongError(f"{output}: {error.strerror}; name a file that can be written") from error
    return count


@click.command("forget")
@click.option("--since", metavar="DAY", help="Erase from this day on, such as 2026-11-01.")
@click.option("--until", metavar="DAY", help="Erase up to and with this day.")
@click.option("--everything", is_flag=True, help="Erase all that was ever written.")
@click.option("--yes", is_flag=True, help="Don't ask.")
def forget_verb(since: str | None, until: str | None, everything: bool, yes: bool) -> None:
    """Erase what was written, for good: from the journal's file, its log and its backups.

    \b
    Example:
      unseat forget --since 2026-11-01 --until 2026-11-07
      unseat forget --everything
    """
    here = Here.now()
    if everything == bool(since or until):
        raise click.UsageError("Say either --everything, or --since and --until a day.")
    first, last = days_between(here, since, until)
    refusal = here.texts.say("The agent is running and would write down again what it knows. End it first: unseat quit")
    if here.agent is not None:
        raise WrongError(refusal)
    if not yes:
        click.confirm(here.texts.say("Erase it? Nobody can bring it back."), abort=True)
    here.make_folders()
    with alone(here, refusal), here.journal() as journal:
        count = journal.forget(first, last, at=here.instant)
        more = erased(here, journal)
    here.places.page_file.unlink(missing_ok=True)
    click.echo(here.texts.plural("{n} fact erased.", "{n} facts erased.", count))
    if more:
        click.echo(more)
