"""The metronome: APScheduler beats, and each beat puts one Tick in the inbox. It decides nothing."""

import logging
from collections.abc import Callable
from datetime import UTC
from typing import Any

from unseat.lean import clockwork


class Metronome:
    """Beats from the scheduler's own thread. `tick` must return at once and never raise."""

    def __init__(self, tick: Callable[[], None]) -> None:
        parts = clockwork()
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        executors = {"default": parts.executor()}
        self._scheduler = parts.scheduler(timezone=UTC, executors=executors, job_defaults=defaults)
        self._trigger = parts.trigger
        self._tick = tick
        self._every = 0.0

    def start(self, every_ms: int) -> None:
        self._every = every_ms / 1000
        self._scheduler.add_job(self._tick, self._interval(), id="tick")
        self._scheduler.start()

    def beat(self, every_ms: int, *, anew: bool = False) -> None:
        """Changes the rhythm. `anew`: starts counting afresh even if it is the same.

        The scheduler counts by the wall clock, so after that was set back it would be silent for as long.
        """
        every = every_ms / 1000
        if self._scheduler.running and (every != self._every or anew):
            self._every = every
            self._scheduler.reschedule_job("tick", trigger=self._interval())

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _interval(self) -> Any:  # APScheduler has no types
        return self._trigger(seconds=self._every, timezone=UTC)
