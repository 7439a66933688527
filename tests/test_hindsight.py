"""The agent hears what the person says of the past: since when they sit, whose turn it is, and what it asks."""

from pathlib import Path

import msgspec
import pytest

from tests.desk import NINE, FakeDesk
from unseat import catalogue
from unseat.core import facts
from unseat.core.view import QuietGap, View
from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Answer, Instant, Kind, Meant, Millis
from unseat.desktop.base import Command
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.settings import Settings, load

SETTINGS = load(config_root() / "unseat.toml", None)
CARDS = catalogue.load([config_root() / "exercises"]).exercises


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    return FakeDesk(tmp_path, SETTINGS, CARDS)


def at(minutes: float) -> Instant:
    return Instant(NINE + round(minutes * MINUTE))


def said_elsewhere(desk: FakeDesk, *told: facts.Any) -> None:
    """By another process."""
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as journal:
        journal.append(*told)


def corrected(desk: FakeDesk, start: float, end: float, meant: Meant) -> facts.Corrected:
    return facts.Corrected(at=Instant(desk.clocks.wall), start=at(start), end=at(end), meant=meant)


def work_and_return(desk: FakeDesk, away: float = 12) -> View:
    """Twenty minutes of typing, a gap that nobody knows of, and five minutes more."""
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=away)
    desk.advance(minutes=5, typing=True)
    return desk.views[-1]


def near(one: Instant | None, other: Instant, by_s: float = 6) -> bool:
    return one is not None and abs(one - other) <= by_s * SECOND


# ---- the question


def test_it_asks_once_about_the_last_time_that_nobody_knows_of(desk: FakeDesk) -> None:
    gap = work_and_return(desk).aside.gap
    assert gap is not None
    assert near(gap.start, at(20))
    assert near(gap.end, at(32))


def test_it_shows_no_notice_for_it(desk: FakeDesk) -> None:
    work_and_return(desk)
    assert desk.notifier.shown == []


def test_a_gap_with_a_reason_is_no_question(desk: FakeDesk) -> None:
    assert work_and_return(desk, away=45).aside.gap is None


@pytest.mark.parametrize("meant", list(Meant))
def test_the_answer_in_the_tray_is_a_correction(desk: FakeDesk, meant: Meant) -> None:
    gap = work_and_return(desk).aside.gap
    assert gap
    desk.tell(Command("correct", meant.value))
    fact = desk.one(facts.Corrected)
    assert (fact.start, fact.end, fact.meant) == (gap.start, gap.end, meant)
    assert desk.views[-1].aside.gap is None


def test_not_knowing_is_an_answer_too(desk: FakeDesk) -> None:
    work_and_return(desk)
    desk.tell(Command("correct", "unknown"))
    assert desk.all(facts.Corrected) == []
    assert desk.views[-1].aside.gap is None
    desk.tell(Command("correct", "sitting"))
    assert desk.all(facts.Corrected) == []


def test_a_correction_from_elsewhere_answers_it(desk: FakeDesk) -> None:
    work_and_return(desk)
    said_elsewhere(desk, corrected(desk, 25, 30, Meant.AWAY))
    desk.advance(seconds=10, typing=True)
    assert desk.views[-1].aside.gap is None


def test_a_correction_of_another_time_does_not(desk: FakeDesk) -> None:
    work_and_return(desk)
    said_elsewhere(desk, corrected(desk, 1, 5, Meant.AWAY))
    desk.advance(seconds=10, typing=True)
    assert desk.views[-1].aside.gap is not None


def test_the_next_such_time_takes_its_place(desk: FakeDesk) -> None:
    first = work_and_return(desk).aside.gap
    desk.advance(minutes=10)
    desk.advance(minutes=1, typing=True)
    second = desk.views[-1].aside.gap
    assert first
    assert second
    assert near(second.start, at(37))


def test_after_half_a_day_nobody_is_asked(desk: FakeDesk) -> None:
    work_and_return(desk)
    desk.on.add(Kind.LOCKED)
    desk.clocks.sleep(12 * HOUR)
    desk.advance(seconds=10)
    assert desk.views[-1].aside.gap is None


def test_it_carries_the_clock_of_then(desk: FakeDesk) -> None:
    gap = work_and_return(desk).aside.gap
    assert isinstance(gap, QuietGap)
    assert gap.offset_s == 0


# ---- since when the person sits


def test_who_sat_through_the_gap_is_prompted_by_all_of_it(desk: FakeDesk) -> None:
    """20 minutes, 12 of which nobody knew, and 5: with the gap the rhythm of 30 minutes has passed."""
    before = work_and_return(desk)
    assert near(before.bout_start, at(32))
    desk.tell(Command("correct", "sitting"))
    after = desk.views[-1]
    assert near(after.bout_start, at(0))
    assert near(after.next_due, at(30))
    desk.advance(seconds=10, typing=True)
    assert near(desk.one(facts.PromptDue).at, at(37), by_s=15)


