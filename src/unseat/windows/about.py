"""What a session is about, and what it works with."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import msgspec

from unseat.core.exercise import Exercise
from unseat.core.figure import Figure
from unseat.core.words import Instant
from unseat.texts import Texts
from unseat.windows.hands import Hands
from unseat.windows.pen import Pen
from unseat.windows.sound import Sound


class About(msgspec.Struct, frozen=True):
    """The exercise, and what it is for. `mind`: lines for the person's flags, said before the rest."""

    card: Exercise
    figure: Figure
    starts: str | None
    prompt: Instant | None
    mind: tuple[str, ...] = ()


class Means(msgspec.Struct, frozen=True):
    """`lead` is entered for as long as the exercise lasts. `help` shows when to get help, `hurt` the stop advice.

    `steady` reads a clock that cannot step, in milliseconds; `now` tells the instant. `moves`: whether the figure may.
    """

    pen: Pen
    hands: Hands
    sound: Sound
    texts: Texts
    lead: Callable[[], AbstractContextManager[None]]
    help: Callable[[], None]
    hurt: Callable[[], None]
    dark: bool
    moves: bool
    steady: Callable[[], int]
    now: Callable[[], Instant]
