"""The virtual desktop of the desktop tests."""

from tests.desktop.conftest import a11y, desk

__all__ = ["a11y", "desk"]
