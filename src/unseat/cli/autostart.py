"""`unseat autostart`: whether the agent starts when the person logs in."""

import click

from unseat.autostart import Autostart, Status, choose
from unseat.autostart.base import Reason
from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.texts import Texts

_BECAUSE: dict[Reason, str] = {
    "said": "{where} starts it.",
    "system": "{where} starts it for everybody on this computer.",
    "nothing": "Nothing starts it.",
    "turned off": "{where} turns it off.",
    "not here": "{where} is for other desktops.",
    "gone": "{where} names a program that is not there any more. Set it again: unseat autostart on",
    "unreadable": "{where} cannot be read. Mend it, or remove it.",
}


@click.command("autostart")
@click.argument("what", type=click.Choice(("on", "off", "status")), default="status")
@click.option("--systemd", is_flag=True, help="By a user unit, for desktops that reach graphical-session.target.")
def autostart_verb(what: str, systemd: bool) -> None:
    """Start the agent when you log in, or not any more; off unless you say on.

    An entry in your desktop's autostart folder does it, the Run key on Windows, a launch agent on macOS. `status` needs
    no agent, and looks at what is for everybody on this computer as well.

    \b
    Example:
      unseat autostart on
      unseat autostart on --systemd
      unseat autostart status
    """
    here = Here.now()
    try:
        found = choose(here.env, systemd=systemd)
        _set(found, what)
        click.echo(told(found.status(), here.texts))
    except OSError as error:
        said = here.texts.say("Starting with the session could not be set: {error}", error=error)
        raise WrongError(said) from error


def _set(found: Autostart, what: str) -> None:
    if what == "on":
        found.on()
    elif what == "off":
        found.off()


def told(status: Status, texts: Texts) -> str:
    """In one line."""
    state = texts.say("on") if status.on else texts.say("off")
    reason = status.reason
    because = texts.say(_BECAUSE[reason], where=status.where)
    return f"{state}: {because}"
