"""The real agent on a virtual desktop, and the person in front of it: both as the tests drive them."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from PIL import Image

from tests.desktop.test_notify_desktop import buttons, windows
from tools.demo import SETTINGS as DEMO
from tools.processes import living_with
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.fact import Fact
from unseat.core.view import OpenPrompt, Published, View
from unseat.core.words import SECOND, State
from unseat.desktop.tray.icon import COLOURS, Shape
from unseat.journal import Journal, JournalError
from unseat.paths import places

Kindly = TypeVar("Kindly", bound=Fact)
Found = TypeVar("Found")

CARD = DEMO / "unseat" / "exercises" / "a3.toml"
"""An exercise that takes 30 s, in the place of the shipped one whose turn comes first."""
SHORT: dict[str, dict[str, object]] = {
    "presence": {"poll": "1s", "idle_after": "5s", "break_after": "10s"},
    "prompts": {
        "every": "10s",
        "pause_wanted": "1s",
        "patience": "3s",
        "missed_after": "10s",
        "snooze": "1s",
        "show": "notification",
    },
    "exercises": {"places": ["chair"], "language": "en"},
}
POLL = 1 * SECOND
SEEN = 2.5
"""Seconds in which the agent has looked twice, whatever else the machine does."""


class Agent:
    """Its process, started and ended as often as one likes, on one journal. Close it."""

    def __init__(self, desk: VirtualDesktop, every: str = "10s", **prompts: object) -> None:
        """Every file that an earlier agent left on this desktop is removed."""
        self.desk = desk
        self.places = places(desk.env)
        for folder in (self.places.config_file.parent, self.places.journal_file.parent, self.places.log_file.parent):
            shutil.rmtree(folder, ignore_errors=True)
        self.places.own_exercises.mkdir(parents=True)
        shutil.copy(CARD, self.places.own_exercises)
        self.write(toml({**SHORT, "prompts": {**SHORT["prompts"], "every": every, **prompts}}))
        self._said = len(self._log())

    def write(self, text: str) -> None:
        """Its settings file."""
        self.places.config_file.write_text(text, encoding="utf-8")

    # ---- its life

    def start(self) -> None:
        """Returns when it has looked for the first time."""
        before = len(self.all(facts.AgentStarted)) if self.places.journal_file.exists() else 0
        self.process = self.desk.spawn("unseat", "run")
        wait_until(self.places.journal_file.exists, "the journal")
        wait_until(lambda: len(self.all(facts.AgentStarted)) > before, "the agent to start")
        began = self.all(facts.AgentStarted)[-1].at
        wait_until(lambda: (left := self.published) and left.at >= began, "the agent's first look")

    def ends(self, how: Callable[[], object], seconds: float = 1) -> int:
        """Its exit code; raises TimeoutExpired when it has not ended in time."""
        how()
        return self.process.wait(seconds)

    def signal(self, number: int, seconds: float = 1) -> int:
        return self.ends(lambda: self.process.send_signal(number), seconds)

    def close(self) -> None:
        """Ends what still runs, windows too."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for pid in self.windows():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.journal.close()

    def windows(self) -> list[int]:
        """The processes of windows that live on this desktop."""
        return [pid for pid in living_with(f"HOME={self.desk.env['HOME']}") if "unseat.windows" in _command(pid)]

    def window(self) -> int:
        """That of the only one."""
        wait_until(lambda: len(self.windows()) == 1, "one window", 5)
        return self.windows()[0]

    def no_window(self, seconds: float = 3) -> None:
        wait_until(lambda: not self.windows(), "the window's process to end", seconds)

    # ---- what it writes

    @cached_property
    def journal(self) -> Journal:
        """Opened as soon as the agent has made it: while it does, nobody else can."""
        return wait_until(self._opened, "the journal to be made")

    def _opened(self) -> Journal | None:
        with suppress(JournalError):
            return Journal.open(self.places.journal_file, utc_offset_s=lambda _: 0)
        return None

    def all(self, kind: type[Kindly]) -> list[Kindly]:
        return [entry.fact for entry in self.journal.facts(kinds=(kind,)) if isinstance(entry.fact, kind)]

    def one(self, kind: type[Kindly]) -> Kindly:
        (fact,) = self.all(kind)
        return fact

    def waits_for(self, kind: type[Kindly], seconds: float = SEEN, count: int = 1) -> Kindly:
        """The `count`th fact of a kind, when it has come."""
        return wait_until(lambda: self.all(kind)[count - 1 : count], f"{kind.__name__} {count}", seconds)[0]

    @property
    def published(self) -> Published | None:
        body = self.journal.view()
        return msgspec.json.decode(body, type=Published) if body else None

    @property
    def view(self) -> View:
        left = self.published
        assert left is not None
        return left.view

    def becomes(self, state: State, seconds: float = SEEN) -> View:
        wait_until(lambda: self.view.state is state, f"the agent to believe {state}", seconds)
        return self.view

    def prompts(self, seconds: float = SEEN) -> OpenPrompt:
        return wait_until(lambda: self.view.prompt, "the prompt", seconds)

    @property
    def said(self) -> str:
        """What it has printed since this Agent was made."""
        return self._log()[self._said :]

    @property
    def logged(self) -> list[str]:
        log = self.places.log_file
        return log.read_text(encoding="utf-8").splitlines() if log.exists() else []

    def _log(self) -> str:
        log = self.desk.folder / "logs" / "unseat.log"
        return log.read_text(errors="replace") if log.exists() else ""

    # ---- its siblings

    def unseat(self, *arguments: str) -> str:
        return self.desk.run("unseat", *arguments)

    def refused(self, *arguments: str) -> str:
        """The one line with which a verb says that the person's input is wrong, or that it can do nothing."""
        done = subprocess.run(
            ("unseat", *arguments), env=self.desk.env, capture_output=True, text=True, timeout=20, check=False
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1
        return done.stderr

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.unseat("status", "--json"))
        return found

    # ---- the person

    def press(self) -> None:
        """A key, and a fifth of a second in which the next is sought."""
        self.desk.run("xdotool", "key", "a", "sleep", "0.18")

    def types_until(self, question: Callable[[], Found | None], what: str, seconds: float) -> Found:
        def answer() -> Found | None:
            self.press()
            return question()

        return wait_until(answer, what, seconds)

    def sits(self) -> View:
        """Types until the agent knows."""
        self.types_until(lambda: self.view.state is State.SITTING, "the agent to see the person", 5)
        return self.view

    def clicks(self, button: int, of: int, folder: Path) -> None:
        """Clicks a button of the notification, counted from the left."""
        wait_until(lambda: len(windows(self.desk)) == 1 and len(buttons(self.desk, folder)) == of, f"{of} buttons", 5)
        x, y = buttons(self.desk, folder)[button]
        self.desk.run("xdotool", "mousemove", str(x), str(y), "click", "1")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


