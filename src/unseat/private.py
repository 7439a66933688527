"""Files of ours, which nobody else may read, and which lie where we put them."""

import os
from pathlib import Path

_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)


class LinkError(OSError):
    """A link lies where a file of ours should: whoever put it there would have us write into another."""

    def __str__(self) -> str:
        return f"{self.filename}: {self.strerror}; remove it"


def descriptor(path: Path, flags: int = os.O_WRONLY) -> int:
    """Opens the file, made with mode 0600 where it is missing, whatever the umask.

    Raises OSError, and LinkError.
    """
    try:
        return os.open(path, flags | os.O_CREAT | _NO_FOLLOW, 0o600)
    except OSError as error:
        if path.is_symlink():
            raise LinkError(error.errno, "a link is in its place, and is not followed", str(path)) from None
        raise


def make(path: Path) -> None:
    """See `descriptor`; a file that is there is closed to others."""
    opened = descriptor(path)
    try:
        if os.name == "posix":
            os.fchmod(opened, 0o600)
    finally:
        os.close(opened)
