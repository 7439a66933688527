"""The way through plyer: real notify-send against a fake server, and stand-ins for what it does on other systems."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from tests.desktop.fake_notifier import FakeNotifier, private_bus
from tests.desktop.test_notify import BUTTONS, ENGLISH, PROMPT, WEEK, Heard
from tests.pace import at_most
from tools.processes import living_with, wait_until
from unseat.desktop.base import Notice, Outcome
from unseat.desktop.notify.plyer_child import Reply, Request, tell
from unseat.desktop.notify.through_plyer import SYSTEMS, PlyerNotifier, System, _end

REQUEST = Request("title", "message", "unseat", 5)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    with private_bus(tmp_path) as env:
        yield env


@pytest.fixture
def server(bus: dict[str, str], tmp_path: Path) -> Iterator[FakeNotifier]:
    with FakeNotifier(bus, tmp_path) as made:
        yield made


@pytest.fixture
def notifier(bus: dict[str, str], heard: Heard) -> Iterator[PlyerNotifier]:
    with closing(PlyerNotifier(SYSTEMS["linux"], bus, ENGLISH, heard)) as made:
        yield made


def python(program: str) -> tuple[str, ...]:
    return (sys.executable, "-c", program)


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (("--help", "-t 9"), (" --help", " -t 9")),
        (("Don't", "It's \\n <b>5 & 3</b>"), ("Don\u2019t", "It\u2019s /n \u2039b\u203a5 + 3\u2039/b\u203a")),
        (("Beweeg \N{PERSON IN LOTUS POSITION}", "één\ntwee"), ("Beweeg \N{PERSON IN LOTUS POSITION}", "één\ntwee")),
        (("", ""), ("unseat", "")),
        (("t" * 10_000, "x" * 10_000), ("t" * 119 + "…", "x" * 999 + "…")),
    ],
)
def test_any_text_arrives(
    notifier: PlyerNotifier, server: FakeNotifier, heard: Heard, texts: tuple[str, str], shown: tuple[str, str]
) -> None:
    notifier.show(Notice("week", *texts))
    assert heard.wait_for() == Outcome("week", "shown")
    assert tuple(server.calls("Notify")[0][3:5]) == shown


def test_what_has_buttons_says_how_to_answer(notifier: PlyerNotifier, server: FakeNotifier, heard: Heard) -> None:
    notifier.withdraw("prompt")
    notifier.show(PROMPT)
    notifier.show(WEEK)
    heard.wait_for(2)
    first, second = [body[4] for body in server.calls("Notify")]
    assert 'with "unseat answer done"' in first.splitlines()[-1]
    assert second == WEEK.text


def test_nobody_who_shows_it_is_known_as_failed(notifier: PlyerNotifier, heard: Heard) -> None:
    notifier.show(WEEK)
    assert heard.wait_for().error == "nothing on the session bus shows notifications (org.freedesktop.Notifications)"


def test_a_hung_server_fails_in_time_and_leaves_no_process(
    bus: dict[str, str], server: FakeNotifier, heard: Heard
) -> None:
    server.hang()
    with closing(
        PlyerNotifier(SYSTEMS["linux"], bus | {"MARK": bus["HOME"]}, ENGLISH, heard, deadline_s=1)
    ) as notifier:
        with at_most(2.5):
            notifier.show(WEEK)
            assert heard.wait_for() == Outcome("week", "failed", error="plyer did not finish in time")
        wait_until(lambda: not living_with(f"MARK={bus['HOME']}"), "notify-send to be gone")


def test_the_end_does_not_wait_for_plyer(heard: Heard) -> None:
    sleeper = System(SYSTEMS["win32"].limits, command=python("import time; time.sleep(60)"))
    notifier = PlyerNotifier(sleeper, {}, ENGLISH, heard)
    notifier.show(WEEK)
    with at_most(1.9):
        notifier.close()
        notifier.close()


def test_one_that_lives_as_long_as_its_balloon_is_shown_already(heard: Heard) -> None:
    balloon = python("import time; print('{}', flush=True); time.sleep(60)")
    notifier = PlyerNotifier(System(SYSTEMS["win32"].limits, command=balloon), {}, ENGLISH, heard)
    notifier.show(WEEK)
    assert heard.wait_for() == Outcome("week", "shown")
    notifier.close()


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ('print(\'{"error": "OSError: no"}\')', "OSError: no"),
        ("raise SystemExit(3)", "plyer ended without an answer"),
        ("print('what?')", "JSON is malformed: invalid character (byte 0)"),
    ],
)
def test_a_child_that_fails(program: str, error: str, heard: Heard) -> None:
    with closing(
        PlyerNotifier(System(SYSTEMS["win32"].limits, command=python(program)), {}, ENGLISH, heard)
    ) as notifier:
        notifier.show(WEEK)
        assert heard.wait_for() == Outcome("week", "failed", error=error)


def test_windows_gets_no_more_than_it_takes(heard: Heard, tmp_path: Path) -> None:
    asked = tmp_path / "asked"
    keep = python(f"import pathlib, sys; pathlib.Path({str(asked)!r}).write_text(sys.stdin.read()); print('{{}}')")
    with closing(PlyerNotifier(System(SYSTEMS["win32"].limits, command=keep), {}, ENGLISH, heard)) as notifier:
        notifier.show(Notice("prompt", "\N{PERSON IN LOTUS POSITION}" * 99, "x" * 999, BUTTONS))
        heard.wait_for()
    request = msgspec.json.decode(asked.read_bytes(), type=Request)
    assert len(request.title.encode("utf-16-le")) // 2 <= 63
    assert len(request.message) == 255
    assert "unseat answer" in request.message


def test_what_plyer_raises_is_told() -> None:
    def refuse(**_: object) -> None:
        raise NotImplementedError("No usable implementation found!")

    assert tell(REQUEST, refuse) == Reply("NotImplementedError: No usable implementation found!")


def test_what_its_thread_raises_is_told_too() -> None:
    def balloon() -> None:
        raise ValueError("string too long")

    before = threading.excepthook
    try:
        assert tell(REQUEST, lambda **_: threading.Thread(target=balloon).start()) == Reply(
            "ValueError: string too long"
        )
    finally:
        threading.excepthook = before


def test_a_thread_that_goes_on_means_shown() -> None:
    release = threading.Event()
    before = threading.excepthook
    try:
        assert tell(REQUEST, lambda **_: threading.Thread(target=release.wait).start(), patience_s=0.05) == Reply()
    finally:
        release.set()
        threading.excepthook = before


def test_a_child_whose_end_another_thread_sees_meanwhile_is_not_killed() -> None:
    child = subprocess.Popen(python("pass"), start_new_session=True)
    os.waitpid(child.pid, 0)  # as the notifier's thread does, right after this one has looked
    assert child.returncode is None
    try:
        _end(child)
    finally:
        child.wait()
