"""One connection to a compositor that is made up: what it is asked, and what becomes of what it tells."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from tests.pace import at_most
from tests.senses.fake_compositor import GET_IDLE, GET_INPUT_IDLE, IDLED, RESUMED, FakeCompositor
from tools.processes import wait_until
from unseat.senses.idle_watch import EXT, KWIN, IdleWatch
from unseat.senses.wayland import offers, socket_in

pytest.importorskip("pywayland")

TIMEOUT = 1_000


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def path() -> Iterator[Path]:
    """A short one: the names of sockets are at most 107 bytes long."""
    with tempfile.TemporaryDirectory(prefix="unseat-") as folder:
        yield Path(folder, "wayland-0")


@pytest.mark.parametrize(("version", "asked"), [(1, GET_IDLE), (2, GET_INPUT_IDLE), (3, GET_INPUT_IDLE)])
def test_input_alone_is_asked_for_where_that_can_be(path: Path, version: int, asked: int) -> None:
    with FakeCompositor(path, version) as compositor:
        watch = IdleWatch(str(path), EXT, TIMEOUT, Clock())
        wait_until(lambda: compositor.asked, "the notification to be wanted")
        watch.close()
    assert compositor.asked == asked
    assert compositor.timeout == TIMEOUT


def test_events_are_dated_to_when_they_come_and_known_at_the_next_question(path: Path) -> None:
    clock = Clock()
    with FakeCompositor(path, 2) as compositor:
        watch = IdleWatch(str(path), EXT, TIMEOUT, clock)
        assert watch.last_input(5) == 100_000
        clock.now = 101_000
        compositor.tell(IDLED)
        assert watch.last_input(5) == 100_000
        clock.now = 107_000
        compositor.tell(RESUMED)
        assert watch.last_input(5) == 107_000
        clock.now = 110_000
        assert watch.last_input(5) == 109_000
        watch.close()


def test_a_compositor_that_goes_ends_the_watch(path: Path) -> None:
    with FakeCompositor(path, 2):
        watch = IdleWatch(str(path), EXT, TIMEOUT, Clock())
        assert watch.last_input(5) is not None
    assert watch.last_input(0.05) is None
    wait_until(lambda: watch.over, "the watch to end")
    watch.close()


def test_a_protocol_that_is_not_offered_ends_the_watch(path: Path) -> None:
    with FakeCompositor(path, 2):
        watch = IdleWatch(str(path), KWIN, TIMEOUT, Clock())
        wait_until(lambda: watch.over, "the watch to end")
        watch.close()


def test_without_a_compositor_the_watch_is_over(path: Path) -> None:
    watch = IdleWatch(str(path), EXT, TIMEOUT, Clock())
    wait_until(lambda: watch.over, "the watch to end")
    assert watch.last_input(0.05) is None
    watch.close()


def test_what_is_offered_is_found_and_nothing_where_nobody_answers(path: Path) -> None:
    assert offers(str(path), 1) is None
    with FakeCompositor(path, 2):
        found = offers(str(path), 5)
    assert found is not None
    assert found["ext_idle_notifier_v1"].version == 2


def test_a_mute_compositor_is_waited_for_no_longer_than_wanted(path: Path) -> None:
    with socket(AF_UNIX) as mute:
        mute.bind(str(path))
        mute.listen()
        with at_most(1):
            assert offers(str(path), 0.2) is None


def test_where_the_compositor_listens() -> None:
    assert socket_in({"XDG_RUNTIME_DIR": "/run/user/9", "WAYLAND_DISPLAY": "wl"}) == "/run/user/9/wl"
    assert socket_in({"XDG_RUNTIME_DIR": "/run/user/9", "WAYLAND_DISPLAY": "/own/wl"}) == "/own/wl"
    assert socket_in({"XDG_RUNTIME_DIR": "/run/user/9"}) == "/run/user/9/wayland-0"
