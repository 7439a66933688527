"""What threads may put in the agent's inbox, one at a time: the only way into it."""

import queue
from collections.abc import Callable

import msgspec

from unseat.desktop.base import Command, Outcome


class Tick(msgspec.Struct, frozen=True):
    """It is time to look."""


class Stop(msgspec.Struct, frozen=True):
    """The agent is to end, and why."""

    why: str


class Save(msgspec.Struct, frozen=True):
    """What is open is to be on disk, since the machine is about to sleep; `done` is called when it is."""

    done: Callable[[], None]


Event = Tick | Stop | Save | Command | Outcome
Inbox = queue.SimpleQueue[Event]
