"""The wheel and the source archive: what they carry is enough, wherever they are unpacked."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("config/unseat.toml", "config/exercises/a1.toml", "config/charts/week.json", "config/icons/unseat.svg")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with both, made as `python -m build` makes them: the wheel out of the source archive."""
    folder = tmp_path_factory.mktemp("built")
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT))
    subprocess.run(command, check=True, capture_output=True)
    return folder


def test_the_wheel_runs_from_another_folder(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "site"
    pip = (sys.executable, "-m", "pip", "--quiet", "install", "--no-deps", "--no-compile", "--target", str(target))
    subprocess.run((*pip, str(wheel)), check=True, capture_output=True)
    for name in NEEDED:
        assert (target / "unseat" / name).is_file()
    env = {"PATH": os.defpath, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(target), "LANG": "C.UTF-8"}
    ask = (sys.executable, "-c", "import unseat.paths as p; print(p.__file__)")
    where = subprocess.run(ask, env=env, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert where.startswith(str(target))
    for language, word in (("nl", "Het programma draait niet"), ("en", "The agent does not run")):
        run = (sys.executable, "-m", "unseat", "status")
        said = subprocess.run(
            run, env={**env, "LANGUAGE": language}, cwd=tmp_path, check=True, capture_output=True, text=True
        )
        assert word in said.stdout


def test_the_wheel_has_a_menu_entry_and_no_tests(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert [name for name in names if name.endswith("share/applications/unseat.desktop")]
    assert [name for name in names if name.endswith("LC_MESSAGES/unseat.mo")]
    assert not [name for name in names if "tests/" in name]


def test_the_source_archive_can_be_tested(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    assert {"Makefile", ".ci/run", "tests/conftest.py", "tools/setup.sh", "requirements/dev.txt", *NEEDED} <= names
