"""Two machines, a week of life with both in use: the week is the same on both, in whatever order the files arrive."""

import random
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sync.machines import MONDAY, NINE, RULE, Machine, bout, carry, presence, spans
from unseat.core.days import week_of
from unseat.core.fact import Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Answered, Interval, Said
from unseat.core.offered import SessionEnded
from unseat.core.said import Corrected
from unseat.core.summary import WeekSummary
from unseat.core.week import summarise_week
from unseat.core.words import DAY, HOUR, MINUTE, SECOND, Answer, Instant, Kind, Meant

Life = tuple[list[Interval], list[tuple[Instant, Said]]]


def week_of_life(seed: int, *, calm: bool = False) -> tuple[Life, Life]:
    """A person at two machines, by turns and sometimes at both, who answers some prompts. Unless it is `calm` they lock
    a screen now and then, and stand."""
    chance = random.Random(seed)  # noqa: S311  the same life each time
    lives: tuple[Life, Life] = ([], []), ([], [])
    for day in range(5):
        now, machine = NINE + day * DAY + chance.randrange(HOUR), chance.randrange(2)
        while now < NINE + day * DAY + 8 * HOUR:
            end = now + chance.randrange(20 * SECOND, 70 * MINUTE)
            lives[machine][0].append(Interval(Instant(now), Instant(end), Kind.INPUT))
            for at in range(now, end, 7 * MINUTE):
                lives[machine][1].append((Instant(at + 1), Answered(chance.choice([Answer.DONE, Answer.SKIPPED]))))
            if chance.random() < 0.3:  # both at once
                since = chance.randrange(now, end)
                lives[1 - machine][0].append(Interval(Instant(since), Instant(since + 5 * MINUTE), Kind.INPUT))
            if not calm and chance.random() < 0.5:
                kind = chance.choice([Kind.LOCKED, Kind.STANDING])
                lives[machine][0].append(Interval(Instant(end), Instant(end + 3 * MINUTE), kind))
            now = end + chance.choice([10 * SECOND, 50 * SECOND, 5 * MINUTE, 40 * MINUTE])
            machine = chance.randrange(2)
    return lives


def same(one: WeekSummary, other: WeekSummary) -> bool:
    return msgspec.json.encode(one) == msgspec.json.encode(other)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    machines = Machine(tmp_path / "a"), Machine(tmp_path / "b")
    yield machines
    for machine in machines:
        machine.journal.close()


def more(machine: Machine, n: int) -> list[AnyFact]:
    """An own session, and a correction of a time that the other one watched."""
    at = NINE + (n + 1) * DAY + 3 * HOUR + n * 17
    session = SessionEnded(
        at=Instant(at), started=Instant(at - MINUTE), exercise="a1", answer=Answer.DONE, sides=Sides(30, 30)
    )
    said = Corrected(
        at=Instant(at + 6 * HOUR), start=Instant(at - HOUR), end=Instant(at - 50 * MINUTE), meant=Meant.AWAY
    )
    return [session, said]


@pytest.mark.parametrize("seed", range(3))
def test_the_week_is_the_same_on_both(two: tuple[Machine, Machine], seed: int) -> None:
    for n, (machine, life) in enumerate(zip(two, week_of_life(seed), strict=True)):
        machine.lives(*life)
        machine.tells(*more(machine, n))
    alone = [machine.week() for machine in two]
    for machine in two:
        machine.meets()
    arrive(two, random.Random(seed))  # noqa: S311  the same order each time
    one, other = (machine.week() for machine in two)
    assert same(one, other)
    assert one.sitting_s < sum(week.sitting_s for week in alone)
    assert one.prompts.due == sum(week.prompts.due for week in alone) > 10
    assert sum(len(day.record.corrections) for day in one.days) == 2
    assert [machine.meets().taken for machine in two] == [0, 0]


def arrive(machines: tuple[Machine, ...], chance: random.Random) -> None:
    """The files come over in any order, cut anywhere, and are completed later; each machine looks whenever it does."""
    parts = []
    for one in machines:
        for other in machines:
            for file in one.files if one is not other else ():
                data, target = file.read_bytes(), other.folder / file.name
                cuts = sorted(chance.randrange(len(data)) for _ in range(4))
                parts += [(chance.random() + n, other, target, data[:cut]) for n, cut in enumerate([*cuts, len(data)])]
    for _, machine, target, data in sorted(parts, key=lambda part: part[0]):
        target.write_bytes(data)
        if chance.random() < 0.5:
            machine.meets()
    for machine in machines:
        machine.meets()


@pytest.mark.parametrize("seed", range(3))
def test_it_is_as_if_one_machine_had_watched_it_all(two: tuple[Machine, Machine], tmp_path: Path, seed: int) -> None:
    lives = week_of_life(seed, calm=True)
    whole = Machine(tmp_path / "whole")
    told = whole.lives([interval for life in lives for interval in life[0]])
    for machine, life in zip(two, lives, strict=True):
        machine.lives(life[0])
        machine.meets()
    carry(two[0], two[1])
    two[1].meets()
    watched = [(fact, 0) for fact in presence(told)]
    expected = summarise_week(watched, week_of(MONDAY), UTC, RULE)
    found = two[1].week()
    assert spans(found) == spans(expected)
    assert (found.sitting_s, found.bouts, found.breaks) == (expected.sitting_s, expected.bouts, expected.breaks)
    assert len(spans(found)) > 10
    whole.journal.close()


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.floats(0, 1), again=st.floats(0, 1))
def test_a_file_cut_anywhere_is_read_as_far_as_it_is_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: float, again: float
) -> None:
    home = tmp_path_factory.mktemp("cut")
    one, other = Machine(home / "a"), Machine(home / "b")
    one.tells(*(bout(n, n + 0.5) for n in range(100)))
    one.meets()
    (file,) = one.files
    data, target = file.read_bytes(), other.folder / file.name
    taken = 0
    for share in (cut, again, 1):
        target.write_bytes(data[: round(len(data) * share)])
        taken += other.meets().taken
        assert taken >= data[: round(len(data) * share)].count(b"\n")
    assert taken == data.count(b"\n")
    one.journal.close()
    other.journal.close()


def test_each_day_is_in_its_month(two: tuple[Machine, Machine]) -> None:
    one, _ = two
    at = NINE + 10 * DAY
    one.lives([Interval(Instant(start), Instant(start + HOUR), Kind.INPUT) for start in (NINE, at)])
    one.meets()
    months = [file.stem[-7:] for file in one.files]
    assert months == ["2026-11", "2026-12"]
    assert {file.stat().st_mode & 0o777 for file in one.files} == {0o600}
