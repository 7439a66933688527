"""Saying something to whoever listens with a screen reader."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str, *, at_once: bool = False) -> None:
    """`at_once`: it may interrupt what is being said. Costs nothing where nobody listens."""
    event = QAccessibleAnnouncementEvent(source, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


def somebody_listens() -> bool:
    """Whether a screen reader or the like is at work."""
    return QAccessible.isActive()
