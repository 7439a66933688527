"""The journal: where processes meet, and where every fact is kept (DESIGN 4.1)."""

from unseat.journal.errors import JournalDamagedError, JournalError
from unseat.journal.gaps import Gap
from unseat.journal.reading import UNREADABLE, Stored
from unseat.journal.rescue import Mended, Was
from unseat.journal.store import Journal

__all__ = ["UNREADABLE", "Gap", "Journal", "JournalDamagedError", "JournalError", "Mended", "Stored", "Was"]
