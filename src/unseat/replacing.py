"""A file of the person's, replaced at once or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from unseat.on_disk import sync_folder


def replace(file: Path, text: str) -> None:
    """Writes beside the file, to disk, and then in its place (mode 0600); the file that a link points at, not the link.

    Folders that are missing are made for their owner alone. Raises `OSError`. Blocks on disk.
    """
    target = file.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    sync_folder(target.parent)
