"""The verbs in one table, and the three fates of an error: the person's (1), a wrong call (2), a bug of ours (3)."""

import os
import sys
from importlib import import_module
from typing import cast

import click

from unseat.boundary import fate
from unseat.version import VERSION

VERBS = {
    "run": "agent",
    "status": "now",
    "why": "now",
    "day": "look_back",
    "week": "look_back",
    "break": "wishes",
    "session": "windows",
    "card": "windows",
    "snooze": "wishes",
    "pause": "wishes",
    "resume": "wishes",
    "stand": "wishes",
    "sit": "wishes",
    "answer": "wishes",
    "quit": "wishes",
    "replay": "records",
    "doctor": "care",
    "export": "records",
    "import": "imports",
    "forget": "records",
    "config": "care",
    "settings": "settings",
    "autostart": "autostart",
    "profile": "windows",
    "exercises": "exercises",
    "advice": "advice",
    "appointment": "appointment",
    "correct": "correct",
    "signs": "signs",
    "sync": "sync",
}
"""Verb to module of this package; the module has a command named VERB_verb."""


class Verbs(click.Group):
    """Imports a verb's module when the verb is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        if cmd_name not in VERBS:
            return None
        module = import_module(f"unseat.cli.{VERBS[cmd_name]}")
        return cast("click.Command", getattr(module, f"{cmd_name}_verb"))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A wrong verb gets the nearest right one."""
        from difflib import get_close_matches

        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = get_close_matches(args[0], VERBS, n=1)
            ctx.fail(f"No such verb: {args[0]!r}." + (f" Did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "-V", "--version", prog_name="unseat", message="%(prog)s %(version)s")
def unseat() -> None:
    """Notices long sitting and offers one short exercise that undoes it.

    Sitting is estimated from the use of keyboard and mouse: that they are used, never what is typed.

    \b
    Example:
      unseat run        start the agent on this desktop
      unseat status     what it believes now
      unseat week       the week so far
    """


def main(args: list[str] | None = None) -> int:
    """Runs a verb and answers the exit code."""
    try:
        result = unseat.main(args=args, prog_name="unseat", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        _stop_writing()
        return 0
    except Exception as error:  # noqa: BLE001  the boundary
        return fate(error)
    return result if isinstance(result, int) else 0


def _stop_writing() -> None:
    """Whoever read our output has gone; nothing may complain about that at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
