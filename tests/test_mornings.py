"""Mornings by chance: whole, killed again and again, and lived once more from their record."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import FakeDesk
from unseat import catalogue
from unseat.core import facts
from unseat.core.activity import parse
from unseat.core.replay import replay
from unseat.core.rule import Rule
from unseat.core.turns import Turns
from unseat.core.words import MINUTE, Kind, Posture
from unseat.desktop.base import Command
from unseat.paths import config_root
from unseat.settings import Settings, load

QUICK = '[prompts]\nevery = "5m"\npatience = "60s"\nmissed_after = "90s"\nsnooze = "2m"\n'
SEEDS = range(12)
STEPS = 60
LOST = MINUTE + Rule().break_after
"""The open bout as it was a minute ago; and a gap that is a break only where that minute is missing."""
KEEPS_BACK = {Kind.CALL, Kind.PRESENTATION}
REPLAYED = (
    facts.Bout,
    facts.Break,
    facts.PromptDue,
    facts.PromptDeferred,
    facts.PromptShown,
    facts.PromptAnswered,
)
Step = tuple[str, str | float]


def script(seed: int) -> Iterator[Step]:
    """What a person does, to the second."""
    dice = random.Random(seed)  # noqa: S311  nothing secret
    for _ in range(STEPS):
        match dice.randrange(12):
            case 0:
                yield "idle", dice.randint(30, 400)
            case 1:
                yield "says", dice.choice(("stand", "sit", "pause", "resume", "pause meeting 2m"))
            case 2:
                yield "holds", dice.choice(sorted(KEEPS_BACK))
            case _:
                yield "types", dice.randint(5, 90)


def do(desk: FakeDesk, what: str, how: str | float) -> None:
    match what:
        case "says":
            verb, _, argument = str(how).partition(" ")
            desk.tell(Command(verb, argument))
        case "holds":
            desk.on ^= {Kind(str(how))}
        case _:
            desk.advance(seconds=float(how), typing=what == "types")


def settings(folder: Path) -> Settings:
    own = folder / "unseat.toml"
    own.write_text(QUICK, encoding="utf-8")
    return load(config_root() / "unseat.toml", own)


def live(folder: Path, seed: int, kill: float) -> FakeDesk:
    """A morning of the script, killed before so large a share of its steps."""
    folder.mkdir()
    cards = catalogue.load([config_root() / "exercises"]).exercises
    desk, dice = FakeDesk(folder, settings(folder), cards), random.Random(seed)  # noqa: S311
    desk.tick()
    for what, how in script(seed):
        if dice.random() < kill:
            restart(desk)
        shown, back = len(desk.all(facts.PromptShown)), kept_back(desk)
        do(desk, what, how)
        assert not (back and kept_back(desk)) or len(desk.all(facts.PromptShown)) == shown
    desk.on.clear()
    desk.advance(minutes=10)
    desk.tell(Command("quit"))
    desk.agent.run()
    return desk


def restart(desk: FakeDesk) -> None:
    """At once, and the hand still lies where it lay."""
    last = desk.sense.last
    desk.kill()
    desk.start()
    desk.sense.last = last
    desk.tick()


def kept_back(desk: FakeDesk) -> bool:
    """Whether the person is in a call or a presentation, or has paused prompts without end."""
    paused = desk.agent.living.paused
    return bool(desk.on & KEEPS_BACK) or (paused is not None and paused[1] is None)


def in_order(told: list[facts.Any]) -> list[facts.Any]:
    return sorted(told, key=lambda fact: (fact.at, type(fact).__name__))


def total(desk: FakeDesk, posture: Posture) -> int:
    return sum(bout.length for bout in desk.all(facts.Bout) if bout.posture is posture)


@pytest.mark.parametrize("seed", SEEDS)
def test_lived_once_more_from_its_record_a_morning_is_the_same(tmp_path: Path, seed: int) -> None:
    desk = live(tmp_path / "whole", seed, 0.0)
    again = replay(parse(desk.lines()), desk.rule, Turns(desk.cards, ("chair", "standing"), ()))
    assert in_order(desk.told(*REPLAYED)) == in_order([fact for fact in again.facts if isinstance(fact, REPLAYED)])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_sat_and_stood_is_the_same_and_nobody_is_disturbed(tmp_path: Path, seed: int) -> None:
    whole, killed = live(tmp_path / "whole", seed, 0.0), live(tmp_path / "killed", seed, 0.2)
    assert len(killed.all(facts.AgentStarted)) > 5
    for posture in Posture:
        assert abs(total(whole, posture) - total(killed, posture)) <= LOST
