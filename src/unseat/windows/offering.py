"""From the card to the session: what the person chose there, and what is written down of it."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer

from unseat.boundary import WrongError
from unseat.core import facts
from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.core.hurts import REASON as HURTS
from unseat.core.pacing import telling
from unseat.core.words import MINUTE, Answer, Instant, Millis
from unseat.desktop.child import CARD
from unseat.desktop.instance import running
from unseat.figures import figure_of
from unseat.keeper import published
from unseat.turning import turns_now
from unseat.windows.about import About, Means
from unseat.windows.asked import Asked
from unseat.windows.card import Answers, CardWindow, Offer
from unseat.windows.figure_view import FigureView, side_of
from unseat.windows.pen import now, steady
from unseat.windows.session import SessionWindow

if TYPE_CHECKING:
    from unseat.windows.program import Here

LISTEN_MS = 500
"""How often the card looks whether its prompt was answered elsewhere."""
ORPHANED_AFTER = 5 * MINUTE
"""A card whose agent is gone stays answerable for so much longer than it would have."""


def offer(wanted: Asked, here: "Here") -> None:
    """Shows the card, or at once the session, of the exercise wanted: none named means the one whose turn it is."""
    offering = Offering(_completed(wanted, here), here)
    if wanted.window == CARD:
        offering.show_card()
    else:
        offering.start()


class Offering:
    """One exercise, offered once."""

    def __init__(self, wanted: Asked, here: "Here") -> None:
        self.wanted, self.here = wanted, here
        self.card = _card(wanted.exercise, here)
        self.figure = _figure(self.card, here)
        self.prompt = None if wanted.prompt is None else Instant(wanted.prompt)
        self._window: CardWindow | None = None
        self._listening = QTimer()
        self._listening.timeout.connect(self._listen)

    def show_card(self) -> None:
        here, wanted = self.here, self.wanted
        view = FigureView(self.card, self.figure, here.me.texts, dark=here.dark)
        about = Offer(self.card, side_of(wanted.starts), Millis(wanted.sitting), wanted.again, self._mind())
        answers = Answers(self._start, self._later, self._skip)
        self._window = CardWindow(about, view, here.me.texts, answers)
        self._window.rhythm(self.figure.rhythm, telling(self.figure), moves=False)
        self._window.show_quietly(full=wanted.full)
        QTimer.singleShot(0, self._window, self._liven)
        self._listening.start(LISTEN_MS)
        if wanted.lasts:
            QTimer.singleShot(wanted.lasts + ORPHANED_AFTER, self._window, self._withdraw)

    def start(self) -> None:
        here, wanted = self.here, self.wanted
        means = Means(
            pen=here.pen,
            hands=here.hands(),
            sound=here.sound,
            texts=here.me.texts,
            lead=here.lead,
            help=here.show_help,
            hurt=here.show_stop,
            dark=here.dark,
            moves=here.moves,
            steady=steady,
            now=now,
        )
        session = SessionWindow(About(self.card, self.figure, wanted.starts, self.prompt, self._mind()), means)
        session.resize(920, 580)
        session.begin()
        here.open(session)
        self._close()

    # ---- answers

    def _start(self) -> None:
        try:
            self.start()
        except WrongError as error:
            self._refuse(str(error))

    def _later(self) -> None:
        self._answered(facts.AnswerWished(at=now(), answer=Answer.SNOOZED, prompt=self.prompt))

    def _skip(self, reason: str) -> None:
        at = now()
        skipped = facts.AnswerWished(at=at, answer=Answer.SKIPPED, prompt=self.prompt, reason=reason or None)
        if reason != HURTS:
            self._answered(skipped)
        elif self._answered(skipped, facts.ExerciseHurt(at=at, exercise=self.card.id)):
            self.here.show_stop()

    def _answered(self, *new: facts.Any) -> bool:
        """Whether it is written down; if not, the card says why and can be answered once more."""
        trouble = self.here.pen.try_to_write(*new)
        if trouble:
            self._refuse(self.here.me.texts.say("Not written down yet: {why}", why=trouble))
            return False
        self._close()
        return True

    def _refuse(self, why: str) -> None:
        if self._window:
            self._window.ask_again(why)

    # ---- the card's own life

    def _liven(self) -> None:
        """Only once it is to be seen: asking the desktop about motion may take a moment."""
        if self._window:
            self._window.rhythm(self.figure.rhythm, telling(self.figure), moves=self.here.moves)

    def _listen(self) -> None:
        if self.prompt is not None and self.here.pen.is_settled(self.prompt):
            self._withdraw()

    def _withdraw(self) -> None:
        if self._window:
            self._window.withdraw()
        self._close()

    def _close(self) -> None:
        self._listening.stop()
        window, self._window = self._window, None
        if window:
            window.close()

    def _mind(self) -> tuple[str, ...]:
        me = self.here.me
        return self.card.adaptations(me.settings.exercises.flags, me.texts.language)


def _completed(wanted: Asked, here: "Here") -> Asked:
    """With the prompt that is shown, where none is named, and the exercise and side whose turn it is."""
    if wanted.prompt is None:
        wanted = _of_the_prompt(wanted, here)
    turn = turns_now(here.me, here.journal, now())
    exercise = wanted.exercise or turn.next()
    return msgspec.structs.replace(wanted, exercise=exercise, starts=wanted.starts or turn.starts(exercise))


def _of_the_prompt(wanted: Asked, here: "Here") -> Asked:
    """A prompt in front of the person is answered by the session that they open themselves."""
    left = published(here.journal) if running(here.me.places.lock_file) else None
    shown = left.view.prompt if left else None
    if shown is None or shown.started is not None or wanted.exercise not in {"", shown.exercise}:
        return wanted
    return msgspec.structs.replace(wanted, exercise=shown.exercise, prompt=shown.prompt)


def _card(exercise: str, here: "Here") -> Exercise:
    card = here.me.cards.get(exercise)
    if card is None:
        if not exercise:
            raise WrongError(here.me.texts.say("No exercise fits your places and flags. See: unseat exercises list"))
        raise WrongError(here.me.cards.unknown("EXERCISE", exercise))
    return card


def _figure(card: Exercise, here: "Here") -> Figure:
    """A card of one's own may have no figure: then one that stands evenly is shown."""
    folders = here.me.exercises
    found = figure_of(card.id, folders) or figure_of("d2", folders)
    if found is None:
        raise WrongError(f"{card.id}: no figure; install unseat again")
    return found
