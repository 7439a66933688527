"""How a prompt is to be shown, by what the person has set and how they took the last ones."""

import msgspec

from unseat.core.desk import Desk
from unseat.core.words import Instant, Millis
from unseat.settings.model import FULL_SCREEN, NOTIFICATION

MISSES = 2
"""After so many in a row a card fills the screen, where the person wants that."""


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """`sitting`: how long the bout is by now. `lasts`: when the prompt will count as missed.

    `gentle`: the person let the last prompt pass, so this one comes more quietly. `card`: as a window, which with
    `full` fills the screen; else as a notification.
    """

    sitting: Millis
    lasts: Millis
    gentle: bool = False
    card: bool = False
    full: bool = False


def manner_of(desk: Desk, show: str, now: Instant) -> Manner:
    """`show`: the setting `prompts.show`."""
    prompts, sitting = desk.prompts, desk.presence.sitting
    return Manner(
        sitting=Millis(now - sitting.sat_from if sitting else 0),
        lasts=prompts.rule.missed_after,
        gentle=prompts.misses > 0,
        card=show != NOTIFICATION,
        full=show == FULL_SCREEN and prompts.misses >= MISSES,
    )
