"""What the agent needs of the world, each behind a plain callable or Protocol. `wiring` chooses the real ones.

All of them are called in the agent's thread; none may block for more than about 0.1 s, but for the journal's disk.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

from unseat.core.facts import Any as AnyFact
from unseat.core.moments import Moment
from unseat.core.rule import Rule
from unseat.core.timeline import Seen
from unseat.core.view import View
from unseat.core.words import Instant
from unseat.hindsight import Hindsight
from unseat.keeper import Keeper
from unseat.nightly import Nightly
from unseat.prompter import Prompter
from unseat.senses.base import Clocks, InputSense
from unseat.senses.holds import Holds
from unseat.settings import Settings
from unseat.weekly import Weekly


class Beats(Protocol):
    """What puts a Tick in the inbox every so often."""

    def start(self, every_ms: int) -> None: ...

    def beat(self, every_ms: int, *, anew: bool = False) -> None: ...

    def stop(self) -> None: ...


class SettingsNow(Protocol):
    """The last good settings, and whether the file has given new ones since the last call."""

    now: Settings

    def changed(self) -> bool: ...


class Meetings(Protocol):
    """What exchanges facts with the person's other machines. `newest`: the id of the journal's last fact."""

    def look(self, now: Instant, newest: Callable[[], int]) -> None: ...


class Records(Protocol):
    """What may write the day down as an activity log."""

    def moment(self, moment: Moment) -> None: ...

    def fact(self, fact: AnyFact) -> None: ...

    def close(self, now: Instant) -> None: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """`sense` is null where none works. `holds` are the calls, presentations and locks on at this moment.

    `disturb`: whether the desktop itself is set not to disturb; null where nothing tells.

    `leads`: whether a window leads through an exercise now.

    `compare` tells what happened since its last call, which was meant to be so many milliseconds ago. `recorder`
    hears every moment the desk lives through and every fact. `open_week` has the week's page opened, by
    another process, and returns at once. `boot` names the boot that `clocks().steady` counts from.
    """

    clocks: Callable[[], Clocks]
    compare: Callable[[Clocks, int], Seen]
    sense: InputSense | None
    holds: Holds
    disturb: Callable[[], bool | None]
    leads: Callable[[], bool]
    quiet: Callable[[Rule, Instant], bool]
    zone: Callable[[], tzinfo]
    settings: SettingsNow
    keeper: Keeper
    prompter: Prompter
    metronome: Beats
    show: Callable[[View, Instant], None]
    dock: Callable[[], str]
    weekly: Weekly
    nightly: Nightly
    sync: Meetings
    open_week: Callable[[], None]
    hindsight: Hindsight
    recorder: Records | None
    boot: str
