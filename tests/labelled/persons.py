"""Made-up persons: their day as truth (sitting, standing, away), and the input, locks and holds it would leave.

Everything is drawn from a seed. What the numbers rest on is said beside them; where no source gives one it is a choice,
made before any rule was tried on it: spells of sitting of about 15 to 20 min with three get-ups an hour (thigh-worn
sensors in offices, evidence.md 2.1), lunch, and absences of one to fifteen minutes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

from unseat.core.activity import Record
from unseat.core.moments import Interval
from unseat.core.words import HOUR, MINUTE, SECOND, Instant, Kind

Span = tuple[int, int]
"""Seconds from the start of the day."""
DAY_S = 8 * HOUR // SECOND
Work = Callable[["Made", Random, int, int], None]


@dataclass
class Made:
    """One day in the making. `sat`, `stood`: the truth. The rest is what a computer could know."""

    sat: list[Span] = field(default_factory=list)
    stood: list[Span] = field(default_factory=list)
    left: list[tuple[Span, Kind]] = field(default_factory=list)

    def input(self, start: float, end: float) -> None:
        self.left.append(((round(start), round(max(start, end))), Kind.INPUT))

    def on(self, kind: Kind, start: int, end: int) -> None:
        self.left.append(((start, end), kind))

    @property
    def record(self) -> Record:
        return Record(tuple(sorted(_interval(span, kind) for span, kind in self.left)), ())

    @property
    def inputs(self) -> list[Span]:
        return sorted(span for span, kind in self.left if kind is Kind.INPUT)

    @property
    def slept(self) -> list[Span]:
        return sorted(span for span, kind in self.left if kind is Kind.ASLEEP)


def _interval(span: Span, kind: Kind) -> Interval:
    return Interval(Instant(span[0] * SECOND), Instant(span[1] * SECOND), kind)


# ---- how each works while at the desk


def writes(made: Made, random: Random, start: int, end: int) -> None:
    """Bursts of typing with pauses for thought; now and then a paper or a colleague at the desk."""
    at = start + random.uniform(1, 8)
    while at < end - 3:
        burst = min(random.uniform(4, 60), end - 3 - at)
        made.input(at, at + burst)
        at += burst + (random.uniform(60, 200) if random.random() < 0.02 else random.expovariate(1 / 9))


def reads(made: Made, random: Random, start: int, end: int) -> None:
    """A page is scrolled for a few seconds, then read for half a minute to four."""
    at = start + random.uniform(1, 8)
    while at < end - 3:
        made.input(at, min(at + random.uniform(1, 4), end - 3))
        at += min(240.0, random.lognormvariate(4.1, 0.55))


def calls(made: Made, random: Random, start: int, end: int) -> None:
    """Every second spell is a call with the hands off the desk: the microphone is in use."""
    if random.random() < 0.5 and end - start > 10 * 60:
        made.on(Kind.CALL, start + 20, end - 15)
        made.input(start + 3, start + 18)
        made.input(end - 12, end - 4)
    else:
        writes(made, random, start, end)


def presents(made: Made, random: Random, start: int, end: int) -> None:
    """Two spells in five are slides, a key every one to four minutes, with the screen kept awake."""
    if random.random() < 0.4 and end - start > 10 * 60:
        made.on(Kind.PRESENTATION, start + 10, end - 10)
        at = start + 5.0
        while at < end - 3:
            made.input(at, at + 1)
            at += random.uniform(60, 240)
    else:
        writes(made, random, start, end)


# ---- how they go away, and how they come back


def walks_off(made: Made, random: Random, start: int, end: int) -> None:
    """Three in ten lock the screen."""
    if random.random() < 0.3:
        made.on(Kind.LOCKED, start + 1, end - 1)


def closes_the_lid(made: Made, random: Random, start: int, end: int) -> None:
    made.on(Kind.ASLEEP, start + 2, max(start + 3, end - 4))


@dataclass(frozen=True)
class Person:
    """`stands`: how much of the work is done standing, which they say."""

    name: str
    works: Work
    leaves: Work = walks_off
    stands: float = 0.0


PERSONS = (
    Person("writer", writes),
    Person("reader", reads),
    Person("caller", calls),
    Person("presenter", presents),
    Person("sit-stand user", writes, stands=0.3),
    Person("commuter", reads, leaves=closes_the_lid),
)


def day_of(person: Person, seed: int) -> Made:
    random, made = Random(f"{person.name} {seed}"), Made()  # noqa: S311  a seeded day, no secret
    for start, end, at_desk in _spells(random):
        if not at_desk:
            person.leaves(made, random, start, end)
            continue
        person.works(made, random, start, end)
        if random.random() < person.stands:
            made.on(Kind.STANDING, start, end)
            made.stood.append((start, end))
        else:
            made.sat.append((start, end))
    return made


def _spells(random: Random) -> Iterator[tuple[int, int, bool]]:
    """At the desk and away in turn, from the morning to the evening, with lunch at about half time."""
    at, eaten = 0, False
    while at < DAY_S:
        desk = round(min(90 * 60, max(4 * 60, random.lognormvariate(7.0, 0.6))))
        yield at, min(at + desk, DAY_S), True
        at += desk
        lunch = not eaten and at > DAY_S / 2 - MINUTE / SECOND * 30
        eaten = eaten or lunch
        away = round(random.uniform(25, 45) * 60 if lunch else min(15 * 60, max(50, random.lognormvariate(5.3, 0.8))))
        if at + away < DAY_S:
            yield at, at + away, False
        at += away
