"""The journal: where processes meet, and where every fact is kept (DESIGN 4.1)."""

from unseat.journal.errors import JournalDamagedError, JournalError
from unseat.journal.reading import Stored
from unseat.journal.rescue import Mended
from unseat.journal.store import Journal

__all__ = ["Journal", "JournalDamagedError", "JournalError", "Mended", "Stored"]
