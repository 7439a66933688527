"""Tells where a session is: to the eye in the view, to the ear in words and sounds."""

from unseat.core.guide import Guide, Part, Stage
from unseat.core.pacing import breath, moment, step, telling
from unseat.core.words import SECOND
from unseat.report.figure_canvas import Side
from unseat.windows import wording
from unseat.windows.about import About, Means
from unseat.windows.figure_view import side_of
from unseat.windows.session_view import Now, SessionView
from unseat.windows.speech import announce

SOUNDS = {Stage.WORK: "begin", Stage.CHANGE: "side", Stage.OVER: "end"}


class Teller:
    """Says nothing twice."""

    def __init__(self, guide: Guide, view: SessionView, about: About, means: Means) -> None:
        self._guide, self._view, self._about, self._means = guide, view, about, means
        self._steps = about.card.steps[means.texts.language]
        self._told: int | None = None

    def opens(self) -> None:
        """All that is to be known before it begins."""
        card, texts = self._about.card, self._means.texts
        language = texts.language
        lines = (card.name[language], card.dose[language], *self._about.mind, *self._steps, card.caution[language])
        announce(self._view, " ".join(line if line.endswith(".") else f"{line}." for line in lines))

    def entered(self, part: Part) -> None:
        """A part begins: it can be heard, in words and in a sound, as well as seen."""
        self._told = None
        if part.stage in SOUNDS:
            self._means.sound.play(SOUNDS[part.stage])
        if said := wording.heard(self._guide, self._about.card.plan.times, self._steps[0], self._means.texts):
            announce(self._view, said)

    def show(self) -> None:
        """The present moment."""
        figure, guide = self._about.figure, self._guide
        at = moment(figure.rhythm, self._about.card.plan, guide.part, guide.spent)
        self._view.figure.show_moment(at if self._means.moves else telling(figure), self._side)
        self._tell()
        self._view.show_now(self._now())

    def _tell(self) -> None:
        """The step that is meant now, once."""
        meant = self._step
        if meant is None or meant == self._told:
            return
        self._told = meant
        self._view.figure.tell(self._steps[meant], self._side)
        if self._guide.part.stage is Stage.WORK:
            announce(self._view, self._steps[meant])

    @property
    def _step(self) -> int | None:
        guide = self._guide
        return step(len(self._steps), self._about.figure.rhythm, self._about.card.plan, guide.part, guide.spent)

    @property
    def _side(self) -> Side | None:
        return side_of(self._guide.part.side)

    def _now(self) -> Now:
        guide, plan, texts = self._guide, self._about.card.plan, self._means.texts
        counted = guide.left if guide.part.stage in {Stage.READY, Stage.CHANGE} else guide.side_left
        return Now(
            phase=wording.phase(guide.part, plan.times, texts, breath(plan, guide.part, guide.spent)),
            seconds=texts.say("{seconds} s", seconds=wording.round_up(counted) // SECOND),
            side=wording.side_of(guide, texts),
            part=1 - guide.side_left / guide.dose(guide.part.side),
            step=self._step,
            hint=wording.hint(guide, texts),
        )
