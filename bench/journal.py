"""What a journal of many years costs: `python -m bench.journal --years 10`.

Fills a journal as an agent would have, one of a single year, and one with nothing in it; then measures the verbs that
read it and the start of the agent on it. Fails when one is not within its budget, or when an older journal takes more
memory.
"""

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from bench.page import show
from bench.process import cpu_seconds
from bench.replay import lived_by_default
from bench.table import Row
from bench.timing import cost, peak_mb
from bench.years import work
from tools.processes import end
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.words import DAY, MINUTE, Instant
from unseat.journal import Journal
from unseat.paths import config_root, make_folders, places
from unseat.settings import load
from unseat.version import VERSION

STRETCH = 10 * MINUTE
"""Few intervals make the same bouts and prompts in a fifth of the time."""
AT_ONCE = 5_000
VERBS = ("status", "day", "why")
PEAK = "most memory"
GROWN = 1.1
"""So many times the memory for a journal of one year the week may take for one of many."""


def years_of_facts(years: int, until: Instant, seed: int = 1) -> Iterator[facts.Any]:
    """What an agent writes in the years before `until`: some forty facts each working day, its start and end too."""
    rule = load(config_root() / "unseat.toml", None).rule()
    last = Instant(0)
    for fact in lived_by_default(rule, seed).through(work(seed, years, until, STRETCH)):
        if fact.at // DAY > last // DAY:
            if last:
                yield facts.AgentStopped(at=last, why="the day is over")
            yield facts.AgentStarted(at=fact.at, version=VERSION, sense="x11", tray="panel", notifier="freedesktop")
        last = max(last, fact.at)
        yield fact


def fill(path: Path, years: int, until: Instant, seed: int = 1) -> int:
    """Writes them to the journal at `path`, made where there is none; tells how many they were."""
    lived, count = years_of_facts(years, until, seed), 0
    with Journal.open(path, utc_offset_s=lambda _: 3600) as journal:
        while some := list(islice(lived, AT_ONCE)):
            journal.append(*some)
            count += len(some)
    return count


def figures(desk: VirtualDesktop, runs: int) -> list[Row]:
    """The verbs on the journal that lies in this desktop's home, then the agent's start on it."""
    unseat, page = (sys.executable, "-m", "unseat"), str(places(desk.env).journal_file.with_name("week.html"))
    spent = {verb: cost((*unseat, verb), desk.env, runs) for verb in VERBS}
    starts = [_start(desk) for _ in range(runs)]
    return [
        *(Row(f"unseat {verb}, CPU time", 1000 * each.cpu, "ms") for verb, each in spent.items()),
        *_week("unseat week", (*unseat, "week", _last_week()), desk, runs, most=1000),
        *_week("its page", (*unseat, "week", _last_week(), "--html", page), desk, runs, most=3000),
        Row("agent at work after", 1000 * statistics.median(wall for wall, _ in starts), "ms", 700),
        Row("CPU time until then", 1000 * statistics.median(cpu for _, cpu in starts), "ms"),
    ]


def _week(name: str, argv: Sequence[str], desk: VirtualDesktop, runs: int, *, most: int) -> list[Row]:
    spent = cost(argv, desk.env, runs)
    return [
        Row(f"{name}, CPU time", 1000 * spent.cpu, "ms"),
        Row(f"{name} after", 1000 * spent.wall, "ms", most),
        Row(f"{name}, {PEAK}", peak_mb(argv, desk.env), "MB"),
    ]


def _last_week() -> str:
    """The last whole one, as `2026-W47`."""
    year, week, _ = (datetime.now(tz=UTC) - timedelta(weeks=1)).isocalendar()
    return f"{year}-W{week:02}"


def grown(young: Sequence[Row], old: Sequence[Row]) -> list[str]:
    """What takes more memory for the old journal, a line each."""
    pairs = [(one.name, one.value or 0, other.value or 0) for one, other in zip(young, old, strict=True)]
    return [
        f"{name}: {after:.0f} MB instead of {before:.0f} MB"
        for name, before, after in pairs
        if name.endswith(PEAK) and after > GROWN * before
    ]


def _start(desk: VirtualDesktop) -> tuple[float, float]:
    """Seconds, and CPU seconds, from the start to the first look at the desk: the agent then publishes what it sees."""
    before, began = _view(desk), time.monotonic()
    agent = desk.spawn("unseat", "run")
    wait_until(lambda: _view(desk) != before, "the agent to look at the desk")
    spent = time.monotonic() - began, cpu_seconds(agent.pid)
    end(agent)
    return spent


def _view(desk: VirtualDesktop) -> bytes | None:
    path = places(desk.env).journal_file
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        row = connection.execute("SELECT body FROM view").fetchone()
    return row[0] if row else None


def main() -> int:
    options = argparse.ArgumentParser(description="Times verbs and the agent's start on an old journal.")
    options.add_argument("--years", type=int, default=10)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    columns: dict[str, list[Row]] = {}
    for years in (0, 1, chosen.years):
        with (
            tempfile.TemporaryDirectory() as folder,
            VirtualDesktop(Path(folder), panel="trayer", notifier="dunst") as desk,
        ):
            here = places(desk.env)
            make_folders(here)
            count = fill(here.journal_file, years, Instant(time.time_ns() // 1_000_000))
            size = here.journal_file.stat().st_size / 1024 / 1024
            grown_by = Row("journal, for each year", size / years if years else None, "MB")
            columns[f"{years} years: {count} facts"] = [grown_by, *figures(desk, chosen.runs)]
    show("python -m bench.journal", f"Medians of {chosen.runs} runs.", columns)
    *_, young, old = columns.values()
    more = grown(young, old) if chosen.years > 1 else []
    print(*more, sep="\n")
    return 1 if more or any(row.over for rows in columns.values() for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
