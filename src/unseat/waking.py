"""From the journal to the desk an agent starts from."""

import msgspec

from unseat.core import corrections, facts, hurts
from unseat.core.as_said import as_corrected
from unseat.core.desk import Desk
from unseat.core.fact import Fact
from unseat.core.progress import REMEMBERED
from unseat.core.restart import Absence, meeting_until, paused_by, restore
from unseat.core.rule import Rule
from unseat.core.timeline import Timeline
from unseat.core.turns import Turn
from unseat.core.watched import OpenBout
from unseat.core.words import Instant
from unseat.journal import Journal
from unseat.living import Living
from unseat.ports import Ports
from unseat.senses.base import Clocks

KINDS: tuple[type[Fact], ...] = (
    facts.Bout,
    facts.Break,
    facts.PromptDue,
    facts.PromptDeferred,
    facts.PromptShown,
    facts.PromptSnoozed,
    facts.PromptAnswered,
    facts.SessionStarted,
    facts.SessionEnded,
    facts.Paused,
    facts.Resumed,
    facts.MeetingSaid,
    facts.StandingDeclared,
    facts.SittingDeclared,
    facts.AgentStopped,
    facts.AnswerWished,
    *corrections.KINDS,
)
BY_OTHERS: tuple[type[Fact], ...] = (
    facts.AnswerWished,
    facts.SessionStarted,
    facts.SessionEnded,
    facts.StandingDeclared,
    facts.SittingDeclared,
    *hurts.KINDS,
    *corrections.KINDS,
)
"""What siblings write down, also while no agent watches."""


class Left(msgspec.Struct, frozen=True):
    """What the agent before left in the journal: recent facts, oldest first, the bout it had open, and the last id."""

    known: tuple[facts.Any, ...]
    open_bout: OpenBout | None
    read_to: int

    @property
    def killed(self) -> bool:
        """Whether it had no time to say that it stopped."""
        seen = self.open_bout.seen if self.open_bout else None
        stops = (fact.at for fact in self.known if isinstance(fact, facts.AgentStopped))
        return seen is not None and not any(at >= seen for at in stops)


class Now(msgspec.Struct, frozen=True):
    """The clocks at the start, and the boot they belong to."""

    clocks: Clocks
    boot: str


def left(journal: Journal, now: Instant) -> Left:
    """Only what is recent, so that a start takes as long in the tenth year as on the first day (but for the few facts
    that hold for ever); and only what was watched or said here, as an imported bout is none of this desk's."""
    with journal.reading():
        known = [*journal.facts(kinds=hurts.KINDS), *journal.facts(since=Instant(now - REMEMBERED), kinds=KINDS)]
        open_bout, newest = journal.open_bout(), journal.newest
    own = as_corrected([entry.fact for entry in known if entry.fact.source is None])
    return Left(tuple(own), open_bout, newest)


def wake(left: Left, rule: Rule, turn: Turn, now: Now) -> Desk:
    """The desk as the last agent left it, with the time since lived through.

    A bout that a killed agent left open, and that can't go on, becomes a fact marked `recovered`.
    """
    desk = Desk(rule, turn)
    absence = _absence(left, now)
    restore(desk, left.known, left.open_bout, absence)
    if absence is None:
        desk.prompts.resumed(now.clocks.wall)
    if left.killed:
        desk.recovered()
    return desk


def live(ports: Ports, desk: Desk, left: Left, now: Now) -> Living:
    living = Living(ports, desk, Timeline(now.clocks.wall, now.clocks.steady))
    living.paused = paused_by(left.known, now.clocks.wall)
    living.meeting = meeting_until(left.known, now.clocks.wall)
    return living


def _absence(left: Left, now: Now) -> Absence | None:
    """Of one boot, the clock that cannot step tells how long nobody watched; else only the wall clock can."""
    wall, bout = now.clocks.wall, left.open_bout
    if bout is None:
        last = max((fact.at for fact in left.known if not isinstance(fact, BY_OTHERS)), default=None)
        return None if last is None else Absence(min(last, wall), wall, wall - last)
    same = bool(now.boot) and bout.boot == now.boot
    length = now.clocks.steady - bout.steady_ms if same else wall - bout.seen
    return Absence(min(bout.seen, wall), wall, length)
