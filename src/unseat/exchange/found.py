"""What a file of another program turned out to hold."""

import msgspec

from unseat.core.facts import Carried


class UnusableError(ValueError):
    """The file as a whole cannot be used: one line that names it, and where and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


class LeftOut(msgspec.Struct, frozen=True):
    """One thing in a file that cannot be used: in which file, where in it, and why."""

    name: str
    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.where}: {self.reason}"


class Found(msgspec.Struct, frozen=True):
    """The facts that can be used, marked with their source, and what cannot."""

    facts: tuple[Carried, ...]
    left_out: tuple[LeftOut, ...] = ()
