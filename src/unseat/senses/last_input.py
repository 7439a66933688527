"""From "nothing came for so long" and "something came" to the instant of the last input. Pure: instants are arguments.

input    x x xx x x                x
told     resumed       idled       resumed    idled
                 |--T--|                |--T--|
"""

import msgspec


class LastInput(msgspec.Struct, frozen=True):
    """What is known of the last input: it came at `at`, and if it `goes_on`, more may have come since.

    Instants are of one clock, in milliseconds; `timeout` is the length after which the compositor says "idled".
    """

    at: int
    goes_on: bool
    timeout: int

    @classmethod
    def begin(cls, at: int, timeout: int) -> "LastInput":
        """When the compositor is first asked: the beginning stands for an input, until more is told."""
        return cls(at, goes_on=True, timeout=timeout)

    def idled(self, at: int) -> "LastInput":
        """Nothing has come for `timeout`, it is told at `at`."""
        return msgspec.structs.replace(self, at=self.by(at), goes_on=False)

    def resumed(self, at: int) -> "LastInput":
        """An input came, it is told at `at`."""
        return msgspec.structs.replace(self, at=max(self.at, at), goes_on=True)

    def by(self, now: int) -> int:
        """The last input, as known at `now`: at most `timeout` too early, and too late only by the events' way here.

        While input goes on, one came within the last `timeout`, or "idled" had been told. A lone input gets its own
        instant, and no answer is earlier than one before.
        """
        return max(self.at, now - self.timeout) if self.goes_on else self.at
