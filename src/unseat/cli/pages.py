"""The week's page as a file, or in the browser."""

from contextlib import suppress
from pathlib import Path

import click

from unseat import private
from unseat.boundary import WrongError
from unseat.catalogue import CatalogueError
from unseat.cli.desk import Here
from unseat.cli.meant import week_meant
from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.core.summary import WeekSummary
from unseat.figures import figure_of
from unseat.looking_back import read_weeks
from unseat.paths import config_root

TREND = 12
"""Weeks on the page, this one included."""


def page(here: Here, text: str, file: Path | None) -> None:
    """Writes the page to `file`, or to a file of our own that the browser is then asked to show."""
    made = _html(here, text)
    here.make_folders()
    own = file or here.places.page_file
    _write(own, made, named=file is not None)
    click.echo(here.texts.say("The week's page is in {file}.", file=own))
    if file is None and click.launch(str(own)) != 0:
        raise WrongError(here.texts.say("No program was found that opens it."))


def _html(here: Here, text: str) -> str:
    try:
        from unseat.report.page import week_html
    except ModuleNotFoundError as error:
        raise WrongError(f"The page needs {error.name}, which is not here; install unseat again") from None
    *earlier, week = weeks_to(here, text)
    return week_html(week, here.texts, config_root(), earlier=earlier, names=here.names, cards=drawable(here))


def drawable(here: Here) -> dict[str, tuple[Exercise, Figure]]:
    """Every card that has a sound figure: a week is not kept back by a drawing."""
    found = {}
    for card in here.cards.exercises:
        with suppress(CatalogueError):
            if figure := figure_of(card.id, here.exercises):
                found[card.id] = card, figure
    return found


def weeks_to(here: Here, text: str) -> list[WeekSummary]:
    """The week that is meant and those before it on the page, oldest first."""
    weeks = [week_meant(here, text)]
    while len(weeks) < TREND:
        weeks.insert(0, weeks[0].previous)
    with here.journal() as journal:
        return read_weeks(journal, weeks, here.zone.zone(), here.settings.rule())


def _write(file: Path, text: str, *, named: bool) -> None:
    """For nobody else's eyes. A file that the person named may be a link; ours is none."""
    try:
        if named:
            file.touch(mode=0o600)
        else:
            private.make(file)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WrongError(f"{file}: {error.strerror}; name a file that can be written") from error
