"""The few things that are asked of Windows, so that all that is made of the answers can be tried without it."""

from typing import Protocol

import msgspec


class Session(msgspec.Struct, frozen=True):
    """Of the session that the agent runs in: a WTS_CONNECTSTATE_CLASS, and the SessionFlags of WTSINFOEX_LEVEL1."""

    state: int
    flags: int


class Calls(Protocol):
    """Each answers null where the call fails or does not exist here; none raises, and none waits for another program.

    Agent thread only.
    """

    def last_input_tick(self) -> int | None:
        """When this session was last given input, on the clock of `tick`."""

    def tick(self) -> int | None:
        """Milliseconds since the start of Windows, those asleep included, modulo 2**32 (49.7 days)."""

    def session(self) -> Session | None: ...

    def notification_state(self) -> int | None:
        """A QUERY_USER_NOTIFICATION_STATE."""

    def execution_state(self) -> int | None:
        """The ES_ flags that hold for the whole system."""

    def children(self, key: str) -> tuple[str, ...] | None:
        """The names of the keys below `key` of the person's registry; null where there is no such key."""

    def number(self, key: str, value: str) -> int | None:
        """A number in the person's registry."""
