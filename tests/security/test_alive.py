"""The real agent through a prompt, its card, a session and the week's page: what it opens, holds and leaves behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from tests.desktop.agent import Agent
from tests.desktop.test_card import LONG, card_on, prompted
from tests.desktop.test_lifecycle import network, sockets
from tests.security.memory import family, held
from tools.accessible import accessibility
from tools.processes import living_with
from tools.sink import sink
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts

pytestmark = pytest.mark.desktop

TITLE = "qz7kfw title of a private window vx3"
TYPED = "qz7kfw secret words that were typed vx3"
PLACES = ((1013, 587), (417, 603), (871, 331))
TRACE = ("strace", "-f", "-qq", "--seccomp-bpf", "-y", "-e", "trace=socket,connect,bind,listen,accept,accept4,sendto")
PROTOCOLS = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
GENEROUS = ("sh", "-c", 'umask 000; exec "$@"', "sh")
NETWORK = re.compile(r"\bAF_(?!UNIX|UNSPEC)\w+")
"""Any family of sockets but the local one, in a line of strace."""
SERVICES = re.compile(
    r".*/\.X11-unix/X\d+|.*/\.ICE-unix/\d+"  # the X server, the session manager
    r"|.*/run/(bus|pulse/native|wayland-\d+|at-spi/.*)|.*/at-spi/bus_\d+"  # the session's bus, sound, screen readers
    r"|/run/dbus/system_bus_socket|/var/run/nscd/socket"  # the system's bus; glibc's names of users
)


class Traced:
    """The desktop, on which programs of ours run under strace, with what they asked of sockets in a file each."""

    def __init__(self, desk: VirtualDesktop, folder: Path) -> None:
        self._desk = desk
        self.folder = folder

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def spawn(self, *argv: str) -> subprocess.Popen[bytes]:
        return self._desk.spawn(*TRACE, "-o", str(self.folder / "agent.strace"), *GENEROUS, *argv)


class Lived:
    """What was found while it lived. `asked`: what each program asked of sockets, line by line."""

    def __init__(self) -> None:
        self.asked: dict[str, list[str]] = {}
        self.sockets: set[str] = set()
        self.programs: set[str] = set()
        self.held: set[str] = set()
        self.files: dict[str, bytes] = {}
        self.modes: dict[str, str] = {}
        self.numbers: set[object] = set()


@pytest.fixture(scope="module")
def lived(desk: VirtualDesktop, tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Half a minute at the desk: a private text is typed and a pointer moved, a prompt comes, its exercise begins."""
    folder, found = tmp_path_factory.mktemp("traced"), Lived()
    with accessibility(desk) as reader, sink(desk, title=TITLE) as editor:
        agent = Agent(cast("VirtualDesktop", Traced(desk, folder)), show="card", missed_after=LONG)
        own = agent.places.config_file.read_text(encoding="utf-8")
        agent.write(own.replace('break_after = "10s"', 'break_after = "120s"'))  # looking into memory takes a while
        assert agent.journal.view() is None  # made now: strace slows down the start, and then two would make it
        try:
            agent.start()
            _type(desk)
            assert TYPED in editor.typed
            prompted(agent)
            card = card_on(reader)
            _look(found, agent)
            card.find("push button", "Start").press()
            agent.waits_for(facts.SessionStarted, 10)
            wait_until(agent.windows, "the session's window")
            _look(found, agent)
            _page(desk, folder)
            _keep(found, agent, folder)
            for pid in agent.windows():  # a window outlives the agent, and strace all that it follows
                os.kill(pid, signal.SIGTERM)
            agent.unseat("quit")
            agent.process.wait(10)
        finally:
            agent.close()
        for trace in folder.glob("*.strace"):
            found.asked[trace.stem] = trace.read_text(errors="replace").splitlines()
    return found


def _type(desk: VirtualDesktop) -> None:
    for x, y in PLACES:
        desk.run("xdotool", "mousemove", str(x), str(y))
    desk.run("xdotool", "type", "--delay", "5", TYPED)


def _look(found: Lived, agent: Agent) -> None:
    """Into the memory of the agent and of all that it started, and at their sockets."""
    pids = family(agent.process.pid) - {agent.process.pid}  # that is strace itself
    assert set(agent.windows()) <= pids
    for pid in pids:
        with suppress(FileNotFoundError, ProcessLookupError):  # a short-lived one has ended meanwhile
            mine = sockets(pid)
            found.sockets |= mine & {line[9] for protocol in PROTOCOLS for line in network(protocol)}
            found.held |= held(pid, (TYPED, TITLE))
            found.programs.add(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode())


