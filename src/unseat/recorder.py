"""Records a live day as an activity log (DESIGN 4.4), so that it can be replayed: for bug reports and for tests."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from unseat.core import facts
from unseat.core.moments import Moment
from unseat.core.words import UNRECORDED, Answer, Instant, Kind

GIVEN = frozenset({Answer.DONE, Answer.PARTIAL, Answer.SKIPPED})


class Recorder:
    """Hears every moment and fact, and writes the lines that say the same. Lives in the agent's thread."""

    def __init__(self, out: IO[str]) -> None:
        self.out = out
        self._since: dict[Kind, Instant] = {}
        self._started: Instant | None = None

    @classmethod
    def to(cls, path: Path) -> "Recorder":
        """Appends to the file, made for its owner alone. Raises OSError."""
        path.touch(mode=0o600)
        return cls(path.open("a", encoding="utf-8", buffering=1))

    def moment(self, moment: Moment) -> None:
        for kind in moment.begins:
            self._since.setdefault(kind, moment.at)
        for kind in moment.ends:
            self._interval(kind, moment.at)

    def fact(self, fact: facts.Any) -> None:
        match fact:
            case facts.SessionStarted() if fact.prompt is not None:
                self._started = fact.at
            case facts.PromptSnoozed():
                self._write(start=_iso(fact.at), what="answer", answer="snoozed", until=_iso(fact.until))
            case facts.PromptAnswered() if fact.answer in GIVEN:
                self._write(**dict(self._answer(fact)))
            case facts.PromptAnswered():
                self._started = None
            case _:
                pass

    def close(self, now: Instant) -> None:
        """What is still on ends here; from now on nobody watches."""
        for kind in list(self._since):
            self._interval(kind, now)
        self._write(start=_iso(now), what=Kind.UNWATCHED.value)
        self.out.close()

    def _interval(self, kind: Kind, end: Instant) -> None:
        start = self._since.pop(kind, None)
        if start is not None and kind not in UNRECORDED:
            self._write(start=_iso(start), end=_iso(end), what=kind.value)

    def _answer(self, fact: facts.PromptAnswered) -> Iterator[tuple[str, Any]]:
        yield from (("start", _iso(fact.at)), ("what", "answer"), ("answer", fact.answer.value))
        if fact.verified:
            yield "verified", True
        if fact.sides:
            yield "sides", {"left_s": fact.sides.left_s, "right_s": fact.sides.right_s}
        if fact.reason:
            yield "reason", fact.reason
        if self._started is not None:
            yield "started", _iso(self._started)
            self._started = None

    def _write(self, **entry: object) -> None:
        import json

        self.out.write(json.dumps(entry) + "\n")


def _iso(at: Instant) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
