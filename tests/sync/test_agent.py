"""The agent hears what the person does at another machine, as soon as that arrives."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk import NINE, FakeDesk
from tests.sync.machines import Machine, bout, minute
from tools.virtual import wait_until
from unseat import catalogue
from unseat.core import facts
from unseat.core.exercise import Sided
from unseat.core.fact import Sides
from unseat.core.prompt import ELSEWHERE
from unseat.core.prompt_records import prompt_records
from unseat.core.words import MINUTE, SECOND, Answer, Because, Instant, Meant, Millis
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.report.story import story
from unseat.settings import load
from unseat.sync.exchanging import Exchanged, exchange
from unseat.sync.worker import EVERY, SETTLE, SLOW, Worker
from unseat.texts import Texts

SETTINGS = load(config_root() / "unseat.toml", None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises
EACH = next(card for card in CARDS if card.sides is Sided.EACH)


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(tmp_path, SETTINGS, CARDS)


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    """The other machine, whose folder is that of the desk: a carrier without delay."""
    machine = Machine(tmp_path / "laptop", tmp_path / "shared")
    yield machine
    machine.journal.close()


def arrives(desk: FakeDesk, laptop: Machine, *told: facts.Any) -> None:
    """It tells, the agent's worker reads, and the agent looks at the next tick."""
    laptop.tells(*told)
    laptop.meets()
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as journal:
        exchange(journal, laptop.folder)
    desk.tick()


def exercise(start: float, end: float, answer: Answer = Answer.DONE) -> list[facts.Any]:
    """A prompt that was answered."""
    due = minute(start)
    return [
        facts.PromptDue(at=due, every_ms=Millis(30 * MINUTE)),
        facts.PromptShown(at=due, prompt=due, exercise=EACH.id),
        facts.PromptAnswered(
            at=minute(end), prompt=due, answer=answer, exercise=EACH.id, verified=True, sides=Sides(30, 0)
        ),
    ]


def near(one: Instant | None, minutes: float, by_s: float = 6) -> bool:
    return one is not None and abs(one - minute(minutes)) <= by_s * SECOND


def prompted(desk: FakeDesk) -> bool:
    return "prompt" in desk.notifier.open


# ---- the prompt


def test_an_exercise_done_there_silences_the_prompt_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    assert prompted(desk)
    arrives(desk, laptop, *exercise(31, 33))
    assert not prompted(desk)
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.reason) == (Answer.NATURAL, ELSEWHERE)
    assert near(desk.views[-1].next_due, 33 + 30)
    desk.advance(minutes=28, typing=True)
    assert len(desk.all(facts.PromptDue)) == 1
    desk.advance(minutes=4.5, typing=True)
    assert prompted(desk)


