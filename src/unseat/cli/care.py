"""Care of the program itself: what works here, and the settings."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here, alone
from unseat.paths import config_root
from unseat.senses.base import Finding
from unseat.settings import set_value, show
from unseat.settings.load import unknown_key


@click.command("doctor")
@click.option("--repair", is_flag=True, help="Make a damaged or lost journal whole, of its file and the backups.")
def doctor_verb(repair: bool) -> None:
    """Look at every part: what works on this desktop, what doesn't, and how to mend it.

    Ends with code 1 where no sense works, since then nothing can be estimated. What is asked of Windows and macOS was
    never run on a real one (docs/presence.md).

    With --repair it looks at the journal alone: what of a damaged one can be read is kept, what only a backup holds
    comes back, and you are told which facts are missing. The damaged file stays; a whole journal is not changed.

    \b
    Example:
      unseat doctor
      unseat doctor --repair
    """
    from unseat.senses import table

    here = Here.now()
    if repair:
        _repair(here)
        return
    findings = list(_findings(here))
    for finding in findings:
        mark = here.texts.say("works") if finding.works else here.texts.say("does not work")
        click.echo(f"{finding.part}: {mark}")
        click.echo(f"    {finding.found}")
        if finding.remedy:
            click.echo(f"    → {finding.remedy}")
    if not any(finding.works for finding in findings if finding.part in table.NAMES):
        said = here.texts.say("No sense works here, so the agent would record “unwatched”, not sitting.")
        raise WrongError(said)


def _repair(here: Here) -> None:
    from unseat.cli.repaired import as_lines
    from unseat.journal.repair import repair

    here.make_folders()
    with alone(here, here.texts.say("The agent is running and has the journal open. End it first: unseat quit")):
        mended = repair(here.places.journal_file, here.instant)
    for line in as_lines(here.places.journal_file, mended, here.zone.zone(), here.texts):
        click.echo(line)


def _findings(here: Here) -> Iterator[Finding]:
    from unseat.cli.sync import finding as sync
    from unseat.desktop.child import finding as windows
    from unseat.desktop.notify import finding as notifications
    from unseat.desktop.tray.doctor import finding as tray
    from unseat.senses import holding, table

    yield from table.doctor(here.env, here.texts)
    yield from holding.doctor(here.env, here.texts)
    yield tray(here.env, here.texts)
    yield notifications(here.env, here.texts)
    yield windows(here.env, here.texts)
    yield from _own_files(here)
    yield sync(here)


def _own_files(here: Here) -> Iterator[Finding]:
    from unseat.cli.kept import journal_findings

    texts, file = here.texts, here.places.config_file
    yield Finding(texts.say("settings"), works=True, found=str(file) if file.exists() else texts.say("all as shipped"))
    yield from journal_findings(here.places.journal_file, texts)
    pid = here.agent
    found = texts.say("running (process {pid})", pid=pid) if pid else texts.say("not running")
    yield Finding(texts.say("agent"), works=pid is not None, found=found, remedy="" if pid else "unseat run")


@click.command("config")
@click.argument("key", required=False)
@click.argument("value", required=False)
@click.option("--path", "only_path", is_flag=True, help="Print where your own settings lie.")
def config_verb(key: str | None, value: str | None, only_path: bool) -> None:
    """Show the settings, or change one. The agent takes it up within seconds.

    \b
    Example:
      unseat config
      unseat config prompts.every 45m
    """
    here = Here.now()
    shipped, own = config_root() / "unseat.toml", here.places.config_file
    if only_path:
        click.echo(own)
    elif key is None:
        _show_all(shipped, own)
    elif value is None:
        _show_one(shipped, own, key)
    else:
        set_value(shipped, own, key, value)
        _show_one(shipped, own, key)


def _show_all(shipped: Path, own: Path) -> None:
    for shown in show(shipped, own):
        mark = "*" if shown.own else " "
        click.echo(f"{mark} {shown.key:<24} {shown.value}")
    if sys.stdout.isatty():
        click.echo(f"\n* {own}")


def _show_one(shipped: Path, own: Path, key: str) -> None:
    for shown in show(shipped, own):
        if shown.key == key:
            click.echo(f"{shown.key} = {shown.value}  ({shown.default})  {shown.allowed}")
            return
    raise unknown_key(own, key)
