"""The week on paper: what it says is put together here, and a child process draws it. Qt never comes in here."""

import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
import msgspec

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.core.summary import WeekSummary
from unseat.desktop.child import PROGRAM
from unseat.paths import config_root

if TYPE_CHECKING:
    from unseat.report.page.exercised import Drawable

PAPER = "paper"
MISSING = "The page needs {library}, which is not here; install unseat again"


def printed(
    here: Here, weeks: Sequence[WeekSummary], cards: "Drawable", form: Literal["pdf", "png"], file: Path
) -> None:
    """Writes the last of the weeks to `file`, and says so. `weeks`: oldest first; `cards`: those that can be drawn.

    Raises WrongError where a library is missing or the file cannot be written; what was there then stays.
    """
    drawn(_composed(here, weeks, cards), form, file)
    click.echo(here.texts.say("The week's page is in {file}.", file=file))


def drawn(sheet: bytes, form: Literal["pdf", "png"], file: Path) -> None:
    """`sheet`: a `Sheet` as JSON. A bug in the child is told by itself, and ends this process with the same code."""
    if find_spec("PySide6") is None:
        raise WrongError(MISSING.format(library="PySide6"))
    argv = [*PROGRAM, PAPER, f"--{form}", str(file.absolute())]
    done = subprocess.run(argv, input=sheet, capture_output=True, check=False)
    if done.returncode == 0:
        return
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == 1:
        raise WrongError(said.splitlines()[-1].removeprefix("unseat: "))
    sys.stderr.write(f"{said or f'unseat: the page was not drawn (exit code {done.returncode})'}\n")
    raise SystemExit(3)


def _composed(here: Here, weeks: Sequence[WeekSummary], cards: "Drawable") -> bytes:
    try:
        from unseat.report.page.sheet import week_sheet
    except ModuleNotFoundError as error:
        raise WrongError(MISSING.format(library=error.name)) from None
    *earlier, week = weeks
    sheet = week_sheet(week, here.texts, config_root(), earlier=earlier, names=here.names, cards=cards)
    return msgspec.json.encode(sheet)
