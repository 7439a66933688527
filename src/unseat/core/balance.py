"""Left and right over a week: who begins with the side that had less can never be further off than one dose."""

from collections.abc import Hashable

from unseat.core.fact import Sides
from unseat.core.words import SECOND


class Balance:
    """What each side was given in one week: the last that was heard of."""

    def __init__(self) -> None:
        self._week: Hashable = None
        self._more_left = 0

    def gave(self, week: Hashable, sides: Sides) -> None:
        # Whole milliseconds: a sum of fractions would be off by a hair, and a tie no tie.
        given = round(sides.left_s * SECOND) - round(sides.right_s * SECOND)
        self._more_left = self.more_left(week) + given
        self._week = week

    def more_left(self, week: Hashable) -> int:
        """By how many milliseconds left had more than right in `week`: negative where right had more."""
        return self._more_left if week == self._week else 0
