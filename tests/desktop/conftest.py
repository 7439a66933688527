"""Private virtual desktops for the tests that drive real programs; each lives as long as one test module."""

from collections.abc import Iterator

import pytest

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
