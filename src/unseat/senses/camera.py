"""A call, known by a camera that a program has open. Linux only; the camera itself is never opened.

The kernel tells when a camera's file was opened or closed (`opening`); what it said waits until the next look. Then,
and only then, the files that this person's own processes have open are looked through (proc(5), /proc/PID/fd), as
nobody else may: a program of another person's, or one that hides from its own user, is not seen. A camera that is used
by way of PipeWire and the portal is opened by the person's own PipeWire, so it is seen.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from unseat.core.words import Kind
from unseat.senses.base import Finding
from unseat.texts import Texts

if TYPE_CHECKING:
    from unseat.senses.opening import Ear

NAME = "camera"
CALL = frozenset({Kind.CALL})
_DEVICE = re.compile(r"video\d+")
_CAPABILITIES = "ID_V4L_CAPABILITIES="


class Machine(msgspec.Struct, frozen=True):
    """Where the system keeps its devices, what udev knows of them, and its processes."""

    devices: Path = Path("/dev")
    known: Path = Path("/run/udev/data")
    processes: Path = Path("/proc")

    def cameras(self) -> frozenset[str]:
        """The paths of the video devices that take pictures, as far as is known. Never raises."""
        with suppress(OSError):
            names = filter(_DEVICE.fullmatch, os.listdir(self.devices))  # noqa: PTH208 - at each look, so no Path for each
            return frozenset(path for name in names if self._takes_pictures(path := f"{self.devices}/{name}"))
        return frozenset()

    def in_use(self, cameras: frozenset[str]) -> bool:
        """Whether a process that we may see has one of these open. Never raises; takes some milliseconds."""
        names = {camera.rpartition("/")[2]: camera for camera in cameras}
        return any(_same(file, names[name]) for file, name in self._open_files() if name in names)

    def _takes_pictures(self, path: str) -> bool:
        """Decoders of video are such devices too; udev's v4l_id wrote down what each can do, where udev runs."""
        with suppress(OSError):
            number = os.stat(path).st_rdev  # noqa: PTH116 - as above
            about = (self.known / f"c{os.major(number)}:{os.minor(number)}").read_text(errors="replace")
            _, told, capabilities = about.partition(_CAPABILITIES)
            return not told or ":capture:" in capabilities.partition("\n")[0]
        return True

    def _open_files(self) -> Iterator[tuple[str, str]]:
        """Each open file of each process: where it is to be found, and the last part of the path it was opened by."""
        with suppress(OSError):
            for process in filter(str.isdecimal, os.listdir(self.processes)):  # noqa: PTH208 - there are thousands
                yield from _files_of(f"{self.processes}/{process}/fd")


def _files_of(folder: str) -> Iterator[tuple[str, str]]:
    with suppress(OSError):  # it ended, or is another person's
        for number in os.listdir(folder):  # noqa: PTH208 - as above
            with suppress(OSError):
                yield f"{folder}/{number}", os.readlink(f"{folder}/{number}").rpartition("/")[2]  # noqa: PTH115


def _same(one: str, other: str) -> bool:
    with suppress(OSError):
        return os.path.samefile(one, other)  # noqa: PTH121
    return False


class CameraSense:
    """A HoldSense. Agent thread only; never waits; never raises.

    Where there is no camera nothing is loaded and none is in use; one that is plugged in later is found. Null where the
    kernel does not tell of it, as when this person may not use any of the cameras.
    """

    name = NAME

    def __init__(self, machine: Machine | None = None) -> None:
        self._machine = machine or Machine()
        self._ear: Ear | None = None
        self._using = False

    def look(self) -> frozenset[Kind] | None:
        """`Kind.CALL` while a program has a camera open."""
        cameras = self._machine.cameras()
        if not cameras:
            self.close()
            return frozenset()
        try:
            return self._look(cameras)
        except OSError:
            self.close()
            return None

    def close(self) -> None:
        ear, self._ear = self._ear, None
        if ear is not None:
            ear.close()

    def _look(self, cameras: frozenset[str]) -> frozenset[Kind] | None:
        from unseat.senses.opening import Ear

        self._ear = self._ear or Ear()
        heard = self._ear.heard()
        new = _listen(self._ear, cameras)
        if not self._ear.paths:
            return None
        if heard or new:
            self._using = self._machine.in_use(cameras)
        return CALL if self._using else frozenset()


def _listen(ear: "Ear", cameras: frozenset[str]) -> bool:
    """Listens to those that it does not listen to yet and may; whether there was one."""
    before = ear.paths
    for camera in cameras - before:
        with suppress(PermissionError, FileNotFoundError):
            ear.listen(camera)
    return ear.paths != before


def finding(env: Mapping[str, str], texts: Texts, machine: Machine | None = None) -> Finding:  # noqa: ARG001 - as all
    """What `unseat doctor` says of it. Never raises."""
    machine = machine or Machine()
    sense = CameraSense(machine)
    works = sense.look() is not None
    sense.close()
    if not machine.cameras():
        return Finding(NAME, works=True, found=texts.say("there is no camera; one that is plugged in will be noticed"))
    if works:
        return Finding(NAME, works=True, found=texts.say("the kernel tells whether a camera is in use"))
    return Finding(
        NAME,
        works=False,
        found=texts.say("there is a camera, but you may not use it, so unseat hears nothing of it"),
        remedy=texts.say("make yourself a member of the group that owns /dev/video0 (mostly video)"),
    )
