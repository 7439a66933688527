"""The exercises themselves: which there are, and whether cards of one's own are sound."""

from pathlib import Path

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.wishes import known, wish
from unseat.core.hurts import KINDS, hurting
from unseat.core.said import ExerciseAllowed
from unseat.core.standing import Standing
from unseat.figures import check
from unseat.paths import config_root
from unseat.texts import Texts
from unseat.turning import turns_now


@click.group("exercises")
def exercises_verb() -> None:
    """List the exercises, allow one again that hurt, or check cards of your own.

    \b
    Example:
      unseat exercises list
      unseat exercises allow a2
      unseat exercises check ~/.config/unseat/exercises
    """


@exercises_verb.command("list")
def list_verb() -> None:
    """Every exercise: its id, level, seconds and name, and what keeps it from you, if anything does.

    \b
    Example:
      unseat exercises list
    """
    here = Here.now()
    with here.journal() as journal:
        standings = turns_now(here, journal, here.instant).standings()
    for card in here.cards.exercises:
        standing = standings[card.id]
        kept = _kept(standing, here.texts)
        line = f"{_mark(standing)} {card.id:<4} {card.level}  {card.seconds:>4} s  {card.name[here.texts.language]}"
        click.echo(f"{line}  ({kept})" if kept else line)
    click.echo("")
    for mark, legend in _legend(here.texts).items():
        if mark in {_mark(standing) for standing in standings.values()}:
            click.echo(f"{mark} {legend}")


def _mark(standing: Standing) -> str:
    if standing.hurts_since is not None:
        return "!"
    if standing.lacks or standing.hidden_by:
        return "-"
    return "+" if standing.opening else " "


def _legend(texts: Texts) -> dict[str, str]:
    return {
        "-": texts.say("not offered to you: its place or a flag in your settings"),
        "+": texts.say("comes once the easier ones have been done and verified often enough"),
        "!": texts.say("you said that it hurts: not offered until you allow it"),
    }


def _kept(standing: Standing, texts: Texts) -> str:
    """What keeps it back, in a few words; empty where nothing does."""
    if standing.hurts_since is not None:
        return ""
    if standing.lacks or standing.hidden_by:
        return ", ".join((*standing.lacks, *standing.hidden_by))
    if (opening := standing.opening) is None:
        return ""
    easier = ", ".join(opening.easier)
    return texts.say(
        "{have} of {needs} verified: {exercises}", have=opening.have, needs=opening.needs, exercises=easier
    )


@exercises_verb.command("allow")
@click.argument("exercise", metavar="ID")
def allow_verb(exercise: str) -> None:
    """Let an exercise that you said hurts be offered again.

    \b
    Example:
      unseat exercises allow a2
    """
    here = Here.now()
    if exercise not in _hurting(here):
        known(here, exercise, "ID")
        raise WrongError(
            here.texts.say("You did not say that {exercise} hurts; see: unseat exercises list", exercise=exercise)
        )
    wish(here, ExerciseAllowed(at=here.instant, exercise=exercise), live=False)
    click.echo(here.texts.say("Noted: it may be offered again."))


def _hurting(here: Here) -> frozenset[str]:
    with here.journal() as journal:
        return hurting(entry.fact for entry in journal.everywhere(kinds=KINDS))


@exercises_verb.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check_verb(folder: Path | None) -> None:
    """Check the cards and figures in FOLDER; without it, those that are shipped and your own.

    A line for each defect: the file, the key in it, what is wrong, and what would be right. Ends with code 1 where
    there is any.

    \b
    Example:
      unseat exercises check
      unseat exercises check ~/.config/unseat/exercises
    """
    here = Here.now()
    shipped = config_root() / "exercises"
    folders = [folder] if folder else [shipped, here.places.own_exercises]
    wrong = [error for each in folders for error in check(each, shipped)]
    for error in wrong:
        click.echo(str(error), err=True)
    cards = sum(len(list(each.glob("*.toml"))) for each in folders)
    if wrong:
        raise click.exceptions.Exit(1)
    click.echo(here.texts.plural("{n} card, sound.", "{n} cards, all sound.", cards))