def test_taken_back_it_counts_from_the_gap_again(desk: FakeDesk) -> None:
    work_and_return(desk)
    fact = corrected(desk, 20, 32, Meant.SITTING)
    said_elsewhere(desk, fact)
    desk.advance(seconds=6, typing=True)
    assert near(desk.views[-1].bout_start, at(0))
    said_elsewhere(desk, facts.CorrectionUndone(at=Instant(desk.clocks.wall), corrected=fact.at))
    desk.advance(seconds=6, typing=True)
    assert near(desk.views[-1].bout_start, at(32))


def test_who_stood_in_the_bout_sits_since_then(desk: FakeDesk) -> None:
    desk.advance(minutes=20, typing=True)
    said_elsewhere(desk, corrected(desk, 5, 15, Meant.STANDING))
    desk.advance(minutes=1, typing=True)
    assert near(desk.views[-1].bout_start, at(15), by_s=1)
    assert near(desk.views[-1].next_due, at(45), by_s=1)


def test_an_exercise_in_the_joined_time_still_counts_for_the_rhythm(desk: FakeDesk) -> None:
    desk.advance(minutes=31, typing=True)
    desk.advance(seconds=10)
    desk.click("skip")
    skipped = desk.one(facts.PromptAnswered).at
    desk.advance(minutes=5, typing=True)
    desk.advance(minutes=10)
    desk.advance(minutes=2, typing=True)
    desk.tell(Command("correct", "sitting"))
    assert desk.views[-1].next_due == skipped + 30 * MINUTE


def test_a_restart_knows_it_still(desk: FakeDesk) -> None:
    work_and_return(desk)
    desk.tell(Command("correct", "sitting"))
    desk.kill()
    desk.start()
    desk.advance(seconds=6, typing=True)
    assert near(desk.views[-1].bout_start, at(0))


# ---- exercises


def test_what_was_not_done_opens_no_harder_card(desk: FakeDesk) -> None:
    began, ended = Instant(NINE - 3 * DAY), Instant(NINE - 3 * DAY + 90 * SECOND)
    done = facts.SessionEnded(at=ended, started=began, exercise="a1", answer=Answer.DONE, verified=True)
    said_elsewhere(desk, done)
    desk.kill()
    desk.start()
    assert verified(desk) == 1
    said_elsewhere(desk, facts.ExerciseCorrected(at=Instant(desk.clocks.wall), exercised=began, done=False))
    desk.advance(seconds=6)
    assert verified(desk) == 0
    desk.kill()
    desk.start()
    assert verified(desk) == 0


def verified(desk: FakeDesk) -> int:
    return desk.turns._progress.verified("a1", None, Instant(desk.clocks.wall))


# ---- the rule, and the weekly check


def test_the_rule_is_written_down_once_and_when_it_changes(desk: FakeDesk) -> None:
    desk.advance(minutes=1)
    assert desk.one(facts.RuleHeld).rule == desk.rule
    desk.settings.now, desk.settings.fresh = other_break(SETTINGS), True
    desk.advance(seconds=10)
    assert [fact.rule.break_after for fact in desk.all(facts.RuleHeld)] == [120_000, 240_000]
    desk.kill()
    desk.start()
    desk.advance(seconds=10)
    assert len(desk.all(facts.RuleHeld)) == 2


def other_break(settings: Settings) -> Settings:
    presence = msgspec.structs.replace(settings.presence, break_after=Millis(240_000))
    return msgspec.structs.replace(settings, presence=presence)


def test_the_weekly_check_is_offered_until_it_is_made_or_passed_over(desk: FakeDesk) -> None:
    desk.advance(seconds=10)
    assert desk.views[-1].aside.check
    said_elsewhere(desk, facts.SignsSkipped(at=Instant(desk.clocks.wall)))
    desk.advance(seconds=10)
    assert not desk.views[-1].aside.check
    desk.clocks.sleep(7 * DAY)
    desk.advance(seconds=10)
    assert desk.views[-1].aside.check


def test_the_weekly_check_can_be_turned_off(tmp_path: Path) -> None:
    week = msgspec.structs.replace(SETTINGS.week, signs=False)
    desk = FakeDesk(tmp_path, msgspec.structs.replace(SETTINGS, week=week), CARDS)
    desk.advance(seconds=10)
    assert not desk.views[-1].aside.check


def test_the_tray_opens_the_check(tmp_path: Path) -> None:
    desk = FakeDesk(tmp_path, SETTINGS, CARDS, windows=True)
    desk.tell(Command("signs"))
    assert desk.windows
    assert desk.windows.checks == 1


def test_without_windows_it_says_where_to_answer(desk: FakeDesk) -> None:
    desk.tell(Command("signs"))
    assert "unseat signs check" in desk.notifier.shown[-1].text
