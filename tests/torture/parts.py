"""Parts of the desktop that are killed and come back, again and again, under one agent:
`python -m tests.torture.parts --fault panel --times 20`.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import msgspec

from bench.process import cpu_seconds
from tests.desktop.agent import Agent, agent_on
from tests.torture.size import Size, of
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.view import Parts
from unseat.core.words import Answer, Instant, State

WARM = 3
"""Times before the agent is first measured: whatever a fault needs is loaded by then."""
DOWN = 1.0
"""Seconds for which a part is away at least."""
SAME = 15
"""Looks at a process, a fifth of a second apart, that find as many open files."""
BACK = 45.0
"""Seconds that a part may take to be used again. A tray without any display looks twice a minute."""


class Done(msgspec.Struct, frozen=True):
    """`cpu`: the share of one core, in percent, over all of it. `said`: lines in the agent's log. `early` and `late`:
    its process after the first few times, and at the end."""

    fault: str
    times: int
    early: Size
    late: Size
    cpu: float
    said: int
    seconds: float


class Desk:
    """A virtual desktop with the agent on it; each fault ends when all works again."""

    def __init__(self, desk: VirtualDesktop, agent: Agent) -> None:
        self.desk, self.agent = desk, agent
        self._tray = wait_until(lambda: self.parts.tray, "the tray", BACK)
        self._shows()  # the first notice opens what all others use

    @property
    def parts(self) -> Parts:
        left = self.agent.published
        assert left is not None
        return left.parts

    def panel(self) -> None:
        with self._missed("No panel"):
            self.desk.kill("panel")
        self.desk.start("panel")
        self._docks()

    def notifier(self) -> None:
        with self._missed("A notice"):
            self.desk.kill("notifier")
            self._notice()
        self.desk.start("notifier")
        self._shows()

    def bus(self) -> None:
        self.desk.kill("bus")
        time.sleep(DOWN)  # not to be waited for by a condition: nothing is asked of a bus meanwhile
        self.desk.start("bus")
        self._again("notifier")
        self._shows()

    def x(self) -> None:
        with self._missed("Input"):
            self.desk.kill("x")
        self.desk.start("x")
        self._again("wm", "panel", "notifier")
        self.agent.types_until(lambda: self.agent.view.state is State.SITTING, "the agent to see the person", BACK)
        self._docks()

    @contextmanager
    def _missed(self, begin: str) -> Iterator[None]:
        """Waits until the agent has said that it misses what is taken away inside."""
        before = len(self.agent.logged)
        yield
        said = f"unseat.missing: {begin}"
        wait_until(lambda: any(said in line for line in self.agent.logged[before:]), f"a word: {begin}", BACK)

    def _again(self, *parts: str) -> None:
        """What lived by the part that was killed has gone with it, or is of no use any more."""
        for part in parts:
            self.desk.kill(part)
            self.desk.start(part)

    def _docks(self) -> None:
        wait_until(lambda: self.parts.tray == self._tray, "the icon to be back", BACK)

    def _shows(self) -> None:
        self._notice()
        wait_until(lambda: self.parts.notifier == "freedesktop", "a notice", BACK)

    def _notice(self) -> None:
        """Has the agent show one: a prompt, or once more that which was put off."""
        shown = len(self.agent.all(facts.PromptShown))
        if self.agent.view.prompt:
            self.agent.journal.append(
                facts.AnswerWished(at=Instant(time.time_ns() // 1_000_000), answer=Answer.SNOOZED)
            )
        self.agent.types_until(lambda: len(self.agent.all(facts.PromptShown)) > shown, "a prompt", BACK)


FAULTS: Mapping[str, Callable[[Desk], None]] = MappingProxyType(
    {"panel": Desk.panel, "notifier": Desk.notifier, "bus": Desk.bus, "x": Desk.x}
)


def repeat(fault: str, times: int, on: Desk) -> Done:
    """Raises TimeoutError where the agent does not find the part again."""
    pid, began, early = on.agent.process.pid, time.monotonic(), None
    cpu = cpu_seconds(pid)
    for number in range(times):
        FAULTS[fault](on)
        if number == max(1, min(WARM, times // 2)) - 1:
            early = settled(pid)
    seconds = time.monotonic() - began
    assert early is not None
    used = 100 * (cpu_seconds(pid) - cpu) / seconds
    return Done(fault, times, early, settled(pid), round(used, 1), len(on.agent.logged), round(seconds, 1))


def settled(pid: int) -> Size:
    """The process when all that tries again at growing pauses is connected: its open files are the same for a while."""
    counts: list[int] = []

    def same() -> bool:
        counts.append(of(pid).fds)
        time.sleep(0.2)  # how often it is looked at
        return len(counts) >= SAME and len(set(counts[-SAME:])) == 1

    wait_until(same, "its open files to stay the same", BACK)
    return of(pid)


@contextmanager
def desk(folder: Path, panel: str = "trayer") -> Iterator[Desk]:
    own = {"DISPLAY": f":{100 + os.getpid() % 50_000}"}  # while it is down no other desktop is to take its number
    with (
        VirtualDesktop(folder, panel=panel, notifier="dunst", extra=own) as virtual,
        agent_on(virtual, patience="1s", missed_after="30m", max_snoozes=20) as agent,
    ):
        yield Desk(virtual, agent)


def main() -> int:
    options = argparse.ArgumentParser(description="Kills parts of a desktop under the agent.")
    options.add_argument("--fault", choices=FAULTS, required=True)
    options.add_argument("--times", type=int, default=20)
    options.add_argument("--panel", default="trayer")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as own, desk(Path(own), chosen.panel) as on:
        done = repeat(chosen.fault, chosen.times, on)
        said = on.agent.logged
    sys.stderr.write("\n".join([*said, ""]))
    sys.stdout.write(msgspec.json.encode(done).decode() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
