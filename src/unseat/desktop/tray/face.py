"""The whole of what a tray shows at one moment, as a value: a new one is put on only when it differs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from unseat.core.view import View
from unseat.desktop.base import Command, Put
from unseat.desktop.tray.icon import Look, Shape, look
from unseat.desktop.tray.label import SEPARATOR, Entry, entries, line
from unseat.texts import Texts

if TYPE_CHECKING:
    import pystray

NAME = "unseat"


class Face(msgspec.Struct, frozen=True):
    look: Look
    title: str
    entries: tuple[Entry, ...]


def face_of(view: View, now: int, texts: Texts, names: Mapping[str, str]) -> Face:
    return Face(look(view, now), line(view, now, texts, names), entries(view, now, texts, names))


def first_face(texts: Texts) -> Face:
    """Before anything is known."""
    return Face(Look(Shape.AWAY), NAME, (Entry(texts.say("Quit"), Command("quit")),))


def menu_of(entries: tuple[Entry, ...], put: Put) -> pystray.Menu:
    """The same as pystray's menu; choosing an entry puts its command, from the thread that pystray calls in."""
    from pystray import Menu

    return Menu(*(_item(entry, put) for entry in entries))


def _item(entry: Entry, put: Put) -> pystray.MenuItem:
    from pystray import Menu, MenuItem

    if entry == SEPARATOR:
        return Menu.SEPARATOR
    if entry.entries:
        return MenuItem(entry.label, menu_of(entry.entries, put))
    command, checked = entry.command, entry.checked
    if command is None:
        return MenuItem(entry.label, None, enabled=False)
    return MenuItem(
        entry.label,
        lambda: put(command),
        checked=None if checked is None else lambda _: checked,
        default=entry.usual,
    )


def load_pystray() -> None:
    """Imports pystray without its GTK backends, which would cost 25 MB and are never used.

    Only `PYSTRAY_BACKEND` can choose (pystray's documentation, "Selecting a backend"); "dummy" is its plain base
    class, on which our own backends are built. To be called before anything else imports pystray, on Linux only.

    pystray begins with `from six.moves import`, which fails while another thread (the agent's, for pynput) is at
    `import six`: until that is done six is no package. A plain import waits for that thread.
    """
    with suppress(ImportError):  # a pystray that does without
        import six  # noqa: F401

    before = os.environ.get("PYSTRAY_BACKEND")
    os.environ["PYSTRAY_BACKEND"] = "dummy"
    try:
        import pystray  # noqa: F401  # imported for what it leaves in sys.modules
    finally:
        if before is None:
            del os.environ["PYSTRAY_BACKEND"]
        else:
            os.environ["PYSTRAY_BACKEND"] = before
