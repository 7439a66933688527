"""What a reader of bytes from elsewhere is to the fuzzers: a function that is quiet unless something is broken."""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import msgspec

Reads = Callable[[bytes], None]


class Target(msgspec.Struct, frozen=True):
    """`reads` raises only where a promise is broken: the errors that are documented are part of the promise.

    `seeds` are sound inputs, from which mutation begins; `tokens` are words of the language, to put in anywhere.
    `examples`: so many are tried in CI, fewer where each takes long.
    """

    name: str
    reads: Reads
    seeds: Callable[[], Sequence[bytes]]
    tokens: tuple[bytes, ...] = ()
    examples: int = 30


@cache
def scratch() -> Path:
    """A folder of this process alone, gone at its end."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def written(name: str, data: bytes) -> Path:
    """A file with these bytes."""
    file = scratch() / name
    file.write_bytes(data)
    return file


def one_line(said: object) -> None:
    """A message is one line of bounded length, that can be printed and sends no orders to a terminal."""
    text = str(said)
    assert text.isprintable(), f"not one line that can be printed: {text!r}"
    assert len(text) < 2000, f"{len(text)} characters of message"
