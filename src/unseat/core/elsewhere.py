"""One person at several machines: what the others told, put beside what was watched and said at this one."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from unseat.core.fact import Dated


class Elsewhere(msgspec.Struct, frozen=True):
    """What the person's other machines told, by the name of each; `name` is that of this one. A past of this machine
    that it had lost is told in its own name."""

    name: str = ""
    told: Mapping[str, Sequence[Dated]] = {}

    @property
    def here(self) -> str:
        """What stands for this one among the others."""
        return f"{self.name} here"

    def with_own(self, facts: Iterable[Dated]) -> dict[str, Sequence[Dated]]:
        """By machine, in an order that is the same on each of them."""
        return dict(sorted({**self.told, self.here: list(facts)}.items()))


def everyones(facts: Iterable[Dated], elsewhere: Elsewhere) -> list[Dated]:
    """In the order of time."""
    all_ = [dated for share in elsewhere.with_own(facts).values() for dated in share]
    return sorted(all_, key=lambda dated: dated[0].at) if elsewhere.told else all_


NOWHERE_ELSE = Elsewhere()
