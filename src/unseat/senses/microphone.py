"""A call, known by a microphone in use: the session's sound server tells when that begins and ends.

The server says so unasked (a subscription), and what it said waits in the socket until the next look, so no thread
waits for it. A change is followed by one question for the two lists that `recordings` reads; only "in use" or "not"
stays of them. While a microphone is in use each look asks, so that a server that hangs cannot hold for ever.
"""

import time
from collections.abc import Callable, Mapping

from unseat.core.words import Kind
from unseat.senses.base import Finding
from unseat.senses.pulse import EVENT, RECORDINGS, REPLY, SOURCES, Line, Packet, SocketLine, address
from unseat.senses.recordings import in_use, recordings, sources
from unseat.senses.tagstruct import Value
from unseat.texts import Texts

NAME = "microphone"
PATIENCE_S = 0.05
HUNG_S = 3.0
PAUSES_S = (1.0, 60.0)
CALL = frozenset({Kind.CALL})


class Talk:
    """What one connection told. `told` raises OSError or ValueError when no more is to be hoped for from it."""

    def __init__(self, line: Line, clock: Callable[[], float]) -> None:
        self.line = line
        self._clock = clock
        self._told: frozenset[Kind] | None = None
        self._stale = True
        self._asked_at: float | None = None
        self._answers: dict[int, list[Value]] = {}

    def told(self, patience_s: float) -> frozenset[Kind] | None:
        """What is known after listening for `patience_s` at most; null until the first answer."""
        self._stale = self._stale or self._told == CALL
        self._take(*self.line.packets(0))
        self._settle(self._clock() + patience_s)
        if self._asked_at is not None and self._clock() - self._asked_at >= HUNG_S:
            raise TimeoutError("the sound server does not answer")
        return self._told

    def _settle(self, until: float) -> None:
        """Asks for what is not known, and takes the answers that come in time."""
        while self._asked_at is not None or self._stale:
            if self._asked_at is None:
                self._stale, self._asked_at = False, self._clock()
                self.line.ask(SOURCES, RECORDINGS)
            self._take(*self.line.packets(until - self._clock()))
            if self._clock() >= until:
                return

    def _take(self, *said: Packet) -> None:
        for packet in said:
            self._stale = self._stale or packet.command == EVENT
            if packet.command == REPLY and packet.tag in (SOURCES, RECORDINGS):
                self._answers[packet.tag] = packet.values
        if len(self._answers) == 2:
            using = in_use(sources(self._answers[SOURCES]), recordings(self._answers[RECORDINGS]))
            self._told = CALL if using else frozenset()
            self._answers, self._asked_at = {}, None


class MicrophoneSense:
    """A HoldSense. Agent thread only; blocks for 50 ms at most (while an answer is awaited); never raises.

    Null while there is no server, or one that left a question unanswered for 3 s. Then it tries again, after 1 s at
    first and then after twice as long each time, 60 s at most. `clock` is in seconds and never steps.
    """

    name = NAME

    def __init__(
        self,
        env: Mapping[str, str],
        *,
        clock: Callable[[], float] = time.monotonic,
        connect: Callable[[str], Line] = SocketLine,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._path = address(env)
        self._clock = clock
        self._connect = connect
        self._patience = patience_s
        self._pause, self._again_at = PAUSES_S[0], clock()
        self._talk: Talk | None = None

    def look(self) -> frozenset[Kind] | None:
        """`Kind.CALL` while a program records from a microphone."""
        if self._path is None or (self._talk is None and self._clock() < self._again_at):
            return None
        try:
            self._talk = self._talk or Talk(self._connect(self._path), self._clock)
            told = self._talk.told(self._patience)
        except (OSError, ValueError):
            self._lose()
            return None
        self._pause = PAUSES_S[0] if told is not None else self._pause
        return told

    def close(self) -> None:
        talk, self._talk = self._talk, None
        if talk is not None:
            talk.line.close()

    def _lose(self) -> None:
        self.close()
        self._again_at = self._clock() + self._pause
        self._pause = min(2 * self._pause, PAUSES_S[1])


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """What `unseat doctor` says of it. Never raises; blocks for 3 s at most, on a server that hangs."""
    sense = MicrophoneSense(env, patience_s=HUNG_S)
    works = sense.look() is not None
    sense.close()
    if works:
        return Finding(NAME, works=True, found=texts.say("the sound server tells whether a microphone is in use"))
    path = address(env)
    found = (
        texts.say("no sound server answers on {path}", path=path)
        if path
        else texts.say("this session names no sound server on this computer")
    )
    remedy = texts.say("start PulseAudio, or PipeWire with pipewire-pulse; until then unseat hears of no call")
    return Finding(NAME, works=False, found=found, remedy=remedy)
