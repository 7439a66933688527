r"""A call, known by a microphone or a camera in use, as Windows notes it down for its own privacy settings.

Below HKEY_CURRENT_USER, Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore has a key for
each capability ("microphone", "webcam"), in it one for each app of the store, and below NonPackaged one for each other
program. LastUsedTimeStart and LastUsedTimeStop are 64-bit FILETIMEs; a program that still uses it has a stop of 0.
Microsoft has no page for it: known from Windows 10 1903 on, and read by forensic handbooks (Windows DFIR handbook,
"CapabilityAccessManager").

Only *whether* is wanted. The names of the keys are those of the programs: they are read because the keys cannot be
opened otherwise, compared with nothing, kept nowhere.

Errors. A program that was killed, or a machine that lost its power, may leave a stop of 0 behind: what began before
this start of Windows does not count, and a hold ends at its cap anyway. Services of the system are noted elsewhere and
not looked for.
"""

from collections.abc import Callable, Iterator

from unseat.core.words import MINUTE, Kind
from unseat.senses import told_at_looks
from unseat.senses.base import Clocks, Finding
from unseat.senses.clocks import read_clocks
from unseat.senses.system import TITLES
from unseat.senses.windows_os import Windows
from unseat.senses.windows_os.calls import Calls
from unseat.texts import Texts

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
MICROPHONE, CAMERA = "microphone", "webcam"
STARTED, STOPPED = "LastUsedTimeStart", "LastUsedTimeStop"
EPOCH_MS = 11_644_473_600_000
"""From 1601, where a FILETIME begins, to 1970 (Microsoft, FILETIME structure)."""
HUNDREDS = 10_000
"""Of nanoseconds in a millisecond."""
SLACK = 1 * MINUTE
"""The wall clock may have been set a little since Windows started."""


def booted(clocks: Clocks) -> int:
    """About when Windows started, as a FILETIME. `steady` counts from there on."""
    return (clocks.wall - clocks.steady - SLACK + EPOCH_MS) * HUNDREDS


def in_use(calls: Calls, capability: str, since: int) -> bool | None:
    """Whether a program has used it from some instant after `since` (a FILETIME) until now; null where nothing tells.

    One read for each program that ever used it, two for those that still do.
    """
    programs = calls.children(rf"{STORE}\{capability}")
    if programs is None:
        return None
    return any(
        calls.number(key, STOPPED) == 0 and (calls.number(key, STARTED) or 0) > since
        for key in _keys(calls, capability, programs)
    )


def _keys(calls: Calls, capability: str, programs: tuple[str, ...]) -> Iterator[str]:
    store, others = rf"{STORE}\{capability}", rf"{STORE}\{capability}\NonPackaged"
    yield from (rf"{store}\{name}" for name in programs)
    yield from (rf"{others}\{name}" for name in calls.children(others) or ())


class UseSense:
    """A `HoldSense`: `Kind.CALL` while a program uses this capability."""

    def __init__(self, calls: Calls, capability: str, clocks: Callable[[], Clocks] = read_clocks) -> None:
        self.name = capability
        self._calls = calls
        self._clocks = clocks

    def look(self) -> frozenset[Kind] | None:
        told = in_use(self._calls, self.name, booted(self._clocks()))
        return None if told is None else frozenset((Kind.CALL,) * told)

    def close(self) -> None:
        """It holds nothing open."""


def microphone(windows: Windows, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    told = in_use(windows.calls, MICROPHONE, 0) is not None
    return told_at_looks.microphone(TITLES["windows"], texts, told=told)


def camera(windows: Windows, texts: Texts) -> Finding:
    """For `unseat doctor`."""
    told = in_use(windows.calls, CAMERA, 0) is not None
    return told_at_looks.camera(TITLES["windows"], texts, told=told)
