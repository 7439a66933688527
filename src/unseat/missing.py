"""What the agent has lost of its desktop, said in its log once when it goes and once when it is back."""

import logging

from unseat.core.view import Parts

log = logging.getLogger(__name__)
SAID = {
    "input": (
        "Input cannot be seen any more, so from now on this counts as unwatched, not as sitting. See: unseat doctor",
        "Input is seen again.",
    ),
    "icon": (
        "No panel shows the icon any more; the verbs do what its menu does. See: unseat doctor",
        "The icon is back.",
    ),
    "notices": (
        "A notice could not be shown; prompts are in the icon and in unseat status.",
        "Notices are shown again.",
    ),
}


class Missing:
    """Lives in the agent's thread. What was never there is not missed, nor what is back at the next look."""

    def __init__(self) -> None:
        self._there: set[str] = set()
        self._absent: set[str] = set()
        self._gone: set[str] = set()

    def look(self, parts: Parts, *, watched: bool) -> None:
        """Hears what there is now. `watched`: whether the sense tells."""
        now = {"input": watched and parts.sense, "icon": parts.tray, "notices": parts.notifier}
        there = {name for name, is_there in now.items() if is_there}
        absent = self._there - there
        self._say(sorted((absent & self._absent) - self._gone), back=False)
        self._say(sorted(there & self._gone), back=True)
        self._gone = (self._gone | (absent & self._absent)) - there
        self._there, self._absent = self._there | there, absent

    def _say(self, names: list[str], *, back: bool) -> None:
        for name in names:
            log.warning("%s", SAID[name][back])
