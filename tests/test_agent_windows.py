"""The agent where it can open windows: what they are asked to show, and what it makes of what they write down."""

from pathlib import Path

import pytest

from tests.desk import FakeDesk
from tests.leading import BOTH, DIED, Make, begins, ends, led, maker, now, offered, windows, writes
from tests.test_agent import CARDS, SETTINGS
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Because, Instant
from unseat.desktop.base import WINDOW, Command, Outcome


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return maker(tmp_path)


# ---- which window is opened


def test_a_prompt_opens_a_card_and_no_notice(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    (card,) = windows(desk).cards
    assert (card.exercise, card.prompt, card.starts) == (shown.exercise, shown.prompt, shown.starts)
    assert 32 * MINUTE < card.sitting_ms < 34 * MINUTE
    assert (card.lasts_ms, card.again, card.full) == (2 * MINUTE, False, False)
    assert not desk.notifier.shown


def test_a_card_that_does_not_come_up_is_shown_as_a_notice(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    desk.tell(Outcome(WINDOW, "failed", key="card", error=DIED))
    assert [button.key for button in desk.notifier.open["prompt"].buttons] == ["start", "later", "skip"]
    assert desk.one(facts.PromptShown) == shown
    desk.click("skip")
    assert desk.one(facts.PromptAnswered).prompt == shown.prompt


def test_a_card_that_was_answered_and_closed_says_nothing_more(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    writes(desk, facts.AnswerWished(at=now(desk), answer=Answer.SKIPPED, prompt=shown.prompt))
    desk.tell(Outcome(WINDOW, "closed", key="card"))
    assert not desk.notifier.shown
    desk.tell(Outcome(WINDOW, "failed", key="card", error=DIED))
    assert not desk.notifier.shown


def test_who_wants_notifications_gets_them(make: Make) -> None:
    desk = make(show="notification")
    offered(desk)
    assert "prompt" in desk.notifier.open
    assert not windows(desk).cards


def test_the_button_of_a_notice_opens_the_window_that_leads(make: Make) -> None:
    desk = make(show="notification")
    shown = offered(desk)
    desk.click("start")
    (session,) = windows(desk).sessions
    assert (session.exercise, session.prompt, session.starts) == (shown.exercise, shown.prompt, shown.starts)
    assert not desk.notifier.open
    assert not desk.all(facts.SessionStarted)
    began = begins(desk, shown.exercise, shown.prompt)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.tick()
    assert desk.one(facts.PromptAnswered).verified


def test_where_no_window_comes_up_a_notice_leads(make: Make) -> None:
    desk = make(show="notification")
    shown = offered(desk)
    desk.click("start")
    desk.tell(Outcome(WINDOW, "failed", key="session", error=DIED))
    assert desk.one(facts.SessionStarted).prompt == shown.prompt
    assert "done" in {button.key for button in desk.notifier.open["prompt"].buttons}
    desk.advance(minutes=5)
    assert desk.one(facts.PromptAnswered).verified


def test_after_a_miss_the_card_comes_more_quietly(make: Make) -> None:
    desk = make()
    desk.advance(minutes=75, typing=True)
    assert desk.all(facts.PromptAnswered)[0].answer is Answer.MISSED
    assert [card.again for card in windows(desk).cards] == [False, True]


@pytest.mark.parametrize("show", ["full screen", "card"])
def test_the_screen_is_filled_only_after_two_misses_and_where_that_is_wanted(make: Make, show: str) -> None:
    desk = make(show=show)
    desk.advance(minutes=110, typing=True)
    assert [fact.answer for fact in desk.all(facts.PromptAnswered)][:2] == [Answer.MISSED] * 2
    assert [card.full for card in windows(desk).cards] == [False, False, show == "full screen"]


def test_the_tray_opens_the_session_of_the_prompt_that_is_shown(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    desk.tell(Command("break"))
    assert [session.prompt for session in windows(desk).sessions] == [shown.prompt]


def test_a_break_unasked_opens_a_session_and_while_one_runs_no_other(make: Make) -> None:
    desk = make()
    desk.advance(minutes=5, typing=True)
    desk.tell(Command("break"))
    (session,) = windows(desk).sessions
    assert session.prompt is None
    begins(desk, session.exercise)
    desk.tick()
    desk.tell(Command("break"))
    assert len(windows(desk).sessions) == 1


# ---- what a window says


def test_led_to_its_end_and_left_alone_it_is_done_and_verified(make: Make) -> None:
    desk = make()
    began = led(desk)
    assert desk.notifier.shown == []
    desk.advance(minutes=2)
    ended = ends(desk, began)
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.prompt, answered.at, answered.answer) == (began.prompt, ended.at, Answer.DONE)
    assert (answered.verified, answered.sides, answered.exercise) == (True, BOTH, began.exercise)
    bout = desk.one(facts.Bout)
    assert (bout.because, bout.at) == (Because.SESSION, began.at)
    assert desk.one(facts.SessionEnded) == ended


def test_one_side_is_only_a_part_and_cuts_nothing(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=1)
    ends(desk, began, Answer.PARTIAL, Sides(45, 0), reason="closed")
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.verified, answered.reason) == (Answer.PARTIAL, None, "closed")
    assert answered.sides == Sides(45, 0)
    assert not desk.all(facts.Bout)


def test_input_just_after_its_end_does_not_spoil_it(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.clocks.pass_(SECOND)
    desk.sense.touch()
    desk.clocks.pass_(SECOND)
    desk.tick()
    assert desk.one(facts.PromptAnswered).verified
    assert desk.one(facts.Bout).because is Because.SESSION


def test_input_while_it_runs_does_whatever_the_window_says(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(seconds=30)
    desk.clocks.pass_(SECOND)
    desk.sense.touch()
    desk.advance(seconds=90)
    ends(desk, began)
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.verified, answered.sides) == (Answer.DONE, False, BOTH)
    assert not desk.all(facts.Bout)


def test_the_time_to_get_into_the_position_may_be_touched(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    began = begins(desk, shown.exercise, shown.prompt)
    desk.advance(seconds=9, typing=True)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.tick()
    assert desk.one(facts.PromptAnswered).verified


def test_what_a_window_cannot_verify_the_agent_does_not(make: Make) -> None:
    desk = make()
    began = led(desk)
    desk.advance(minutes=2)
    ends(desk, began, verified=False)
    desk.tick()
    assert desk.one(facts.PromptAnswered).verified is False


def test_an_exercise_unasked_is_written_down_once_and_begins_the_rhythm_anew(make: Make) -> None:
    desk = make()
    desk.advance(minutes=20, typing=True)
    began = begins(desk)
    desk.advance(minutes=2)
    ended = ends(desk, began)
    desk.tick()
    assert desk.one(facts.SessionEnded) == ended
    assert desk.one(facts.Bout).because is Because.SESSION
    desk.advance(minutes=29, typing=True)
    assert not desk.all(facts.PromptDue)
    desk.advance(minutes=2, typing=True)
    assert len(desk.all(facts.PromptDue)) == 1


def test_a_session_of_one_s_own_leaves_the_prompt_that_is_shown_alone(make: Make) -> None:
    desk = make()
    offered(desk)
    began = begins(desk, "d2")
    desk.advance(minutes=1)
    ends(desk, began)
    desk.tick()
    assert not [fact for fact in desk.all(facts.PromptAnswered) if fact.answer is Answer.DONE]
    assert desk.one(facts.SessionEnded).prompt is None


@pytest.mark.parametrize(
    ("answer", "reason"), [(Answer.SKIPPED, "not here"), (Answer.SKIPPED, None), (Answer.SNOOZED, None)]
)
def test_a_card_puts_off_or_skips_with_the_reason(make: Make, answer: Answer, reason: str | None) -> None:
    desk = make()
    shown = offered(desk)
    writes(desk, facts.AnswerWished(at=now(desk), answer=answer, prompt=shown.prompt, reason=reason))
    desk.tick()
    if answer is Answer.SNOOZED:
        assert desk.one(facts.PromptSnoozed).prompt == shown.prompt
        assert not desk.all(facts.PromptAnswered)
    else:
        answered = desk.one(facts.PromptAnswered)
        assert (answered.prompt, answered.answer, answered.reason) == (shown.prompt, answer, reason)


def test_a_card_of_another_prompt_is_not_heeded(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    writes(desk, facts.AnswerWished(at=now(desk), answer=Answer.SKIPPED, prompt=Instant(shown.prompt - HOUR)))
    desk.tick()
    assert not desk.all(facts.PromptAnswered)


def test_a_start_before_the_deadline_counts_though_it_is_heard_of_after_it(make: Make) -> None:
    desk = make()
    shown = offered(desk)
    until = shown.at + 2 * MINUTE - SECOND
    desk.advance(seconds=(until - now(desk)) // SECOND, typing=True)
    assert not desk.all(facts.PromptAnswered)
    began = begins(desk, shown.exercise, shown.prompt)
    desk.clocks.pass_(3 * SECOND)
    desk.sense.touch()
    desk.tick()
    assert not desk.all(facts.PromptAnswered)
    desk.advance(minutes=2)
    ends(desk, began)
    desk.tick()
    assert desk.one(facts.PromptAnswered).answer is Answer.DONE


def test_what_hurts_is_not_offered_again_until_it_is_allowed(make: Make) -> None:
    desk = make()
    began = led(desk)
    ends(desk, began, Answer.SKIPPED, Sides(), reason="hurts")
    writes(desk, facts.ExerciseHurt(at=now(desk), exercise=began.exercise))
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.reason) == (Answer.SKIPPED, "hurts")
    assert not desk.turns.standings()[began.exercise].offered
    desk.kill()
    desk.start()
    assert not desk.turns.standings()[began.exercise].offered
    desk.advance(seconds=5)
    writes(desk, facts.ExerciseAllowed(at=now(desk), exercise=began.exercise))
    desk.tick()
    assert desk.turns.standings()[began.exercise].offered


def test_the_tray_opens_the_settings(make: Make) -> None:
    desk = make()
    desk.tell(Command("settings"))
    assert windows(desk).settings_opened == 1
    assert not desk.notifier.shown


def test_where_no_window_can_be_shown_the_tray_tells_how_it_is_set(tmp_path: Path) -> None:
    desk = FakeDesk(tmp_path, SETTINGS, CARDS)
    desk.tell(Command("settings"))
    assert "unseat config" in desk.notifier.open["settings"].text


def test_the_tray_opens_the_profile(make: Make) -> None:
    desk = make()
    desk.tell(Command("profile"))
    assert windows(desk).profiles == [False]
    assert not desk.notifier.shown
