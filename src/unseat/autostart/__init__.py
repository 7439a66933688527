"""Starting with the session: one small module for each means, all importable on every system."""

from unseat.autostart.base import Autostart, Status
from unseat.autostart.choose import choose

__all__ = ["Autostart", "Status", "choose"]
