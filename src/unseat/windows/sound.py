"""A soft sound at each change of side, by whatever plays sounds here. Silence is no error."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from unseat.paths import config_root

PLAYERS = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "--quiet"),
    ("afplay",),
    ("play", "-q"),
)
"""PipeWire, PulseAudio, ALSA, macOS, SoX: the first that is installed. Windows brings its own."""


class Sound:
    """`on` may be changed. `play` returns at once."""

    def __init__(self, env: Mapping[str, str], *, on: bool) -> None:
        self.on = on
        self._player = _player(env.get("PATH"))
        self._playing: subprocess.Popen[bytes] | None = None

    def switch(self, on: bool) -> None:  # noqa: FBT001  Qt's signal
        self.on = on

    def play(self, name: str) -> None:
        """The sound `name` of config/sounds."""
        file = config_root() / "sounds" / f"{name}.wav"
        if not self.on:
            return
        if sys.platform == "win32":
            _play_on_windows(file)
        elif self._player and (self._playing is None or self._playing.poll() is not None):
            quiet = subprocess.DEVNULL
            self._playing = subprocess.Popen((*self._player, str(file)), stdin=quiet, stdout=quiet, stderr=quiet)

    def close(self) -> None:
        """Waits for the last sound for half a second at most, so that no child is left behind."""
        if self._playing is None:
            return
        try:
            self._playing.wait(0.5)
        except subprocess.TimeoutExpired:
            self._playing.kill()
            self._playing.wait()


def _player(path: str | None) -> tuple[str, ...] | None:
    """The first that is installed in `path`, by its whole name."""
    for name, *options in PLAYERS:
        if found := shutil.which(name, path=path):
            return (found, *options)
    return None


def _play_on_windows(file: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
