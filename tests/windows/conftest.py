"""Windows drawn into memory (Qt's own platform "offscreen"): no display is needed, and no screen shows anything."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.test_person import person
from tests.windows.room import Room, clear
from unseat.person import Person
from unseat.windows.program import Here, application

PLATFORM = "QT_QPA_PLATFORM"


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """Qt asks the environment once, here; what other tests start must not find it there."""
    with pytest.MonkeyPatch.context() as env:
        env.setenv(PLATFORM, "offscreen")
        return application()


@pytest.fixture
def me(tmp_path: Path) -> Person:
    """Somebody without a display, whose windows make no sound."""
    return person(tmp_path, PATH=os.devnull)


@pytest.fixture
def here(qapp: QApplication, me: Person) -> Iterator[Here]:
    with me.journal() as journal:
        yield Here(qapp, me, journal)
        clear()


@pytest.fixture
def room(qapp: QApplication, me: Person) -> Iterator[Room]:
    with me.journal() as journal:
        yield Room(me, journal)
        clear()
