"""`unseat advice`: when to stop, and whom to see."""

import shutil
import sys

import click

from unseat import advice
from unseat.cli.desk import Here
from unseat.paths import config_root
from unseat.report.advice_terminal import advice_text

WIDTH = 80


@click.command("advice")
@click.option("--red-flags", is_flag=True, help="Only when to call 112, your GP today, or your GP soon.")
def advice_verb(red_flags: bool) -> None:
    """Say when to stop and get help, what to do when an exercise hurts, and whom to see for what.

    General information with its sources: no diagnosis and no treatment.

    \b
    Example:
      unseat advice
      unseat advice --red-flags
    """
    here = Here.now()
    width = min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
    own = advice.load(config_root())
    click.echo(advice_text(own, here.texts, red_flags=red_flags, width=width, colour=sys.stdout.isatty()), nl=False)
