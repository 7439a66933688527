"""The bundle on a virtual desktop, with no Python on the path: it does all that an installed unseat does."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.agent import Panel
from tools import bundle
from tools.virtual import VirtualDesktop, wait_until
from unseat.desktop.tray.icon import Shape
from unseat.paths import places
from unseat.version import VERSION

pytestmark = pytest.mark.desktop
LARGEST = 300
"""Megabytes: Qt and the drawing of charts have 85 each."""


@pytest.fixture(scope="module")
def desk(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VirtualDesktop]:
    with VirtualDesktop(tmp_path_factory.mktemp("desk"), panel="trayer", notifier="dunst") as desktop:
        desktop.env["PATH"] = f"{bundled}:{_without_python(tmp_path_factory.mktemp('bin'))}"
        yield desktop


def _without_python(folder: Path) -> str:
    """What a bundle may find on a path, and xdotool for the person."""
    for name in ("xdotool", "import", "fc-match", "env"):
        found = subprocess.run(("which", name), check=True, capture_output=True, text=True).stdout.strip()
        (folder / name).symlink_to(found)
    return str(folder)


@pytest.fixture(scope="module")
def agent(desk: VirtualDesktop) -> subprocess.Popen[bytes]:
    own = places(desk.env).config_file  # whoever has settings has been welcomed
    own.parent.mkdir(parents=True)
    own.touch()
    process = desk.spawn("unseat", "run")
    wait_until(lambda: _status(desk)["agent"] == "running", "the agent", 20)
    return process


def _status(desk: VirtualDesktop) -> dict[str, object]:
    return dict(json.loads(desk.run("unseat", "status", "--json")))


def test_it_is_no_larger_than_it_has_to_be(bundled: Path) -> None:
    (_, total), *_ = bundle.sizes(bundled)
    assert 50 < total < LARGEST
    assert not [file for file in bundled.rglob("*") if not bundle.is_wanted(str(file.relative_to(bundled)))]


def test_its_agent_sees_a_person_and_has_its_icon_and_its_menu(
    desk: VirtualDesktop, agent: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    assert desk.run("unseat", "--version") == f"unseat {VERSION}\n"
    panel = Panel(desk, tmp_path)

    def sits() -> bool:
        desk.run("xdotool", "key", "a", "sleep", "0.3")
        return _status(desk)["state"] == "sitting"

    wait_until(sits, "the person to be seen", 20)
    panel.opens_menu(panel.waits_for(Shape.SITTING, 10))
    desk.run("xdotool", "key", "Escape")
    assert agent.poll() is None


def test_its_doctor_finds_every_part_of_it(desk: VirtualDesktop, agent: subprocess.Popen[bytes]) -> None:
    said = desk.run("unseat", "doctor")
    assert "pynput listens for the kind of input" in said
    assert "install unseat again" not in said
    assert agent.poll() is None


def test_its_windows_and_documents_come_up(desk: VirtualDesktop, tmp_path: Path) -> None:
    window = desk.spawn("unseat", "session")
    wait_until(lambda: [each for each in desk.windows() if each.title.startswith("unseat")], "the session", 20)
    window.terminate()
    for kind in ("html", "pdf", "png"):
        page = tmp_path / f"week.{kind}"
        desk.run("unseat", "week", f"--{kind}", str(page), timeout=40)
        assert page.stat().st_size > 5_000


def test_it_ends_when_asked(desk: VirtualDesktop, agent: subprocess.Popen[bytes]) -> None:
    desk.run("unseat", "quit")
    assert agent.wait(10) == 0
