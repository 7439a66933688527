"""Figures into a page: a table stands between `<!-- made by COMMAND -->` and `<!-- end -->`, which a command renews.

The page is named by $BENCH_PAGE, as `make bench` does; without it a command only prints.
"""

import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.table import Row, markdown, table

END = "<!-- end -->"


def show(command: str, said: str, columns: Mapping[str, list[Row]]) -> None:
    """Prints the figures under the sentence `said`, and puts them into the page. Raises ValueError where the page has
    no place for them."""
    print(f"{said}\n{table(dict(columns))}")
    if page := os.environ.get("BENCH_PAGE"):
        path = Path(page)
        path.write_text(put(path.read_text(encoding="utf-8"), command, f"{said} {here()}\n\n{markdown(dict(columns))}"))


def put(page: str, command: str, text: str) -> str:
    """The page with `text` in the place of what `command` made before."""
    before, begin, rest = page.partition(f"<!-- made by {command} -->")
    if not begin or END not in rest:
        raise ValueError(f"the page has no place for the figures of {command}")
    return f"{before}{begin}\n{text}\n{END}{rest.partition(END)[2]}"


def here() -> str:
    """When and where: what the figures depend on, and no machine's name."""
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d")
    return f"{day}, {os.cpu_count()} cores, {_system()}, Python {platform.python_version()}."


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.system()
