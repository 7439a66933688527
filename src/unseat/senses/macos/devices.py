"""A call, known by a microphone or a camera that runs in some program.

Source: Apple, Core Audio: kAudioHardwarePropertyDefaultInputDevice, kAudioDevicePropertyDeviceIsRunningSomewhere,
kAudioHardwarePropertyProcessObjectList and kAudioProcessPropertyIsRunningInput (macOS 14.2 and later); Core Media I/O:
kCMIOHardwarePropertyDevices, kCMIODevicePropertyDeviceIsRunningSomewhere. Asking starts no device and needs no
permission. Which program it is could be asked too, and is not.

Errors. Only the default microphone counts. Where it is one device with a speaker (a headset) it "runs" while music
plays: from macOS 14.2 on that counts only if some program takes sound in as well; before that, music in a headset
looks like a call. A camera made by software runs as the real one does.
"""

from collections.abc import Callable

from unseat.core.words import Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Finding
from unseat.senses.macos.calls import Calls
from unseat.senses.system import TITLES
from unseat.texts import Texts

SYSTEM_OBJECT = 1
DEFAULT_INPUT, DEVICES, PROCESSES = "dIn ", "dev#", "prs#"
RUNNING, TAKES_SOUND_IN = "gone", "piri"

Ask = Callable[[int, str], tuple[int, ...] | None]


def microphone_runs(ask: Ask) -> bool | None:
    """Null where nothing tells. Where there is no microphone, none runs."""
    default = ask(SYSTEM_OBJECT, DEFAULT_INPUT)
    if default is None:
        return None
    runs = _some(ask, default, RUNNING)
    return runs and _some(ask, ask(SYSTEM_OBJECT, PROCESSES), TAKES_SOUND_IN) is not False


def camera_runs(ask: Ask) -> bool | None:
    """Null where nothing tells. Where there is no camera, none runs."""
    return _some(ask, ask(SYSTEM_OBJECT, DEVICES), RUNNING)


def _some(ask: Ask, things: tuple[int, ...] | None, selector: str) -> bool | None:
    """Whether one of them says yes; null where there is no list, or none of those in it tells."""
    if things is None:
        return None
    told = [told for thing in things if (told := ask(thing, selector)) is not None]
    return any(map(any, told)) if told or not any(things) else None


class RunSense:
    """A `HoldSense`: `Kind.CALL` while it runs, as `runs` tells."""

    def __init__(self, name: str, runs: Callable[[], bool | None]) -> None:
        self.name = name
        self._runs = runs

    def look(self) -> frozenset[Kind] | None:
        told = self._runs()
        return None if told is None else frozenset((Kind.CALL,) * told)

    def close(self) -> None:
        """It holds nothing open."""


def microphone(calls: Calls) -> RunSense:
    return RunSense("microphone", lambda: microphone_runs(calls.audio))


def camera(calls: Calls) -> RunSense:
    return RunSense("camera", lambda: camera_runs(calls.video))


def microphone_finding(calls: Calls, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.microphone(TITLES["macos"], texts, told=microphone_runs(calls.audio) is not None)


def camera_finding(calls: Calls, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    return told_at_looks.camera(TITLES["macos"], texts, told=camera_runs(calls.video) is not None)
