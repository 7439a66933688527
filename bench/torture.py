"""Every fault that hits the agent's process, for long: `python -m bench.torture`; some of them: `... kills week`.

Prints one table and puts it into the page that $BENCH_PAGE names, as `make torture` does. Exits with 1 when one of them
found something wrong, or when the process grew.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from bench import page
from tests.torture.run import FailedError, fast_folder, run
from tests.torture.size import Size, grown
from unseat.version import VERSION

COMMAND = "python -m bench.torture"
HOURS = 3 * 3600.0
"""Seconds that one of them may take."""
BUSY = 10.0
"""Percent of one core that an agent may use while parts of its desktop die and come back the whole time."""
HEADS = ("fault", "times", "result", "memory before, after", "open files before, after", "seconds")


class Row(msgspec.Struct, frozen=True):
    fault: str
    times: str
    result: str
    seconds: str = ""
    early: Size | None = None
    late: Size | None = None
    wrong: bool = False

    @property
    def cells(self) -> tuple[str, ...]:
        memory = files = ""
        if self.early and self.late:
            memory = f"{self.early.rss:.1f}, {self.late.rss:.1f} MB"
            files = f"{self.early.fds}, {self.late.fds}"
        return self.fault, self.times, self.result, memory, files, self.seconds


class Fault(msgspec.Struct, frozen=True):
    """`module` is the program that does it; `times` and `result` read what it says."""

    name: str
    module: str
    arguments: tuple[object, ...]
    times: Callable[[Mapping[str, Any]], str]
    result: Callable[[Mapping[str, Any]], str]

    def row(self) -> Row:
        try:
            said = run(dict[str, Any], self.module, *self.arguments, timeout=HOURS)
        except FailedError as error:
            print(error, file=sys.stderr)
            return Row(self.name, "", f"**failed**: {str(error).splitlines()[-1]}", wrong=True)
        early, late = (msgspec.convert(said[name], Size) if name in said else None for name in ("early", "late"))
        bad = "; ".join(_wrong(said, early, late))
        result = f"**{bad}**" if bad else self.result(said)
        return Row(self.name, self.times(said), result, f"{said['seconds']:.0f}", early, late, wrong=bool(bad))


def _wrong(said: Mapping[str, Any], early: Size | None, late: Size | None) -> Iterator[str]:
    if early and late and (more := grown(early, late)):
        yield f"grew: {more}"
    if said.get("cpu", 0.0) > BUSY:
        yield f"{said['cpu']} % of a core"
    if said.get("left") or said.get("failed"):
        yield f"left behind {said['left']}, failed {said['failed'][:1]}"


def _part(fault: str, name: str, panel: str = "trayer") -> Fault:
    return Fault(
        name,
        "tests.torture.parts",
        ("--fault", fault, "--times", 20, "--panel", panel),
        lambda said: f"{said['times']}",
        lambda said: f"found again each time; {said['cpu']} % of a core, {said['said']} lines in the log",
    )


FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        "kills": Fault(
            "kill -9 of a writer (the agent's loop and a sibling, as fast as they go)",
            "tests.torture.kills",
            ("--kills", 1800, "--folder", fast_folder()),
            lambda said: f"{said['kills']:,}",
            lambda said: (
                f"{said['acknowledged']:,} facts acknowledged, all there once; {said['cut']} writings cut short"
            ),
        ),
        "deaths": Fault(
            "an agent that dies right before or after any of its writings or looks",
            "tests.torture.deaths",
            ("--lives", 12_000, "--folder", fast_folder()),
            lambda said: f"{said['lives']:,}",
            lambda said: f"{said['facts']:,} facts, each once; of no open bout was more than a minute lost",
        ),
        "agents": Fault(
            "kill -9 of the whole agent, while verbs write",
            "tests.torture.agents",
            ("--kills", 200),
            lambda said: f"{said['kills']}",
            lambda said: f"{said['acknowledged']} verbs acknowledged, all there once, of {said['facts']} facts",
        ),
        "prompts": Fault(
            "prompts, over years, in one process",
            "tests.torture.prompts",
            ("--prompts", 10_000, "--folder", fast_folder()),
            lambda said: f"{said['prompts']:,}",
            lambda said: (
                f"{sum(said['answers'].values()):,} answered, each once, the others put off; {said['days']} days"
            ),
        ),
        "week": Fault(
            "a week in the real process, its clocks made quick",
            "tests.torture.week",
            ("--days", 7, "--poll", "5s", "--folder", fast_folder()),
            lambda said: f"{said['looks']:,} looks",
            lambda said: (
                f"{said['same']} facts, those of its replay one for one; sat {said['lived']['sitting_s']} s "
                f"of the script's {said['scripted']['sitting_s']} s"
            ),
        ),
        "panel": _part("panel", "panel killed and started again (trayer, XEmbed)"),
        "sni": _part("panel", "panel killed and started again (xfce4-panel, StatusNotifier)", "xfce4-panel"),
        "notifier": _part("notifier", "notification daemon killed and started again (dunst)"),
        "bus": _part("bus", "session bus killed and started again at its address"),
        "x": _part("x", "X server killed and started again under its number"),
        "windows": Fault(
            "session windows, one after the other",
            "tests.torture.windows",
            ("--windows", 1000),
            lambda said: f"{said['windows']:,}",
            lambda said: f"{said['windows'] - len(said['failed']):,} came and went; no process and no file is left",
        ),
    }
)


def markdown(rows: list[Row]) -> str:
    lines = [HEADS, ("---",) * len(HEADS), *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    options = argparse.ArgumentParser(description="Lets every fault hit the agent's process, for long.")
    options.add_argument("fault", nargs="*", default=[], metavar="FAULT", help=f"{', '.join(FAULTS)}; all of them")
    chosen = options.parse_args()
    rows = []
    for name in chosen.fault or FAULTS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows.append(FAULTS[name].row())
        print(" | ".join(rows[-1].cells), file=sys.stderr, flush=True)
    text = f"unseat {VERSION}, {page.here()}\n\n{markdown(rows)}"
    print(text)
    if not chosen.fault and (where := os.environ.get("BENCH_PAGE")):
        path = Path(where)
        path.write_text(page.put(path.read_text(encoding="utf-8"), COMMAND, text), encoding="utf-8")
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
