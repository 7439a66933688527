"""`unseat sync`: one person's machines hear of each other by a folder that another program carries."""

from collections.abc import Iterator
from pathlib import Path

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.core.words import Instant
from unseat.desktop.instance import AlreadyRunning
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.report.status import when
from unseat.senses.base import Finding
from unseat.settings import set_value
from unseat.sync.exchanging import Exchanged, exchange
from unseat.sync.overview import Overview, ahead, overview, trouble

KEY = "sync.folder"
SHORT = 8
"""Characters of a machine's name that tell it from the others."""


@click.command("sync")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--off", is_flag=True, help="Exchange nothing any more.")
def sync_verb(folder: Path | None, off: bool) -> None:
    """Make one week of several computers of yours, by a FOLDER that Syncthing, Nextcloud or the like carries.

    A minute at two of them is one minute, and an exercise done at one silences the prompt at the other. The agent then
    exchanges once a minute what is new; nothing is sent by unseat itself. Without FOLDER: which computers are known.

    \b
    Example:
      unseat sync ~/Sync/unseat
      unseat sync
      unseat sync --off
    """
    here = Here.now()
    if off and folder:
        raise click.UsageError("--off goes alone.")
    if off:
        _end(here)
    elif folder:
        _begin(here, folder.expanduser().absolute())
    else:
        _show(here)


def _begin(here: Here, folder: Path) -> None:
    """It is in force only once a first exchange went well."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise WrongError(f"{folder}: {error.strerror}; name a folder that another program carries") from error
    with here.journal() as journal:
        met = _met(here, journal, folder)
        set_value(config_root() / "unseat.toml", here.places.config_file, KEY, str(folder))
        click.echo("\n".join([*_told(here, met), *_state(here, folder, overview(journal))]))


def _end(here: Here) -> None:
    folder = here.settings.sync.folder
    if not folder:
        click.echo(here.texts.say("Nothing is exchanged with other computers."))
        return
    set_value(config_root() / "unseat.toml", here.places.config_file, KEY, "")
    click.echo(
        here.texts.say(
            "Nothing goes out any more, and nothing comes in. What is in the folder stays there: {folder}",
            folder=folder,
        )
    )


def _show(here: Here) -> None:
    folder = here.settings.sync.folder
    if not folder:
        click.echo(here.texts.say("Nothing is exchanged with other computers. To begin: unseat sync FOLDER"))
        return
    with here.journal() as journal:
        met = _met(here, journal, Path(folder))
        click.echo("\n".join([*_told(here, met), *_state(here, Path(folder), overview(journal))]))


def _met(here: Here, journal: Journal, folder: Path) -> Exchanged:
    try:
        return exchange(journal, folder)
    except AlreadyRunning:
        raise WrongError(here.texts.say("Another unseat is exchanging just now; ask again in a moment.")) from None
    except OSError as error:
        raise WrongError(f"{folder}: {error.strerror}; name a folder that can be read and written") from error


def _told(here: Here, met: Exchanged) -> Iterator[str]:
    texts = here.texts
    yield texts.plural("{n} fact told.", "{n} facts told.", met.sent)
    yield texts.plural("{n} fact taken.", "{n} facts taken.", met.taken)
    if met.forgot:
        yield texts.say("What was erased on another computer is erased here as well.")
    if met.renamed:
        yield texts.say(
            "The folder holds things that this computer told and no longer knows: its journal was set back, or copied. "
            "They were taken in, and it goes by a new name."
        )


def _state(here: Here, folder: Path, found: Overview) -> Iterator[str]:
    texts, now = here.texts, here.instant
    yield texts.say("Folder: {folder}", folder=folder)
    newest = texts.say("nothing yet") if found.newest is None else _when(here, found.newest, now)
    yield texts.say("This computer, {name}: up to {time}", name=found.name[:SHORT], time=newest)
    for heard in found.others:
        time = _when(here, heard.newest, now)
        line = texts.say("Another, {name}: up to {time}", name=heard.device[:SHORT], time=time)
        yield f"{line} {texts.say('(its clock is ahead of this one)')}" if ahead(heard, now) else line
    if not found.others:
        yield texts.say("No other computer has told anything yet.")
    for name, count in found.refused.items():
        yield texts.plural("{n} line cannot be read: {file}", "{n} lines cannot be read: {file}", count, file=name)
    for name in found.half:
        yield texts.say("Not all of it has come yet: {file}", file=name)


def _when(here: Here, at: Instant, now: Instant) -> str:
    return when(at, now, here.zone.zone(), here.texts)


def finding(here: Here) -> Finding:
    """For `unseat doctor`: the folder is looked at, and nothing is exchanged."""
    texts, folder = here.texts, here.settings.sync.folder
    part = texts.say("other computers")
    if not folder:
        return Finding(part, works=True, found=texts.say("none"))
    if problem := trouble(Path(folder)):
        remedy = texts.say("see that the folder is there, or end it: unseat sync --off")
        return Finding(part, works=False, found=f"{folder}: {problem}", remedy=remedy)
    with here.journal() as journal:
        found = overview(journal)
    known = texts.plural("{n} other", "{n} others", len(found.others))
    lines = sum(found.refused.values())
    refused = texts.plural("{n} line cannot be read", "{n} lines cannot be read", lines) if lines else ""
    return Finding(part, works=True, found="; ".join(filter(None, [folder, known, refused])))


def erased(here: Here, journal: Journal) -> str:
    """After an erasing: tells the others at once, if that can be; else what is to be known. Empty where there are
    none."""
    folder = here.settings.sync.folder
    if not folder:
        return ""
    try:
        exchange(journal, Path(folder))
    except (OSError, AlreadyRunning):
        return here.texts.say(
            "The folder cannot be used now: what it holds is erased there, and on your other computers, at the next "
            "exchange."
        )
    return here.texts.say("Your other computers erase it as soon as they hear of it.")
