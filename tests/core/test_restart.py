"""A restart at any moment goes on as if nothing had happened, as long as it was short."""

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.transcript import Counted, instant
from unseat.core.desk import Desk
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Interval, Moment, Said, Started, moments
from unseat.core.offered import PromptDue, PromptShown, PromptSnoozed
from unseat.core.prompt import KEPT_BACK, SETTLED
from unseat.core.restart import Absence, paused_by, restore
from unseat.core.rule import Rule
from unseat.core.said import Paused, Resumed, SittingDeclared, StandingDeclared
from unseat.core.watched import Bout, Break
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Because, Instant, Kind, Millis, Posture

NINE = instant("09:00")
RULE = Rule()


def day() -> list[Moment]:
    """A morning with a prompt in every state."""
    told = [
        Interval(instant(start), instant(end), kind)
        for start, end, kind in (
            ("09:00", "09:36", Kind.INPUT),
            ("09:45", "10:30", Kind.INPUT),
            ("10:10", "10:14", Kind.CALL),
            ("10:40", "11:30", Kind.INPUT),
            ("11:00", "11:20", Kind.STANDING),
            ("11:40", "12:30", Kind.INPUT),
        )
    ]
    said: list[tuple[Instant, Said]] = [
        (instant("09:33:30"), Answered(Answer.SNOOZED)),
        (instant("10:18"), Started()),
        (instant("10:20"), Answered(Answer.DONE)),
        (instant("12:14"), Answered(Answer.SKIPPED)),
    ]
    return list(moments(told, said))


def lived(steps: list[Moment], until: Instant, desk: Desk) -> list[AnyFact]:
    for step in steps:
        desk.step(step)
    desk.advance(until)
    return desk.take()


@given(st.integers(0, 4 * 3600), st.integers(0, 100))
def test_a_short_restart_changes_no_fact(at_s: int, gone_s: int) -> None:
    """Killed at any second and back within `break_after`, with what was on still on. A prompt that was kept back, or
    comes right after, is another matter, see below."""
    end = instant("13:00")
    killed, back = Instant(NINE + at_s * SECOND), Instant(NINE + (at_s + gone_s) * SECOND)
    whole = lived(day(), end, Desk(RULE, Counted()))
    first, turn = Desk(RULE, Counted()), Counted()
    steps = [step for step in day() if step.at <= killed]
    before = lived(steps, killed, first)
    assume(first.prompts.prompt is None or first.prompts.prompt.stage not in KEPT_BACK)
    assume(not any(killed <= at < back + SETTLED for at in prompts_come(whole)))
    turn.count = first.turn.count if isinstance(first.turn, Counted) else 0
    second = Desk(RULE, turn)
    open_bout = first.presence.open_bout(killed, 0, "boot")
    restore(second, before, open_bout, Absence(killed, back, back - killed))
    second.presence.on = set(first.presence.on)
    second.presence.active = first.presence.active
    second.presence.last_input = first.presence.last_input
    second.presence._advanced = killed
    if first.presence.away and second.presence.away:
        second.presence.away.clear = first.presence.away.clear
    if second.presence.bout and first.presence.bout:
        second.presence.bout.let_go = first.presence.bout.let_go
        second.presence.declared = first.presence.declared
    after = lived([step for step in day() if step.at > killed], end, second)
    assert names([*before, *after]) == names(whole)


def prompts_come(facts: list[AnyFact]) -> list[Instant]:
    """When one falls due, and when one that was put off does again."""
    due = [fact.at for fact in facts if isinstance(fact, PromptDue)]
    return [*due, *(fact.until for fact in facts if isinstance(fact, PromptSnoozed))]


def names(facts: list[AnyFact]) -> list[tuple[str, Instant]]:
    return [(str(fact.__struct_config__.tag), fact.at) for fact in facts]


def test_a_long_absence_is_unwatched() -> None:
    first = Desk(RULE, Counted())
    before = lived([step for step in day() if step.at <= instant("09:10")], instant("09:10"), first)
    open_bout = first.presence.open_bout(instant("09:10"), 0, "boot")
    second = Desk(RULE, Counted())
    restore(second, before, open_bout, Absence(instant("09:10"), instant("09:20"), 10 * MINUTE))
    (bout,) = second.take()
    assert isinstance(bout, Bout)
    assert (bout.because, bout.at) == (Because.UNWATCHED, instant("09:10"))


