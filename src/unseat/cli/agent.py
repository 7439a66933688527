"""`unseat run`: the agent on this desktop."""

from pathlib import Path

import click

from unseat.cli.desk import Here
from unseat.cli.errors import WrongError
from unseat.desktop.instance import AlreadyRunning, only_one
from unseat.paths import make_folders


@click.command("run")
@click.option("--record", type=click.Path(path_type=Path), help="Also write an activity log, for `unseat replay`.")
def run_verb(record: Path | None) -> None:
    """Start the agent: it watches, prompts and writes down until you quit it from the tray, or with Ctrl+C.

    \b
    Example:
      unseat run
    """
    from unseat.wiring import Program, log_to

    here = Here.now()
    settings = here.settings
    try:
        make_folders(here.places)
        log_to(here.places.log_file)
    except OSError as error:
        raise WrongError(f"{error.filename}: {error.strerror}; check that the folder is yours") from error
    try:
        with only_one(here.places.lock_file):
            Program(here.env, here.places, settings, record).run()
    except AlreadyRunning as other:
        said = here.texts.say("The agent is already running (process {pid}).", pid=other.pid or "?")
        raise WrongError(f"{said} unseat status") from None
