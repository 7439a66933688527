"""How the agent starts and ends, what it leaves on disk, and what it does when settings or the X server break."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.desktop.agent import SEEN, agent_on
from tools.virtual import VirtualDesktop, wait_until
from unseat.core import facts
from unseat.core.words import SECOND, Because, State

pytestmark = pytest.mark.desktop

ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LISTENS = 1 << 16
"""A socket's flag in /proc/net/unix that accepts connections (__SO_ACCEPTCON of the kernel's net.h)."""


def test_only_one_runs(desk: VirtualDesktop) -> None:
    with agent_on(desk) as agent:
        said = agent.refused("run")
        assert said == f"unseat: The agent is already running (process {agent.process.pid}). unseat status\n"
        assert agent.status()["agent"] == "running"


def test_its_files_are_its_owners_and_it_listens_nowhere(desk: VirtualDesktop) -> None:
    with agent_on(desk) as agent:
        agent.sits()
        for file in (agent.places.journal_file, agent.places.log_file, agent.places.lock_file):
            assert oct(file.stat().st_mode & 0o777) == "0o600"
            assert oct(file.parent.stat().st_mode & 0o777) == "0o700"
        mine = sockets(agent.process.pid)
        assert mine
        assert not mine & {line[9] for protocol in ("tcp", "tcp6", "udp", "udp6") for line in network(protocol)}
        assert not mine & {line[6] for line in network("unix") if int(line[3], 16) & LISTENS}


def sockets(pid: int) -> set[str]:
    """The inode numbers of the sockets that a process has open."""
    links = [str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()]
    return {link.removeprefix("socket:[").removesuffix("]") for link in links if link.startswith("socket:[")}


def network(protocol: str) -> list[list[str]]:
    """The fields of every socket of the machine."""
    return [line.split() for line in Path("/proc/net", protocol).read_text().splitlines()[1:]]


def test_a_signal_ends_it_at_once_and_the_bout_goes_on_with_the_next(desk: VirtualDesktop) -> None:
    with agent_on(desk, every="30m") as agent:
        start = agent.sits().bout_start
        for count, number in enumerate(ENDS, 1):
            assert agent.signal(number) == 0
            assert [stopped.why for stopped in agent.all(facts.AgentStopped)][-1] == number.name
            left = agent.journal.open_bout()
            assert left is not None
            assert left.start == start
            agent.start()
            assert agent.sits().bout_start == start
            assert len(agent.all(facts.AgentStarted)) == count + 1
        assert not agent.all(facts.Bout)


def test_settings_change_in_mid_flight_and_the_last_good_stay(desk: VirtualDesktop) -> None:
    with agent_on(desk, every="30m") as agent:
        start = agent.sits().bout_start
        assert start is not None
        agent.unseat("config", "prompts.every", "40s")
        wait_until(lambda: agent.view.next_due == start + 40 * SECOND, "the new rhythm", SEEN)
        good = agent.places.config_file.read_text()
        agent.write(good.replace("40s", "soon"))
        wait_until(lambda: agent.logged, "a word about it in the log", SEEN)
        assert agent.view.next_due == start + 40 * SECOND
        agent.write(good.replace("40s", "50s"))
        wait_until(lambda: agent.view.next_due == start + 50 * SECOND, "the mended settings", SEEN)
        (line,) = agent.logged
        assert f'{agent.places.config_file}: prompts.every: found "soon", allowed is' in line
        agent.write(good.replace("40s", "soon"))
        assert agent.signal(signal.SIGTERM) == 0
        assert agent.refused("run").startswith(f'unseat: {agent.places.config_file}: prompts.every: found "soon"')


def test_the_x_server_goes(tmp_path: Path) -> None:
    """What was sat is written, nobody is taken to sit from then on, and nothing runs hot."""
    own = {"DISPLAY": f":{100 + os.getpid() % 50_000}"}  # no other desktop is to take its number when it is gone
    with VirtualDesktop(tmp_path, panel="trayer", notifier=None, extra=own) as desk, agent_on(desk) as agent:
        start = agent.sits().bout_start
        desk.kill("x")
        used = seconds_used(agent.process.pid)
        with pytest.raises(subprocess.TimeoutExpired):
            agent.process.wait(3)
        assert seconds_used(agent.process.pid) - used < 0.3
        bout = agent.one(facts.Bout)
        assert (bout.start, bout.because) == (start, Because.UNWATCHED)
        assert agent.view.state is State.UNWATCHED
        assert len(agent.logged) <= 2
        assert agent.signal(signal.SIGTERM) == 0


def seconds_used(pid: int) -> float:
    """The processor time of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
