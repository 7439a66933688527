"""What most verbs need: the person's unseat, seen from a terminal."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unseat.boundary import WrongError
from unseat.core.words import Instant
from unseat.desktop.instance import AlreadyRunning, only_one, running
from unseat.person import Person


class Here(Person):
    """This person's unseat, here and now."""

    @classmethod
    def now(cls) -> "Here":
        return cls(os.environ)

    @property
    def instant(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)

    @property
    def agent(self) -> int | None:
        """The process id of the agent that runs."""
        return running(self.places.lock_file)


@contextmanager
def alone(here: Here, refusal: str) -> Iterator[None]:
    """What no agent may be beside: none can start meanwhile. Raises WrongError with the refusal where one runs."""
    try:
        with only_one(here.places.lock_file):
            yield
    except AlreadyRunning:
        raise WrongError(refusal) from None


def read_file(path: Path) -> str:
    """Raises WrongError for a file that cannot be read or is no text."""
    try:
        return _text(str(path), path.read_bytes())
    except OSError as error:
        raise WrongError(f"{path}: {error.strerror}; name a file that can be read") from error


def read_stdin() -> str:
    return _text("-", sys.stdin.buffer.read())


def _text(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise WrongError(f"{name}: line {line}: not UTF-8; save the file as UTF-8") from error
