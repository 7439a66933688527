"""The guided session: time that it leads through, and everything that a person does meanwhile."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from tests.windows.room import Room, find
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.guide import IDLE_AT_MOST, Stage
from unseat.core.words import MINUTE, SECOND, Answer, Instant, Millis
from unseat.windows.session import LIVELY_MS, STILL_MS

A2 = 5 + 60 + 5 + 60
"""Seconds that a2 takes, from settling to the end; a side is twice half a minute."""
DUE = Instant(1_795_424_000_000)


def test_that_it_began_is_written_at_once(room: Room) -> None:
    room.session(prompt=DUE)
    began = room.one(facts.SessionStarted)
    assert (began.at, began.prompt, began.exercise, began.starts) == (room.now, DUE, "a2", "left")
    assert (began.dose_ms, began.led) == (Millis(2 * MINUTE), True)


def test_left_alone_it_leads_through_both_sides_to_done_and_verified(room: Room) -> None:
    window = room.session(prompt=DUE)
    began = room.now
    room.wait(A2 + 1)
    assert window.record.ended
    ended = room.one(facts.SessionEnded)
    assert (ended.started, ended.at, ended.prompt) == (began, began + A2 * SECOND, DUE)
    assert (ended.answer, ended.verified, ended.sides, ended.reason) == (Answer.DONE, True, Sides(60, 60), None)
    assert "Verified: keyboard and mouse were left alone." in room.reads()
    assert "Written down." in room.reads()
    assert "60 of 60 s" in room.reads()


def test_both_sides_at_once_have_no_sides_and_no_next_side(room: Room) -> None:
    window = room.session("b1", starts=None)
    card = room.me.cards.get("b1")
    assert card
    assert "Next side" not in room.reads()
    room.wait(card.seconds + 60)
    assert window.guide.over
    assert room.one(facts.SessionEnded).sides is None
    assert f"{card.seconds} of {card.seconds} s" in room.reads()


def test_it_tells_what_to_do_now_and_counts_down(room: Room) -> None:
    window = room.session()
    assert "Get ready" in room.reads()
    assert "Left side · 1 of 2" in room.reads()
    assert "5 s" in room.reads()
    room.wait(15)
    assert "Go on calmly" in room.reads()
    assert "50 s" in room.reads()
    room.wait(51)
    assert window.guide.part.stage is Stage.CHANGE
    assert "Change sides" in room.reads()
    assert "Right side · 2 of 2" in room.reads()


def test_each_step_is_pointed_out_and_told_to_a_screen_reader_in_its_turn(room: Room) -> None:
    window, told = room.session(), []
    card = room.me.cards.get("a2")
    assert card
    for _ in range(60):
        lit = [step.text() for step in window._view._steps if step.property("meant") == "true"]
        step = window._teller._step
        if step is not None:
            told.append(step)
            assert lit == [f"{step + 1}. {card.steps['en'][step]}"]
            assert card.steps["en"][step] in window._view.figure.accessibleDescription()
        room.wait(1)
    assert list(dict.fromkeys(told)) == list(range(len(card.steps["en"])))


def test_while_the_keyboard_is_in_use_the_timer_holds(room: Room) -> None:
    window = room.session()
    room.wait(15)
    left = window.guide.side_left
    room.wait(20, typing=True)
    assert left - window.guide.side_left <= SECOND
    assert "Held: keyboard or mouse in use" in room.reads()
    room.wait(2.5)
    assert "Held: keyboard or mouse in use" not in room.reads()
    room.wait(A2)
    ended = room.one(facts.SessionEnded)
    assert (ended.answer, ended.verified, ended.sides) == (Answer.DONE, False, Sides(60, 60))
    assert "Claimed: keyboard or mouse was used meanwhile." in room.reads()


def test_a_hand_that_lets_go_in_the_first_seconds_spoils_nothing(room: Room) -> None:
    room.session()
    room.wait(1, typing=True)
    room.wait(A2 + 5)
    assert room.one(facts.SessionEnded).verified


def test_where_nothing_counts_input_nothing_is_verified(room: Room) -> None:
    room.hands.blind = True
    room.session()
    room.wait(A2 + 1)
    ended = room.one(facts.SessionEnded)
    assert (ended.answer, ended.verified) == (Answer.DONE, False)
    assert "Claimed: nothing here can tell" in room.reads()


def test_a_pause_and_going_on(room: Room) -> None:
    window = room.session()
    room.wait(20)
    room.press("Pause")
    left = window.guide.left
    assert "Paused" in room.reads()
    room.wait(60)
    assert window.guide.left == left
    room.press("Go on")
    room.wait(1)
    assert window.guide.left == left - SECOND
    assert "Paused" not in room.reads()


def test_a_click_in_the_window_itself_holds_nothing_but_is_no_exercise_either(room: Room) -> None:
    window = room.session()
    room.wait(20)
    room.hands.steady += 50
    room.hands.type_()
    QTest.mouseClick(find(window, "Back"), Qt.MouseButton.LeftButton)
    room.wait(1)
    assert not window.guide.held
    assert not window.guide.clean


def test_back_and_next_side(room: Room) -> None:
    window = room.session()
    room.wait(20)
    room.press("Back")
    assert (window.guide.part.nth, window.guide.spent) == (1, 0)
    room.press("Next side")
    assert (window.guide.part.stage, window.guide.part.side) == (Stage.CHANGE, "right")
    room.press("Next side")
    ended = room.one(facts.SessionEnded)
    assert (ended.answer, ended.verified, ended.sides) == (Answer.PARTIAL, None, Sides(15, 0))
    assert "Done in part" in room.reads()


def test_finishing_early_keeps_what_was_done(room: Room) -> None:
    room.session()
    room.wait(5 + 60 + 5 + 50)
    room.press("Finish")
    ended = room.one(facts.SessionEnded)
    assert (ended.answer, ended.verified, ended.sides) == (Answer.DONE, True, Sides(60, 50))


def test_finishing_at_once_is_not_done(room: Room) -> None:
    room.session()
    room.wait(3)
    room.press("Finish")
    assert room.one(facts.SessionEnded).answer is Answer.SKIPPED
    assert "Not done" in room.reads()


def test_this_hurts_stops_records_and_shows_the_stop_advice(room: Room) -> None:
    window = room.session(prompt=DUE)
    room.wait(30)
    room.press("This hurts")
    assert window.guide.over
    ended, hurt = room.one(facts.SessionEnded), room.one(facts.ExerciseHurt)
    assert (ended.answer, ended.reason, ended.sides) == (Answer.PARTIAL, "hurts", Sides(25, 0))
    assert (hurt.exercise, hurt.at) == ("a2", room.now)
    assert room.hurt == 1
    assert "unseat exercises allow a2" in room.reads()


def test_closing_it_in_the_middle_keeps_what_was_done(room: Room) -> None:
    room.session()
    room.wait(30)
    room.window.close()
    ended = room.one(facts.SessionEnded)
    assert (ended.answer, ended.reason, ended.sides) == (Answer.PARTIAL, "closed", Sides(25, 0))
    assert not room.window.isVisible()


def test_closing_it_at_the_end_writes_nothing_more(room: Room) -> None:
    room.session()
    room.wait(A2 + 1)
    room.press("Close")
    assert not room.window.isVisible()
    assert len(room.all(facts.SessionEnded)) == 1


@pytest.mark.parametrize("typing", [True, False])
def test_it_is_given_up_after_ten_minutes_of_standing_still(room: Room, typing: bool) -> None:
    window = room.session()
    room.wait(30)
    if not typing:
        room.press("Pause")
    room.wait(IDLE_AT_MOST / SECOND + 2, typing=typing)
    assert window.guide.given_up
    assert (room.one(facts.SessionEnded).reason, room.one(facts.SessionEnded).answer) == ("left", Answer.PARTIAL)


def test_time_in_which_the_machine_hung_led_nobody(room: Room) -> None:
    window = room.session()
    room.wait(10)
    left = window.guide.side_left
    room.hands.steady += 60 * SECOND
    window.tick()
    assert left - window.guide.side_left == SECOND


def test_every_way_by_the_keyboard(room: Room) -> None:
    window = room.session()
    room.wait(20)
    room.key(Qt.Key.Key_Left)
    assert window.guide.spent == 0
    room.key(Qt.Key.Key_Right)
    assert window.guide.part.side == "right"
    room.key(Qt.Key.Key_Space)
    assert window.guide.paused
    room.key(Qt.Key.Key_H)
    assert room.one(facts.SessionEnded).reason == "hurts"
    room.key(Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_escape_finishes(room: Room) -> None:
    room.session()
    room.wait(20)
    room.key(Qt.Key.Key_Escape)
    assert room.one(facts.SessionEnded).answer is Answer.PARTIAL


def test_help_is_one_click_away_while_it_runs_and_after_it(room: Room) -> None:
    room.session()
    room.press("When to get help")
    room.wait(A2 + 1)
    room.press("When to get help")
    assert room.helped == 2


def test_the_sound_can_be_switched_off_here(room: Room) -> None:
    window = room.session()
    (box,) = window.findChildren(QCheckBox)
    assert box.isChecked()
    box.click()
    assert not room.sound.on


@pytest.mark.parametrize("moves", [True, False])
def test_the_figure_moves_only_where_that_is_wanted(room: Room, moves: bool) -> None:
    window, seen = room.session(moves=moves), set()
    for _ in range(20):
        room.wait(0.5)
        seen.add(window._view.figure._shown)
    assert (len(seen) > 5) == moves
    assert moves or len(seen) == 1
    assert window._timer.interval() == (LIVELY_MS if moves else STILL_MS)


def test_with_a_screen_reader_it_waits_until_the_person_begins(room: Room) -> None:
    QAccessible.setActive(True)
    try:
        room.session()
        room.wait(60)
        seen = [room.stage]
        room.press("Begin")
        room.wait(6)
    finally:
        QAccessible.setActive(False)
    assert [*seen, room.stage] == [Stage.READY, Stage.WORK]


def test_answered_elsewhere_it_goes_and_says_nothing_more(room: Room) -> None:
    window = room.session()
    (began,) = room.all(facts.SessionStarted)
    room.wait(20)
    elsewhere = facts.SessionEnded(at=room.now, started=began.at, exercise="a2", answer=Answer.DONE)
    with room.me.journal() as other:
        other.append(elsewhere)
    room.wait(1)
    assert not window.isVisible()
    assert room.all(facts.SessionEnded) == [elsewhere]