class Panel:
    """What its panel shows of the icon. A panel that scales a picture blurs it, so colours need only be near."""

    def __init__(self, desk: VirtualDesktop, folder: Path) -> None:
        self.desk, self._picture = desk, folder / "panel.png"

    def icon(self, shape: Shape) -> tuple[int, int] | None:
        """The middle of it, null where it is not to be seen."""
        found = [place for place, pixel in self._pixels() if _near(pixel, COLOURS[shape])]
        if len(found) < 10:
            return None
        columns, rows = zip(*found, strict=True)
        return (min(columns) + max(columns)) // 2, (min(rows) + max(rows)) // 2

    def waits_for(self, shape: Shape, seconds: float = 5) -> tuple[int, int]:
        return wait_until(lambda: self.icon(shape), f"the icon for {shape}", seconds)

    def waits_to_be_rid_of(self, shape: Shape, seconds: float = 5) -> None:
        wait_until(lambda: self.icon(shape) is None, f"the icon for {shape} to go", seconds)

    def opens_menu(self, at: tuple[int, int]) -> None:
        """Returns when it is on the screen."""
        before = self._above()
        self.desk.run("xdotool", "mousemove", str(at[0]), str(at[1]), "click", "3")
        wait_until(lambda: self._above() != before, "the menu", 5)

    def _look(self) -> Image.Image:
        with Image.open(self.desk.screenshot(self._picture)) as picture:
            return picture.convert("RGB")

    def _above(self) -> bytes:
        return self._look().crop((900, 400, 1280, 760)).tobytes()

    def _pixels(self) -> Iterator[tuple[tuple[int, int], tuple[int, ...]]]:
        left, top, right, bottom = 900, 766, 1280, 800
        pixels = zip(*[iter(self._look().crop((left, top, right, bottom)).tobytes())] * 3, strict=True)
        places = ((x, y) for y in range(top, bottom) for x in range(left, right))
        return zip(places, pixels, strict=True)


def _near(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(is_ - wanted) <= 16 for is_, wanted in zip(pixel, colour, strict=True))


def toml(sections: Mapping[str, Mapping[str, object]]) -> str:
    lines = []
    for section, values in sections.items():
        lines += [f"[{section}]", *(f"{name} = {json.dumps(value)}" for name, value in values.items())]
    return "\n".join(lines)


@contextmanager
def agent_on(desk: VirtualDesktop, every: str = "10s", **prompts: object) -> Iterator[Agent]:
    """An agent that runs, and that is not to meet anything unforeseen."""
    agent = Agent(desk, every, **prompts)
    try:
        agent.start()
        yield agent
        assert "Traceback" not in agent.said
    except BaseException as error:
        error.add_note(f"The agent said: {agent.said or 'nothing'}")
        raise
    finally:
        agent.close()
