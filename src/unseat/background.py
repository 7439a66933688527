"""The agent's own process: `unseat run` becomes this one, which never imports what only a terminal needs."""

import os
import sys
from pathlib import Path

from unseat.boundary import WrongError, fate
from unseat.desktop.instance import AlreadyRunning, only_one
from unseat.itself import part
from unseat.person import Person
from unseat.program import Program, log_to
from unseat.wiring import start

LEAN = {"MALLOC_ARENA_MAX": "1"}
"""glibc gives each thread a heap of its own, which five threads that mostly sleep have no use for."""


def become(record: Path | None) -> None:
    """Replaces this process by the agent's, under the same process id. Never returns, but on Windows."""
    arguments = [str(record)] if record else []
    if sys.platform == "win32":
        raise SystemExit(main(arguments))
    sys.stdout.flush()
    os.execve(sys.executable, [*part("unseat.background"), *arguments], {**LEAN, **os.environ})  # noqa: S606  no shell is wanted


def main(args: list[str]) -> int:
    """Lives until it is told to end; answers the exit code."""
    try:
        _run(Path(args[0]) if args else None)
    except Exception as error:  # noqa: BLE001  the boundary
        return fate(error)
    return 0


def _run(record: Path | None) -> None:
    me = Person(os.environ)
    here = me.places
    me.make_folders()
    try:
        log_to(here.log_file)
    except OSError as error:
        raise WrongError(f"{error.filename}: {error.strerror}; check that the folder is yours") from error
    try:
        with only_one(here.lock_file):
            Program(start(me, record)).run()
    except AlreadyRunning as other:
        said = me.texts.say("The agent is already running (process {pid}).", pid=other.pid or "?")
        raise WrongError(f"{said} unseat status") from None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
