"""Pictures of the windows, to be looked at: every window, in every language, light and dark, at several scales.

Run as `python -m tools.window_pictures [FOLDER]`; pictures go to FOLDER (out/windows), in the languages of LANGUAGES
("fr de"), or in all. Each look has a process of its own, as a person's has, with Qt drawing into memory. `checked`
tells what is clipped in a window.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tools.languages import asked

LOOKS, SCALES = ("light", "dark"), ("1", "2", "3")
SCREEN = {"name": "made up", "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1}
EXERCISE = "a2"


def main(arguments: list[str]) -> int:
    out = Path(arguments[0] if arguments else "out/windows").absolute()
    out.mkdir(parents=True, exist_ok=True)
    wrong = [line for look in product(asked(), LOOKS, SCALES) for line in one_look(out, *look)]
    print(f"Pictures are in {out}.", *wrong, sep="\n")
    return 1 if wrong else 0


def one_look(out: Path, language: str, look: str, scale: str) -> list[str]:
    """Takes the pictures in a process of its own; answers what is clipped in them."""
    home = out / f"home-{language}-{look}-{scale}"
    config = home / "unseat"
    config.mkdir(parents=True, exist_ok=True)
    settings = f'[exercises]\nlanguage = "{language}"\nflags = ["B"]\n[windows]\nlook = "{look}"\nmotion = false\n'
    (config / "unseat.toml").write_text(settings, encoding="utf-8")
    screens = home / "screens.json"
    screens.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE")}
    env = {
        **os.environ,
        **folders,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_SCALE_FACTOR": scale,
        "DISPLAY": "",
    }
    argv = (sys.executable, "-m", "tools.window_pictures_taken", str(out), f"{language}-{look}-{scale}")
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return list(_lines(done.stdout, f"{language}-{look}-{scale}"))


def _lines(text: str, look: str) -> Iterator[str]:
    return (f"{look}: {line}" for line in text.splitlines() if line)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
