"""Calls, on a real sound server."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from tests.leaving import nothing_left
from tests.pace import at_most, took
from tools.processes import end, wait_until
from unseat.core.words import Kind
from unseat.senses import microphone
from unseat.senses.base import HoldSense
from unseat.senses.microphone import MicrophoneSense
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

CALL = frozenset({Kind.CALL})
NOTHING: frozenset[Kind] = frozenset()
SOUND = (
    "module-null-sink sink_name=speaker",
    "module-null-source source_name=mic",
    "module-remap-source source_name=headset master=mic",
    "module-remap-source source_name=replay master=speaker.monitor",
)


class SoundServer:
    """PulseAudio with two microphones and no card, in a folder of its own; it can be killed, frozen and started."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
        }
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.signal(signal.SIGCONT)
        self.kill()

    def start(self) -> None:
        modules = (*SOUND, f"module-native-protocol-unix socket={self._folder}/native")
        loads = [word for module in modules for word in ("-L", module)]
        command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *loads]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=self.env, stdout=log, stderr=log)
        wait_until(self._serves, "PulseAudio to serve")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    @contextmanager
    def recording(self, source: str, *options: str) -> Iterator[None]:
        """A program that records from `source`, and is heard of by everybody when the block begins."""
        command = ["parec", f"--device={source}", *options]
        before = self.recordings()
        process = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: self.recordings() > before, f"parec to record from {source}")
            yield
        finally:
            end(process)

    def recordings(self) -> int:
        return len(self.tell("list", "short", "source-outputs").splitlines())

    def tell(self, *what: str) -> str:
        return subprocess.run(["pactl", *what], env=self.env, capture_output=True, text=True, check=True).stdout

    def _serves(self) -> bool:
        assert self._process.poll() is None, (self._folder / "log").read_text(errors="replace")
        return subprocess.run(["pactl", "info"], env=self.env, capture_output=True, check=False).returncode == 0


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[SoundServer]:
    with SoundServer(tmp_path) as server:
        yield server


@pytest.fixture
def ear(sound: SoundServer) -> Iterator[MicrophoneSense]:
    """It waits for its answers longer than an agent could, so that each look tells what is true by then."""
    sense = MicrophoneSense(sound.env, patience_s=1)
    yield sense
    sense.close()
    sense.close()


def looks(sense: HoldSense, wanted: frozenset[Kind] | None) -> None:
    wait_until(lambda: sense.look() == wanted, f"{sense.name} to tell {wanted}")


@pytest.mark.parametrize("source", ["mic", "headset"])
def test_recording_from_a_microphone_is_a_call_until_it_stops(
    sound: SoundServer, ear: MicrophoneSense, source: str
) -> None:
    assert ear.look() == NOTHING
    with sound.recording(source):
        assert ear.look() == CALL
        assert ear.look() == CALL
    looks(ear, NOTHING)


def test_the_server_lets_it_in_each_time(sound: SoundServer) -> None:
    for _ in range(50):
        sense = MicrophoneSense(sound.env, patience_s=1)
        assert sense.look() == NOTHING
        sense.close()


def test_one_that_recorded_before_is_seen_at_the_first_look(sound: SoundServer, ear: MicrophoneSense) -> None:
    with sound.recording("mic"):
        assert ear.look() == CALL


@pytest.mark.parametrize("source", ["speaker.monitor", "replay"])
def test_recording_what_is_played_is_no_call(sound: SoundServer, ear: MicrophoneSense, source: str) -> None:
    with sound.recording(source):
        assert ear.look() == NOTHING
        with sound.recording("mic"):
            assert ear.look() == CALL
        looks(ear, NOTHING)


def test_a_mixer_that_shows_the_level_is_no_call(sound: SoundServer, ear: MicrophoneSense) -> None:
    with sound.recording("mic", "--property=application.id=org.PulseAudio.pavucontrol"):
        assert ear.look() == NOTHING


def test_a_loop_that_the_server_itself_keeps_is_no_call(sound: SoundServer, ear: MicrophoneSense) -> None:
    before = sound.recordings()
    sound.tell("load-module", "module-loopback", "source=mic", "sink=speaker")
    wait_until(lambda: sound.recordings() > before, "the loop to record")
    assert ear.look() == NOTHING


def test_a_muted_microphone_is_a_call_and_a_suspended_one_is_none(sound: SoundServer, ear: MicrophoneSense) -> None:
    with sound.recording("mic"):
        sound.tell("set-source-mute", "mic", "1")
        assert ear.look() == CALL
        sound.tell("suspend-source", "mic", "1")
        looks(ear, NOTHING)
        sound.tell("suspend-source", "mic", "0")
        looks(ear, CALL)


def test_a_dead_server_is_null_and_a_new_one_is_found(sound: SoundServer, ear: MicrophoneSense) -> None:
    assert ear.look() == NOTHING
    with nothing_left():
        for _ in range(3):
            sound.kill()
            looks(ear, None)
            sound.start()
            looks(ear, NOTHING)
        with sound.recording("mic"):
            assert ear.look() == CALL


def test_a_server_that_hangs_in_a_call_is_null_within_some_seconds_and_thaws(sound: SoundServer) -> None:
    sense = MicrophoneSense(sound.env)
    with sound.recording("mic"):
        looks(sense, CALL)
        sound.signal(signal.SIGSTOP)
        with at_most(4):
            looks(sense, None)
        sound.signal(signal.SIGCONT)
        looks(sense, CALL)
    sense.close()


def test_a_look_at_a_server_that_hangs_takes_less_than_a_tenth_of_a_second(sound: SoundServer) -> None:
    sense = MicrophoneSense(sound.env)
    with sound.recording("mic"):
        looks(sense, CALL)
        sound.signal(signal.SIGSTOP)
        assert sorted(took(sense.look) for _ in range(5))[2] < 0.1
        sound.signal(signal.SIGCONT)
    sense.close()


def test_doctor_finds_the_sound_server_and_tells_what_to_do_without_one(sound: SoundServer) -> None:
    found = microphone.finding(sound.env, Texts.english())
    assert found.works
    assert not found.remedy
    sound.signal(signal.SIGSTOP)
    with at_most(3.5):
        assert not microphone.finding(sound.env, Texts.english()).works
    sound.signal(signal.SIGCONT)
    sound.kill()
    found = microphone.finding(sound.env, Texts.english())
    assert not found.works
    assert "PipeWire" in found.remedy
