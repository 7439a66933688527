"""What the machine tells of the person: `choose` gives the sense for this desktop, `doctor` explains it."""

from unseat.senses.table import choose, doctor

__all__ = ["choose", "doctor"]
