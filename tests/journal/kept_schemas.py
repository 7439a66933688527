"""A journal of each schema, and its week as the code of that time told it: `python -m tests.journal.kept_schemas`.

Run once when a schema is released; what lies in `schemas/` is never made anew. The week is a working one, lived from a
seed by the core of that time.
"""

import json
import os
import subprocess
import sys
from contextlib import closing
from itertools import takewhile
from pathlib import Path
from typing import Any

from bench.journal import years_of_facts
from unseat.core.words import DAY, Instant
from unseat.journal import Journal
from unseat.journal.schema import STEPS
from unseat.paths import places

KEPT = Path(__file__).with_name("schemas")
WEEK = "2026-W47"
MONDAY = Instant(1_795_392_000_000)
"""The one after that week, 00:00 UTC."""


def env_of(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    own = {f"XDG_{what}_HOME": str(home / what.lower()) for what in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {"HOME": str(home), **own, "PATH": os.defpath, "TZ": "Europe/Amsterdam", "LANG": "C.UTF-8", **kept}


def week_of(home: Path) -> dict[str, Any]:
    """As `unseat week --json` tells it of the journal in that home."""
    command = (sys.executable, "-m", "unseat", "week", WEEK, "--json")
    done = subprocess.run(command, env=env_of(home), check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main(home: Path) -> None:
    path = places(env_of(home)).journal_file
    path.parent.mkdir(parents=True)
    with closing(Journal.open(path, utc_offset_s=lambda _: 3600)) as journal:
        for fact in takewhile(lambda fact: fact.at < MONDAY, years_of_facts(1, MONDAY, seed=7)):
            if fact.at >= MONDAY - 8 * DAY:
                journal.append(fact)
    KEPT.mkdir(exist_ok=True)
    target = KEPT / f"{len(STEPS)}.sqlite3"
    target.write_bytes(path.read_bytes())
    target.with_suffix(".json").write_text(json.dumps(week_of(home), indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
