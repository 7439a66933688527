"""What a file of another program turned out to hold."""

import msgspec

from unseat.core.facts import Carried


class UnusableError(ValueError):
    """The file as a whole cannot be used: one line that names it, and where and why."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")


def shown(value: object) -> str:
    """What was found in the place of something else: short, and on one line whatever it is."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return repr(str(value)[:40])


def named(text: str) -> str:
    """A name from a file, short, and on one line whatever it is."""
    return text[:200] if text.isprintable() else repr(text[:200])


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