def test_one_that_waits_or_is_put_off_is_silenced_too(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    desk.click("later")
    arrives(desk, laptop, *exercise(31, 33))
    desk.advance(minutes=10, typing=True)
    assert not prompted(desk)


@pytest.mark.parametrize("answer", [Answer.SKIPPED, Answer.MISSED, Answer.NATURAL])
def test_what_was_not_done_there_silences_nothing(desk: FakeDesk, laptop: Machine, answer: Answer) -> None:
    desk.advance(minutes=34, typing=True)
    arrives(desk, laptop, *exercise(31, 33, answer))
    assert prompted(desk)


def test_an_exercise_of_long_ago_silences_nothing(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    arrives(desk, laptop, *exercise(-200, -198))
    assert prompted(desk)


def test_a_clock_that_is_ahead_there_counts_as_now(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    arrives(desk, laptop, *exercise(40, 43))
    assert not prompted(desk)
    assert near(desk.views[-1].next_due, 34 + 30)


def test_the_one_that_runs_here_goes_on(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    desk.click("start")
    assert desk.desk.running
    arrives(desk, laptop, *exercise(31, 33))
    assert desk.desk.running
    assert desk.all(facts.PromptAnswered) == []


def test_before_a_prompt_is_due_it_puts_the_next_one_off(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=20, typing=True)
    arrives(desk, laptop, *exercise(14, 15))
    assert near(desk.views[-1].next_due, 45)


def test_what_is_told_of_it_is_what_happened(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=34, typing=True)
    arrives(desk, laptop, *exercise(31, 33))
    (record,) = prompt_records(desk.told())
    assert story(record, {}, lambda _at: "then", Texts.english()).endswith("; done at another computer.")


@pytest.mark.parametrize(("answer", "due"), [(Answer.SKIPPED, 45), (Answer.MISSED, 30), (Answer.NATURAL, 30)])
def test_only_what_the_person_answered_there_counts_for_the_rhythm(
    desk: FakeDesk, laptop: Machine, answer: Answer, due: int
) -> None:
    """One that went by was shown to an empty chair."""
    desk.advance(minutes=20, typing=True)
    arrives(desk, laptop, *exercise(14, 15, answer))
    assert near(desk.views[-1].next_due, due)


# ---- since when the person sits


def test_who_moves_here_sits_on(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=21)
    desk.advance(minutes=3, typing=True)
    assert near(desk.views[-1].next_due, 51)
    arrives(desk, laptop, bout(0, 20.5))
    assert near(desk.views[-1].next_due, 30)


def test_a_break_there_while_the_person_sits_here_is_none(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=20, typing=True)
    gap = facts.Break(start=minute(5), at=minute(15), because=Because.NO_INPUT)
    arrives(desk, laptop, bout(0.5, 5), gap, bout(15, 16))
    assert near(desk.views[-1].next_due, 30)


def test_a_correction_said_there_is_heard_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=20, typing=True)
    now = Instant(desk.clocks.wall)
    arrives(desk, laptop, facts.Corrected(at=now, start=minute(5), end=minute(10), meant=Meant.AWAY))
    assert near(desk.views[-1].next_due, 40)


def test_the_question_about_a_quiet_time_is_answered_there(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=12)
    desk.advance(minutes=5, typing=True)
    gap = desk.views[-1].aside.gap
    assert gap
    now = Instant(desk.clocks.wall)
    arrives(desk, laptop, facts.Corrected(at=now, start=gap.start, end=gap.end, meant=Meant.SITTING, gap=True))
    assert desk.views[-1].aside.gap is None


# ---- whose turn it is, and the weekly check


def test_what_hurt_there_is_not_offered_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=1, typing=True)
    arrives(desk, laptop, facts.ExerciseHurt(at=minute(1), exercise=EACH.id))
    assert desk.turns.standings()[EACH.id].hurts_since is not None


def test_the_side_that_had_less_there_begins_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=5, typing=True)
    assert desk.turns.starts(EACH.id) == "left"
    arrives(desk, laptop, *exercise(1, 3))
    assert desk.turns.starts(EACH.id) == "right"


def test_it_knows_so_after_a_start_too(desk: FakeDesk, laptop: Machine) -> None:
    arrives(desk, laptop, *exercise(1, 3))
    desk.kill()
    desk.start()
    desk.advance(minutes=5, typing=True)
    assert desk.turns.starts(EACH.id) == "right"


def test_the_weekly_check_made_there_is_not_asked_for_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=1, typing=True)
    assert desk.views[-1].aside.check
    arrives(desk, laptop, facts.SignsSkipped(at=minute(1)))
    assert not desk.views[-1].aside.check


def test_a_wish_said_there_is_none_here(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=1, typing=True)
    arrives(desk, laptop, facts.Paused(at=minute(1), until=None), facts.QuitWished(at=minute(1)), bout(0, 1))
    assert not desk.views[-1].paused
    assert desk.agent.stopping is None


def test_what_was_erased_there_goes_here_while_the_agent_lives_on(desk: FakeDesk, laptop: Machine) -> None:
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=10)
    desk.advance(minutes=20, typing=True)
    arrives(desk, laptop, bout(0, 1))
    laptop.journal.forget(minute(0), minute(5), at=minute(31))
    arrives(desk, laptop)
    assert desk.all(facts.Bout) == []
    desk.advance(minutes=10)
    assert [near(one.start, 30) for one in desk.all(facts.Bout)] == [True]
    assert desk.troubles == []


