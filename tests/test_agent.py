"""The agent on a small fake desk: days as a person lives them, and what stands in the journal afterwards."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.desk import NINE, FakeClocks, FakeDesk
from unseat import catalogue
from unseat.core import facts
from unseat.core.activity import parse
from unseat.core.replay import replay
from unseat.core.turns import Turns
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Because, Instant, Kind, Millis, Posture, State
from unseat.desktop.base import Command, Outcome
from unseat.journal import Journal
from unseat.paths import config_root
from unseat.settings import load

Make = Callable[..., FakeDesk]
CARDS = catalogue.load([config_root() / "exercises"]).exercises
SETTINGS = load(config_root() / "unseat.toml", None)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    return lambda **more: FakeDesk(tmp_path, SETTINGS, CARDS, **more)


def minutes(at: int) -> float:
    return (at - NINE) / MINUTE


def test_a_prompt_comes_after_half_an_hour_in_the_first_pause(make: Make) -> None:
    desk = make()
    desk.advance(minutes=29.9, typing=True)
    assert not desk.notifier.open
    desk.advance(minutes=0.5, typing=True)
    desk.advance(seconds=6)
    assert "prompt" in desk.notifier.open
    shown = desk.one(facts.PromptShown)
    assert 30 <= minutes(shown.at) <= 31


def test_no_prompt_while_typing_until_the_patience_is_over(make: Make) -> None:
    desk = make()
    desk.advance(minutes=32.9, typing=True)
    assert not desk.notifier.open
    desk.advance(minutes=0.3, typing=True)
    assert "prompt" in desk.notifier.open


def test_later_brings_it_back_more_quietly(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("later")
    assert not desk.notifier.open
    desk.advance(minutes=9, typing=True)
    assert [notice.quiet for notice in desk.notifier.shown] == [False, True]
    first, second = desk.all(facts.PromptShown)
    assert first.exercise == second.exercise


def test_started_and_left_alone_it_is_done_and_verified(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("start")
    assert "done" in {button.key for button in desk.notifier.open["prompt"].buttons}
    desk.advance(minutes=5)
    answered = desk.one(facts.PromptAnswered)
    assert answered.answer is Answer.DONE
    assert answered.verified is True
    bout = desk.one(facts.Bout)
    assert bout.because is Because.SESSION
    assert not desk.notifier.open


def test_started_but_typed_through_it_is_asked_about_once(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("start")
    desk.advance(minutes=3, typing=True)
    asked = [notice for notice in desk.notifier.shown if "Did you do it?" in notice.title]
    assert len(asked) == 1
    desk.click("done")
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.verified) == (Answer.DONE, False)


def test_skip(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("skip")
    answered = desk.one(facts.PromptAnswered)
    assert answered.answer is Answer.SKIPPED


def test_leaving_the_desk_answers_by_itself(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.advance(minutes=10)
    answered = desk.one(facts.PromptAnswered)
    assert answered.answer is Answer.NATURAL
    assert not desk.notifier.open
    assert desk.views[-1].state is State.AWAY


def test_an_empty_chair_is_not_prompted(make: Make) -> None:
    desk = make()
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=60)
    assert not desk.notifier.shown


def test_a_call_defers(make: Make) -> None:
    desk = make()
    desk.advance(minutes=20, typing=True)
    desk.on.add(Kind.CALL)
    desk.advance(minutes=30)
    assert not desk.notifier.shown
    desk.on.clear()
    desk.advance(seconds=10)
    assert "prompt" in desk.notifier.open
    assert desk.all(facts.PromptDeferred)[0].because == "call"


@pytest.mark.parametrize("second", range(8))
def test_a_call_that_begins_in_the_pause_for_which_a_prompt_waits_keeps_it_back(make: Make, second: int) -> None:
    """A look finds the call and the end of the pause together, in one of these seconds."""
    desk = make()
    desk.advance(minutes=30.2, typing=True)
    assert desk.views[-1].waiting_for == "typing"
    desk.advance(seconds=second)
    shown = len(desk.notifier.shown)
    desk.on.add(Kind.CALL)
    desk.advance(minutes=5)
    assert len(desk.notifier.shown) == shown


def test_a_prompt_that_a_call_keeps_back_does_not_come_at_a_restart(make: Make) -> None:
    desk = make()
    desk.on.add(Kind.CALL)
    desk.advance(minutes=31, typing=True)
    desk.kill()
    desk.start()
    desk.advance(minutes=5)
    assert not desk.notifier.shown
    desk.on.clear()
    desk.advance(seconds=10)
    assert "prompt" in desk.notifier.open


def restarted_with_a_prompt_in_front(make: Make) -> FakeDesk:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    assert "prompt" in desk.notifier.open
    desk.kill()
    desk.start()
    desk.tick()
    return desk


def test_a_prompt_that_was_in_front_comes_back_silently_once_every_sense_has_told(make: Make) -> None:
    desk = restarted_with_a_prompt_in_front(make)
    desk.advance(seconds=9, typing=True)
    assert not desk.notifier.shown
    desk.advance(seconds=2, typing=True)
    desk.advance(seconds=20, typing=True)
    (notice,) = desk.notifier.shown
    assert notice.quiet
    assert len(desk.all(facts.PromptShown)) == 1


def test_in_a_call_it_does_not_come_back_before_the_call_is_over(make: Make) -> None:
    desk = restarted_with_a_prompt_in_front(make)
    desk.advance(seconds=3, typing=True)
    desk.on.add(Kind.CALL)
    desk.advance(seconds=60)
    assert not desk.notifier.shown
    desk.on.clear()
    desk.advance(seconds=6)
    assert "prompt" in desk.notifier.open


def test_one_that_was_answered_meanwhile_does_not_come_back(make: Make) -> None:
    desk = restarted_with_a_prompt_in_front(make)
    desk.tell(Command("answer", "skipped"))
    desk.advance(minutes=1, typing=True)
    assert not desk.notifier.shown


def test_an_exercise_that_ran_is_in_front_again_at_once(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("start")
    desk.kill()
    desk.start()
    desk.tick()
    assert "prompt" in desk.notifier.open


@pytest.mark.parametrize("verb", ["stand", "sit"])
def test_what_was_declared_right_before_a_kill_is_heard(make: Make, verb: str) -> None:
    desk = make()
    desk.advance(minutes=5, typing=True)
    if verb == "sit":
        desk.tell(Command("stand"))
        desk.advance(minutes=5, typing=True)
    desk.tell(Command(verb))
    desk.kill()
    desk.start()
    desk.advance(minutes=10, typing=True)
    bout = desk.desk.presence.bout
    assert bout
    assert bout.posture is (Posture.STANDING if verb == "stand" else Posture.SITTING)
    assert bout.start >= NINE + 5 * MINUTE


def test_a_notice_that_fails_is_known_as_failed(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.tell(Outcome("prompt", "failed", error="nobody shows notices"))
    assert desk.views[-1].prompt is not None
    assert desk.views[-1].prompt.failed
    failed = desk.one(facts.NoticeFailed)
    assert failed.error == "nobody shows notices"
    assert desk.published().parts.notifier is None
    desk.tell(Outcome("prompt", "shown"))
    assert desk.published().parts.notifier == "fake"


@pytest.mark.parametrize("argument", ["30m", "1h", "tomorrow"])
def test_pause_from_the_tray_and_resume(make: Make, argument: str) -> None:
    desk = make()
    desk.advance(minutes=20, typing=True)
    desk.tell(Command("pause", argument))
    assert desk.views[-1].state is State.PAUSED
    desk.advance(minutes=12, typing=True)
    assert not desk.notifier.shown
    desk.tell(Command("resume"))
    desk.advance(minutes=4, typing=True)
    assert "prompt" in desk.notifier.open


def test_a_pause_ends_by_itself(make: Make) -> None:
    desk = make()
    desk.tell(Command("pause", "30m"))
    desk.advance(minutes=31, typing=True)
    assert desk.views[-1].state is State.SITTING


def test_standing_and_sitting_again(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("stand"))
    desk.advance(minutes=10, typing=True)
    states = [desk.views[-1].state]
    desk.tell(Command("sit"))
    desk.advance(minutes=1, typing=True)
    assert [*states, desk.views[-1].state] == [State.STANDING, State.SITTING]
    postures = [(bout.posture.value, bout.because.value) for bout in desk.all(facts.Bout)]
    assert postures == [("sitting", "standing"), ("standing", "standing")]


def test_a_break_ends_the_standing_too(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("stand"))
    desk.advance(minutes=10, typing=True)
    desk.advance(minutes=10)
    desk.advance(minutes=1, typing=True)
    assert desk.views[-1].state is State.SITTING


def test_suspend_ends_the_bout_whatever_the_wall_says(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.clocks.sleep(60 * MINUTE)
    desk.advance(minutes=1, typing=True)
    bout = desk.one(facts.Bout)
    assert bout.because is Because.ASLEEP
    assert bout.length <= 10 * MINUTE


def test_a_hang_ends_the_bout(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.clocks.pass_(2 * MINUTE)
    desk.sense.touch()
    desk.advance(minutes=1, typing=True)
    bout = desk.one(facts.Bout)
    assert bout.because is Because.UNWATCHED


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_step_ends_the_bout_and_the_day_goes_on(make: Make, hours: int) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.clocks.set_wall(hours * 60 * MINUTE)
    desk.advance(minutes=33.2, typing=True)
    first, *_ = desk.all(facts.Bout)
    assert first.length <= 10 * MINUTE
    step = desk.one(facts.ClockStepped)
    assert abs(step.by_ms - hours * 60 * MINUTE) < 1000
    assert "prompt" in desk.notifier.open
    assert all(bout.length > 0 for bout in desk.all(facts.Bout))


def test_an_exercise_that_runs_outlives_a_clock_that_is_set_but_is_not_verified(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("start")
    desk.advance(seconds=20)
    desk.clocks.set_wall(-3 * HOUR)
    desk.advance(minutes=3)
    assert "Did you do it?" in desk.notifier.open["prompt"].title
    desk.click("done")
    assert desk.one(facts.PromptAnswered).verified is False


def test_a_broken_sense_is_unwatched_not_sitting(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.sense.broken = True
    desk.advance(minutes=30, typing=True)
    assert desk.views[-1].state is State.UNWATCHED
    desk.sense.broken = False
    desk.advance(minutes=5, typing=True)
    bout = desk.one(facts.Bout)
    assert bout.because is Because.UNWATCHED
    assert bout.length <= 10 * MINUTE


def test_a_jiggler_is_said_once(make: Make) -> None:
    desk = make()
    desk.sense.kind = "jiggler"
    desk.advance(minutes=10)
    assert len(desk.all(facts.JigglerSeen)) == 1
    assert desk.views[-1].jiggler


def left_behind(desk: FakeDesk) -> facts.Bout:
    """The bout that an agent which is killed now leaves to one that starts an hour later."""
    desk.kill()
    desk.clocks.pass_(60 * MINUTE)
    desk.start()
    desk.tick()
    return desk.one(facts.Bout)


def test_the_open_bout_is_rewritten_at_most_once_a_minute_and_a_kill_loses_no_more(make: Make) -> None:
    desk = make()
    desk.advance(minutes=25, typing=True)
    bout = left_behind(desk)
    assert bout.recovered
    assert bout.because is Because.UNWATCHED
    assert 24 * MINUTE <= bout.length <= 25 * MINUTE


def test_a_kill_loses_a_minute_at_most_also_of_a_bout_that_began_with_a_lone_input(make: Make) -> None:
    desk = make()
    desk.advance(seconds=5, typing=True)
    desk.advance(seconds=100)
    desk.kill()
    desk.start()
    desk.advance(seconds=5)
    desk.advance(seconds=50, typing=True)
    bout = left_behind(desk)
    assert 100 * SECOND <= bout.length <= 160 * SECOND


def test_a_short_restart_goes_on_as_if_nothing_had_happened(make: Make) -> None:
    desk = make()
    desk.advance(minutes=20, typing=True)
    desk.kill()
    desk.clocks.pass_(20_000)
    desk.start()
    desk.advance(minutes=13.2, typing=True)
    assert not desk.all(facts.Bout)
    assert "prompt" in desk.notifier.open
    due = desk.one(facts.PromptDue)
    assert 29.9 <= minutes(due.at) <= 30.2


def test_a_restart_keeps_an_open_prompt_and_its_pause(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("later")
    desk.kill()
    desk.start()
    desk.advance(minutes=9, typing=True)
    assert len(desk.all(facts.PromptDue)) == 1
    assert len(desk.all(facts.PromptShown)) == 2


def test_another_process_pauses_stands_and_answers(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    from unseat.journal import Journal

    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as sibling:
        sibling.append(facts.AnswerWished(at=desk.clocks.read().wall, answer=Answer.DONE))
    desk.tick()
    answered = desk.one(facts.PromptAnswered)
    assert (answered.answer, answered.verified) == (Answer.DONE, False)


def test_an_exercise_unasked(make: Make) -> None:
    desk = make()
    desk.advance(minutes=5, typing=True)
    desk.tell(Command("break"))
    desk.advance(minutes=5)
    ended = desk.one(facts.SessionEnded)
    assert (ended.answer, ended.verified) == (Answer.DONE, True)


def test_the_week_is_told_once_at_the_first_input_after_its_moment(make: Make) -> None:
    """Friday 16:00; the person is back at 16:10, and again the next Friday."""
    friday = NINE + 4 * 24 * HOUR + 6 * HOUR
    desk = make(clocks=FakeClocks(friday))
    desk.advance(minutes=59, typing=True)
    assert not desk.all(facts.WeekNoticed)
    desk.advance(minutes=11)
    assert not desk.all(facts.WeekNoticed)
    desk.advance(minutes=3, typing=True)
    desk.kill()
    desk.start()
    desk.advance(minutes=10, typing=True)
    assert desk.one(facts.WeekNoticed).due == friday + HOUR
    desk.clocks.sleep(7 * 24 * HOUR)
    desk.advance(minutes=2, typing=True)
    assert len(desk.all(facts.WeekNoticed)) == 2


def test_the_week_is_not_told_into_a_call_that_a_start_has_not_heard_of_yet(make: Make) -> None:
    desk = make(clocks=FakeClocks(NINE + 4 * 24 * HOUR + 6 * HOUR + 50 * MINUTE))
    desk.advance(minutes=9, typing=True)
    desk.kill()
    desk.clocks.pass_(MINUTE)
    desk.start()
    desk.advance(seconds=5, typing=True)
    desk.on.add(Kind.CALL)
    desk.advance(minutes=10, typing=True)
    assert not desk.all(facts.WeekNoticed)
    desk.on.clear()
    desk.advance(seconds=10, typing=True)
    assert desk.all(facts.WeekNoticed)


def test_the_week_is_told_in_time_though_the_clock_was_a_day_ahead_at_the_start(make: Make) -> None:
    friday = NINE + 4 * 24 * HOUR + 6 * HOUR
    desk = make()
    desk.tick()
    desk.kill()
    desk.clocks.pass_(friday + 50 * MINUTE - NINE)
    desk.clocks.set_wall(24 * HOUR)
    desk.start()
    desk.advance(seconds=20)
    desk.clocks.set_wall(-24 * HOUR)
    desk.advance(minutes=15, typing=True)
    assert desk.one(facts.WeekNoticed).due == friday + HOUR


def test_without_a_fitting_exercise_a_break_is_offered(make: Make) -> None:
    desk = make()
    desk.agent.ports.prompter.exercises = {}
    desk.turns.places = ()
    desk.advance(minutes=33.2, typing=True)
    assert "Get up for a moment" in desk.notifier.open["prompt"].title
    desk.click("start")
    desk.advance(minutes=2)
    assert desk.one(facts.PromptAnswered).verified


def test_the_week_on_request(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("week"))
    assert "Estimated sitting: " in desk.notifier.open["week"].text
    assert [button.label for button in desk.notifier.open["week"].buttons] == ["Open"]
    desk.tell(Outcome("week", "button", "open"))
    assert len(desk.opened) == 1


def test_the_journal_fails_and_nothing_is_lost(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    desk.journal._connection.execute("PRAGMA query_only = ON")
    desk.advance(minutes=10)
    assert desk.troubles
    assert desk.troubles[-1]
    desk.journal._connection.execute("PRAGMA query_only = OFF")
    desk.advance(minutes=1)
    assert desk.troubles[-1] is None
    assert len(desk.all(facts.Bout)) == 1


def test_an_event_that_fails_is_logged_and_the_loop_lives_on(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    desk = make()
    desk.tell(Command("answer", "nonsense"))
    assert "nonsense" in caplog.text
    desk.advance(minutes=31, typing=True)
    assert desk.all(facts.PromptDue)


def test_a_replay_of_the_record_gives_the_facts_of_the_live_day(make: Make) -> None:
    desk = make()
    desk.advance(minutes=33.2, typing=True)
    desk.click("later")
    desk.advance(minutes=20, typing=True)
    desk.advance(minutes=7)
    desk.advance(minutes=12, typing=True)
    desk.tell(Command("stand"))
    desk.advance(minutes=10, typing=True)
    desk.tell(Command("sit"))
    desk.advance(minutes=35, typing=True)
    desk.click("start")
    desk.advance(minutes=6)
    desk.advance(minutes=20, typing=True)
    desk.on.add(Kind.CALL)
    desk.advance(minutes=30)
    desk.on.clear()
    desk.advance(minutes=5)
    desk.agent.inbox.put(Command("quit"))
    desk.agent.run()
    kinds = (facts.Bout, facts.Break, facts.PromptDue, facts.PromptShown, facts.PromptDeferred, facts.PromptAnswered)
    replayed = replay(parse(desk.lines()), desk.rule, Turns(CARDS, ("chair", "standing"), ()))
    again = sorted((fact for fact in replayed.facts if isinstance(fact, kinds)), key=lambda fact: fact.at)
    live = desk.told(*kinds)
    assert live == again
    assert len(live) > 15


def imported(*kinds: facts.Any) -> list[facts.Any]:
    return [msgspec.structs.replace(fact, source="activitywatch") for fact in kinds]


def test_a_restart_knows_nothing_of_what_was_imported(make: Make) -> None:
    desk = make()
    desk.advance(minutes=10, typing=True)
    now = Instant(desk.clocks.wall)
    desk.journal.append(
        *imported(
            facts.PromptDue(at=now, every_ms=Millis(1)),
            facts.PromptShown(at=now, prompt=now, exercise="a1"),
            facts.Paused(at=now, until=None),
            facts.Bout(
                at=now,
                start=Instant(now - MINUTE),
                posture=Posture.SITTING,
                input_ms=Millis(MINUTE),
                because=Because.LOCKED,
            ),
        )
    )
    desk.kill()
    desk.start()
    assert desk.desk.prompts.prompt is None
    assert desk.agent.living.paused is None
    desk.advance(minutes=19, typing=True)
    assert not desk.notifier.open
    desk.advance(minutes=4.5, typing=True)
    assert "prompt" in desk.notifier.open
    (own,) = (fact for fact in desk.all(facts.PromptDue) if fact.source is None)
    assert 30 <= minutes(own.at) < 31


def test_what_a_sibling_imports_is_no_wish(make: Make) -> None:
    desk = make()
    desk.advance(minutes=1, typing=True)
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as other:
        at = Instant(desk.clocks.wall)
        other.append(*imported(facts.Paused(at=at, until=None), facts.QuitWished(at=at)))
        desk.advance(minutes=33, typing=True)
        assert "prompt" in desk.notifier.open
        other.append(facts.Paused(at=Instant(desk.clocks.wall), until=None))
        desk.advance(minutes=1, typing=True)
    assert desk.agent.living.paused is not None
