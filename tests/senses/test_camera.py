"""Cameras, with files of a temporary folder in their place, opened for real."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaving import nothing_left
from tools.processes import end
from unseat.core.words import Kind
from unseat.senses.camera import CameraSense, Machine, finding
from unseat.texts import Texts

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify and /proc are Linux's")

CALL = frozenset({Kind.CALL})
NOTHING: frozenset[Kind] = frozenset()
HOLD_OPEN = "import sys; file = open(sys.argv[1]); print(flush=True); sys.stdin.read()"


class Bench:
    """A folder of devices, what udev says of them, and a sense that looks there."""

    def __init__(self, folder: Path) -> None:
        self.machine = Machine(devices=folder / "dev", known=folder / "udev")
        self.machine.devices.mkdir()
        self.machine.known.mkdir()
        self.sense = CameraSense(self.machine)

    def plug(self, name: str = "video0") -> Path:
        camera = self.machine.devices / name
        camera.touch()
        return camera

    def look(self) -> frozenset[Kind] | None:
        return self.sense.look()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.sense.close()
    made.sense.close()


def test_a_camera_is_in_use_while_it_is_open(bench: Bench) -> None:
    camera = bench.plug()
    assert bench.look() == NOTHING
    with camera.open():
        assert bench.look() == CALL
        assert bench.look() == CALL
    assert bench.look() == NOTHING


def test_two_users_of_one_camera_are_a_call_until_the_last_has_gone(bench: Bench) -> None:
    camera = bench.plug()
    bench.look()
    with camera.open():
        with camera.open():
            assert bench.look() == CALL
        assert bench.look() == CALL
    assert bench.look() == NOTHING


def test_a_program_that_had_it_open_before_is_seen_and_so_is_its_end(bench: Bench) -> None:
    camera = bench.plug()
    command = [sys.executable, "-c", HOLD_OPEN, str(camera)]
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert program.stdout is not None
    program.stdout.readline()
    assert bench.look() == CALL
    end(program)
    assert bench.look() == NOTHING
    program.communicate()


def test_a_probe_between_two_looks_is_no_call(bench: Bench) -> None:
    camera = bench.plug()
    bench.look()
    for _ in range(3):
        camera.read_bytes()
    assert bench.look() == NOTHING


def test_the_processes_are_looked_through_only_after_a_change(bench: Bench, tmp_path: Path) -> None:
    """With no process to be seen after the first look, what was known stays until the kernel tells of a change."""
    (tmp_path / "proc").symlink_to("/proc")
    sense = CameraSense(Machine(bench.machine.devices, bench.machine.known, tmp_path / "proc"))
    with bench.plug().open():
        assert sense.look() == CALL
        (tmp_path / "proc").unlink()
        assert sense.look() == CALL
    assert sense.look() == NOTHING
    sense.close()


def test_a_camera_that_is_plugged_in_later_and_again_is_heard(bench: Bench) -> None:
    assert bench.look() == NOTHING
    for _ in range(2):
        camera = bench.plug()
        assert bench.look() == NOTHING
        with camera.open():
            assert bench.look() == CALL
        assert bench.look() == NOTHING
        camera.unlink()
        bench.plug("video1")
        assert bench.look() == NOTHING


def test_one_that_is_unplugged_while_in_use_is_in_use_no_more(bench: Bench) -> None:
    camera = bench.plug()
    with camera.open():
        assert bench.look() == CALL
        camera.unlink()
        assert bench.look() == NOTHING


def test_what_is_no_camera_does_not_count(bench: Bench) -> None:
    others = [bench.plug(name) for name in ("null", "video", "videos1", "video0.old")]
    assert bench.machine.cameras() == frozenset()
    with others[0].open():
        assert bench.look() == NOTHING


@pytest.mark.parametrize(
    ("told", "counts"),
    [
        ("E:ID_V4L_CAPABILITIES=:capture:\n", True),
        ("E:ID_V4L_CAPABILITIES=:\nE:ID_MODEL=:capture:\n", False),
        ("E:ID_MODEL=x\n", True),
    ],
)
def test_what_udev_knows_to_take_no_pictures_does_not_count(bench: Bench, told: str, counts: bool) -> None:
    number = bench.plug().stat().st_rdev
    (bench.machine.known / f"c{os.major(number)}:{os.minor(number)}").write_text(told)
    assert bool(bench.machine.cameras()) is counts


def test_where_the_kernel_does_not_tell_it_is_null(bench: Bench) -> None:
    (bench.machine.devices / "video0").symlink_to("nowhere")
    assert bench.look() is None
    found = finding({}, Texts.english(), bench.machine)
    assert not found.works
    assert found.remedy


def test_doctor_tells_of_a_camera_and_of_none(bench: Bench) -> None:
    none = finding({}, Texts.english(), bench.machine)
    bench.plug()
    one = finding({}, Texts.english(), bench.machine)
    assert none.works
    assert one.works
    assert none.found != one.found


def test_looking_leaves_no_thread_and_no_file_open(bench: Bench) -> None:
    with nothing_left():
        for _ in range(50):
            camera = bench.plug()
            assert bench.look() == NOTHING
            camera.unlink()
            assert bench.look() == NOTHING


def test_without_a_folder_of_devices_nothing_is_in_use(tmp_path: Path) -> None:
    assert CameraSense(Machine(devices=tmp_path / "none")).look() == NOTHING
