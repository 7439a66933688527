"""The bundle: unseat with its own Python and Qt, one folder. `make bundle` makes dist/unseat and says how large it is.

PyInstaller carries along whatever could be used; what unseat never uses is left out here, by name.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Final

ROOT = Path(__file__).parents[1]
PACKAGES: Final = ("unseat", "apscheduler.triggers", "plyer.platforms")
"""Packages of which any part may be imported by name while the program runs."""
BACKENDS: Final = {"linux": "xorg", "win32": "win32", "darwin": "darwin"}
"""What pynput and pystray call their own parts, by `sys.platform`. They cannot be found out by importing: there may be
no display."""
LEFT_OUT: Final = [
    *("tkinter", "gi", "IPython", "numpy", "setuptools", "pip", "pydoc_data", "lib2to3", "unittest", "test"),
    *("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtTest"),
]
UNUSED: Final = (
    *("Qt6Network", "Qt6Qml", "Qt6Quick", "Qt6OpenGL", "Qt6VirtualKeyboard", "Qt6Pdf", "Qt6EglFs", "Qt6EglFS"),
    *(
        "PySide6/Qt/translations/",
        "PySide6/Qt/qml/",
        "PySide6/Qt/plugins/tls/",
        "PySide6/Qt/plugins/networkinformation/",
    ),
    *("PySide6/Qt/plugins/egldeviceintegrations/", "PySide6/Qt/plugins/generic/", "PySide6/Qt/plugins/virtualkeyboard"),
    *("PySide6/Qt/plugins/platforms/libqeglfs", "PySide6/Qt/plugins/platforms/libqlinuxfb"),
    *("PySide6/Qt/plugins/platforms/libqminimalegl", "PySide6/Qt/plugins/platforms/libqvnc"),
    *("PySide6/Qt/plugins/platforms/libqvkkhrdisplay", "libgtk-3", "libgdk-3", "plugins/platformthemes/libqgtk3"),
)
"""Parts of the names of Qt's files that no window of unseat has a use for."""
MB = 1024 * 1024


def backends(platform: str) -> list[str]:
    """The modules of pynput and pystray that are imported by name."""
    kind = BACKENDS.get(platform, "xorg")
    parts = (f"pynput.keyboard._{kind}", f"pynput.mouse._{kind}", f"pynput._util.{kind}", f"pystray._{kind}")
    return [*parts, *(["pystray._util.win32"] if platform == "win32" else [])]


def is_wanted(name: str) -> bool:
    """Whether a file, named as it lies in the bundle, is to be carried along."""
    return not any(part in name.replace("\\", "/") for part in UNUSED)


def make(dist: Path, work: Path) -> Path:
    """Makes the bundle and returns its folder. Raises CalledProcessError; PyInstaller says why on the terminal."""
    options = ("--noconfirm", "--log-level", "ERROR", "--distpath", str(dist), "--workpath", str(work))
    spec = str(ROOT / "packaging" / "unseat.spec")
    subprocess.run((sys.executable, "-m", "PyInstaller", *options, spec), check=True, cwd=ROOT)
    return dist / "unseat"


def sizes(folder: Path, most: int = 8) -> list[tuple[str, float]]:
    """Megabytes in all, then those of its largest parts."""
    parts: Counter[str] = Counter()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            inside = file.relative_to(folder).parts
            parts[inside[1] if len(inside) > 1 else inside[0]] += file.stat().st_size
    return [("all", parts.total() / MB), *((name, size / MB) for name, size in parts.most_common(most))]


def main() -> None:
    folder = make(ROOT / "dist", ROOT / "build" / "bundle")
    print(folder.relative_to(ROOT))
    for name, size in sizes(folder):
        print(f"{size:7.1f} MB  {name}")


if __name__ == "__main__":
    main()
