"""The local time zone now: a laptop that travels changes it while the agent runs."""

import os
import warnings
from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path

from unseat.core.wall import offset_s
from unseat.core.words import Instant

LOCALTIME = Path("/etc/localtime")


class LocalZone:
    """Answers the zone in force, looking again when the system's setting has changed. Costs one `lstat`."""

    def __init__(
        self, env: Mapping[str, str], setting: Path = LOCALTIME, read: Callable[[], tzinfo] | None = None
    ) -> None:
        self.env = env
        self.setting = setting
        self._read = read or read_local
        self._seen: tuple[int, int, str] | None = None
        self._zone: tzinfo = UTC

    def zone(self) -> tzinfo:
        seen = self._state()
        if seen != self._seen:
            self._seen, self._zone = seen, self._read()
        return self._zone

    def offset_s(self, at: Instant) -> int:
        """Seconds east of UTC at the instant `at`."""
        return offset_s(at, self.zone())

    def _state(self) -> tuple[int, int, str]:
        try:
            found = os.lstat(self.setting)
        except OSError:
            return (0, 0, self.env.get("TZ", ""))
        return (found.st_ino, found.st_mtime_ns, self.env.get("TZ", ""))


def read_local() -> tzinfo:
    """The zone that the system is set to."""
    import tzlocal

    with warnings.catch_warnings(action="ignore"):  # where nothing is set it says so each time, and takes UTC
        return tzlocal.reload_localzone()
