"""The Debian package in a clean Debian: it installs with what it names, runs, and leaves only the person's data."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import deb
from tools.manual import page
from unseat.cli.main import VERBS
from unseat.version import VERSION

pytestmark = pytest.mark.desktop
SUITE = "bookworm"


class Debian:
    """A Debian with nothing but apt, in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ready = ("mmdebstrap", "--quiet", "--variant=apt", "--skip=cleanup/apt/lists", SUITE, str(root))
        subprocess.run(ready, check=True, capture_output=True)
        shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")

    def run(self, *argv: str) -> str:
        """As root, who has a home and no display. Raises CalledProcessError."""
        env = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": "/root",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
        }
        command = ("chroot", str(self.root), *argv)
        return subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=300).stdout

    def files(self) -> set[str]:
        """All of them but what apt and dpkg keep for themselves."""
        own = (
            "/var/lib/dpkg/",
            "/var/lib/apt/",
            "/var/cache/",
            "/var/log/",
            "/etc/ld.so.cache",
            "/proc/",
            "/sys/",
            "/dev/",
        )
        found = {
            "/" + os.path.relpath(Path(folder) / name, self.root)
            for folder, _, names in os.walk(self.root)
            for name in names
        }
        return {name for name in found if not name.startswith(own)}


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    folder = tmp_path_factory.mktemp("debian")
    yield Debian(folder / "root")
    shutil.rmtree(folder, ignore_errors=True)


def test_it_installs_runs_and_goes_without_a_trace_but_the_persons_data(debian: Debian, package: Path) -> None:
    shutil.copy(package, debian.root / "root/unseat.deb")
    libraries = deb.libraries()
    debian.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *libraries)
    before = debian.files()
    debian.run("apt-get", "install", "-y", "-q", "--no-install-recommends", "/root/unseat.deb")
    assert debian.run("unseat", "--version") == f"unseat {VERSION}\n"
    assert "The agent does not run" in debian.run("unseat", "status")
    assert "unseat.pdf" in debian.run("unseat", "week", "--pdf", "/root/unseat.pdf")
    assert "Qt 6" in debian.run("env", "QT_QPA_PLATFORM=offscreen", "unseat", "--as=unseat.windows", "try")
    lived = debian.run(
        "sh", "-c", "unseat run & for each in 1 2 3 4 5 6 7 8; do sleep 1; unseat status; done; unseat quit; wait"
    )
    assert "Nothing is watched since" in lived, lived
    installed = debian.files() - before
    for name in ("applications/unseat.desktop", "man/man1/unseat.1.gz", "icons/hicolor/scalable/apps/unseat.svg"):
        assert f"/usr/share/{name}" in installed
    debian.run("apt-get", "purge", "-y", "-q", "unseat")
    left = debian.files() - before
    assert left
    assert all(name.startswith(("/root/.config/unseat/", "/root/.local/", "/root/unseat.pdf")) for name in left)


def test_nobody_but_root_may_write_to_it(package: Path, tmp_path: Path) -> None:
    listed = subprocess.run(("dpkg-deb", "--contents", str(package)), check=True, capture_output=True, text=True).stdout
    lines = [line.split() for line in listed.splitlines()]
    assert {line[1] for line in lines} == {"root/root"}
    assert not [line for line in lines if line[0][0] != "l" and "w" in line[0][4:]]


def test_the_manual_page_has_every_verb_and_groff_has_nothing_to_say() -> None:
    made = page()
    assert all(f".SS {verb}" in made for verb in VERBS)
    said = subprocess.run(("groff", "-man", "-Tutf8", "-ww"), input=made, capture_output=True, text=True, check=True)
    assert said.stderr == ""
