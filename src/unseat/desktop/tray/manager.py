"""What an XEmbed tray says of itself, in properties of the window that owns it (System Tray specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from Xlib import Xatom, error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from Xlib.display import Display
    from Xlib.xobject.drawable import Window

_WIDEST = 0xFFFF
"""Colours there are in 16 bits a channel."""


def visual_with_alpha(display: Display, manager: Window | None) -> int | None:
    """The visual that the tray offers, if it is one with alpha: the tray then blends icons with its background."""
    offered = _numbers(display, manager, "_NET_SYSTEM_TRAY_VISUAL", Xatom.VISUALID)
    deep = [depth for depth in display.screen().allowed_depths if depth.depth == 32]
    visuals = {visual.visual_id for depth in deep for visual in depth.visuals}
    return offered[0] if offered and offered[0] in visuals else None


def is_dark(display: Display, manager: Window | None) -> bool | None:
    """Whether the tray's own text is light, so its background dark; null where it does not say."""
    colours = _numbers(display, manager, "_NET_SYSTEM_TRAY_COLORS", Xatom.CARDINAL)
    return sum(colours[:3]) > 3 * _WIDEST / 2 if len(colours) >= 3 else None


def _numbers(display: Display, manager: Window | None, name: str, kind: int) -> Sequence[int]:
    if manager is None:
        return ()
    try:
        found = manager.get_full_property(display.intern_atom(name), kind)
    except error.XError:
        return ()
    return tuple(int(number) for number in found.value) if found and found.format == 32 else ()