def test_the_wall_clock_does_not_tell_how_long_it_was_away() -> None:
    """Set forward by an hour meanwhile: the steady clock knows that it was a second."""
    first = Desk(RULE, Counted())
    lived([Moment(NINE, begins=(Kind.INPUT,))], instant("09:10"), first)
    open_bout = first.presence.open_bout(instant("09:10"), 0, "boot")
    second = Desk(RULE, Counted())
    restore(second, [], open_bout, Absence(instant("09:10"), instant("10:10"), SECOND))
    assert second.presence.sitting is not None
    assert not second.take()


def test_a_pause_outlives_a_restart_until_it_is_over() -> None:
    paused = Paused(at=NINE, until=instant("10:00"))
    assert paused_by([paused], instant("09:30")) == (NINE, instant("10:00"))
    assert paused_by([paused], instant("10:00")) is None
    assert paused_by([paused, Resumed(at=instant("09:10"))], instant("09:30")) is None
    assert paused_by([Paused(at=NINE, until=None)], instant("+9 09:30")) == (NINE, None)


# ---- a prompt that was kept back


def killed_in_a_call(gone_s: int = 20) -> tuple[Desk, Instant]:
    """A prompt fell due in a call. The agent is killed in it and started again so much later."""
    at = instant("09:33")
    back = Instant(at + gone_s * SECOND)
    first, second = Desk(RULE, Counted()), Desk(RULE, Counted())
    steps = [Moment(NINE, begins=(Kind.INPUT,)), Moment(instant("09:25"), begins=(Kind.CALL,))]
    before = lived([*steps, Moment(instant("09:32"), ends=(Kind.INPUT,))], at, first)
    restore(second, before, first.presence.open_bout(at, 0, "boot"), Absence(at, back, back - at))
    return second, back


def test_a_prompt_that_was_kept_back_does_not_come_before_anything_is_known() -> None:
    desk, back = killed_in_a_call()
    desk.advance(Instant(back + SETTLED - 1))
    assert not desk.take()
    assert desk.waits_for_pause


def test_it_stays_back_while_what_kept_it_back_goes_on() -> None:
    desk, back = killed_in_a_call()
    desk.step(Moment(Instant(back + 5 * SECOND), begins=(Kind.CALL,)))
    desk.advance(instant("09:40"))
    assert not desk.take()
    assert desk.prompts.waiting_for == "call"


def test_it_comes_in_the_next_pause_where_nothing_keeps_it_back_any_more() -> None:
    desk, back = killed_in_a_call()
    desk.advance(Instant(back + SETTLED))
    assert names(desk.take()) == [("prompt_shown", Instant(back + SETTLED))]


def test_it_is_over_where_the_agent_was_gone_for_long() -> None:
    desk, _ = killed_in_a_call(gone_s=600)
    assert desk.prompts.prompt is None
    assert names(desk.take()) == [("bout", instant("09:33")), ("prompt_answered", instant("09:33"))]


HASTY = msgspec.structs.replace(RULE, pause_wanted=Millis(SECOND))


def killed_before_it_was_due(*, snoozed: bool) -> tuple[Desk, Instant]:
    """The agent starts a second before a prompt falls due: its first, or one that had been put off."""
    at = instant("09:35:35") if snoozed else instant("09:29:58")
    back = Instant(at + SECOND)
    first, second = Desk(HASTY, Counted()), Desk(HASTY, Counted())
    steps = [Moment(NINE, begins=(Kind.INPUT,))]
    if snoozed:
        steps.append(Moment(instant("09:33:03"), said=(Answered(Answer.SNOOZED, snooze=Millis(153 * SECOND)),)))
    before = lived(steps, at, first)
    restore(second, before, first.presence.open_bout(at, 0, "boot"), Absence(at, back, back - at))
    return second, back


