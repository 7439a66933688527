"""`python -m unseat.windows WINDOW`: one window in a process of its own."""

import os
import sys

from unseat.boundary import fate


def main(arguments: list[str]) -> int:
    """Shows the window until it is closed; answers the exit code."""
    from unseat.windows.asked import asked

    wanted = asked(arguments)
    try:
        from unseat.windows.program import run

        return run(wanted, os.environ)
    except Exception as error:  # noqa: BLE001  the boundary
        return fate(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
