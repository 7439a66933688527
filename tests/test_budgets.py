"""What the agent may cost (docs/performance.md). Guards that a busy machine can't upset; `bench/` has the figures."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import inject
from bench.icon import Panel
from bench.journal import fill
from bench.process import Watch, memory
from bench.replay import write_log
from tests.desk import NINE, FakeDesk
from tools.virtual import VirtualDesktop, wait_until
from unseat import catalogue
from unseat.core import facts
from unseat.core.activity import parse
from unseat.core.replay import replay
from unseat.core.turns import Turns
from unseat.core.words import Answer, Instant
from unseat.journal import Journal
from unseat.paths import config_root, places
from unseat.report.replayed import as_json
from unseat.settings import load
from unseat.waking import left

CARDS = catalogue.load([config_root() / "exercises"]).exercises
SETTINGS = load(config_root() / "unseat.toml", None)
YESTERDAY = Instant(NINE - 16 * 3_600_000)

ONLY_A_TERMINAL_NEEDS = {"rich", "click", "unseat.cli", "unseat.report", "unseat.core.replay", "unseat.core.week"}
ONLY_OTHERS_NEED = {
    *("_ssl", "gi", "PySide6", "PyQt6", "tkinter", "numpy", "plyer", "tomlkit", "jinja2", "babel"),
    *("asyncio", "multiprocessing", "concurrent.futures.process", "importlib.metadata", "email.message", "zipfile"),
}
"""`_ssl` is what Python's ssl rests on, and has the megabytes."""
MODULES = 500
"""At most so many, all of Python's own among them."""


def count_to_ten_million() -> float:
    """How slow this machine is at the moment, in seconds of CPU time: most take 0.7."""
    began, total = time.process_time(), 0
    for number in range(10_000_000):
        total += number
    return time.process_time() - began


def test_two_years_replay_within_ten_seconds(tmp_path: Path) -> None:
    write_log(tmp_path / "log.jsonl", 70_000, years=2)
    began = time.process_time()
    record = parse((tmp_path / "log.jsonl").read_text().split("\n"))
    rule = SETTINGS.rule()
    replayed = replay(record, rule, Turns(CARDS, ("chair", "standing"), ()))
    answer = as_json(replayed, rule)
    assert time.process_time() - began < max(10, 8 * count_to_ten_million())
    assert len(record.intervals) == 70_000
    assert not replayed.ignored
    assert len(answer["bouts"]) > 4_000


# ---- a journal of ten years


class Steps:
    """Counts the instructions that SQLite carries out for a journal's statements."""

    def __init__(self, journal: Journal) -> None:
        self.count = 0
        journal._connection.set_progress_handler(self._step, 1)

    def _step(self) -> int:
        self.count += 1
        return 0


@pytest.fixture(scope="module")
def ten_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("old")
    fill(folder / "journal.sqlite3", 10, YESTERDAY)
    return folder


def hour(folder: Path) -> int:
    """The steps of an hour's ticks: typing, a prompt, another process's answer, and a break."""
    desk = FakeDesk(folder, SETTINGS, CARDS)
    steps = Steps(desk.journal)
    desk.advance(minutes=33.2, typing=True)
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as other:
        other.append(facts.AnswerWished(at=Instant(desk.clocks.wall), answer=Answer.SKIPPED))
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=7)
    desk.kill()
    return steps.count


def test_a_tick_costs_the_same_on_the_first_day_and_in_the_tenth_year(ten_years: Path, tmp_path: Path) -> None:
    new, old = hour(tmp_path), hour(ten_years)
    assert new > 1_000
    assert old < 2 * new


def test_the_first_tick_after_a_long_absence_does_not_read_it_all(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    fill(old / "journal.sqlite3", 2, Instant(NINE - 90 * 86_400_000))
    assert hour(old) < 2 * hour(new)


def test_a_start_reads_as_much_after_one_year_as_after_ten(ten_years: Path, tmp_path: Path) -> None:
    fill(tmp_path / "journal.sqlite3", 1, YESTERDAY)
    counts = []
    for folder in (tmp_path, ten_years):
        with Journal.open(folder / "journal.sqlite3", utc_offset_s=lambda _: 0) as journal:
            steps = Steps(journal)
            assert left(journal, Instant(NINE)).known
            counts.append(steps.count)
    assert counts[1] < 1.5 * counts[0]


# ---- the agent's process


class Agent:
    """The real one, on a virtual desktop, after its icon was seen and it has listened to a moving mouse."""

    def __init__(self, desk: VirtualDesktop) -> None:
        self.log = desk.folder / "logs" / "python.log"
        own = places(desk.env).config_file  # whoever has settings has been welcomed: no window comes beside it
        own.parent.mkdir(parents=True)
        own.touch()
        panel = Panel(desk.env["DISPLAY"])
        panel.remember()
        self.pid = desk.spawn("python", "-X", "importtime", "-m", "unseat.background").pid
        panel.changed()
        panel.close()
        desk.run(sys.executable, str(inject.__file__), "--window", "--seconds", "6")
        wait_until(lambda: "pynput.mouse" in self.modules(), "the agent to listen")

    def modules(self) -> set[str]:
        """All that was imported so far, packages by their own name."""
        lines = [line for line in self.log.read_text().splitlines() if line.startswith("import time:")]
        return {line.rpartition("|")[2].strip() for line in lines}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with VirtualDesktop(tmp_path_factory.mktemp("desk"), panel="trayer", notifier="dunst") as desk:
        yield Agent(desk)


@pytest.mark.desktop
def test_the_agent_imports_nothing_that_it_does_not_need(agent: Agent) -> None:
    modules = agent.modules()
    assert "unseat.agent" in modules
    assert not modules & (ONLY_A_TERMINAL_NEEDS | ONLY_OTHERS_NEED)
    assert len(modules) <= MODULES


@pytest.mark.desktop
def test_the_agent_is_small(agent: Agent) -> None:
    assert 10 < memory(agent.pid).rss <= 40


@pytest.mark.desktop
def test_the_agent_sleeps(agent: Agent) -> None:
    with Watch(agent.pid) as watch:
        time.sleep(6)  # the length of what is measured
    assert 0 < watch.use.wakeups <= 4
