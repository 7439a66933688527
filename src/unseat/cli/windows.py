"""The windows, each a verb: this process becomes the window's, which never imports what only a terminal needs."""

import os
import subprocess
import sys
from importlib.util import find_spec

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.desktop.child import CARD, PROFILE, PROGRAM, SESSION, has_display
from unseat.keeper import published


@click.command("session")
@click.argument("exercise", required=False)
def session_verb(exercise: str | None) -> None:
    """Be led through an exercise: that of the prompt in front of you, the one whose turn it is, or the one you name.

    It works without the agent too; what you did is written down all the same.

    \b
    Example:
      unseat session
      unseat session a2
    """
    become(SESSION, *(("--exercise", exercise) if exercise else ()))


@click.command("card")
def card_verb() -> None:
    """Show the card of the prompt in front of you once more; while none waits, see: unseat why.

    \b
    Example:
      unseat card
    """
    here = Here.now()
    with here.journal() as journal:
        left = published(journal) if here.agent is not None else None
    prompt = left.view.prompt if left else None
    if left is None or prompt is None or prompt.prompt is None or prompt.started is not None:
        raise WrongError(here.texts.say("No prompt is shown now, so there is nothing to answer. See: unseat why"))
    start = left.view.bout_start
    sitting = () if start is None else ("--sitting", str(here.instant - start))
    become(CARD, "--exercise", prompt.exercise, "--prompt", str(prompt.prompt), *sitting)


@click.command("profile")
def profile_verb() -> None:
    """Say where you can exercise, how to begin and what to be careful with. It stays on this machine.

    Without a display the same is set by `unseat config`.

    \b
    Example:
      unseat profile
      unseat config exercises.places chair,standing
    """
    become(PROFILE)


def become(window: str, *arguments: str) -> None:
    """Replaces this process by the window's. Returns only by an exit, on Windows as elsewhere."""
    here = Here.now()
    if not has_display(here.env):
        raise WrongError(here.texts.say("There is no display here (DISPLAY is not set), so no window can be shown."))
    if find_spec("PySide6") is None:
        raise WrongError(here.texts.say("Qt is missing, so no window can be shown. Install unseat again."))
    argv = [*PROGRAM, window, *arguments]
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(argv, check=False).returncode)
    sys.stdout.flush()
    os.execv(sys.executable, argv)  # noqa: S606  no shell is wanted
