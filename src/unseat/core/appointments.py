"""The appointments with a therapist or doctor that a person noted: a log, nothing is concluded from it."""

from collections.abc import Iterable
from datetime import date

import msgspec

from unseat.core.fact import Fact
from unseat.core.said import AppointmentNoted, AppointmentRemoved
from unseat.core.words import Instant

KINDS: tuple[type[Fact], ...] = (AppointmentNoted, AppointmentRemoved)


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """One that stands. `whom` and `note` are the person's own words."""

    day: date
    whom: str
    note: str


class Numbered(msgspec.Struct, frozen=True):
    """An appointment with its number from 1, in the order of noting: that of one taken back is not used again."""

    number: int
    noted: Instant
    appointment: Appointment


def numbered(facts: Iterable[Fact]) -> list[Numbered]:
    """Those not taken back, by day. `facts` in any order, each once or more; others do no harm."""
    own = [fact for fact in facts if isinstance(fact, KINDS)]
    gone = {fact.noted for fact in own if isinstance(fact, AppointmentRemoved)}
    noted = {fact.at: fact for fact in own if isinstance(fact, AppointmentNoted)}
    standing = [
        Numbered(number, at, Appointment(day=noted[at].day, whom=noted[at].whom, note=noted[at].note))
        for number, at in enumerate(sorted(noted), start=1)
        if at not in gone
    ]
    return sorted(standing, key=lambda one: (one.appointment.day, one.noted))


def appointments(facts: Iterable[Fact]) -> tuple[Appointment, ...]:
    """As `numbered`, without the numbers."""
    return tuple(one.appointment for one in numbered(facts))
