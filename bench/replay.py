"""How long a long record takes to replay: `python -m bench.replay --intervals 70000 --years 2`."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.page import show
from bench.table import Row
from bench.timing import cost
from bench.years import Lived, work
from unseat import catalogue
from unseat.core.moments import Answered, Interval
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.words import DAY, Instant
from unseat.paths import config_root
from unseat.settings import load

UNTIL = Instant(20_000 * DAY)
MOST = 10.0


def write_log(path: Path, intervals: int, years: int, seed: int = 1) -> int:
    """Writes an activity log with so many intervals, and the answers to the prompts in it; tells its lines."""
    days = list(islice(work(seed, years, UNTIL), intervals))
    if len(days) < intervals:
        raise ValueError(f"{years} years have only {len(days)} intervals")
    settings = load(config_root() / "unseat.toml", None)
    lived = lived_by_default(settings.rule(), seed)
    for _ in lived.through(days):
        pass
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(line)}\n" for line in _lines(days, lived.answers))
    return len(days) + len(lived.answers)


def lived_by_default(rule: Rule, seed: int) -> Lived:
    """Somebody who does all exercises that the default settings allow."""
    cards = catalogue.load([config_root() / "exercises"])
    return Lived(seed, rule, Turns(cards.exercises, ("chair", "standing"), ()))


def _lines(intervals: list[Interval], answers: list[tuple[Instant, Answered]]) -> Iterator[dict[str, object]]:
    for interval in intervals:
        yield {"start": interval.start / 1000, "end": interval.end / 1000, "what": interval.kind.value}
    for at, said in answers:
        yield {"start": at / 1000, "what": "answer", "answer": said.answer.value}


def main() -> int:
    options = argparse.ArgumentParser(description="Times the replay of a long record.")
    options.add_argument("--intervals", type=int, default=70_000)
    options.add_argument("--years", type=int, default=2)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log.jsonl"
        lines = write_log(log, chosen.intervals, chosen.years)
        argv = (sys.executable, "-m", "unseat", "replay", str(log), "--json")
        spent = cost(argv, {**os.environ, "HOME": folder}, chosen.runs)
    rows = [
        Row("CPU time", spent.cpu, "s", MOST),
        Row("wall clock", spent.wall, "s", MOST),
    ]
    said = f"{chosen.intervals} intervals ({lines} lines) over {chosen.years} years, median of {chosen.runs} runs."
    show("python -m bench.replay", said, {"unseat replay": rows})
    return 1 if any(row.over for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
