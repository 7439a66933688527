"""A place for a journal, in memory where there is such a disk: these tests write to disk thousands of times."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  for speed alone: any folder would do


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    folder = _IN_MEMORY if _IN_MEMORY.is_dir() else tmp_path
    with tempfile.TemporaryDirectory(dir=folder, prefix="unseat-") as name:
        yield Path(name) / "data" / "journal.sqlite3"
