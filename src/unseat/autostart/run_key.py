"""The Run key of the Windows registry: what it names is started when the person signs in."""

import subprocess
import sys
from typing import Protocol

from unseat.autostart.base import NAME, Status

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
WHERE = rf"HKEY_CURRENT_USER\{KEY}\{NAME}"


class Registry(Protocol):
    """The text values of one key of the person's part of the registry. All raise OSError."""

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...

    def delete(self, name: str) -> None: ...


class RunKey:
    """See `Autostart`."""

    def __init__(self, registry: Registry, command: tuple[str, ...]) -> None:
        self._registry, self._line = registry, subprocess.list2cmdline(command)

    def status(self) -> Status:
        if self._registry.get(NAME) is None:
            return Status(on=False, reason="nothing")
        return Status(on=True, reason="said", where=WHERE)

    def on(self) -> None:
        self._registry.set(NAME, self._line)

    def off(self) -> None:
        if self._registry.get(NAME) is not None:
            self._registry.delete(NAME)


if sys.platform == "win32":
    import winreg

    class Windows:
        """See `Registry`."""

        def get(self, name: str) -> str | None:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                    return str(winreg.QueryValueEx(key, name)[0])
            except FileNotFoundError:
                return None

        def set(self, name: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)

        def delete(self, name: str) -> None:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY, 0, winreg.KEY_SET_VALUE) as key:
                winreg.DeleteValue(key, name)


def registry() -> Registry:
    """The real one. Raises OSError elsewhere than on Windows."""
    if sys.platform == "win32":
        return Windows()
    raise OSError("there is no registry here")
