"""The freedesktop notifier against a real D-Bus service on a private bus, its text, and the choice among notifiers."""

import os
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.fake_notifier import FakeNotifier, private_bus
from tests.pace import at_most
from tools.processes import wait_until
from unseat.desktop.base import Button, Notice, Outcome
from unseat.desktop.notify import choose, finding
from unseat.desktop.notify.freedesktop import FreedesktopNotifier
from unseat.desktop.notify.wording import FREEDESKTOP, Server, clean, clip, key_of, notify_body, title_of
from unseat.texts import Texts

ENGLISH = Texts.english()
BUTTONS = (Button("start", "Start"), Button("later", "Later"), Button("skip", "Skip"))
PROMPT = Notice("prompt", "Time to move", "2 x 30 s", BUTTONS, lasts_ms=120_000)
WEEK = Notice("week", "Your week", "14 h sitting")


class Heard:
    """Collects outcomes, from whatever thread."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []

    def __call__(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def wait_for(self, count: int = 1, seconds: float = 10) -> Outcome:
        """The last of at least `count` outcomes."""
        wait_until(lambda: len(self.outcomes) >= count, f"outcome {count}, have {self.outcomes}", seconds)
        return self.outcomes[-1]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    with private_bus(tmp_path) as env:
        yield env


@pytest.fixture
def notifier(bus: dict[str, str], heard: Heard) -> Iterator[FreedesktopNotifier]:
    with closing(FreedesktopNotifier(bus, ENGLISH, heard, deadline_s=0.5)) as made:
        yield made


@pytest.fixture
def server(bus: dict[str, str], tmp_path: Path) -> Iterator[FakeNotifier]:
    with FakeNotifier(bus, tmp_path) as made:
        yield made


def test_a_prompt_is_sent_as_the_specification_says(
    notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard
) -> None:
    notifier.show(PROMPT)
    assert heard.wait_for() == Outcome("prompt", "shown")
    assert server.calls("Notify") == [
        [
            "unseat",
            0,
            "",
            "Time to move",
            "2 x 30 s",
            ["start", "Start", "later", "Later", "skip", "Skip"],
            {"urgency": ["y", 1], "desktop-entry": ["s", "unseat"], "transient": ["b", True]},
            120_000,
        ]
    ]


def test_the_icon_is_named_where_it_is_installed(bus: dict[str, str], server: FakeNotifier, heard: Heard) -> None:
    icon = Path(bus["HOME"], ".local/share/icons/hicolor/scalable/apps/unseat.svg")
    icon.parent.mkdir(parents=True)
    icon.touch()
    with closing(choose(bus, ENGLISH, heard)) as notifier:
        notifier.show(WEEK)
        heard.wait_for()
    assert server.calls("Notify")[0][2] == "unseat"


def test_capabilities_are_asked_once_and_the_slot_is_replaced(
    notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard
) -> None:
    for count, notice in enumerate((PROMPT, PROMPT, WEEK, PROMPT), 1):
        notifier.show(notice)
        heard.wait_for(count)
    assert [body[1] for body in server.calls("Notify")] == [0, 1, 0, 1]
    assert len(server.calls("GetCapabilities")) == 1


def test_a_click_is_the_answer_and_the_last_word(
    notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard
) -> None:
    notifier.show(PROMPT)
    heard.wait_for()
    server.order(click=[77, "start"])
    server.order(click=[1, "no such button"])
    server.order(click=[1, "later"])
    assert heard.wait_for(2) == Outcome("prompt", "button", key="later")
    wait_until(lambda: server.calls("CloseNotification") == [[1]], "the notice to be closed")
    server.order(close=[1, 2])
    notifier.show(WEEK)
    assert heard.wait_for(3) == Outcome("week", "shown")


def test_closed_by_the_person_or_by_time(notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard) -> None:
    notifier.show(PROMPT)
    heard.wait_for()
    server.order(close=[1, 1])
    assert heard.wait_for(2) == Outcome("prompt", "closed")


def test_withdrawn_is_closed_silently(notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard) -> None:
    notifier.withdraw("prompt")
    notifier.show(PROMPT)
    notifier.withdraw("prompt")
    wait_until(lambda: server.calls("CloseNotification") == [[1]], "the notice to be closed")
    assert heard.outcomes == [Outcome("prompt", "shown")]


def test_at_the_end_what_still_asks_is_withdrawn(bus: dict[str, str], server: FakeNotifier, heard: Heard) -> None:
    notifier = FreedesktopNotifier(bus, ENGLISH, heard)
    notifier.show(PROMPT)
    notifier.show(WEEK)
    heard.wait_for(2)
    notifier.close()
    wait_until(lambda: server.calls("CloseNotification") == [[1]], "the prompt alone to be closed")
    notifier.show(PROMPT)
    notifier.withdraw("prompt")
    notifier.close()
    assert len(heard.outcomes) == 2


def test_buttons_only_where_there_are_actions(bus: dict[str, str], tmp_path: Path, heard: Heard) -> None:
    with (
        FakeNotifier(bus, tmp_path, capabilities=("body",)) as server,
        closing(choose(bus, ENGLISH, heard)) as notifier,
    ):
        notifier.show(PROMPT)
        notifier.show(WEEK)
        heard.wait_for(2)
        prompt, week = server.calls("Notify")
    assert prompt[5] == []
    assert prompt[4].endswith('Answer from the tray icon, or with "unseat answer done" (or later, or skipped).')
    assert week[4] == WEEK.text


def test_a_click_on_the_notice_itself_where_no_buttons_are_drawn(
    bus: dict[str, str], tmp_path: Path, heard: Heard
) -> None:
    with FakeNotifier(bus, tmp_path, name="dunst") as server, closing(choose(bus, ENGLISH, heard)) as notifier:
        notifier.show(PROMPT)
        heard.wait_for()
        assert server.calls("Notify")[0][5] == ["default", "Start", "later", "Later", "skip", "Skip"]
        server.order(click=[1, "default"])
        assert heard.wait_for(2) == Outcome("prompt", "button", key="start")


def test_a_hung_server_fails_within_the_deadline_and_is_then_used_again(
    notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard
) -> None:
    notifier.show(WEEK)
    heard.wait_for()
    server.hang()
    with at_most(0.5 + 1):
        notifier.show(PROMPT)
        notifier.show(PROMPT)
        failed = heard.wait_for(3)
    assert failed == Outcome("prompt", "failed", error="no answer to Notify in time")
    server.wake()
    notifier.show(PROMPT)
    assert heard.wait_for(4) == Outcome("prompt", "shown")
    shown = 2 + len(server.calls("Notify")) - 3
    wait_until(lambda: server.calls("CloseNotification") == [[2], [3]], "the two late ones to be closed again")
    assert shown == 3


def test_a_server_that_never_answers(notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard) -> None:
    server.order(mute=["GetCapabilities"])
    notifier.show(PROMPT)
    assert heard.wait_for() == Outcome("prompt", "failed", error="no answer to GetCapabilities in time")
    server.order(mute=[])
    notifier.show(PROMPT)
    assert heard.wait_for(2).what == "shown"


def test_the_end_interrupts_a_call_that_hangs(bus: dict[str, str], server: FakeNotifier, heard: Heard) -> None:
    server.order(mute=["Notify"])
    notifier = FreedesktopNotifier(bus, ENGLISH, heard)
    notifier.show(PROMPT)
    wait_until(lambda: server.calls("Notify"), "the call")
    with at_most(1.5):
        notifier.close()
    assert heard.outcomes == [Outcome("prompt", "failed", error="gave up Notify: the program ends")]


def test_no_server_fails_at_once_and_one_that_comes_later_is_used(
    notifier: FreedesktopNotifier, bus: dict[str, str], tmp_path: Path, heard: Heard
) -> None:
    notifier.show(PROMPT)
    assert "ServiceUnknown" in heard.wait_for().error
    with FakeNotifier(bus, tmp_path):
        notifier.show(PROMPT)
        assert heard.wait_for(2).what == "shown"


def test_a_server_that_is_replaced_is_asked_anew_and_its_notices_are_gone(
    notifier: FreedesktopNotifier, bus: dict[str, str], tmp_path: Path, heard: Heard
) -> None:
    with FakeNotifier(bus, tmp_path):
        notifier.show(PROMPT)
        heard.wait_for()
    assert heard.wait_for(2) == Outcome("prompt", "closed")
    with FakeNotifier(bus, tmp_path, capabilities=("body",)) as second:
        notifier.show(PROMPT)
        assert heard.wait_for(3).what == "shown"
        assert second.calls("Notify")[0][1] == 0
        assert second.calls("Notify")[0][5] == []


def test_no_bus_and_one_that_comes_later(tmp_path: Path, heard: Heard) -> None:
    env = {"XDG_RUNTIME_DIR": str(tmp_path)}
    with closing(FreedesktopNotifier(env, ENGLISH, heard)) as notifier:
        notifier.show(PROMPT)
        assert heard.wait_for().error == "no session bus: DBUS_SESSION_BUS_ADDRESS is not set"
        with ExitStack() as stack:
            bus = stack.enter_context(private_bus(tmp_path))
            stack.enter_context(FakeNotifier(bus, tmp_path))
            notifier.show(PROMPT)
            assert heard.wait_for(2).what == "shown"
        assert heard.wait_for(3) == Outcome("prompt", "closed")
        notifier.show(PROMPT)
        assert heard.wait_for(4).what == "failed"


@pytest.mark.parametrize("address", ["nonsense", "tcp:host=localhost,port=1", "unix:path=/nonexistent/bus"])
def test_an_address_that_leads_nowhere(address: str, heard: Heard) -> None:
    with closing(FreedesktopNotifier({"DBUS_SESSION_BUS_ADDRESS": address}, ENGLISH, heard)) as notifier:
        notifier.show(PROMPT)
        assert heard.wait_for(seconds=1).error.startswith(f"no session bus at {address}")


def test_a_refused_notice_goes_through_plyer_once(bus: dict[str, str], server: FakeNotifier, heard: Heard) -> None:
    server.order(refuse=["Notify"])
    with closing(choose(bus, ENGLISH, heard, "linux")) as notifier:
        notifier.show(PROMPT)
        assert heard.wait_for() == Outcome("prompt", "shown")
        direct, through_plyer = server.calls("Notify")
    assert direct[5]
    assert through_plyer[5] == []


def test_a_notice_refused_twice_has_failed(bus: dict[str, str], server: FakeNotifier, heard: Heard) -> None:
    server.order(refuse=["Notify", "Notify"])
    with closing(choose(bus, ENGLISH, heard, "linux")) as notifier:
        notifier.show(PROMPT)
        failed = heard.wait_for()
    assert failed.what == "failed"
    assert "not like this" in failed.error


def test_where_nothing_can_show_it_that_is_said_once(bus: dict[str, str], heard: Heard) -> None:
    with closing(choose(bus, ENGLISH, heard, "linux")) as notifier:
        notifier.show(PROMPT)
        heard.wait_for()
    error = "nothing on the session bus shows notifications (org.freedesktop.Notifications)"
    assert heard.outcomes == [Outcome("prompt", "failed", error=error)]


def test_the_thread_sleeps_while_nothing_happens(
    notifier: FreedesktopNotifier, server: FakeNotifier, heard: Heard
) -> None:
    notifier.show(PROMPT)
    heard.wait_for()
    thread = next(thread for thread in threading.enumerate() if thread.name == "notifier")
    status = Path(f"/proc/{os.getpid()}/task/{thread.native_id}/status")

    def switches() -> str:
        return next(line for line in status.read_text().splitlines() if line.startswith("voluntary_ctxt_switches"))

    wait_until(lambda: "S (sleeping)" in status.read_text(), "the thread to sleep")
    before = switches()
    threading.Event().wait(1.0)
    assert switches() == before


def test_each_system_has_its_notifier(bus: dict[str, str], heard: Heard) -> None:
    for platform, name in {
        "linux": "freedesktop",
        "freebsd14": "freedesktop",
        "win32": "plyer",
        "darwin": "plyer",
    }.items():
        with closing(choose(bus, ENGLISH, heard, platform)) as notifier:
            assert notifier.name == name


def test_the_doctor_names_the_server(bus: dict[str, str], server: FakeNotifier) -> None:
    found = finding(bus, ENGLISH, "linux")
    assert found.works
    assert found.found == "fake 1.0 (actions, body, body-markup, persistence)"
    assert not found.remedy


def test_the_doctor_on_a_server_that_hangs(bus: dict[str, str], server: FakeNotifier) -> None:
    server.hang()
    found = finding(bus, ENGLISH, "linux", deadline_s=0.2)
    assert not found.works
    assert "hangs" in found.remedy


def test_the_doctor_without_a_server_or_a_bus(bus: dict[str, str]) -> None:
    for env in (bus, {}):
        found = finding(env, ENGLISH, "linux")
        assert not found.works
        assert "sudo apt install" in found.remedy


def test_the_doctor_says_that_plyer_has_no_buttons() -> None:
    assert finding({}, ENGLISH, "win32").found == "through plyer, without buttons"


FULL = Server("fake", "", "1", frozenset({"actions", "body-markup"}))
PLAIN = Server("fake", "", "1", frozenset())


def test_markup_is_escaped_where_the_server_reads_it() -> None:
    notice = Notice("week", "<b>5 > 3</b>", 'Don\'t <blink> & "run"')
    assert notify_body(notice, FULL, 0, "", "")[3:5] == ("<b>5 > 3</b>", 'Don\'t &lt;blink&gt; &amp; "run"')
    assert notify_body(notice, PLAIN, 0, "", "")[4] == notice.text


def test_a_quiet_prompt_makes_no_sound_and_stays_in_the_history() -> None:
    hints = notify_body(Notice("prompt", "a", "b", quiet=True), FULL, 0, "", "")[6]
    assert hints == {"urgency": ("y", 0), "desktop-entry": ("s", "unseat"), "suppress-sound": ("b", True)}


def test_a_long_text_is_cut_but_never_the_way_to_answer() -> None:
    body = notify_body(Notice("prompt", "t" * 10_000, "x" * 10_000, BUTTONS), PLAIN, 0, "Answer so.", "")
    assert len(body[3]) == FREEDESKTOP.title
    assert len(body[4]) == FREEDESKTOP.text
    assert body[4].endswith("x…\nAnswer so.")


def test_a_title_is_one_line_and_never_empty() -> None:
    assert title_of(Notice("week", " Your\n\tweek ", ""), FREEDESKTOP) == "Your week"
    assert title_of(Notice("week", "\0\n", ""), FREEDESKTOP) == "unseat"


def test_only_a_notice_with_buttons_has_a_default() -> None:
    assert key_of(PROMPT, "default") == "start"
    assert key_of(WEEK, "default") == ""


@given(st.text(st.characters(codec=None), max_size=60), st.integers(2, 40))
def test_whatever_the_text_it_can_be_sent_and_fits(text: str, units: int) -> None:
    sent = clip(clean(text), units)
    assert len(sent.encode("utf-16-le")) <= 2 * units
    assert "\0" not in sent.encode("utf-8").decode()
    assert clip(sent, units) == sent
