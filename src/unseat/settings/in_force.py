"""The settings in force while a program runs."""

import logging
from collections.abc import Callable

from unseat.settings.load import SettingsFile
from unseat.settings.model import Settings
from unseat.settings.values import SettingsError

log = logging.getLogger(__name__)


class LastGood:
    """The settings in force: those of the file as long as it is right, else the last that were."""

    def __init__(self, file: SettingsFile, first: Settings, fresh: Callable[[Settings], None]) -> None:
        self.now = first
        self._file = file
        self._fresh = fresh
        file.reread()

    def changed(self) -> bool:
        found = self._file.reread()
        if isinstance(found, SettingsError):
            log.error("The settings stay as they were: %s", found)
        if not isinstance(found, Settings) or found == self.now:
            return False
        self.now = found
        self._fresh(found)
        return True