@pytest.mark.parametrize("snoozed", [False, True])
def test_one_that_falls_due_right_after_a_start_waits_until_every_sense_has_told(*, snoozed: bool) -> None:
    desk, back = killed_before_it_was_due(snoozed=snoozed)
    desk.step(Moment(Instant(back + 2 * SECOND), begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    desk.advance(Instant(back + SETTLED - 1))
    assert desk.waits_for_pause
    desk.step(Moment(Instant(back + SETTLED - 1), begins=(Kind.CALL,)))
    desk.advance(instant("09:40"))
    assert desk.prompts.waiting_for == "call"
    assert not [fact for fact in desk.take() if isinstance(fact, PromptShown)]


@pytest.mark.parametrize("snoozed", [False, True])
def test_and_then_comes_in_the_next_pause(*, snoozed: bool) -> None:
    desk, back = killed_before_it_was_due(snoozed=snoozed)
    desk.step(Moment(Instant(back + 2 * SECOND), begins=(Kind.INPUT,), ends=(Kind.INPUT,)))
    desk.advance(Instant(back + SETTLED))
    assert [fact.at for fact in desk.take() if isinstance(fact, PromptShown)] == [back + SETTLED]


def test_a_clock_that_is_set_back_right_after_a_start_keeps_no_later_prompt_back() -> None:
    desk, back = killed_before_it_was_due(snoozed=False)
    desk.rename(Instant(back - 24 * HOUR))
    desk.step(Moment(desk.now, begins=(Kind.INPUT,)))
    desk.advance(Instant(desk.now + RULE.every + RULE.patience))
    assert [fact.at for fact in desk.take() if isinstance(fact, PromptShown)] == [desk.now]


# ---- what was declared


def woken(declared: StandingDeclared | SittingDeclared | Bout, *more: AnyFact, standing: str = "") -> Desk:
    """At 09:31, from a bout that was open from 09:00 or, standing, from later on, and last seen at 09:30."""
    seen, back = instant("09:30"), instant("09:31")
    first, second = Desk(RULE, Counted()), Desk(RULE, Counted())
    first.step(Moment(NINE, begins=(Kind.INPUT,)))
    if standing:
        first.step(Moment(instant(standing), begins=(Kind.STANDING,)))
    first.advance(seen)
    restore(second, [declared, *more], first.presence.open_bout(seen, 0, "boot"), Absence(seen, back, back - seen))
    second.advance(back)
    return second


def test_standing_that_was_declared_just_before_a_kill_begins_there() -> None:
    desk = woken(StandingDeclared(at=instant("09:30:30")))
    assert desk.presence.bout
    assert (desk.presence.bout.posture, desk.presence.bout.start) == (Posture.STANDING, instant("09:30:30"))
    assert Kind.STANDING in desk.presence.on


def test_sitting_that_was_declared_just_before_a_kill_ends_the_standing_there() -> None:
    desk = woken(SittingDeclared(at=instant("09:30:30")), standing="09:20")
    desk.step(Moment(instant("09:31"), begins=(Kind.INPUT,)))
    (bout,) = desk.take()
    assert isinstance(bout, Bout)
    assert (bout.posture, bout.start, bout.at) == (Posture.STANDING, instant("09:20"), instant("09:30:30"))
    assert desk.presence.sitting


def test_a_declaration_that_was_heard_is_not_heard_again() -> None:
    stood = woken(StandingDeclared(at=instant("09:20")), standing="09:20")
    assert stood.presence.bout
    assert stood.presence.bout.start == instant("09:20")
    sat = woken(SittingDeclared(at=instant("09:10")), standing="09:20")
    assert sat.presence.declared


def test_standing_that_is_over_does_not_come_back() -> None:
    over = Bout(
        at=instant("09:30:50"),
        start=instant("09:30:30"),
        posture=Posture.STANDING,
        input_ms=Millis(20 * SECOND),
        because=Because.LOCKED,
    )
    assert woken(StandingDeclared(at=instant("09:30:30")), over).presence.sitting
    assert woken(StandingDeclared(at=instant("09:28"))).presence.sitting


# ---- a break that nobody knows of


@pytest.mark.parametrize(("gone_s", "unknown"), [(30, True), (300, False)])
def test_a_break_in_which_the_agent_was_gone_for_long_is_watched_by_nobody(gone_s: int, unknown: bool) -> None:
    """Back soon, it is as unknown as any without input."""
    killed = instant("09:15")
    before = lived(
        [Moment(NINE, begins=(Kind.INPUT,)), Moment(instant("09:10"), ends=(Kind.INPUT,))],
        killed,
        Desk(RULE, Counted()),
    )
    desk, back = Desk(RULE, Counted()), Instant(killed + gone_s * SECOND)
    restore(desk, before, None, Absence(killed, back, back - killed))
    desk.step(Moment(instant("09:25"), begins=(Kind.INPUT,)))
    desk.advance(instant("09:26"))
    (break_,) = desk.take()
    assert isinstance(break_, Break)
    assert (break_.start, break_.at, break_.unknown) == (instant("09:10"), instant("09:25"), unknown)
