"""A desk whose agent can open windows, and what those windows write down, as a sibling process does."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from tests.desk import FakeDesk, FakeWindows
from tests.test_agent import CARDS, SETTINGS
from unseat.core import facts
from unseat.core.fact import Sides
from unseat.core.words import MINUTE, Answer, Instant, Millis
from unseat.journal import Journal

Make = Callable[..., FakeDesk]
DIED = "exit code 1"
BOTH = Sides(45, 45)


def maker(folder: Path) -> Make:
    """`show`: as the settings have it."""

    def made(show: str = "card") -> FakeDesk:
        prompts = msgspec.structs.replace(SETTINGS.prompts, show=show)
        return FakeDesk(folder, msgspec.structs.replace(SETTINGS, prompts=prompts), CARDS, windows=True)

    return made


def windows(desk: FakeDesk) -> FakeWindows:
    assert desk.windows
    return desk.windows


def now(desk: FakeDesk) -> Instant:
    return Instant(desk.clocks.wall)


def writes(desk: FakeDesk, *new: facts.Any) -> None:
    """A window's own connection to the journal."""
    with Journal.open(desk.path, utc_offset_s=desk.offset_s) as sibling:
        sibling.append(*new)


def begins(desk: FakeDesk, exercise: str = "", prompt: Instant | None = None) -> facts.SessionStarted:
    """The person clicks, and the window says that it leads."""
    desk.sense.touch()
    began = facts.SessionStarted(
        at=now(desk), prompt=prompt, exercise=exercise or "a2", dose_ms=Millis(2 * MINUTE), starts="left", led=True
    )
    writes(desk, began)
    return began


def ends(
    desk: FakeDesk,
    began: facts.SessionStarted,
    answer: Answer = Answer.DONE,
    sides: Sides = BOTH,
    *,
    verified: bool = True,
    reason: str | None = None,
) -> facts.SessionEnded:
    """The window says how it ended; `verified`: as far as it saw."""
    ended = facts.SessionEnded(
        at=now(desk),
        started=began.at,
        exercise=began.exercise,
        answer=answer,
        verified=verified if answer is Answer.DONE else None,
        sides=sides,
        prompt=began.prompt,
        reason=reason,
    )
    writes(desk, ended)
    return ended


def offered(desk: FakeDesk) -> facts.PromptShown:
    """Half an hour of typing, and the prompt in front of the person."""
    desk.advance(minutes=33.2, typing=True)
    return desk.all(facts.PromptShown)[-1]


def led(desk: FakeDesk) -> facts.SessionStarted:
    """The prompt's exercise, begun in a window, and heard of."""
    shown = offered(desk)
    began = begins(desk, shown.exercise, shown.prompt)
    desk.advance(seconds=20)
    return began
