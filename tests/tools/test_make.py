"""The two commands, looked at without running them: `make -n` prints what each would do."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*arguments: str, **env: str) -> str:
    """What make prints; a make that runs these tests must not leak its flags into it."""
    done = subprocess.run(
        ("make", *arguments),
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **env},
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return done.stdout


def dry_run(target: str, **env: str) -> str:
    return make("-n", target, **env)


def test_run_starts_the_agent_on_either_kind_of_display() -> None:
    for display in ({"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}):
        planned = dry_run("run", **display)
        assert ".venv/bin/unseat run" in planned
        assert "tools.demo" not in planned
        assert planned.index("setup.sh windows") < planned.index("unseat run")
        assert "setup.sh desktop" not in planned


def test_run_without_a_display_says_so_and_shows_the_demo() -> None:
    planned = dry_run("run")
    assert "no display" in planned
    assert "setup.sh desktop" in planned
    assert ".venv/bin/python -m tools.demo" in planned
    assert "unseat run" not in planned


def test_test_runs_every_check() -> None:
    planned = dry_run("test")
    for check in ("ruff format --check", "ruff check", "mypy", "lint-imports", "setup.sh desktop", "-m pytest"):
        assert check in planned


def test_help_lists_every_target_for_people() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()) - {"desktop"}  # type: ignore[index]
    listed = make("help")
    assert {line.split()[1] for line in listed.splitlines() if line.startswith("  make ")} == targets


def test_ci_calls_make_test_from_the_root_wherever_it_is_called_from(tmp_path: Path) -> None:
    stand_in = tmp_path / "make"
    stand_in.write_text('#!/bin/sh\necho "$PWD $*"\n')
    stand_in.chmod(0o755)
    env = {"PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run((ROOT / ".ci/run",), cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
    assert done.stdout == f"{ROOT} test\n"
