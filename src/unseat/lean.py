"""APScheduler without what it imports and a metronome never uses: 5 MB of the agent's memory.

It asks for asyncio to know coroutines, for multiprocessing to have a pool of processes, and for importlib.metadata to
find plug-ins and its own version. While it is imported, stand-ins have their places; whoever imports them later gets
the real ones.
"""

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import NamedTuple


class Clockwork(NamedTuple):
    """The parts of APScheduler that a metronome is made of."""

    scheduler: type
    executor: type
    trigger: type


def clockwork() -> Clockwork:
    with _standing_in(_stand_ins()):
        from apscheduler.executors.debug import DebugExecutor
        from apscheduler.schedulers.background import BackgroundScheduler
        from apscheduler.triggers.interval import IntervalTrigger
    return Clockwork(BackgroundScheduler, DebugExecutor, IntervalTrigger)


def _stand_ins() -> dict[str, ModuleType]:
    """What of each is used at import, and no more."""
    return {
        "asyncio": _module("asyncio", iscoroutinefunction=inspect.iscoroutinefunction),
        "multiprocessing": _module("multiprocessing"),
        "concurrent.futures.process": _module("concurrent.futures.process", BrokenProcessPool=RuntimeError),
        "importlib.metadata": _module(
            "importlib.metadata",
            PackageNotFoundError=LookupError,
            version=lambda _name: "3",
            entry_points=lambda **_group: (),
        ),
    }


def _module(name: str, **names: object) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(names)
    return made


@contextmanager
def _standing_in(stand_ins: dict[str, ModuleType]) -> Iterator[None]:
    """What has been imported already stays as it is."""
    mine = {name: module for name, module in stand_ins.items() if name not in sys.modules}
    sys.modules.update(mine)
    try:
        yield
    finally:
        for name in mine:
            del sys.modules[name]
