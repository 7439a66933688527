"""Chooses the route to a panel, and goes on choosing: a panel may come late, go, or be followed by another kind."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from unseat.desktop.base import Put, Tray
from unseat.texts import Texts


def choose(env: Mapping[str, str], put: Put, texts: Texts, names: Mapping[str, str] | None = None) -> Tray:
    """The tray for this system: on Linux whichever panel there is, and the system's own elsewhere.

    `env` says where the session bus and the display are. `put` gets a `Command` for each choice, from the main thread.
    `names` gives the person's name for an exercise by its id. Returns at once and never fails: looking for a panel
    begins with `run`.
    """
    if sys.platform in ("win32", "darwin"):
        from unseat.desktop.tray.own import own_tray

        return own_tray(put, texts, names or {})
    from unseat.desktop.tray.panel import PanelTray

    return PanelTray(env, put, texts, names or {})
