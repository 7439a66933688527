"""The metronome: APScheduler beats, and each beat puts one Tick in the inbox. It decides nothing."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC


@contextmanager
def _without_ssl() -> Iterator[None]:
    """APScheduler imports asyncio, which takes ssl along where it can: 4 MB for a program that opens no socket."""
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["ssl"]


class Metronome:
    """Beats from a scheduler thread and a pool of one. `tick` must return at once and never raise."""

    def __init__(self, tick: Callable[[], None]) -> None:
        with _without_ssl():
            from apscheduler.executors.pool import ThreadPoolExecutor
            from apscheduler.schedulers.background import BackgroundScheduler

        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = BackgroundScheduler(
            timezone=UTC, executors={"default": ThreadPoolExecutor(1)}, job_defaults=defaults
        )
        self._tick = tick
        self._every = 0.0

    def start(self, every_ms: int) -> None:
        self._every = every_ms / 1000
        self._scheduler.add_job(self._tick, "interval", seconds=self._every, id="tick")
        self._scheduler.start()

    def beat(self, every_ms: int, *, anew: bool = False) -> None:
        """Changes the rhythm. `anew`: starts counting afresh even if it is the same.

        The scheduler counts by the wall clock, so after that was set back it would be silent for as long.
        """
        every = every_ms / 1000
        if self._scheduler.running and (every != self._every or anew):
            self._every = every
            self._scheduler.reschedule_job("tick", trigger="interval", seconds=every)

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
