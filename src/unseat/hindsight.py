"""What the agent makes of the past when the person speaks of it, and the one question it has about it.

The question stands in the tray alone, once, for the last time that nobody knows of. It never comes up by itself.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import tzinfo

from unseat.core import corrections, facts
from unseat.core.desk import Desk
from unseat.core.fact import Fact
from unseat.core.rule import Rule
from unseat.core.since import sat
from unseat.core.view import QuietGap
from unseat.core.wall import offset_s
from unseat.core.watched import OpenBout
from unseat.core.words import DAY, HOUR, Instant, Meant
from unseat.journal import Journal, JournalError

log = logging.getLogger(__name__)
ASKED_FOR = 12 * HOUR
"""After so long nobody is asked any more."""
LATELY: tuple[type[Fact], ...] = (
    facts.Bout,
    facts.Break,
    facts.PromptAnswered,
    facts.SessionEnded,
    *corrections.KINDS,
)


class Hindsight:
    """Lives in the agent's thread, on its journal. `recount` has the exercises told the past anew."""

    def __init__(self, journal: Journal, now: Instant, zone: Callable[[], tzinfo], recount: Callable[[], None]) -> None:
        self._journal = journal
        self._zone = zone
        self._recount = recount
        self._gap: QuietGap | None = None
        self._rule = _last_rule(journal)
        self._anew = any(journal.facts(since=Instant(now - DAY), kinds=corrections.KINDS)) or journal.others.newest > 0

    def gap(self, now: Instant) -> QuietGap | None:
        """What the tray asks about."""
        if self._gap and not 0 <= now - self._gap.end < ASKED_FOR:
            self._gap = None
        return self._gap

    def told(self, new: Iterable[facts.Any]) -> None:
        """Facts that have become certain, by whomever they were told."""
        for fact in new:
            if isinstance(fact, facts.Break) and fact.unknown:
                self._gap = QuietGap(fact.start, fact.at, offset_s(fact.start, self._zone()))
            elif isinstance(fact, corrections.KINDS):
                self._anew = True
                self._answered(fact)

    def elsewhere(self, told: Iterable[facts.Any]) -> None:
        """What another machine of the person told: corrections like any other, and where they sat or exercised."""
        self.told(fact for fact in told if isinstance(fact, corrections.KINDS))
        self._anew = True

    def correction(self, meant: str, now: Instant) -> facts.Corrected | None:
        """The answer that the person chose in the tray; null where it says nothing, or there was no question."""
        gap, self._gap = self.gap(now), None
        if gap is None or meant not in set(Meant):
            return None
        return facts.Corrected(at=now, start=gap.start, end=gap.end, meant=Meant(meant), gap=True)

    def new_rule(self, rule: Rule, now: Instant) -> facts.RuleHeld | None:
        """The fact that this rule holds from now on, where the journal says otherwise so far."""
        if rule == self._rule:
            return None
        self._rule = rule
        return facts.RuleHeld(at=now, rule=rule)

    def settle(self, new: Iterable[facts.Any], desk: Desk, open_bout: OpenBout | None, now: Instant) -> None:
        """Takes up what is new. After a correction: since when the person sits, and whose turn it is; where the journal
        cannot be read just then, at the next call."""
        self.told(new)
        if not self._anew:
            return
        try:
            self._go_over(desk, open_bout, now)
            self._anew = False
        except JournalError as error:
            log.warning("What was corrected cannot be read now: %s", error)

    def _go_over(self, desk: Desk, open_bout: OpenBout | None, now: Instant) -> None:
        self._recount()
        if desk.presence.sitting and open_bout:
            known = self._journal.facts(since=Instant(now - DAY), kinds=LATELY)
            own = [entry.fact for entry in known if entry.fact.source is None]
            found = sat(own, open_bout, desk.presence.rule, self._elsewhere(now))
            answered = None if found.answered is None else min(found.answered, now)
            desk.sat(found.since, answered)

    def _elsewhere(self, now: Instant) -> Iterable[list[facts.Any]]:
        told: dict[str, list[facts.Any]] = defaultdict(list)
        for entry in self._journal.others.facts(since=Instant(now - DAY), kinds=LATELY):
            told[entry.device].append(entry.fact)
        return told.values()

    def _answered(self, fact: facts.Any) -> None:
        gap = self._gap
        if gap and isinstance(fact, facts.Corrected) and fact.start < gap.end and gap.start < fact.end:
            self._gap = None


def _last_rule(journal: Journal) -> Rule | None:
    last = journal.last(facts.RuleHeld)
    return last.fact.rule if last and isinstance(last.fact, facts.RuleHeld) and last.fact.source is None else None
