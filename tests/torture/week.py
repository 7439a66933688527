"""A week of somebody's work through the agent's real process, some thousand times as fast as it goes:
`python -m tests.torture.week --days 7`.

Everything of it is real, its threads, scheduler, journal and notices, but for the clocks, the input and the hand at the
tray. What it wrote is held against a replay of what it recorded, and against one of the script itself.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from bench.years import work
from tests.desk import NINE
from tests.desktop.fake_notifier import FakeNotifier, private_bus
from tests.torture.quick import Beat, CountedInbox, PersonAtTray, QuickClocks, Script, ScriptedSense
from tests.torture.size import Size
from unseat.core import facts
from unseat.core.activity import Record, parse
from unseat.core.replay import replay
from unseat.core.words import DAY, HOUR, SECOND, Instant, Kind, Posture
from unseat.person import Person
from unseat.program import Program
from unseat.turning import turns
from unseat.wiring import Start, World

SETTINGS = """
[week]
notice = "mon 10:00"
[presence]
poll = "{poll}"
"""
"""The week is told on the first day, so that what it needs is loaded before the process is first measured."""
KINDS = (facts.Bout, facts.Break, facts.PromptDue, facts.PromptDeferred, facts.PromptShown, facts.PromptAnswered)
BUS = "DBUS_SESSION_BUS_ADDRESS"
MONDAY = NINE - 9 * HOUR


class Sums(msgspec.Struct, frozen=True):
    """Sitting bouts that are over, and their seconds together."""

    bouts: int
    sitting_s: int


class Done(msgspec.Struct, frozen=True):
    """`same`: facts that the agent wrote and the replay of its own record gave, one for one. `lived` and `scripted`:
    the agent's figures, and those of a replay of the script."""

    looks: int
    prompts: int
    answered: int
    same: int
    lived: Sums
    scripted: Sums
    early: Size
    late: Size
    seconds: float


def script(days: int, seed: int = 1) -> Script:
    """The first days of a made-up year, weekends without work."""
    first, until = Instant(MONDAY), Instant(MONDAY + days * DAY)
    years = work(seed, 1, Instant(MONDAY + 365 * DAY))
    inputs = [each for each in years if each.kind is Kind.INPUT and first <= each.start and each.end < until]
    return Script(sorted(inputs, key=lambda each: each.start))


def live(me: Person, folder: Path, days: int) -> Done:
    """Raises AssertionError where the agent wrote something else than the replay of its record."""
    began, scripted, clocks, inbox = time.monotonic(), script(days), QuickClocks(NINE - HOUR), CountedInbox()
    beats: list[Beat] = []

    def beat(tick: Callable[[], None]) -> Beat:
        beats.append(Beat(scripted, clocks, inbox, tick))
        return beats[0]

    world = World(clocks.read, lambda _env: ScriptedSense(scripted, clocks), beat)
    Program(Start(me, inbox, PersonAtTray(inbox), folder / "record.jsonl", world)).run()
    wrote = written(me)
    again = replayed(me, parse((folder / "record.jsonl").read_text(encoding="utf-8").splitlines()))
    assert wrote == again, difference(wrote, again)
    return Done(
        looks=beats[0].looks,
        prompts=sum(isinstance(fact, facts.PromptShown) for fact in wrote),
        answered=sum(isinstance(fact, facts.PromptAnswered) for fact in wrote),
        same=len(wrote),
        lived=sums(wrote),
        scripted=sums(replayed(me, Record((*scripted.inputs, *scripted.nights, scripted.over), ()))),
        early=beats[0].sizes[0],
        late=beats[0].sizes[-1],
        seconds=round(time.monotonic() - began, 1),
    )


def written(me: Person) -> list[facts.Any]:
    with me.journal() as journal:
        return [entry.fact for entry in journal.facts(kinds=KINDS)]


def replayed(me: Person, record: Record) -> list[facts.Any]:
    again = replay(record, me.settings.rule(), turns(me))
    return sorted((fact for fact in again.facts if isinstance(fact, KINDS)), key=lambda fact: fact.at)


def sums(told: Sequence[facts.Any]) -> Sums:
    bouts = [fact for fact in told if isinstance(fact, facts.Bout) and fact.posture is Posture.SITTING]
    return Sums(len(bouts), sum(bout.length for bout in bouts) // SECOND)


def difference(one: Sequence[facts.Any], other: Sequence[facts.Any]) -> str:
    """Where two lists of facts begin to differ."""
    at = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), -1)
    return f"{len(one)} and {len(other)} facts; fact {at}: {one[at : at + 1]} and {other[at : at + 1]}"


def person(folder: Path, poll: str, bus: Mapping[str, str]) -> Person:
    """Somebody whose folders all lie in this one; `bus` says where their session bus is."""
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    env = {name: str(folder / name.lower()) for name in names} | {"HOME": str(folder), "TZ": "UTC"}
    me = Person({**env, BUS: bus[BUS]})
    me.make_folders()
    me.places.config_file.parent.mkdir(parents=True, exist_ok=True)
    me.places.config_file.write_text(SETTINGS.format(poll=poll), encoding="utf-8")
    return me


def main() -> int:
    options = argparse.ArgumentParser(description="Lives through days of work in a minute.")
    options.add_argument("--days", type=int, default=7)
    options.add_argument("--poll", default="5s")
    options.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as own:
        folder = Path(own)
        with private_bus(folder) as bus, FakeNotifier(bus, folder):
            done = live(person(folder, chosen.poll, bus), folder, chosen.days)
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
