"""`unseat settings`: all that can be set, in a window."""

import click

from unseat.cli.windows import become
from unseat.desktop.child import SETTINGS


@click.command("settings")
def settings_verb() -> None:
    """Set all that can be set in a window: rhythm, breaks, exercises, week, language, starting with the session.

    It is in force within seconds, and what you wrote by hand in your file stays. Without a display: unseat config.

    \b
    Example:
      unseat settings
    """
    become(SETTINGS)
