"""`unseat sync`: what it turns on and off, says and shows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.test_verbs import env, journal
from tests.sync.machines import MONDAY, Machine, bout, minute, spans
from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.main import unseat
from unseat.cli.sync import finding
from unseat.core.said import Forgotten
from unseat.journal import Journal

__all__ = ["env", "journal"]
Run = Callable[..., str]


@pytest.fixture
def run(env: dict[str, str]) -> Run:
    """What a verb says, and nothing goes wrong."""

    def call(*args: str) -> str:
        done = CliRunner().invoke(unseat, args, env=env, catch_exceptions=False)
        assert done.exit_code == 0
        return done.output

    return call


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "laptop", tmp_path / "shared")
    yield machine
    machine.journal.close()


def test_from_the_first_exchange_to_the_last(run: Run, env: dict[str, str], journal: Journal, laptop: Machine) -> None:
    journal.append(bout(0, 30))
    laptop.tells(bout(20, 45))
    laptop.meets()
    assert run("sync") == "Nothing is exchanged with other computers. To begin: unseat sync FOLDER\n"
    first, second, folder, own, other = run("sync", str(laptop.folder)).splitlines()
    assert (first, second) == ("1 fact told.", "1 fact taken.")
    assert folder == f"Folder: {laptop.folder}"
    assert own.startswith(f"This computer, {journal.device[:8]}: up to ")
    assert "09:30" in own
    assert other.startswith(f"Another, {laptop.journal.device[:8]}: up to ")
    assert "09:45" in other
    assert laptop.meets().taken == 1
    assert spans(laptop.week()) == [(0, 45)]
    assert "45 min" in run("day", str(MONDAY))
    found = finding(Here(env))
    assert (found.works, found.found) == (True, f"{laptop.folder}; 1 other")
    assert run("sync").startswith("0 facts told.\n0 facts taken.\n")
    assert str(laptop.folder) in run("sync", "--off")
    assert run("sync", "--off") == "Nothing is exchanged with other computers.\n"
    assert finding(Here(env)).found == "none"


def test_what_is_forgotten_goes_out_at_once(run: Run, journal: Journal, laptop: Machine) -> None:
    journal.append(bout(0, 30), bout(40, 50))
    laptop.tells(bout(20, 45))
    laptop.meets()
    run("sync", str(laptop.folder))
    laptop.meets()
    said = run("forget", "--since", str(MONDAY), "--until", str(MONDAY), "--yes")
    assert said == "3 facts erased.\nYour other computers erase it as soon as they hear of it.\n"
    assert [type(entry.fact) for entry in journal.facts()] == [Forgotten]
    assert laptop.meets().forgot == 1
    assert (spans(laptop.week()), list(laptop.journal.facts())) == ([], [])
    assert b"bout" not in b"".join(file.read_bytes() for file in laptop.files)


def test_a_folder_that_cannot_be_is_one_clear_line(
    run: Run, env: dict[str, str], journal: Journal, tmp_path: Path
) -> None:
    with pytest.raises(WrongError) as wrong:
        run("sync", str(tmp_path / "no" / "such"))
    assert str(wrong.value) == (
        f"{tmp_path}/no/such: No such file or directory; name a folder that another program carries"
    )
    assert run("config", "sync.folder").startswith("sync.folder =   ")
    assert CliRunner().invoke(unseat, ["sync", "--off", str(tmp_path)], env=env).exit_code == 2
    run("config", "sync.folder", str(tmp_path / "gone"))
    with pytest.raises(WrongError, match="gone: No such file or directory; name a folder that can be read"):
        run("sync")
    found = finding(Here(env))
    assert (found.works, found.found) == (False, f"{tmp_path}/gone: No such file or directory")


def test_a_folder_that_is_gone_hears_of_a_forgetting_when_it_is_back(
    run: Run, journal: Journal, laptop: Machine
) -> None:
    journal.append(bout(0, 30))
    run("sync", str(laptop.folder))
    laptop.meets()
    away = laptop.folder.rename(laptop.folder.with_name("away"))
    assert "at the next exchange" in run("forget", "--everything", "--yes")
    away.rename(laptop.folder)
    assert spans(laptop.week()) == [(0, 30)]
    run("sync")
    assert laptop.meets().forgot == 1
    assert spans(laptop.week()) == []


def test_an_export_has_what_other_computers_told(run: Run, journal: Journal, laptop: Machine) -> None:
    journal.append(bout(0, 30))
    laptop.tells(bout(20, 45), bout(60, 90))
    laptop.meets()
    run("sync", str(laptop.folder))
    said = run("export").splitlines()
    assert [laptop.journal.device in line for line in said] == [False, True, True]
    assert f'"at":{minute(90)}' in said[-1]
