"""The agent and its tray as one program: threads, signals, the log."""

import logging
import signal
import sys
import threading
from pathlib import Path

from unseat import private
from unseat.inbox import Stop
from unseat.wiring import Start, assemble

LAST_WORDS = 0.9
"""Seconds that the agent thread gets to write the open bout when the program ends."""


class Program:
    """The agent and its tray: the agent in a thread of its own, the tray on the main thread (macOS wants it there)."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._failed: Exception | None = None
        self._thread = threading.Thread(target=self._think, name="agent", daemon=True)

    def run(self) -> None:
        """Returns when the person quits, or a signal says so. Raises what kept the agent from starting."""
        for number in _ends():
            signal.signal(number, self._end)
        self._thread.start()
        try:
            self._start.tray.run()
        finally:
            self._start.inbox.put(Stop("the tray ended"))
            self._thread.join(LAST_WORDS)
        if self._failed:
            raise self._failed

    def _end(self, number: int, _frame: object) -> None:
        self._start.inbox.put(Stop(signal.Signals(number).name))
        self._start.tray.stop()

    def _think(self) -> None:
        """All of the agent's life, in its own thread: the journal's connection never leaves it."""
        try:
            assemble(self._start).run()
        except Exception as error:  # noqa: BLE001  told by the main thread
            self._failed = error
        finally:
            self._start.tray.stop()


def _ends() -> list[signal.Signals]:
    return [signal.Signals[name] for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)]


def log_to(path: Path) -> None:
    """A log for its owner alone: errors and what the agent could not do, never what the person did."""
    if path.exists() and path.stat().st_size > 1_000_000:
        path.replace(path.with_suffix(".log.1"))
    private.make(path)
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[logging.FileHandler(path, encoding="utf-8"), logging.StreamHandler(sys.stderr)],
    )
