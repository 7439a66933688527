"""The weekly self-check in a window: nothing is noted that was not chosen, and closing it notes nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from tests.test_person import write_settings
from tests.windows.room import clear, find, press, reads, written
from unseat.core import facts
from unseat.core.signs import SIGNS
from unseat.core.words import DAY, Instant
from unseat.person import Person
from unseat.windows.advice_window import AdviceWindow
from unseat.windows.asked import Asked
from unseat.windows.pen import now
from unseat.windows.program import Here, _show
from unseat.windows.signs_parts import SignRow, Step
from unseat.windows.signs_window import SignsWindow

ALREADY = "You have noted these this week. Noting again puts others in their place."


def opened(here: Here) -> SignsWindow:
    _show(Asked("signs"), here)
    QApplication.processEvents()
    window = here.windows[-1]
    assert isinstance(window, SignsWindow)
    return window


def rows(window: SignsWindow) -> list[SignRow]:
    return window.findChildren(SignRow)


def steps(row: SignRow) -> list[Step]:
    """The one that passes it over, then 0 to 10."""
    return row.findChildren(Step)


def choose(window: SignsWindow, sign: str, value: int) -> None:
    steps(rows(window)[SIGNS.index(sign)])[value + 1].click()


def noted(here: Here) -> list[dict[str, int]]:
    return [fact.ratings for fact in written(here.journal, facts.SignsRated)]


# ---- noting


def test_nothing_is_chosen_at_first(here: Here) -> None:
    window = opened(here)
    assert [row.rating for row in rows(window)] == [None] * 5
    assert [step.text() for row in rows(window) for step in steps(row) if step.isChecked()] == ["pass over"] * 5
    assert ALREADY not in reads(window)


def test_what_is_chosen_is_noted_and_the_rest_is_passed_over(here: Here) -> None:
    window = opened(here)
    for sign, value in (("crooked", 0), ("back", 10), ("leg", 3), ("leg", 4)):
        choose(window, sign, value)
    press(window, "Note it")
    assert noted(here) == [{"crooked": 0, "leg": 4, "back": 10}]
    assert not window.isVisible()


def test_a_choice_can_be_passed_over_again(here: Here) -> None:
    window = opened(here)
    choose(window, "crooked", 0)
    choose(window, "back", 5)
    choose(window, "crooked", -1)
    press(window, "Note it")
    assert noted(here) == [{"back": 5}]


def test_where_all_are_passed_over_it_says_so_and_stays(here: Here) -> None:
    window = opened(here)
    press(window, "Note it")
    assert window.isVisible()
    assert "All five are passed over" in reads(window)
    assert noted(here) == []


def test_closing_it_notes_nothing(here: Here) -> None:
    window = opened(here)
    choose(window, "back", 5)
    window.close()
    assert list(here.journal.facts()) == []


def test_not_this_week(here: Here) -> None:
    window = opened(here)
    choose(window, "back", 5)
    press(window, "Not this week")
    assert noted(here) == []
    assert len(written(here.journal, facts.SignsSkipped)) == 1
    again = opened(here)
    press(again, "Not this week")
    assert not again.isVisible()
    assert len(written(here.journal, facts.SignsSkipped)) == 1


def test_a_journal_that_cannot_be_written_says_so_and_it_is_noted_once(here: Here) -> None:
    window = opened(here)
    choose(window, "back", 5)
    here.journal._connection.execute("PRAGMA query_only = ON")
    press(window, "Note it")
    assert window.isVisible()
    assert str(here.journal.path) in window._trouble.text()
    here.journal._connection.execute("PRAGMA query_only = OFF")
    press(window, "Note it")
    assert not window.isVisible()
    assert noted(here) == [{"back": 5}]


# ---- this week's was noted already


def test_what_was_noted_this_week_is_shown_and_replaced(here: Here) -> None:
    here.journal.append(facts.SignsRated(at=now(), ratings={"crooked": 2, "back": 10}))
    window = opened(here)
    assert [row.rating for row in rows(window)] == [2, None, None, 10, None]
    assert ALREADY in reads(window)
    assert "Not this week" not in reads(window)
    choose(window, "crooked", 1)
    press(window, "Note it")
    assert noted(here) == [{"crooked": 2, "back": 10}, {"crooked": 1, "back": 10}]


def test_what_was_noted_is_left_alone_by_cancelling(here: Here) -> None:
    here.journal.append(facts.SignsRated(at=now(), ratings={"back": 10}))
    window = opened(here)
    choose(window, "back", 1)
    press(window, "Cancel")
    assert noted(here) == [{"back": 10}]


def test_last_week_s_is_not_shown(here: Here) -> None:
    here.journal.append(facts.SignsRated(at=Instant(now() - 7 * DAY), ratings={"back": 10}))
    assert [row.rating for row in rows(opened(here))] == [None] * 5


# ---- help


def test_when_to_get_help_is_a_press_away_and_begins_with_the_signs(here: Here) -> None:
    window = opened(here)
    press(window, "When to get help")
    advice = here.windows[-1]
    assert isinstance(advice, AdviceWindow)
    (own,) = (one for one in here.advice.sections if one.id == "signs")
    assert advice.findChildren(QLabel)[0].text() == own.title.of("en")
    assert window.isVisible()


@pytest.mark.parametrize("value", [0, 10])
def test_no_text_depends_on_how_high_a_value_is(here: Here, value: int) -> None:
    window = opened(here)
    before = reads(window)
    for sign in SIGNS:
        choose(window, sign, value)
    assert reads(window) == before
    assert here.advice.footer.of("en") in before


# ---- by keyboard and by ear


def test_by_keyboard_alone(here: Here) -> None:
    window = opened(here)
    first, second, *_ = rows(window)
    steps(first)[0].setFocus()
    for _ in range(3):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    assert first.rating == 2
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left)
    assert first.rating == 1
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    assert (first.rating, second.rating) == (1, 0)
    while not find(window, "Note it").hasFocus():
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return)
    assert noted(here) == [{"crooked": 1, "leg": 0}]


def test_tab_stops_once_in_each_row(here: Here) -> None:
    window = opened(here)
    steps(rows(window)[0])[0].setFocus()
    for row in rows(window):
        assert steps(row)[0].hasFocus()
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)


def test_every_step_says_what_it_is_and_of_which_sign(here: Here) -> None:
    window = opened(here)
    radios = window.findChildren(QRadioButton)
    assert len(radios) == 60
    for row in rows(window):
        names = [step.accessibleName() or step.text() for step in steps(row)]
        assert names == ["pass over", "0, not at all", *map(str, range(1, 10)), "10, very much"]
        assert {step.accessibleDescription() for step in steps(row)} == {row.accessibleName()}


def test_all_of_a_step_can_be_clicked_and_looks_chosen(here: Here) -> None:
    window = opened(here)
    step = steps(rows(window)[0])[8]
    before = step.grab().toImage()
    QTest.mouseClick(step, Qt.MouseButton.LeftButton, pos=step.rect().bottomRight())
    assert rows(window)[0].rating == 7
    assert step.grab().toImage() != before


@pytest.mark.parametrize("look", ["light", "dark"])
def test_it_is_in_the_person_s_language_and_look(qapp: QApplication, me: Person, look: str) -> None:
    write_settings(me, f'[exercises]\nlanguage = "nl"\n[windows]\nlook = "{look}"\n')
    with me.journal() as journal:
        here = Here(qapp, me, journal)
        window = opened(here)
        assert "Hoeveel merkte je hiervan deze week?" in reads(window)
        assert here.advice.footer.of("nl") in reads(window)
        assert find(window, "Deze week niet")
        clear()
