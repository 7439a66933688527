"""The exercises themselves: which there are, and whether cards of one's own are sound."""

from pathlib import Path

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.wishes import known, wish
from unseat.core.facts import ExerciseAllowed, ExerciseHurt
from unseat.core.hurts import hurting
from unseat.figures import check
from unseat.paths import config_root


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
    """Every exercise: its id, level, seconds, whether it is kept from you, and its name.

    \b
    Example:
      unseat exercises list
    """
    here = Here.now()
    chosen, hurts = here.settings.exercises, _hurting(here)
    for card in here.cards.exercises:
        hidden = set(card.hidden_by) & set(chosen.flags) or not set(card.places) & set(chosen.places)
        mark = "!" if card.id in hurts else "-" if hidden else " "
        name = card.name[here.texts.language]
        click.echo(f"{mark} {card.id:<4} {card.level}  {card.seconds:>4} s  {name}")
    click.echo("\n- " + here.texts.say("not offered to you: its place or a flag in your settings"))
    if hurts:
        click.echo("! " + here.texts.say("you said that it hurts: not offered until you allow it"))


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
        return hurting(entry.fact for entry in journal.facts(kinds=(ExerciseHurt, ExerciseAllowed)))


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
