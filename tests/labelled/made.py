"""A day in the making: its truth, and what of it a computer could know."""

from dataclasses import dataclass, field

from unseat.core.activity import Record
from unseat.core.moments import Interval
from unseat.core.words import HOUR, SECOND, Instant, Kind

Span = tuple[int, int]
"""Seconds from the start of the day."""
DAY_S = 8 * HOUR // SECOND
HOME_S = DAY_S + 12 * HOUR // SECOND
"""Until the next morning nobody comes back."""
FORGOTTEN_S = 120
"""After a pause of so long, who stands finds in the tray that they are taken to sit."""


@dataclass
class Made:
    """`sat`, `stood`: the truth. The rest is what a computer could know.

    `lids`: when the lid was opened or closed, which the login manager tells and no counter of input does.
    """

    sat: list[Span] = field(default_factory=list)
    stood: list[Span] = field(default_factory=list)
    left: list[tuple[Span, Kind]] = field(default_factory=list)
    lids: list[int] = field(default_factory=list)

    def input(self, start: float, end: float) -> None:
        self.left.append(((round(start), round(max(start, end))), Kind.INPUT))

    def on(self, kind: Kind, start: int, end: int) -> None:
        self.left.append(((start, end), kind))

    @property
    def record(self) -> Record:
        hands = [((at, at), Kind.INPUT) for at in self.lids]
        return Record(tuple(sorted(_interval(span, kind) for span, kind in [*self.left, *hands])), ())

    @property
    def inputs(self) -> list[Span]:
        """What any counter of input sees."""
        return sorted(span for span, kind in self.left if kind is Kind.INPUT)

    @property
    def slept(self) -> list[Span]:
        return sorted(span for span, kind in self.left if kind is Kind.ASLEEP)


def _interval(span: Span, kind: Kind) -> Interval:
    return Interval(Instant(span[0] * SECOND), Instant(span[1] * SECOND), kind)
