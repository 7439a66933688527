"""Notifications: which notifier serves this desktop, and whether it works (docs/decisions/0005-notifications.md)."""

from unseat.desktop.notify.choice import choose, finding

__all__ = ["choose", "finding"]
