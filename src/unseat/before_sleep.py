"""What is open goes to disk before the machine sleeps."""

import threading
from collections.abc import Callable

from unseat.inbox import Save

PATIENCE_S = 1.0
"""logind itself waits 5 s for all who asked it to (InhibitDelayMaxSec); nobody should feel that we did."""


class BeforeSleep:
    """To be called in another thread than the agent's; it comes back when the agent has written, or after a second."""

    def __init__(self, put: Callable[[Save], None]) -> None:
        self._put = put

    def __call__(self) -> None:
        written = threading.Event()
        self._put(Save(written.set))
        written.wait(PATIENCE_S)
