"""Private virtual desktops for the tests that drive real programs; each lives as long as one test module."""

from collections.abc import Iterator

import pytest

from tools.accessible import Accessibility, accessibility
from tools.virtual import VirtualDesktop


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """xfce4-panel (StatusNotifier and XEmbed) and xfce4-notifyd (shows buttons)."""
    with VirtualDesktop(tmp_path_factory.mktemp("desk"), panel="xfce4-panel", notifier="xfce4-notifyd") as desktop:
        yield desktop


@pytest.fixture(scope="module")
def plain_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """trayer (XEmbed only) and dunst (shows no buttons)."""
    with VirtualDesktop(tmp_path_factory.mktemp("plain"), panel="trayer", notifier="dunst") as desktop:
        yield desktop


@pytest.fixture(scope="module")
def two_screens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    """Two monitors side by side, as `desk` is otherwise; the panel is on the left one, which is the primary."""
    folder = tmp_path_factory.mktemp("two")
    with VirtualDesktop(folder, panel="xfce4-panel", notifier="xfce4-notifyd", size="1280x800+1280x800") as desktop:
        yield desktop


@pytest.fixture
def a11y(desk: VirtualDesktop) -> Iterator[Accessibility]:
    """What a screen reader on `desk` is told; each test hears only what is said from then on."""
    with accessibility(desk) as reader:
        yield reader
