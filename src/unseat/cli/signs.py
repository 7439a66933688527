"""`unseat signs`: the weekly self-check of five signs, 0 to 10 each. No score, and nothing is concluded."""

import shutil
import sys
from collections.abc import Callable
from typing import Any

import click

from unseat import advice
from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.windows import become
from unseat.cli.wishes import wish
from unseat.core.checks import Check
from unseat.core.said import SignsRated, SignsSkipped
from unseat.core.signs import MOST, SIGNS
from unseat.desktop.child import SIGNS as WINDOW
from unseat.paths import config_root
from unseat.report.signs_terminal import help_text, signs_text
from unseat.report.signs_words import asked, scale, sign_words, told
from unseat.self_checks import self_checks, this_week
from unseat.texts import Texts

WIDTH = 80
WEEKS = 12
"""Weeks in the list, this one included."""

Command = Callable[..., Any]


def rated(command: Command) -> Command:
    """Gives a command an option for each sign."""
    words = sign_words(Texts.english())
    for sign in reversed(SIGNS):
        command = click.option(f"--{sign}", type=click.IntRange(0, MOST), help=f"{words[sign].question}.")(command)
    return command


@click.group("signs", invoke_without_command=True)
@click.pass_context
def signs_verb(context: click.Context) -> None:
    """List what you noted of five signs, week by week; note this week's, or say that you want none.

    Once a week at most, from 0 (not at all) to 10 (very much) each. Nothing is added up, and nothing is concluded.

    \b
    Example:
      unseat signs
      unseat signs check
      unseat signs skip
    """
    if context.invoked_subcommand is None:
        here = Here.now()
        width = min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)
        click.echo(signs_text(_checks(here, WEEKS), here.texts, width=width, colour=sys.stdout.isatty()), nl=False)


@signs_verb.command("check")
@rated
@click.option("--again", is_flag=True, help="Put it in the place of the one that was made this week.")
@click.option("--window", "in_window", is_flag=True, help="Ask in a window.")
def check_verb(again: bool, in_window: bool, **given: int | None) -> None:
    """Note this week's: you are asked for the five one by one, or you give some of them as options.

    \b
    Example:
      unseat signs check
      unseat signs check --crooked 2 --leg 0 --turning 3 --back 5 --balance 0
      unseat signs check --window
    """
    ratings = {sign: value for sign in SIGNS if (value := given[sign]) is not None}
    if in_window:
        if ratings or again:
            raise click.UsageError("--window goes alone: the window asks for the rest.")
        become(WINDOW)
    here = Here.now()
    if _checks(here)[-1].made and not again:
        raise WrongError(
            here.texts.say(
                "This week's check has been made already. To put another in its place: unseat signs check --again"
            )
        )
    _note(here, ratings or _asked(here.texts))


@signs_verb.command("skip")
def skip_verb() -> None:
    """Say that you want no check this week.

    \b
    Example:
      unseat signs skip
    """
    here = Here.now()
    check = _checks(here)[-1]
    if check.made:
        raise WrongError(here.texts.say("This week's check has been made already. To see it: unseat signs"))
    if not check.settled:
        wish(here, SignsSkipped(at=here.instant), live=False)
    click.echo(here.texts.say("No check this week, then."))


def _checks(here: Here, weeks: int = 1) -> list[Check]:
    with here.journal() as journal:
        return self_checks(here, journal, this_week(here, here.instant), weeks=weeks)


def _note(here: Here, ratings: dict[str, int]) -> None:
    texts = here.texts
    if not ratings:
        click.echo(texts.say("All five were passed over, so nothing was noted. For none this week: unseat signs skip"))
        return
    wish(here, SignsRated(at=here.instant, ratings=ratings), live=False)
    week = this_week(here, here.instant).name
    click.echo(texts.say("Noted for {week}: {signs}", week=week, signs=told(ratings, texts)))
    click.echo(help_text(advice.load(config_root()), texts))


def _asked(texts: Texts) -> dict[str, int]:
    """The answers of whoever sits at the terminal; those passed over are absent."""
    click.echo(f"{asked(texts)} {scale(texts)}")
    click.echo(texts.say("Enter alone passes one over."))
    answers = {sign: _one(words.question, texts) for sign, words in sign_words(texts).items()}
    return {sign: value for sign, value in answers.items() if value is not None}


def _one(question: str, texts: Texts) -> int | None:
    while True:
        said = click.prompt(question, default="", show_default=False).strip()
        if not said:
            return None
        if len(said) <= 2 and said.isascii() and said.isdigit() and int(said) <= MOST:
            return int(said)
        click.echo(texts.say("Type a whole number from 0 to 10, or Enter alone to pass this one over."))
