"""The card, and what is written down of each way out of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from tests.windows.room import NINE, clear, press, reads, written
from unseat.boundary import WrongError
from unseat.core import facts
from unseat.core.languages import LANGUAGES, Language
from unseat.core.view import OpenPrompt, Parts, Published, View
from unseat.core.words import MINUTE, Answer, Instant, Millis, State
from unseat.desktop.child import CARD, SESSION
from unseat.desktop.instance import only_one
from unseat.person import Person
from unseat.windows.advice_window import AdviceWindow
from unseat.windows.asked import Asked
from unseat.windows.card import CardWindow
from unseat.windows.offering import Offering, offer
from unseat.windows.program import Here
from unseat.windows.session import SessionWindow

DUE = Instant(NINE)
ASKED = Asked(CARD, "a2", prompt=DUE, starts="left", sitting=38 * MINUTE, lasts=2 * MINUTE)


def card(here: Here, asked: Asked = ASKED) -> tuple[Offering, CardWindow]:
    """In front of the person."""
    offering = Offering(asked, here)
    offering.show_card()
    assert offering._window
    return offering, offering._window


def writes(me: Person, *new: facts.Any) -> None:
    """Another process."""
    with me.journal() as other:
        other.append(*new)


def leads(here: Here) -> SessionWindow:
    (session,) = (window for window in here.windows if isinstance(window, SessionWindow))
    session._timer.stop()
    return session


def test_it_says_what_and_why(here: Here) -> None:
    _, window = card(here)
    shown = here.me.cards.get("a2")
    assert shown
    said = reads(window)
    for text in ("38 min sitting (estimated)", shown.name["en"], shown.dose["en"], "2\u00a0min"):
        assert text in said
    assert "38 min sitting" in window.accessibleDescription()


def test_it_never_takes_the_focus(here: Here) -> None:
    _, window = card(here)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.isVisible()
    assert not window.isFullScreen()


def test_again_it_is_gentler(here: Here) -> None:
    _, window = card(here, msgspec.structs.replace(ASKED, again=True))
    assert "Whenever it suits you" in reads(window)
    assert "sitting" not in reads(window)


def test_it_may_fill_the_screen(here: Here) -> None:
    _, window = card(here, msgspec.structs.replace(ASKED, full=True))
    assert window.isFullScreen()


def test_later_puts_it_off(here: Here) -> None:
    _, window = card(here)
    press(window, "Later")
    (wish,) = written(here.journal, facts.AnswerWished)
    assert (wish.answer, wish.prompt, wish.reason) == (Answer.SNOOZED, DUE, None)
    assert not window.isVisible()


def test_skip_without_a_reason(here: Here) -> None:
    _, window = card(here)
    press(window, "Skip")
    (wish,) = written(here.journal, facts.AnswerWished)
    assert (wish.answer, wish.prompt, wish.reason) == (Answer.SKIPPED, DUE, None)


@pytest.mark.parametrize(
    ("said", "reason"), [("Not now", "not now"), ("Not here", "not here"), ("Another reason", "other")]
)
def test_skip_with_a_reason(here: Here, said: str, reason: str) -> None:
    _, window = card(here)
    choose(window, said)
    (wish,) = written(here.journal, facts.AnswerWished)
    assert (wish.answer, wish.prompt, wish.reason) == (Answer.SKIPPED, DUE, reason)
    assert not written(here.journal, facts.ExerciseHurt)


def choose(window: CardWindow, said: str) -> None:
    (skip,) = window.findChildren(QToolButton)
    (action,) = (action for action in skip.menu().actions() if action.text() == said)
    action.trigger()


def test_it_hurts_is_recorded_and_the_stop_advice_shown(here: Here) -> None:
    _, window = card(here)
    choose(window, "It hurts")
    (wish,), (hurt,) = written(here.journal, facts.AnswerWished), written(here.journal, facts.ExerciseHurt)
    assert (wish.answer, wish.reason, hurt.exercise) == (Answer.SKIPPED, "hurts", "a2")
    (advice,) = here.windows
    assert isinstance(advice, AdviceWindow)
    assert advice.isVisible()


def test_escape_and_closing_it_skip_it(here: Here) -> None:
    _, window = card(here)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    _, other = card(here)
    other.close()
    assert [wish.reason for wish in written(here.journal, facts.AnswerWished)] == ["closed", "closed"]


def test_start_leads_on_in_the_same_process_and_says_nothing_else(here: Here) -> None:
    _, window = card(here)
    press(window, "Start")
    leads(here)
    (began,) = written(here.journal, facts.SessionStarted)
    assert (began.prompt, began.exercise, began.starts, began.led) == (DUE, "a2", "left", True)
    assert not window.isVisible()
    assert not written(here.journal, facts.AnswerWished)


def test_answered_elsewhere_it_goes_without_a_word(here: Here) -> None:
    offering, window = card(here)
    offering._listen()
    assert window.isVisible()
    writes(here.me, facts.PromptAnswered(at=Instant(DUE + 1), prompt=DUE, answer=Answer.MISSED))
    offering._listen()
    assert not window.isVisible()
    assert not written(here.journal, facts.AnswerWished)


def test_only_the_first_answer_counts(here: Here) -> None:
    _, window = card(here)
    press(window, "Later")
    window._skipped("")
    window.close()
    assert len(written(here.journal, facts.AnswerWished)) == 1


@pytest.mark.parametrize("moves", [True, False])
def test_its_figure_moves_only_where_that_is_wanted(here: Here, moves: bool) -> None:
    offering, window = card(here)
    window.rhythm(offering.figure.rhythm, 0.5, moves=moves)
    assert window._timer.isActive() == moves
    seen = set()
    for _ in range(90):
        window._move()
        assert window._figure._shown
        seen.add(window._figure._shown[0])
    assert min(seen) >= 0
    assert max(seen) <= 1
    offering._withdraw()
    assert not window._timer.isActive()


# ---- what is opened without being asked for by the agent


@contextmanager
def shown(here: Here, exercise: str = "a2") -> Iterator[None]:
    """An agent runs, and has a prompt in front of the person."""
    prompt = OpenPrompt(prompt=DUE, exercise=exercise, shown=DUE)
    view = View(state=State.SITTING, since=DUE, every=Millis(30 * MINUTE), prompt=prompt)
    with only_one(here.me.places.lock_file):
        here.journal.save_view(msgspec.json.encode(Published(DUE, view, Parts())))
        yield


def test_a_session_of_nobody_s_asking_takes_the_one_whose_turn_it_is(here: Here) -> None:
    offer(Asked(SESSION), here)
    leads(here)
    (began,) = written(here.journal, facts.SessionStarted)
    assert began.prompt is None
    assert began.exercise in here.me.names


def test_a_session_opened_while_a_prompt_is_shown_answers_that(here: Here) -> None:
    with shown(here):
        offer(Asked(SESSION), here)
    leads(here)
    (began,) = written(here.journal, facts.SessionStarted)
    assert (began.prompt, began.exercise) == (DUE, "a2")


def test_unless_another_exercise_is_asked_for(here: Here) -> None:
    with shown(here):
        offer(Asked(SESSION, "d2"), here)
    leads(here)
    (began,) = written(here.journal, facts.SessionStarted)
    assert (began.prompt, began.exercise) == (None, "d2")


def test_what_an_agent_left_that_is_gone_is_no_prompt(here: Here) -> None:
    with shown(here):
        pass
    offer(Asked(SESSION), here)
    leads(here)
    assert written(here.journal, facts.SessionStarted)[0].prompt is None


def test_an_exercise_that_there_is_not_says_which_there_are(here: Here) -> None:
    with pytest.raises(WrongError, match='found "zz", allowed is one of a1'):
        offer(Asked(SESSION, "zz"), here)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_longest_cards_is_cut_off(qapp: QApplication, me: Person, language: Language) -> None:
    """With everything to mind that a person's flags can add."""
    me.places.config_file.parent.mkdir(parents=True)
    flags = '["K", "S", "O", "B"]'
    me.places.config_file.write_text(f'[exercises]\nlanguage = "{language}"\nflags = {flags}\n')
    longest = sorted(me.cards.exercises, key=lambda one: len(one.name[language]) + len(one.dose[language]))[-4:]
    with me.journal() as journal:
        for one in longest:
            _, window = card(Here(qapp, me, journal), msgspec.structs.replace(ASKED, exercise=one.id))
            words = [label for label in window.findChildren(QLabel) if label.isVisible()]
            assert len(words) >= 4
            for label in words:
                assert label.height() >= label.heightForWidth(label.width()), label.text()
            clear()


def test_a_dutch_person_reads_the_card_in_dutch(qapp: QApplication, me: Person) -> None:
    me.places.config_file.parent.mkdir(parents=True)
    me.places.config_file.write_text('[exercises]\nlanguage = "nl"\n')
    with me.journal() as journal:
        offering, window = card(Here(qapp, me, journal))
        for text in (offering.card.name["nl"], offering.card.dose["nl"]):
            assert text in reads(window)
        clear()
