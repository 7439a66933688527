"""Disks that are too small or read-only: real ones where this machine lets us mount, else what comes nearest."""

import os
import resource
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOM = 512 * 1024
NOBODY = 65534
FULL = r"the disk (is full; free some space|gave an error; check the disk and the space left on it)"
"""What is said where there is no room: the second where a limit stands in for a small disk."""


class SmallDisk:
    """`folder` has room for about 300 kB until `free`."""

    def __init__(self, folder: Path, *, mounted: bool) -> None:
        self.folder = folder
        self._mounted = mounted
        self._ballast = folder / "ballast"
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        if mounted:
            self._ballast.write_bytes(b"x" * 200_000)
        else:
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, self._limits[1]))

    def fill(self) -> None:
        """Leaves no room at all."""
        if not self._mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1, self._limits[1]))
            return
        with suppress(OSError), (self.folder / "more").open("wb", buffering=0) as more:
            while True:
                more.write(b"x" * 4096)

    def free(self) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)
        self._ballast.unlink(missing_ok=True)
        (self.folder / "more").unlink(missing_ok=True)


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Of 512 kB. Where nothing may be mounted, a file of this process may not grow beyond as much as would fit."""
    folder.mkdir()
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", folder)
    disk = SmallDisk(folder, mounted=mounted)
    try:
        yield disk
    finally:
        disk.free()
        if mounted:
            _run("umount", "--lazy", folder)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nothing in the folder can be written. Root, whom no mode keeps out, is nobody meanwhile where nothing may be
    mounted."""
    if _run("mount", "--bind", folder, folder):
        _run("mount", "-o", "remount,ro,bind", folder)
        try:
            yield
        finally:
            _run("umount", "--lazy", folder)
        return
    with _modes(folder):
        me = os.geteuid()
        if not me:
            os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(me)


@contextmanager
def _modes(folder: Path) -> Iterator[None]:
    """The folder and its files can be read by all and written by none, and all can come that far."""
    closed = [above for above in folder.parents if not above.stat().st_mode & 0o001]
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir(), *closed)}
    for path, mode in modes.items():
        path.chmod(mode | 0o011 if path in closed else 0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def _run(*argv: str | Path) -> bool:
    try:
        return subprocess.run(argv, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