def _page(desk: VirtualDesktop, folder: Path) -> None:
    trace = (*TRACE, "-o", str(folder / "page.strace"))
    desk.run(*trace, "unseat", "week", "--html", str(folder / "week.html"), timeout=60)


def _keep(found: Lived, agent: Agent, folder: Path) -> None:
    """All that it has written by now."""
    places = agent.places
    for top in (places.journal_file.parent, places.log_file.parent, places.config_file.parent):
        for file in (file for file in top.rglob("*") if file.is_file()):
            found.files[str(file.relative_to(top))] = file.read_bytes()
            found.modes[str(file.relative_to(top))] = oct(file.stat().st_mode & 0o777)
    found.files["week.html"] = (folder / "week.html").read_bytes()
    for entry in agent.journal.facts():
        found.numbers |= set(_numbers(msgspec.to_builtins(entry.fact)))


def _numbers(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, int | float):
        yield value


# ---- the network


def test_no_socket_but_local_ones_is_ever_asked_for(lived: Lived) -> None:
    assert set(lived.asked) == {"agent", "page"}
    assert any("AF_UNIX" in line for line in lived.asked["agent"])
    assert [line for lines in lived.asked.values() for line in lines if NETWORK.search(line)] == []


def test_it_listens_nowhere(lived: Lived) -> None:
    """A name of its own for a socket (bind) would be one to listen at."""
    listens = re.compile(r"\b(listen|accept4?)\(")
    assert [line for lines in lived.asked.values() for line in lines if listens.search(line)] == []


def test_it_connects_to_the_desktops_own_services_alone(lived: Lived) -> None:
    paths = {
        found[1] for line in lived.asked["agent"] if (found := re.search(r'connect\(.*sun_path=@?"([^"]*)"', line))
    }
    assert any("X11-unix" in path for path in paths)
    assert {path for path in paths if not SERVICES.fullmatch(path)} == set()


def test_no_socket_that_is_open_is_one_of_the_network(lived: Lived) -> None:
    assert lived.sockets == set()
    for looked_into in ("unseat.background", "unseat.windows card"):
        assert any(looked_into in one for one in lived.programs)


def test_the_trace_would_show_a_socket_of_the_network(tmp_path: Path) -> None:
    code = "from socket import *; socket(AF_INET, SOCK_DGRAM).close(); socket(AF_INET6).close()"
    file = tmp_path / "control.strace"
    subprocess.run((*TRACE, "-o", str(file), sys.executable, "-c", code), check=True, timeout=60)
    assert {found for line in file.read_text().splitlines() for found in NETWORK.findall(line)} == {
        "AF_INET",
        "AF_INET6",
    }


# ---- what was typed, where, and in which window


def test_neither_text_nor_title_is_in_its_memory(lived: Lived) -> None:
    """Nor, therefore, in a core file, which is that memory. The windows are looked into as well."""
    assert lived.held == set()


def test_neither_text_nor_title_nor_place_is_written(lived: Lived) -> None:
    assert {"journal.sqlite3", "unseat.log", "week.html"} <= set(lived.files)
    for name, data in lived.files.items():
        for text in (TYPED, TITLE):
            assert text.encode() not in data, name
            assert text.encode("utf-16-le") not in data, name
    assert not lived.numbers & {number for place in PLACES for number in place}


def test_what_it_writes_is_its_owners_alone(lived: Lived) -> None:
    """Also under a umask that would give all to all; the settings and the card are the test's own."""
    made = {name: mode for name, mode in lived.modes.items() if not name.endswith(".toml")}
    assert {"journal.sqlite3", "journal.sqlite3-wal", "agent.lock", "session.lock", "unseat.log"} <= set(made)
    assert set(made.values()) == {"0o600"}


def test_the_search_finds_what_is_there(desk: VirtualDesktop, tmp_path: Path) -> None:
    """A window that knows its own title, and a program that was told the text."""
    program = "import sys; kept = sys.stdin.read(); print('kept', flush=True); import time; time.sleep(60)"
    with sink(desk, "control", title=TITLE):
        pids = [pid for pid in living_with(f"HOME={desk.env['HOME']}") if _is_sink(pid)]
        assert any(held(pid, (TYPED, TITLE)) == {TITLE} for pid in pids)
    with subprocess.Popen((sys.executable, "-c", program), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as control:
        assert control.stdin
        assert control.stdout
        control.stdin.write(TYPED.encode())
        control.stdin.close()
        control.stdout.readline()
        try:
            assert held(control.pid, (TYPED, TITLE)) == {TYPED}
        finally:
            control.kill()


def _is_sink(pid: int) -> bool:
    return b"tools.sink" in Path(f"/proc/{pid}/cmdline").read_bytes()
