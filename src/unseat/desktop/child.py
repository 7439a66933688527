"""Windows in child processes: Qt, and the memory it takes, never come into the agent."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from importlib.util import find_spec

from unseat.core.finding import Finding
from unseat.desktop.base import WINDOW, Offered, Outcome, Put
from unseat.itself import part
from unseat.texts import Texts

CARD, SESSION, PROFILE, WELCOME, SIGNS = "card", "session", "profile", "welcome", "signs"
SETTINGS = "settings"
TRY = "try"
PART = "windows"
INSTEAD = "Until then there are notifications in the place of windows."
LIBRARIES = "apt-get install libegl1 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0"
PROGRAM = part("unseat.windows")


def can_show(env: Mapping[str, str]) -> bool:
    """Whether windows could be shown: Qt is installed, and there is a display (it may still turn out unusable)."""
    return has_display(env) and find_spec("PySide6") is not None


def has_display(env: Mapping[str, str]) -> bool:
    return sys.platform in {"win32", "darwin"} or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def finding(env: Mapping[str, str], texts: Texts, program: tuple[str, ...] = PROGRAM) -> Finding:
    """What `unseat doctor` says of windows: has a child try, for three seconds at most. Shows nothing."""
    if find_spec("PySide6") is None:
        return Finding(PART, works=False, found=texts.say("Qt is missing"), remedy=texts.say("install unseat again"))
    if not has_display(env):
        return Finding(PART, works=False, found=texts.say("there is no display"), remedy=texts.say(INSTEAD))
    try:
        tried = subprocess.run((*program, TRY), env=dict(env), capture_output=True, text=True, check=False, timeout=3)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Finding(PART, works=False, found=str(error), remedy=texts.say(INSTEAD))
    if tried.returncode == 0:
        return Finding(PART, works=True, found=tried.stdout.strip())
    found = next((line for line in tried.stderr.splitlines() if line.strip()), f"exit code {tried.returncode}")
    return Finding(PART, works=False, found=found, remedy=f"{texts.say(INSTEAD)} {LIBRARIES}")


class ChildWindows:
    """See `Windows`. A child belongs to no terminal of the agent's and outlives it: an exercise goes on."""

    def __init__(self, put: Put, program: tuple[str, ...] = PROGRAM) -> None:
        self._put = put
        self._program = program

    def card(self, offered: Offered) -> None:
        self._open(CARD, *arguments(offered))

    def session(self, offered: Offered) -> None:
        self._open(SESSION, *arguments(offered))

    def profile(self, *, first: bool = False) -> None:
        self._open(WELCOME if first else PROFILE)

    def signs(self) -> None:
        self._open(SIGNS)

    def settings(self) -> None:
        self._open(SETTINGS)

    def _open(self, which: str, *arguments: str) -> None:
        argv = (*self._program, which, *arguments)
        threading.Thread(target=self._watch, args=(which, argv), name=which, daemon=True).start()

    def _watch(self, which: str, argv: tuple[str, ...]) -> None:
        """Lives as long as the child, which is so never left behind as a zombie."""
        try:
            done = subprocess.run(
                argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False, start_new_session=True
            )
            error = f"exit code {done.returncode}" if done.returncode else ""
        except OSError as refused:
            error = str(refused)
        self._put(Outcome(WINDOW, "failed" if error else "closed", key=which, error=error))


def arguments(offered: Offered) -> Iterator[str]:
    """As `python -m unseat.windows` takes them."""
    yield from ("--exercise", offered.exercise)
    if offered.prompt is not None:
        yield from ("--prompt", str(offered.prompt))
    if offered.starts:
        yield from ("--starts", offered.starts)
    yield from ("--sitting", str(offered.sitting_ms), "--lasts", str(offered.lasts_ms))
    yield from (f"--{flag}" for flag, is_set in (("again", offered.again), ("full", offered.full)) if is_set)
