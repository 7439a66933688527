"""The set-up script, driven with stand-ins for the programs that would change the machine."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DESKTOP, WINDOWS = "debian-packages.txt", "debian-packages-windows.txt"
QT = ".venv/lib/python3.77/site-packages/PySide6/Qt/plugins/platforms"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with the script and its lists, and a folder of stand-ins that comes first in PATH."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "bin").mkdir()
    for name in ("setup.sh", DESKTOP, WINDOWS):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools" / name)
    return tmp_path


@pytest.fixture
def stand_in(tree: Path) -> Callable[[str, str], None]:
    """Puts a shell script in PATH, under a program's name."""

    def put(name: str, script: str) -> None:
        program = tree / "bin" / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    return put


@pytest.fixture
def setup(tree: Path) -> Run:
    def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{tree / 'bin'}:/usr/bin:/bin", "HOME": str(tree)} | env
        return subprocess.run(
            ("sh", "tools/setup.sh", *arguments),
            cwd=tree,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )

    return run


def packages(name: str) -> list[str]:
    lines = (ROOT / "tools" / name).read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_the_script_is_posix_shell() -> None:
    subprocess.run(("sh", "-n", ROOT / "tools/setup.sh"), check=True)
    assert os.access(ROOT / "tools/setup.sh", os.X_OK)


def test_the_lists_of_debian_packages_are_in_order_and_name_each_once() -> None:
    for name in (DESKTOP, WINDOWS):
        assert packages(name) == sorted(set(packages(name)))
    assert not set(packages(DESKTOP)) & set(packages(WINDOWS))


def test_where_everything_is_installed_nothing_happens(setup: Run, stand_in: Callable[[str, str], None]) -> None:
    stand_in("dpkg-query", "printf installed")
    stand_in("apt-get", "echo called >&2; exit 9")
    done = setup("desktop")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_where_it_may_it_installs_only_what_is_missing(
    setup: Run, stand_in: Callable[[str, str], None], tree: Path
) -> None:
    stand_in("dpkg-query", 'case "$*" in *xdotool*|*trayer*|*libegl1*) exit 1 ;; *) printf installed ;; esac')
    stand_in("id", "echo 0")
    stand_in("apt-get", f'echo "$*" >>{tree}/calls')
    assert setup("desktop").returncode == 0
    update, install = (tree / "calls").read_text().splitlines()
    assert update.startswith("update")
    assert install == "install -y --no-install-recommends trayer xdotool libegl1"


def test_where_it_may_not_it_prints_the_line_to_run(setup: Run, stand_in: Callable[[str, str], None]) -> None:
    stand_in("dpkg-query", "exit 1")
    stand_in("id", "echo 1000")
    stand_in("sudo", "exit 1")
    stand_in("apt-get", "echo called >&2; exit 9")
    done = setup("desktop")
    assert done.returncode == 1
    assert (
        f"  sudo apt-get install -y --no-install-recommends {' '.join(packages(DESKTOP) + packages(WINDOWS))}"
        in done.stderr.splitlines()
    )


def test_a_library_under_its_newer_name_is_there(setup: Run, stand_in: Callable[[str, str], None]) -> None:
    stand_in("dpkg-query", 'case "$*" in *libglib2.0-0) exit 1 ;; *) printf installed ;; esac')
    stand_in("apt-get", "echo called >&2; exit 9")
    assert setup("desktop").returncode == 0


@pytest.fixture
def qt(tree: Path, stand_in: Callable[[str, str], None]) -> Callable[[str], None]:
    """An installed Qt, and what it is told of a library when it looks for those it needs."""

    def installed(told: str) -> None:
        (tree / QT).mkdir(parents=True)
        stand_in("ldd", f'case "$1" in {QT}/libqxcb.so) echo "libEGL.so.1 => {told}" ;; *) exit 1 ;; esac')

    return installed


def test_where_qt_finds_its_libraries_nothing_is_asked_of_debian(
    setup: Run, stand_in: Callable[[str, str], None], qt: Callable[[str], None]
) -> None:
    qt("/usr/lib64/libEGL.so.1")
    stand_in("dpkg-query", "exit 1")
    done = setup("windows")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_qt_needs_is_installed_where_that_may_be(
    setup: Run, stand_in: Callable[[str, str], None], qt: Callable[[str], None], tree: Path
) -> None:
    qt("not found")
    stand_in("dpkg-query", "exit 1")
    stand_in("id", "echo 0")
    stand_in("apt-get", f'echo "$*" >>{tree}/calls')
    assert setup("windows").returncode == 0
    assert (tree / "calls").read_text().splitlines()[1].endswith(f"recommends {' '.join(packages(WINDOWS))}")


def test_where_it_may_not_install_what_qt_needs_it_prints_the_line_and_goes_on(
    setup: Run, stand_in: Callable[[str, str], None]
) -> None:
    stand_in("dpkg-query", "exit 1")
    stand_in("id", "echo 1000")
    stand_in("sudo", "exit 1")
    stand_in("apt-get", "echo called >&2; exit 9")
    done = setup("windows")
    assert done.returncode == 0
    *_, line, meanwhile = done.stderr.splitlines()
    assert line == f"  sudo apt-get install -y --no-install-recommends {' '.join(packages(WINDOWS))}"
    assert meanwhile == "Until then unseat shows notifications in the place of windows."


def test_where_installing_what_qt_needs_fails_it_goes_on(setup: Run, stand_in: Callable[[str, str], None]) -> None:
    stand_in("dpkg-query", "exit 1")
    stand_in("id", "echo 0")
    stand_in("apt-get", "exit 100")
    assert setup("windows").returncode == 0
    assert setup("desktop").returncode == 100


def test_what_qt_needs_is_named_where_there_is_no_debian(setup: Run, tree: Path) -> None:
    for name in ("sh", "dirname", "sed"):
        (tree / "bin" / name).symlink_to(shutil.which(name) or name)
    done = setup("windows", PATH=str(tree / "bin"))
    assert done.returncode == 0
    named, meanwhile = done.stderr.splitlines()
    assert named.endswith(f"go on: {' '.join(packages(WINDOWS))}")
    assert "notifications" in meanwhile


def test_a_python_that_is_too_old_is_refused(setup: Run, stand_in: Callable[[str, str], None]) -> None:
    stand_in("python-old", "exit 1")
    done = setup("python", "requirements/run.txt", PYTHON="python-old")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_a_python_without_ensurepip_asks_for_its_own_venv_package(
    setup: Run, stand_in: Callable[[str, str], None]
) -> None:
    stand_in("python3.77", 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo python3.77-venv ;; esac')
    stand_in("id", "echo 1000")
    stand_in("sudo", "exit 1")
    stand_in("apt-get", "exit 9")
    done = setup("python", "requirements/run.txt", PYTHON="python3.77")
    assert done.returncode == 1
    assert "  sudo apt-get install -y --no-install-recommends python3.77-venv" in done.stderr.splitlines()


def test_a_wrong_call_says_how_to_call_it(setup: Run) -> None:
    done = setup("everything")
    assert done.returncode == 1
    assert done.stderr.startswith("usage:")
