"""Questions to a system that may fail in any way."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def or_null(ask: Callable[[], T]) -> T | None:
    """What `ask` answers; null where it fails."""
    try:
        return ask()
    except Exception:  # noqa: BLE001 - a missing library, function or key, or a fault inside one: nothing is known then
        return None
