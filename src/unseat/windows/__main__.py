"""`python -m unseat.windows WINDOW`: one window in a process of its own; or a document on paper, which is no window."""

import os
import sys

from unseat.boundary import WrongError, fate
from unseat.desktop.child import LIBRARIES

PAPER = "paper"


def main(arguments: list[str]) -> int:
    """Shows the window until it is closed, or draws; answers the exit code."""
    from unseat.windows.asked import asked

    try:
        if arguments[:1] == [PAPER]:
            return _paper(arguments[1:])
        wanted = asked(arguments)

        from unseat.windows.program import run

        return run(wanted, os.environ)
    except Exception as error:  # noqa: BLE001  the boundary
        return fate(error)


def _paper(arguments: list[str]) -> int:
    try:
        from unseat.windows import paper
    except ImportError as error:
        raise WrongError(f"Qt cannot draw here: {error}; {LIBRARIES}") from error
    return paper.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
