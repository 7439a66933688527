"""What a window's process is asked to show, as its arguments say it."""

import argparse
from collections.abc import Sequence

import msgspec

from unseat.desktop.child import CARD, PROFILE, SESSION, SETTINGS, SIGNS, TRY, WELCOME

ADVICE = "advice"


class Asked(msgspec.Struct, frozen=True):
    """`prompt` in milliseconds since 1970, `sitting` and `lasts` in milliseconds. `exercise` may be empty."""

    window: str
    exercise: str = ""
    prompt: int | None = None
    starts: str | None = None
    sitting: int = 0
    lasts: int = 0
    again: bool = False
    full: bool = False


def asked(arguments: Sequence[str]) -> Asked:
    """Ends the process with code 2 for arguments that nobody but a person could have written."""
    parser = argparse.ArgumentParser(prog="unseat.windows", add_help=False)
    parser.add_argument("window", choices=(CARD, SESSION, PROFILE, WELCOME, ADVICE, SIGNS, SETTINGS, TRY))
    parser.add_argument("--exercise", default="")
    parser.add_argument("--prompt", type=int)
    parser.add_argument("--starts", choices=("left", "right"))
    parser.add_argument("--sitting", type=int, default=0)
    parser.add_argument("--lasts", type=int, default=0)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--full", action="store_true")
    return msgspec.convert(vars(parser.parse_args(arguments)), Asked)
