"""What is made once for all tests of packages: the bundle, the Debian package around it, the wheel."""

from pathlib import Path

import pytest

from tools import bundle, deb


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    return bundle.make(folder / "dist", folder / "work")


@pytest.fixture(scope="session")
def package(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deb")
    return deb.build(bundled, folder / "dist", folder / "work", squeeze=("-Znone",))
