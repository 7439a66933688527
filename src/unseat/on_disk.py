"""That a file, or its name, is on the disk and not only on its way there."""

import os
from pathlib import Path


def sync_file(file: Path) -> None:
    """Raises `OSError`."""
    _sync(file, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """The names in it; nothing is to be done, and nothing can be, on Windows. Raises `OSError`."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
