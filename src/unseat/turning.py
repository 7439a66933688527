"""Whose turn it is: by the person's settings, calendar and cards, and from what the journal remembers."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import tzinfo

from unseat.core import corrections, facts, hurts
from unseat.core.as_said import as_corrected
from unseat.core.days import week_at
from unseat.core.fact import Fact
from unseat.core.outcome import told_elsewhere
from unseat.core.progress import REMEMBERED
from unseat.core.turns import Turns
from unseat.core.words import Instant
from unseat.journal import Journal
from unseat.person import Person
from unseat.settings import Settings

LATELY = (facts.PromptShown, facts.PromptAnswered, facts.SessionStarted, facts.SessionEnded)


def turns(me: Person, settings: Settings | None = None, zone: tzinfo | None = None) -> Turns:
    """Of somebody who has done nothing yet; `settings` and `zone` are the person's own where none are given."""
    wanted = settings or me.settings
    made = Turns(me.cards.exercises, (), ())
    fit(made, wanted, lambda: zone or me.zone.zone())
    return made


def fit(turn: Turns, settings: Settings, zone: Callable[[], tzinfo]) -> None:
    """Exercises as the settings now allow them, and weeks as they now begin."""
    chosen, rule = settings.exercises, settings.rule()
    turn.week = lambda at: week_at(at, zone(), rule)
    turn.places, turn.flags, turn.level = chosen.places, chosen.flags, chosen.level


def turns_now(me: Person, journal: Journal, now: Instant) -> Turns:
    """As the agent has them, for a window that is opened without it. Raises JournalError."""
    made = turns(me)
    tell_past(made, journal, now)
    return made


def tell_past(turn: Turns, journal: Journal, now: Instant) -> None:
    """Tells what the journal remembers, as the person corrected it. Raises JournalError."""
    hurt = [entry.fact for entry in journal.everywhere(kinds=hurts.KINDS)]
    since = Instant(now - REMEMBERED)
    kinds: tuple[type[Fact], ...] = (*LATELY, *corrections.KINDS)
    lately = [entry.fact for entry in journal.facts(since=since, kinds=kinds)]
    elsewhere = list(_elsewhere(journal, since, kinds))
    if elsewhere:
        lately = sorted([*lately, *elsewhere], key=lambda fact: fact.at)
    turn.forget()
    for fact in as_corrected([fact for fact in (*hurt, *lately) if fact.source is None]):
        turn.saw(fact)


def _elsewhere(journal: Journal, since: Instant, kinds: tuple[type[Fact], ...]) -> Iterator[facts.Any]:
    """What the person did at their other machines."""
    told: dict[str, list[facts.Any]] = defaultdict(list)
    for entry in journal.others.facts(since=since, kinds=kinds):
        told[entry.device].append(entry.fact)
    for share in told.values():
        yield from told_elsewhere(share)
