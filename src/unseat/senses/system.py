"""Which system this is, in the words of the tables that pick the senses."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

System = Literal["linux", "windows", "macos"]
"""`linux` stands for all whose desktops are those of X11, Wayland and D-Bus."""

OTHERS: Mapping[str, System] = MappingProxyType({"win32": "windows", "darwin": "macos"})
TITLES: Mapping[System, str] = MappingProxyType({"linux": "Linux", "windows": "Windows", "macos": "macOS"})
"""How they are called where a person reads it."""


def system_of(platform: str = sys.platform) -> System:
    """The system of a `sys.platform`."""
    return OTHERS.get(platform, "linux")
