"""Made-up persons: their day as truth (sitting, standing, away), and the input, locks and holds it would leave.

Everything is drawn from a seed. What the numbers rest on is said beside them; where no source gives one it is a choice,
made before any rule was tried on it: spells of sitting of about 15 to 20 min with three get-ups an hour (thigh-worn
sensors in offices, evidence.md 2.1), lunch, and absences of one to fifteen minutes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.labelled.made import DAY_S, FORGOTTEN_S, HOME_S, Made
from unseat.core.words import Kind

Work = Callable[[Made, Random, int, int], None]


@dataclass(frozen=True)
class Habits:
    """How one works and goes. `pause_s`: the mean pause for thought; `long_share`: of the pauses, those of one to
    three minutes; `page_s`: the middle page; `away_s`: the middle absence; `locks`: the share of absences locked."""

    pause_s: float = 9
    long_share: float = 0.02
    page_s: float = 60
    away_s: float = 200
    locks: float = 0.3


USUAL = Habits()


# ---- how each works while at the desk


def writing(habits: Habits) -> Work:
    """Bursts of typing with pauses for thought; now and then a paper or a colleague at the desk."""

    def work(made: Made, random: Random, start: int, end: int) -> None:
        at = start + random.uniform(1, 8)
        while at < end - 3:
            burst = min(random.uniform(4, 60), end - 3 - at)
            made.input(at, at + burst)
            thinks = random.random() >= habits.long_share
            at += burst + (random.expovariate(1 / habits.pause_s) if thinks else random.uniform(60, 200))

    return work


def reading(habits: Habits) -> Work:
    """A page is scrolled for a few seconds, then read for half a minute to four."""

    def work(made: Made, random: Random, start: int, end: int) -> None:
        at = start + random.uniform(1, 8)
        while at < end - 3:
            made.input(at, min(at + random.uniform(1, 4), end - 3))
            at += min(240.0, habits.page_s * random.lognormvariate(0, 0.55))

    return work


def calling(habits: Habits) -> Work:
    """Every second spell is a call with the hands off the desk: the microphone is in use."""

    def work(made: Made, random: Random, start: int, end: int) -> None:
        if random.random() < 0.5 and end - start > 10 * 60:
            made.on(Kind.CALL, start + 20, end - 15)
            made.input(start + 3, start + 18)
            made.input(end - 12, end - 4)
        else:
            writing(habits)(made, random, start, end)

    return work


def presenting(habits: Habits) -> Work:
    """Two spells in five are slides, a key every one to four minutes, with the screen kept awake."""

    def work(made: Made, random: Random, start: int, end: int) -> None:
        if random.random() < 0.4 and end - start > 10 * 60:
            made.on(Kind.PRESENTATION, start + 10, end - 10)
            at = start + 5.0
            while at < end - 3:
                made.input(at, at + 1)
                at += random.uniform(60, 240)
        else:
            writing(habits)(made, random, start, end)

    return work


# ---- how they go away, and how they come back


def walks_off(made: Made, start: int, end: int) -> None:
    """Nobody knows of it but by the input that does not come."""


def locks(made: Made, start: int, end: int) -> None:
    """The screen is locked by keys or a click, and unlocked by a password: both are inputs."""
    made.on(Kind.LOCKED, start + 1, end - 1)
    made.input(start + 1, start + 1)
    made.input(end - 1, end - 1)


def closes_the_lid(made: Made, start: int, end: int) -> None:
    made.on(Kind.ASLEEP, start + 2, max(start + 3, end - 4))
    made.lids += start + 2, max(start + 3, end - 4)


@dataclass(frozen=True)
class Person:
    """`stands`: how much of the work is done standing, which they say, and say again where it was forgotten."""

    name: str
    work: Callable[[Habits], Work]
    habits: Habits = USUAL
    lid: bool = False
    stands: float = 0.0

    def leave(self, made: Made, random: Random, start: int, end: int) -> None:
        if self.lid:
            closes_the_lid(made, start, end)
        elif random.random() < self.habits.locks:
            locks(made, start, end)
        else:
            walks_off(made, start, end)


PERSONS = (
    Person("writer", writing),
    Person("reader", reading),
    Person("caller", calling),
    Person("presenter", presenting),
    Person("sit-stand user", writing, stands=0.3),
    Person("commuter", reading, lid=True),
)


def drawn(seed: int) -> Person:
    """Somebody whose habits nobody chose: each within what seemed to us the widest that there is."""
    random = Random(f"drawn {seed}")  # noqa: S311  a seeded person, no secret
    habits = Habits(
        pause_s=random.uniform(4, 20),
        long_share=random.uniform(0, 0.05),
        page_s=random.uniform(25, 120),
        away_s=random.uniform(90, 400),
        locks=random.random(),
    )
    work = random.choice([writing, reading, calling, presenting])
    return Person(f"drawn {seed}", work, habits, lid=random.random() < 0.2, stands=random.choice([0.0, 0.0, 0.3]))


def day_of(person: Person, seed: int) -> Made:
    random, made = Random(f"{person.name} {seed}"), Made()  # noqa: S311  a seeded day, no secret
    work = person.work(person.habits)
    for start, end, at_desk in _spells(random, person.habits):
        if not at_desk:
            person.leave(made, random, start, end)
            continue
        before = len(made.left)
        work(made, random, start, end)
        if random.random() < person.stands:
            _stand(made, start, end, sorted(span for span, kind in made.left[before:] if kind is Kind.INPUT))
        else:
            made.sat.append((start, end))
    return made


def _stand(made: Made, start: int, end: int, inputs: list[tuple[int, int]]) -> None:
    """They say so at the beginning, and again when they come back to it after a pause in which it was forgotten."""
    made.stood.append((start, end))
    since = start
    for (_, last), (following, _) in pairwise(inputs):
        if following - last >= FORGOTTEN_S:
            made.on(Kind.STANDING, since, following - 1)
            since = following
    made.on(Kind.STANDING, since, end)


def _spells(random: Random, habits: Habits) -> Iterator[tuple[int, int, bool]]:
    """At the desk and away in turn, from morning to evening, with lunch at about half time; then they go home."""
    at, eaten = 0, False
    while at < DAY_S:
        desk = round(min(90 * 60, max(4 * 60, random.lognormvariate(7.0, 0.6))))
        yield at, min(at + desk, DAY_S), True
        at += desk
        lunch = not eaten and at > DAY_S / 2 - 30 * 60
        eaten = eaten or lunch
        absence = habits.away_s * random.lognormvariate(0, 0.8)
        away = round(random.uniform(25, 45) * 60 if lunch else min(15 * 60, max(50, absence)))
        end = at + away
        yield min(at, DAY_S), end if end < DAY_S else HOME_S, False
        at = end
