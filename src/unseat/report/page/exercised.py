"""The exercises of the week, each with its figure: how often it was done, and what each side got."""

from collections.abc import Iterator, Mapping

import msgspec

from unseat.core.dayrecord import PromptLine, SessionLine
from unseat.core.exercise import Exercise, Sided
from unseat.core.figure import Figure
from unseat.core.pacing import telling
from unseat.core.summary import WeekSummary
from unseat.core.words import Answer
from unseat.report import words
from unseat.report.figure_svg import Scene, svg
from unseat.texts import Texts

Drawable = Mapping[str, tuple[Exercise, Figure]]
"""By the exercise's id."""
WIDE = 150


class Exercised(msgspec.Struct, frozen=True):
    """`light` and `dark` are SVG elements; `said` is a line for each thing to say."""

    name: str
    said: tuple[str, ...]
    light: str
    dark: str


def exercised(week: WeekSummary, cards: Drawable, texts: Texts) -> Iterator[Exercised]:
    """Those that were done, at least in part, the most often done first; none that has no card or figure any more."""
    done: dict[str, list[PromptLine | SessionLine]] = {}
    for line in _lines(week):
        if line.answer in {Answer.DONE, Answer.PARTIAL} and (line.exercise or "") in cards:
            done.setdefault(line.exercise or "", []).append(line)
    for exercise, lines in sorted(done.items(), key=lambda one: (-len(one[1]), one[0])):
        card, figure = cards[exercise]
        scene = Scene(card, figure, telling(figure), "right" if card.sides is Sided.EACH else None)
        light, dark = (svg(scene, size=WIDE, dark=dark, texts=texts) for dark in (False, True))
        yield Exercised(card.name[texts.language], tuple(_said(lines, texts)), light, dark)


def _lines(week: WeekSummary) -> Iterator[PromptLine | SessionLine]:
    for day in week.days:
        yield from day.record.prompts
        yield from day.record.sessions


def _said(lines: list[PromptLine | SessionLine], texts: Texts) -> Iterator[str]:
    whole = [line for line in lines if line.answer is Answer.DONE]
    verified = sum(line.verified is True for line in whole)
    if whole:
        yield texts.plural(
            "done {n} time, {verified} verified", "done {n} times, {verified} verified", len(whole), verified=verified
        )
    if part := len(lines) - len(whole):
        yield texts.plural("{n} time in part", "{n} times in part", part)
    left, right = (sum(getattr(line.sides, side) for line in lines if line.sides) for side in ("left_s", "right_s"))
    if left or right:
        yield words.sides(texts, left, right)
