"""How unseat starts more of itself: from a Python that has it, or from a bundle, which is one program and no Python."""

import os
import sys
from collections.abc import MutableMapping

AS = "--as="
PARTS = frozenset({"unseat", "unseat.background", "unseat.windows", "unseat.desktop.notify.plyer_child"})
"""The modules that are programs, each with a process of its own."""


def part(module: str, *flags: str, bundled: bool | None = None) -> tuple[str, ...]:
    """The argument vector that runs one of PARTS; its arguments may follow. `flags`: for the interpreter, where there
    is one. `bundled`: null for what this process is, a bundle being known by `sys.frozen`, as PyInstaller sets it."""
    if getattr(sys, "frozen", False) if bundled is None else bundled:
        return (sys.executable, f"{AS}{module}")
    return (sys.executable, *flags, "-m", module)


def main() -> None:
    """The program of a bundle: one of PARTS, by `--as=MODULE`, else the command line."""
    import runpy

    give_back(os.environ)
    named = sys.argv[1].removeprefix(AS) if len(sys.argv) > 1 and sys.argv[1].startswith(AS) else "unseat"
    if named not in PARTS:
        raise SystemExit(f"unseat: there is no part {named}")
    if named != "unseat":
        del sys.argv[1]
    runpy.run_module(named, run_name="__main__", alter_sys=True)


def give_back(env: MutableMapping[str, str]) -> None:
    """PyInstaller has libraries looked for in the bundle first; a browser or a font finder would take them for its own.

    The bundle's loader has read the variable already. It sets it again for each process of the bundle that it does not
    take for a part of this one, hence the other variable (PyInstaller 6.9 and later).
    """
    env.pop("LD_LIBRARY_PATH", None)
    if (before := env.pop("LD_LIBRARY_PATH_ORIG", None)) is not None:
        env["LD_LIBRARY_PATH"] = before
    env["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
