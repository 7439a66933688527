"""The exercises themselves: which there are, and whether cards of one's own are sound."""

from pathlib import Path

import click

from unseat.cli.desk import Here
from unseat.figures import check
from unseat.paths import config_root


@click.group("exercises")
def exercises_verb() -> None:
    """List the exercises, or check cards of your own.

    \b
    Example:
      unseat exercises list
      unseat exercises check ~/.config/unseat/exercises
    """


@exercises_verb.command("list")
def list_verb() -> None:
    """Every exercise: its id, level, seconds, whether a profile hides it, and its name.

    \b
    Example:
      unseat exercises list
    """
    here = Here.now()
    chosen = here.settings.exercises
    for card in here.cards.exercises:
        hidden = set(card.hidden_by) & set(chosen.flags) or not set(card.places) & set(chosen.places)
        mark = "-" if hidden else " "
        name = card.name[here.texts.language]
        click.echo(f"{mark} {card.id:<4} {card.level}  {card.seconds:>4} s  {name}")
    click.echo("\n- " + here.texts.say("not offered to you: its place or a flag in your settings"))


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
