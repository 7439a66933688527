"""One exercise card, as the catalogue gives it (the data lives under config/exercises)."""

from collections.abc import Collection
from enum import StrEnum
from typing import Annotated

import msgspec

Text = dict[str, str]
"""A text by language code: once a catalogue has read it, in all of LANGUAGES."""


class Group(StrEnum):
    """What rotates, in the order in which a fresh start goes through it."""

    PSOAS = "psoas"
    CORE = "core"
    GLUTES_LEGS = "glutes-legs"
    POSTURE_WALKING = "posture-walking"


class Remedy(StrEnum):
    """What the exercise is for."""

    SYMMETRY = "symmetry"
    CORE = "core"
    POSTURE_GAIT = "posture-gait"


class Place(StrEnum):
    """Where an exercise can be done."""

    CHAIR = "chair"
    STANDING = "standing"
    FLOOR = "floor"


class Sided(StrEnum):
    """Left and right in turn, or both at once."""

    EACH = "each"
    BOTH = "both"


class Grade(StrEnum):
    """How well the exercise is supported, as a short break from sitting: never as a treatment."""

    TRIAL = "M"
    INDIRECT = "L"
    COMFORT = "C"


class Flag(StrEnum):
    """What a person has to be careful with; a card that lists one of the person's flags is not offered."""

    ONE_LEG = "P1"
    SPLIT_STANCE = "P2"
    DEEP_SQUAT = "P3"
    PREGNANCY = "G"
    HIP_REPLACED_FRONT = "T1"
    HIP_REPLACED_BACK = "T2"
    HIP_REPLACED_SIDE = "T3"
    KNEE = "K"
    SHOULDER = "S"
    WRIST = "W"
    BONES = "O"
    HEART_OR_EYES = "H"
    BALANCE = "B"
    BELLY_OPERATED = "R1"
    BACK_OR_HIP_OPERATED = "R2"
    WHEELS = "wheels"


class Work(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The dose, as one is led through it: `times`, on each side where the sides take turns; `seconds` of one time, the
    hold in it included; `rest`, seconds between two times; `breath`, seconds in and out where there is a rhythm."""

    times: Annotated[int, msgspec.Meta(ge=1)] = 1
    seconds: Annotated[int, msgspec.Meta(ge=1)]
    rest: Annotated[int, msgspec.Meta(ge=0)] = 0
    breath: tuple[Annotated[int, msgspec.Meta(ge=1)], Annotated[int, msgspec.Meta(ge=1)]] | None = None


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the catalogue.

    `places` are those where it can be done: one of them is enough. `seconds` is the whole dose, the rests in it
    included; where `sides` is "each" it is twice `seconds_per_side`, else that is 0. `hidden_by` names the flags of a
    person's profile that hide the card. `level`: 1 to begin with, to 3 the most demanding; `progression` is the id of
    the next harder card, empty where there is none. `grade`: M a trial on this exercise as a break from sitting, L
    plausible or indirect, C comfort only.
    """

    id: str
    group: Group
    remedy: Remedy
    places: tuple[Place, ...]
    sides: Sided
    seconds: int
    seconds_per_side: int = 0
    level: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    progression: str = ""
    grade: Grade
    sources: tuple[str, ...] = ()
    hidden_by: tuple[Flag, ...] = ()
    name: Text
    dose: Text
    steps: dict[str, tuple[str, ...]]
    caution: Text
    work: Work | None = None
    adapt: dict[Flag, Text] = {}

    @property
    def plan(self) -> Work:
        """`work`; one time of the whole dose where the card does not say."""
        return self.work or Work(seconds=self.seconds_per_side or self.seconds)

    def adaptations(self, flags: Collection[str], language: str) -> tuple[str, ...]:
        """What to mind with these flags of a profile, in their order."""
        return tuple(self.adapt[flag][language] for flag in Flag if flag in flags and flag in self.adapt)
