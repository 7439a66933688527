"""The sense of an X11 desktop: the server's counter says when, a short listening says what kind."""

from collections.abc import Callable

from unseat.senses.base import Clocks, Reading
from unseat.senses.burst import Burst
from unseat.senses.clocks import read_clocks
from unseat.senses.link import Link
from unseat.senses.trace import Manner
from unseat.senses.verdict import Lengths, Verdict
from unseat.senses.xscreensaver import Counter

NAME = "x11"


class X11Sense:
    """An InputSense. Without RECORD or pynput it lives on the counter alone, and then cannot tell jitter from input."""

    name = NAME

    def __init__(
        self, display: str, clocks: Callable[[], Clocks] = read_clocks, lengths: Lengths | None = None, radius: int = 4
    ) -> None:
        """`display` is an X display name (":0"); `radius`, in pixels, is how far jitter may stray."""
        self._lengths = lengths or Lengths()
        self._link = Link(display)
        self._counter = Counter(self._link, lambda: clocks().awake)
        self._burst = Burst(self._link, lambda: clocks().steady, radius)
        self._verdict = Verdict(self._lengths)

    def look(self, steady_ms: int) -> Reading:
        last = self._counter.last_input(steady_ms)
        advice = self._verdict.look(steady_ms, last, self._burst.seen())
        self._obey(advice.listen)
        return advice.reading

    def close(self) -> None:
        self._burst.close()
        self._link.close()

    def _obey(self, manner: Manner | None) -> None:
        if manner is None:
            self._burst.stop()
        else:
            self._burst.start(manner, self._lengths.limit if manner is Manner.BURST else None)
