"""A question whose answer is of use for a while only."""

from collections.abc import Callable
from typing import cast

from unseat.dbus.bus import Bus
from unseat.dbus.words import Address, Body, BusError, Call, NoAnswerError, Signal
from unseat.senses.line import Line
from unseat.senses.source import Pause, Soon, Steps, Which

OWNER = ":1.7"
QUESTION = Call(Address("org.example.Lamp", "/", "org.example.Lamp"), "IsLit")


class Answering:
    """A bus that answers when the test does."""

    def __init__(self) -> None:
        self.waiting: dict[int, Callable[[Body | BusError], None]] = {}
        self._serial = 0

    def ask(self, _call: Call, then: Callable[[Body | BusError], None]) -> int:
        self._serial += 1
        self.waiting[self._serial] = then
        return self._serial

    def forget(self, serial: int) -> None:
        self.waiting.pop(serial, None)

    def answer(self, body: Body) -> None:
        """The only question."""
        ((_, then),) = self.waiting.items()
        self.waiting.clear()
        then(body)


class Lamp:
    """Asks soon, tells what it learned, and goes on to say that it is lit."""

    key = "lamp"
    bus: Which = "session"
    service = QUESTION.whom.name
    rules = ()

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self.learned: list[Body | BusError] = []

    def ask(self) -> Steps:
        try:
            self.learned.append((yield Soon(QUESTION, self._seconds)))
        except BusError as error:
            self.learned.append(error)
        yield Pause(3600)
        yield True

    def hear(self, signal: Signal) -> Steps | None:
        return None

    def lost(self) -> None:
        """It holds nothing."""


def asking(seconds: float) -> tuple[Lamp, Answering, Line, list[bool | None]]:
    lamp, bus, told = Lamp(seconds), Answering(), list[bool | None]()
    line = Line(lamp, cast("Bus", bus), told.append)
    line.begin()
    bus.answer((OWNER,))
    line.tick()
    return lamp, bus, line, told


def test_an_answer_in_time_is_given() -> None:
    lamp, bus, _, told = asking(3600)
    assert not lamp.learned
    bus.answer((True,))
    assert lamp.learned == [(True,)]
    assert told == []


def test_one_that_does_not_come_is_given_up_and_the_steps_go_on() -> None:
    lamp, bus, line, told = asking(0)
    (error,) = lamp.learned
    assert isinstance(error, NoAnswerError)
    assert bus.waiting == {}
    assert line.settled
    assert told == []
