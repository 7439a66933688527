"""`make fuzz`: atheris, led by the coverage of the code, lets go at every reader of what comes from elsewhere.

    python -m tools.fuzz                      each target for 60 s
    python -m tools.fuzz --seconds 600 card   one of them, for ten minutes

A target is one of `tests.fuzz.targets`, and runs in a process of its own. Each finding is printed once with its kind
and place; its input lies in out/fuzz/TARGET/found, and what was learned in out/fuzz/TARGET/corpus, where the
next run begins. An input that becomes a finding gets an example in `tests/fuzz/test_found.py` before it is mended.
"""

import argparse
import hashlib
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

import atheris

from tests.fuzz.limits import HangError, within

OUT = Path(__file__).parents[1] / "out" / "fuzz"
LONG_S = 5.0
MEMORY_MB = 1024
LONGEST = 1 << 16
"""Bytes of an input that mutation makes."""


# ---- one target, in a process of its own


class Findings:
    """What went wrong, once for each kind of error and place in the code."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] = set()

    def add(self, error: BaseException, data: bytes) -> None:
        place = next(reversed(list(filter(_ours, traceback.extract_tb(error.__traceback__)))), None)
        key = f"{type(error).__name__} at {place.filename if place else '?'}:{place.lineno if place else 0}"
        if key in self._known:
            return
        self._known.add(key)
        file = self._folder / hashlib.sha256(key.encode()).hexdigest()[:12]
        file.write_bytes(data)
        file.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        print(f"FINDING {key}: {str(error)[:200]!r} ({file})", flush=True)


def _ours(frame: traceback.FrameSummary) -> bool:
    return "/unseat/" in frame.filename or "/tests/fuzz/read_" in frame.filename


def fuzz(name: str, seconds: int) -> None:
    """Never returns: the fuzzer ends the process."""
    with atheris.instrument_imports(include=["unseat", "jeepney"]):
        from tests.fuzz.targets import TARGETS
    target, folder = TARGETS[name], OUT / name
    corpus, found = folder / "corpus", folder / "found"
    for made in (corpus, found):
        made.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(token[:60])}"\n' for token in target.tokens), encoding="ascii")
    findings = Findings(found)

    def once(data: bytes) -> None:
        try:
            with within(LONG_S):
                target.reads(data)
        except (Exception, HangError) as error:  # noqa: BLE001  whatever it is, it is a finding
            findings.add(error, data)

    options = (f"-max_total_time={seconds}", "-timeout=0", f"-rss_limit_mb={MEMORY_MB}", f"-max_len={LONGEST}")
    more = (f"-dict={words}", f"-artifact_prefix={found}/", "-print_final_stats=1", "-verbosity=0", "-len_control=0")
    atheris.Setup([sys.argv[0], *options, *more, str(corpus)], once, enable_python_coverage=True)
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


# ---- all of them, one after the other


def run(names: Sequence[str], seconds: int) -> int:
    """How many findings there were."""
    total = 0
    print(f"{'target':20} {'executions':>12} {'a second':>9} {'findings':>9}")
    for name in names:
        began = time.monotonic()
        argv = (sys.executable, "-m", "tools.fuzz", "--one", name, "--seconds", str(seconds))
        done = subprocess.run(argv, capture_output=True, text=True, errors="replace", check=False)
        took = time.monotonic() - began
        said = done.stdout + done.stderr
        units = re.search(r"stat::number_of_executed_units: *(\d+)", said)
        count = int(units[1]) if units else 0
        lines = [line for line in said.splitlines() if line.startswith("FINDING")]
        if done.returncode:
            lines.append(f"FINDING the process ended with exit code {done.returncode}: {said[-1500:]}")
        print(f"{name:20} {count:12,} {count / max(took, 1):9,.0f} {len(lines):9}", *lines, sep="\n  ", flush=True)
        total += len(lines)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each target; 60 where it is left out")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("targets", nargs="*", help="all where none is named")
    asked = parser.parse_args()
    if asked.one:
        fuzz(asked.targets[0], asked.seconds)
    from tests.fuzz.targets import TARGETS

    if unknown := set(asked.targets) - TARGETS.keys():
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    return 1 if run(asked.targets or list(TARGETS), asked.seconds) else 0


if __name__ == "__main__":
    sys.exit(main())
