"""What a virtual desktop is made of: its programs, its environment, and how to tell that each program serves."""

import os
import sys
from contextlib import closing
from pathlib import Path

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from Xlib import X
from Xlib.display import Display

CONFIG = Path(__file__).with_name("virtual_config")

COMMANDS = {
    "openbox": ("openbox", "--sm-disable"),
    "xfconfd": ("xfce4/xfconf/xfconfd",),
    "xfce4-panel": ("xfce4-panel", "--disable-wm-check", "--sm-client-disable"),
    "trayer": (
        "trayer",
        "--edge",
        "bottom",
        "--align",
        "right",
        "--widthtype",
        "pixel",
        "--width",
        "300",
        "--height",
        "28",
    ),
    "dunst": ("dunst",),
    "xfce4-notifyd": ("xfce4/notifyd/xfce4-notifyd",),
}
"""How each program is started. A name with a slash is one that Debian keeps in a folder of the architecture's own."""

FOLDERS = {
    "HOME": "home",
    "XDG_RUNTIME_DIR": "run",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_STATE_HOME": "home/.local/state",
    "XDG_CACHE_HOME": "home/.cache",
}


class DesktopError(Exception):
    """A part of the virtual desktop did not come up, or a program run on it failed; the message holds its log."""


def environment(folder: Path) -> dict[str, str]:
    """What programs on a desktop in `folder` see: folders of their own, English, no accessibility bus, no dconf."""
    path = f"{Path(sys.executable).parent}:{os.environ.get('PATH', os.defpath)}"
    kept = {name: os.environ[name] for name in ("TZ",) if name in os.environ}
    quiet = {"NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local"}
    language = {"LANG": "C.UTF-8", "LANGUAGE": "en"}
    return {"PATH": path} | kept | quiet | language | {name: str(folder / at) for name, at in FOLDERS.items()}


def command(program: str) -> tuple[str, ...]:
    """The argument vector that starts one of COMMANDS; DesktopError when Debian's package for it is not installed."""
    name, *options = COMMANDS[program]
    if "/" not in name:
        return name, *options
    for folder in (Path("/usr/lib"), Path("/usr/libexec")):
        for path in folder.glob(f"*/{name}"):
            return str(path), *options
    raise DesktopError(f"{program} is not installed; tools/debian-packages.txt names all packages")


def name_is_owned(address: str, name: str) -> bool:
    """Whether somebody owns `name` on the bus at `address` (D-Bus specification, NameHasOwner)."""
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    with open_dbus_connection(address) as connection:
        reply = connection.send_and_get_reply(new_method_call(bus, "NameHasOwner", "s", (name,)), timeout=5)
    return bool(reply.body[0])


def window_manager_is_there(display_name: str) -> bool:
    """Whether a window manager has announced itself (EWMH, _NET_SUPPORTING_WM_CHECK)."""
    with closing(Display(display_name)) as display:
        check = display.intern_atom("_NET_SUPPORTING_WM_CHECK")
        return display.screen().root.get_full_property(check, X.AnyPropertyType) is not None


def tray_is_there(display_name: str) -> bool:
    """Whether a panel docks icons (freedesktop.org system tray protocol, the selection's owner)."""
    with closing(Display(display_name)) as display:
        return display.get_selection_owner(display.intern_atom("_NET_SYSTEM_TRAY_S0")) != X.NONE
