"""The counter's answers as instants, without an X server."""

from collections.abc import Callable
from typing import Any

from unseat.core.words import HOUR
from unseat.senses.link import Link
from unseat.senses.xscreensaver import Counter


class Answers(Link):
    """A server whose count is given; null: it does not answer."""

    idle: int | None = 0

    def ask(self, question: Callable[[Any], Any]) -> Any:
        return self.idle


class Machine:
    """Counts the time awake, asleep, and since the last input while awake, as an X server does."""

    def __init__(self) -> None:
        self.steady, self.awake = 500_000, 400_000
        self.link = Answers(":0")
        self.counter = Counter(self.link, lambda: self.awake)

    def wait(self, ms: int, blur: int = 0) -> int | None:
        self.steady, self.awake = self.steady + ms, self.awake + ms
        self.link.idle = (self.link.idle or 0) + ms + blur
        return self.counter.last_input(self.steady)

    def sleep(self, ms: int) -> None:
        self.steady += ms

    def input(self) -> None:
        self.link.idle = 0


def test_one_input_has_one_instant_though_the_count_is_blurred() -> None:
    machine = Machine()
    at = machine.wait(5_000)
    assert at == 500_000
    assert [machine.wait(5_000, blur) for blur in (3, -7, 40)] == [at] * 3


def test_a_new_input_has_a_new_instant() -> None:
    machine = Machine()
    machine.wait(5_000)
    machine.input()
    assert machine.wait(1_000) == machine.steady - 1_000


def test_sleep_does_not_move_the_last_input() -> None:
    machine = Machine()
    at = machine.wait(5_000)
    machine.sleep(8 * HOUR)
    assert machine.wait(5_000) == at


def test_no_answer_is_null_and_the_next_answer_counts_again() -> None:
    machine = Machine()
    at = machine.wait(5_000)
    machine.link.idle = None
    assert machine.counter.last_input(machine.steady) is None
    machine.link.idle = 5_000
    assert machine.counter.last_input(machine.steady) == at
