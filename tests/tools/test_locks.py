"""The lock files: complete, hashed, and tied to no package index."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"evdev", "greenlet", "playwright", "pyee"}
LOCKS = ("run.txt", "dev.txt")


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def locked(lock: str) -> dict[str, str]:
    """Requirement by package name, each with its hashes."""
    text = (ROOT / "requirements" / lock).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return {str(canonicalize_name(re.split("[=<> ]", line, maxsplit=1)[0])): line for line in lines}


def names(requirements: list[str]) -> set[str]:
    return {str(canonicalize_name(Requirement(text).name)) for text in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_one_version_and_its_hashes(lock: str) -> None:
    for name, line in locked(lock).items():
        assert re.match(rf"{name}==\S+ ", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line


@pytest.mark.parametrize("lock", LOCKS)
def test_no_lock_names_a_host_or_an_index(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text()
    assert not re.search(r"://|--index|--extra-index|--find-links|--trusted-host|@", text)


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    asked = project()
    assert names(asked["project"]["dependencies"]) <= set(locked("run.txt"))
    assert names(asked["dependency-groups"]["dev"]) <= set(locked("dev.txt"))
    assert set(locked("run.txt")) <= set(locked("dev.txt"))


def test_both_locks_agree() -> None:
    run, dev = locked("run.txt"), locked("dev.txt")
    assert run == {name: dev[name] for name in run}


def test_what_builds_the_project_is_locked_too() -> None:
    build = [line for line in (ROOT / "requirements/build.in").read_text().splitlines() if not line.startswith("#")]
    assert set(project()["build-system"]["requires"]) <= set(build)
    assert names(build) <= set(locked("run.txt"))


def test_no_package_that_needs_a_compiler_is_locked() -> None:
    assert not LEFT_OUT & set(locked("dev.txt"))
