"""The settings: each key beside the kind of value it takes. Defaults are not here but in `config/unseat.toml`."""

from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Annotated, get_type_hints

import msgspec

from unseat.core.exercise import Flag, Place
from unseat.core.languages import LANGUAGES
from unseat.core.rhythm import LEAST, MOST
from unseat.core.rule import Quiet, Rule
from unseat.core.words import Millis
from unseat.settings.values import (
    CLOCK,
    FOLDER,
    HOURS,
    NOTICE,
    Notice,
    Reader,
    Several,
    Switch,
    Whole,
    choice,
    duration,
    or_auto,
)

PLACES = tuple(place.value for place in Place)
FLAGS = tuple(flag.value for flag in Flag)
CARD, NOTIFICATION, FULL_SCREEN = "card", "notification", "full screen"


class Presence(msgspec.Struct, frozen=True, kw_only=True):
    """When input is sitting. `poll` is how often the sense is looked at; `break_after` null: by the person's rhythm."""

    poll: Annotated[Millis, duration("1s", "30s", "5s")]
    idle_after: Annotated[Millis, duration("1s", "24h", "60s")]
    break_after: Annotated[Millis | None, or_auto(duration("10s", "24h", "120s"))]
    unknown_up_to: Annotated[Millis, duration("1s", "24h", "30m")]
    call_up_to: Annotated[Millis, duration("1m", "24h", "3h")]
    video_up_to: Annotated[Millis, duration("1m", "24h", "45m")]
    day_starts: Annotated[time, CLOCK]


class Prompts(msgspec.Struct, frozen=True, kw_only=True):
    """When an exercise is offered."""

    every: Annotated[Millis, duration("10s", "24h", "30m")]
    pause_wanted: Annotated[Millis, duration("1s", "24h", "5s")]
    patience: Annotated[Millis, duration("1s", "24h", "3m")]
    missed_after: Annotated[Millis, duration("1s", "24h", "2m")]
    snooze: Annotated[Millis, duration("1s", "24h", "5m")]
    max_snoozes: Annotated[int, Whole(0, 20)]
    back_off_after: Annotated[int, Whole(1, 100)]
    quiet: Annotated[tuple[Quiet, ...], Several(HOURS)]
    working: Annotated[tuple[Quiet, ...], Several(HOURS)]
    show: Annotated[str, choice(CARD, NOTIFICATION, FULL_SCREEN)]


class Exercises(msgspec.Struct, frozen=True, kw_only=True):
    """Which exercises fit the person; `language` is empty for that of the desktop."""

    places: Annotated[tuple[str, ...], Several(choice(*PLACES), least=1)]
    flags: Annotated[tuple[str, ...], Several(choice(*FLAGS))]
    level: Annotated[int, Whole(1, 3)]
    language: Annotated[str, choice("", *LANGUAGES)]


class Windows(msgspec.Struct, frozen=True, kw_only=True):
    """How the windows look, move and sound; `look` is empty for that of the desktop."""

    sound: Annotated[bool, Switch()]
    motion: Annotated[bool, Switch()]
    look: Annotated[str, choice("", "light", "dark")]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """The week's first day, when its summary is announced (null: never), and whether the five signs are asked for."""

    starts: Annotated[str, choice("monday", "sunday")]
    notice: Annotated[Notice | None, NOTICE]
    signs: Annotated[bool, Switch()]


class Sync(msgspec.Struct, frozen=True, kw_only=True):
    """The folder by which the person's machines hear of each other; empty: they don't."""

    folder: Annotated[str, FOLDER]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All settings, checked."""

    presence: Presence
    prompts: Prompts
    exercises: Exercises
    windows: Windows
    week: Week
    sync: Sync

    def rule(self) -> Rule:
        """The numbers that decide what is a bout and when a prompt is due."""
        own = self.presence.break_after
        return Rule(
            idle_after=self.presence.idle_after,
            break_after=LEAST if own is None else own,
            break_after_most=MOST if own is None else None,
            unknown_up_to=self.presence.unknown_up_to,
            day_starts=self.presence.day_starts,
            every=self.prompts.every,
            pause_wanted=self.prompts.pause_wanted,
            patience=self.prompts.patience,
            missed_after=self.prompts.missed_after,
            snooze=self.prompts.snooze,
            max_snoozes=self.prompts.max_snoozes,
            back_off_after=self.prompts.back_off_after,
            quiet=self.prompts.quiet,
            working=self.prompts.working,
            week_starts=self.week.starts,
        )


@cache
def keys() -> Mapping[str, Reader]:
    """Every key by its whole name (`prompts.every`) with the kind of value it takes, in the file's order."""
    return {
        f"{section}.{name}": reader
        for section, kind in get_type_hints(Settings).items()
        for name, reader in _readers(kind)
    }


def _readers(section: type) -> list[tuple[str, Reader]]:
    return [(name, hint.__metadata__[0]) for name, hint in get_type_hints(section, include_extras=True).items()]
