"""What one service on D-Bus tells: one yes or no, asked once and then heard of.

A source says what to do in *steps*, a generator: it yields a call (or `Soon`, one) and is given the reply's body (a
refusal is thrown into it as BusError), yields a `Pause`, or yields what is so from now on: true, false, or null for
unknown. Whoever runs the steps never waits (`line.py`).
"""

from collections.abc import Callable, Generator, Mapping
from enum import Enum
from typing import Any, Literal, Protocol

import msgspec

from unseat.dbus.words import Address, Body, BusError, Call, Signal

Which = Literal["session", "system"]
PROPERTIES = "org.freedesktop.DBus.Properties"
CHANGED = "PropertiesChanged"


class Pause(msgspec.Struct, frozen=True):
    """Go on after so many seconds, unless the source is heard before that."""

    seconds: float


class Soon(msgspec.Struct, frozen=True):
    """A call whose answer is of use within so many seconds only; after that NoAnswerError is thrown into the steps."""

    call: Call
    seconds: float


class Hint(Enum):
    """What a signal means that does not itself tell what is so."""

    ASK = "ask again"
    NOTHING = "it is about something else"


Step = Call | Soon | Pause | bool | None
Steps = Generator[Step, Body, None]
Heard = bool | Hint | None


class Source(Protocol):
    """`rules` are match rules of the D-Bus Specification without type and sender; `key` names it among all sources.

    A source is used by one thread at a time. It never starts a service: nobody is asked until somebody owns `service`.
    """

    @property
    def key(self) -> str: ...
    @property
    def bus(self) -> Which: ...
    @property
    def service(self) -> str: ...
    @property
    def rules(self) -> tuple[str, ...]: ...

    def ask(self) -> Steps:
        """How to learn what is so now."""

    def hear(self, signal: Signal) -> Steps | None:
        """What to do about a signal of the service; null: it is about something else."""

    def lost(self) -> None:
        """The service or the bus is gone, or the thread ends."""


class Asked(msgspec.Struct, frozen=True):
    """A source that one call asks and some signals of the same object renew.

    `signals`: how to read each signal's body, after the `about` that it begins with. `no`: how the name of a refusal
    begins that means no.
    """

    key: str
    bus: Which
    question: Call
    read: Callable[[Body], bool | None]
    signals: Mapping[str, Callable[[Body], Heard]]
    about: Body = ()
    no: str = ""

    @property
    def service(self) -> str:
        return self.question.whom.name

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(f"path='{self.question.whom.path}',member='{member}'" for member in self.signals)

    def ask(self) -> Steps:
        try:
            body = yield self.question
        except BusError as error:
            if not (self.no and str(error).startswith(self.no)):
                raise
            yield False
        else:
            yield self.read(body)

    def hear(self, signal: Signal) -> Steps | None:
        about = len(self.about)
        if signal.path != self.question.whom.path or signal.body[:about] != self.about:
            return None
        match self.signals.get(signal.member, _nothing)(signal.body[about:]):
            case Hint.NOTHING:
                return None
            case Hint.ASK:
                return self.ask()
            case told:
                return only(told)

    def lost(self) -> None:
        """It holds nothing."""


def only(told: bool | None) -> Steps:  # noqa: FBT001 - it is what is said
    """The steps that tell this, and no more."""
    yield told


def get(whom: Address, name: str) -> Call:
    """Asks for a property of `whom`'s interface."""
    return Call(msgspec.structs.replace(whom, interface=PROPERTIES), "Get", "ss", (whom.interface, name))


def property_source(key: str, bus: Which, whom: Address, name: str, read: Callable[[Any], bool | None]) -> Asked:
    """A source that is a property; `read` makes yes or no of its value."""

    def heard(body: Body) -> Heard:
        changed, invalidated = body
        if name in changed:
            return read(bare(changed[name]))
        return Hint.ASK if name in invalidated else Hint.NOTHING

    return Asked(key, bus, get(whom, name), lambda body: read(bare(body[0])), {CHANGED: heard}, (whom.interface,))


def truth(value: object) -> bool | None:
    """A Boolean as it is; anything else is not understood."""
    return value if isinstance(value, bool) else None


def first_truth(body: Body) -> bool | None:
    """The first argument, out of as many variants as it is wrapped in."""
    return truth(bare(body[0])) if body else None


def again(_body: Body) -> Heard:
    """For a signal that does not tell enough."""
    return Hint.ASK


def bare(value: Any) -> Any:
    """A value out of its D-Bus variants, which jeepney gives as pairs of signature and value."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value


def _nothing(_body: Body) -> Heard:
    return Hint.NOTHING
