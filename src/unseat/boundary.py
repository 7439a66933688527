"""Which errors are the person's to mend: their text names the file, key or line, and the remedy."""


class WrongError(Exception):
    """The person's input cannot be used; the text says why in one line, with the remedy."""


def mendable(error: Exception) -> bool:
    from unseat.catalogue import CatalogueError
    from unseat.core.days import DateError
    from unseat.core.durations import TextError
    from unseat.desktop.instance import AlreadyRunning
    from unseat.journal import JournalError
    from unseat.settings import SettingsError

    mine = (WrongError, CatalogueError, TextError, DateError, AlreadyRunning, JournalError, SettingsError)
    return isinstance(error, mine)