# ---- the worker


class Folder:
    """Counts the meetings; each waits while `slow`."""

    def __init__(self) -> None:
        self.met = 0
        self.go_on = threading.Event()
        self.go_on.set()
        self.failing: OSError | None = None

    def meet(self, journal: Journal, folder: Path) -> Exchanged:
        self.met += 1
        assert self.go_on.wait(10)
        if self.failing:
            raise self.failing
        return Exchanged()


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def look(tmp_path: Path, folder: Folder) -> Callable[[int, int], None]:
    """Looks so many seconds after the start, where the journal's last fact has this id, and lets a meeting end."""
    shared = tmp_path / "shared"
    shared.mkdir()
    worker = Worker(tmp_path / "j.sqlite3", lambda _: 0, lambda: str(shared), Instant(NINE), folder.meet)

    def call(seconds: int, newest: int) -> None:
        worker.look(Instant(NINE + seconds * SECOND), lambda: newest)
        if (thread := worker._working) and folder.go_on.is_set():
            thread.join(10)
            worker.look(Instant(NINE + seconds * SECOND), lambda: newest)

    return call


def test_it_meets_at_most_once_a_minute_and_only_for_something_new(
    look: Callable[[int, int], None], folder: Folder, tmp_path: Path
) -> None:
    for seconds in (0, 4):
        look(seconds, 1)
    assert folder.met == 0
    look(SETTLE // SECOND, 1)
    look(30, 2)
    assert folder.met == 1
    look(70, 2)
    assert folder.met == 2
    look(140, 2)
    assert folder.met == 2
    (tmp_path / "shared" / "unseat-x.jsonl").touch()
    look(210, 2)
    assert folder.met == 3


def test_a_folder_that_hangs_never_holds_the_agent_up(
    look: Callable[[int, int], None], folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    folder.go_on.clear()
    for seconds in range(5, 5 + SLOW // SECOND - 10, 10):
        look(seconds, seconds)
    wait_until(lambda: folder.met == 1, "the meeting")
    assert caplog.records == []
    for seconds in (310, 320):
        look(seconds, seconds)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert folder.met == 1
    folder.go_on.set()
    wait_until(lambda: threading.active_count() == 1 or not _meeting(), "its end")
    look(330, 330)
    assert [record.levelno for record in caplog.records] == [logging.ERROR, logging.WARNING]
    look(330 + EVERY // SECOND, 331)
    assert folder.met == 2


def _meeting() -> bool:
    return any(thread.name == "sync" for thread in threading.enumerate())


def test_a_failure_is_told_once_and_tried_again(
    look: Callable[[int, int], None], folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    folder.failing = OSError(28, "No space left on device")
    for seconds in (5, 70, 140):
        look(seconds, 1)
    assert folder.met == 3
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "No space left on device" in caplog.text
    folder.failing = None
    look(210, 1)
    assert caplog.records[-1].levelno == logging.WARNING


def test_without_a_folder_there_is_no_meeting(tmp_path: Path, folder: Folder) -> None:
    worker = Worker(tmp_path / "j.sqlite3", lambda _: 0, lambda: "", Instant(NINE), folder.meet)
    worker.look(Instant(NINE + MINUTE), lambda: 1)
    assert worker._working is None
    assert not (tmp_path / "j.sqlite3").exists()


def test_the_real_thing_takes_and_tells(tmp_path: Path, laptop: Machine) -> None:
    laptop.tells(bout(0, 30))
    laptop.meets()
    own = tmp_path / "own.sqlite3"
    with Journal.open(own, utc_offset_s=lambda _: 0) as journal:
        journal.append(bout(40, 50))
        worker = Worker(own, lambda _: 0, lambda: str(laptop.folder), Instant(NINE))
        worker.look(Instant(NINE + MINUTE), lambda: journal.newest)
        wait_until(lambda: not _meeting(), "the meeting")
        assert [entry.at for entry in journal.others.facts()] == [minute(30)]
        assert journal.changed()
    assert laptop.meets().taken == 1
