"""Records in: what other programs wrote down, taken into the journal beside what was watched."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import msgspec

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.records import quiet_hours
from unseat.core.facts import Carried
from unseat.core.offered import PromptDue
from unseat.core.said import AppointmentNoted, Corrected, ExerciseCorrected, SignsRated
from unseat.core.taken_in import DayTotal, Imported
from unseat.core.watched import Bout
from unseat.core.words import DAY, Instant
from unseat.exchange.exported import TAKEN
from unseat.exchange.found import Found
from unseat.exchange.merging import Fit, Known, fit
from unseat.exchange.sources import File, from_activity, from_activitywatch, from_unseat, from_workrave
from unseat.exchange.workrave import Where
from unseat.journal import Journal
from unseat.texts import Texts
from unseat.turning import turns

NAMED = 20
"""So many of the things left out are named one by one."""
WORKRAVE = ("historystats", "todaystats", "idlelog.*.log")


@click.group("import")
def import_verb() -> None:
    """Take in what another program wrote down: its days, marked as its own.

    Nothing is counted twice: where the journal knows the time already, that stays. Importing the same thing again adds
    nothing. Either all that can be used is taken, or nothing.

    \b
    Example:
      unseat import workrave ~/.workrave
      unseat import activitywatch aw-buckets-export.json
      unseat import unseat my-sitting.jsonl
      unseat import activity monday.jsonl
    """


@import_verb.command("workrave")
@click.argument("path", type=click.Path(path_type=Path))
def workrave_verb(path: Path) -> None:
    """Workrave's folder, or one of its files: todaystats, historystats (totals of days), idlelog.*.log (bouts).

    \b
    Example:
      unseat import workrave ~/.workrave
    """
    here = Here.now()
    files = [_file(one) for one in _workrave_files(path)]
    _import(here, "workrave", files, from_workrave(files, _where(here), here.settings.rule()))


@import_verb.command("activitywatch")
@click.argument("file", type=click.Path(path_type=Path))
def activitywatch_verb(file: Path) -> None:
    """ActivityWatch's export of its buckets (JSON). Its watcher sees no pause under three minutes.

    \b
    Example:
      unseat import activitywatch aw-buckets-export.json
    """
    here, own = Here.now(), _file(file)
    _import(here, "activitywatch", [own], from_activitywatch(own, here.instant, here.settings.rule()))


@import_verb.command("unseat")
@click.argument("file", type=click.Path(path_type=Path))
def unseat_verb(file: Path) -> None:
    """What `unseat export` wrote, here or on another computer.

    \b
    Example:
      unseat import unseat my-sitting.jsonl
    """
    here, own = Here.now(), _file(file)
    _import(here, "unseat", [own], from_unseat(own))


@import_verb.command("activity")
@click.argument("file", type=click.Path(path_type=Path))
def activity_verb(file: Path) -> None:
    """An activity log: its bouts, breaks and prompts, by the rule of your settings.

    \b
    Example:
      unseat import activity monday.jsonl
    """
    here, own = Here.now(), _file(file)
    rule, zone = here.settings.rule(), here.zone.zone()
    found = from_activity(own, rule, turns(here, zone=zone), lambda record: quiet_hours(record, rule, zone))
    _import(here, "activity", [own], found)


# ---- files


def _workrave_files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = [file for pattern in WORKRAVE for file in sorted(path.glob(pattern))]
    if not files:
        raise WrongError(f"{path}: no {', '.join(WORKRAVE)} in it; name Workrave's folder, such as ~/.workrave")
    return files


def _file(path: Path) -> File:
    try:
        return File(str(path), path.read_bytes())
    except OSError as error:
        raise WrongError(f"{path}: {error.strerror}; name a file that can be read") from error


def _where(here: Here) -> Where:
    return Where(here.zone.zone(), here.settings.rule().day_starts, here.instant)


# ---- into the journal


def _import(here: Here, source: str, files: Sequence[File], found: Found) -> None:
    now, scrap = here.instant, here.settings.rule().break_after
    with here.journal() as journal:
        fits: list[Fit] = []

        def choose() -> Sequence[Carried]:
            fits.append(fit(found.facts, _known(journal, found), now, scrap))
            return _with_mark(fits[0], found, _mark(now, source, files))

        journal.take_in(choose)
    click.echo("\n".join([*_taken(fits[0], here.texts), *_not_taken(fits[0], found, here.texts)]))


def _known(journal: Journal, found: Found) -> Known:
    """What the journal holds of the time in question, and a little on both sides."""
    facts = [carried.fact for carried in found.facts]
    since = min((getattr(fact, "start", fact.at) for fact in facts), default=Instant(0))
    until = max((fact.at for fact in facts), default=Instant(0))
    known = journal.facts(since=Instant(since - DAY), until=Instant(until + 2 * DAY), kinds=TAKEN)
    return Known((entry.fact for entry in known), journal.open_bout())


def _mark(now: Instant, source: str, files: Sequence[File]) -> Imported:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.data)
    return Imported(at=now, source=source, digest=digest.hexdigest(), taken=0, left_out=0)


def _with_mark(fitted: Fit, found: Found, mark: Imported) -> Sequence[Carried]:
    """Where nothing is taken, nothing is written at all."""
    if not fitted.kept:
        return ()
    left_out = len(found.left_out) + fitted.known + fitted.future
    return (*fitted.kept, Carried(msgspec.structs.replace(mark, taken=len(fitted.kept), left_out=left_out)))


# ---- what is said


def _taken(fitted: Fit, texts: Texts) -> Iterator[str]:
    if not fitted.kept:
        yield texts.say("Nothing new was taken.")
    if bouts := _count(fitted, Bout):
        yield texts.plural("{n} bout taken.", "{n} bouts taken.", bouts)
    if totals := _count(fitted, DayTotal):
        yield texts.plural(
            "{n} total of a day taken: it is shown apart, and in no figure.",
            "{n} totals of days taken: they are shown apart, and in no figure.",
            totals,
        )
    if prompts := _count(fitted, PromptDue):
        yield texts.plural("{n} prompt taken.", "{n} prompts taken.", prompts)
    if noted := _count(fitted, AppointmentNoted):
        yield texts.plural("{n} appointment taken.", "{n} appointments taken.", noted)
    if corrected := _count(fitted, Corrected) + _count(fitted, ExerciseCorrected):
        yield texts.plural("{n} correction taken.", "{n} corrections taken.", corrected)
    if rated := _count(fitted, SignsRated):
        yield texts.plural("{n} check of the five signs taken.", "{n} checks of the five signs taken.", rated)


def _count(fitted: Fit, kind: type) -> int:
    return sum(isinstance(carried.fact, kind) for carried in fitted.kept)


def _not_taken(fitted: Fit, found: Found, texts: Texts) -> Iterator[str]:
    if fitted.clipped:
        yield texts.plural(
            "{n} bout cut: a part of its time was known already.",
            "{n} bouts cut: a part of their time was known already.",
            fitted.clipped,
        )
    if fitted.known:
        yield texts.plural("{n} left out: known already.", "{n} left out: known already.", fitted.known)
    if fitted.future:
        yield texts.plural("{n} left out: in the future.", "{n} left out: in the future.", fitted.future)
    if found.left_out:
        count = len(found.left_out)
        yield texts.plural("{n} left out: it cannot be used.", "{n} left out: they cannot be used.", count)
    yield from (f"  {left}" for left in found.left_out[:NAMED])
    if more := len(found.left_out[NAMED:]):
        yield "  " + texts.plural("and {n} more", "and {n} more", more)
