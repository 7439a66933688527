"""A soft sound, by whatever plays sounds here."""

from pathlib import Path

import pytest

from unseat.paths import config_root
from unseat.windows.sound import PLAYERS, Sound


def player(folder: Path, name: str, does: str = 'echo "$0 $@" >> "$(dirname "$0")/played"') -> dict[str, str]:
    """A folder with a player in it that writes down what it is asked to play."""
    made = folder / name
    made.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{does}\n")
    made.chmod(0o755)
    return {"PATH": str(folder)}


def played(folder: Path) -> list[str]:
    file = folder / "played"
    return file.read_text().splitlines() if file.exists() else []


@pytest.mark.parametrize("command", PLAYERS)
def test_it_is_played_by_what_is_installed(tmp_path: Path, command: tuple[str, ...]) -> None:
    sound = Sound(player(tmp_path, command[0]), on=True)
    sound.play("side")
    sound.close()
    file = config_root() / "sounds" / "side.wav"
    assert file.is_file()
    assert played(tmp_path) == [" ".join([str(tmp_path / command[0]), *command[1:], str(file)])]


@pytest.mark.parametrize("name", ["begin", "side", "end"])
def test_each_sound_is_shipped(name: str) -> None:
    assert (config_root() / "sounds" / f"{name}.wav").read_bytes().startswith(b"RIFF")


def test_the_first_that_is_installed(tmp_path: Path) -> None:
    player(tmp_path, "play")
    sound = Sound(player(tmp_path, "paplay"), on=True)
    sound.play("end")
    sound.close()
    assert "/paplay " in played(tmp_path)[0]


def test_off_is_silent_and_can_be_changed(tmp_path: Path) -> None:
    sound = Sound(player(tmp_path, "paplay"), on=False)
    sound.play("side")
    sound.close()
    assert played(tmp_path) == []
    sound.switch(True)
    sound.play("side")
    sound.close()
    assert len(played(tmp_path)) == 1


def test_where_nothing_plays_it_is_silent(tmp_path: Path) -> None:
    sound = Sound({"PATH": str(tmp_path)}, on=True)
    sound.play("side")
    sound.close()


def test_one_at_a_time_and_none_is_left_behind(tmp_path: Path) -> None:
    sound = Sound(player(tmp_path, "paplay", 'echo "$$" >> "$(dirname "$0")/played"; exec sleep 60'), on=True)
    sound.play("side")
    first = sound._playing
    assert first
    sound.play("end")
    assert sound._playing is first
    sound.close()
    assert first.returncode is not None
