"""Whose turn it is: by the person's settings, calendar and cards, and from what the journal remembers."""

from datetime import tzinfo

from unseat.core import corrections, facts, hurts
from unseat.core.as_said import as_corrected
from unseat.core.days import week_at
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
    fit(made, wanted)
    rule = wanted.rule()
    made.week = lambda at: week_at(at, zone or me.zone.zone(), rule)
    return made


def fit(turn: Turns, settings: Settings) -> None:
    """Exercises as the settings now allow them."""
    chosen = settings.exercises
    turn.places, turn.flags, turn.level = chosen.places, chosen.flags, chosen.level


def turns_now(me: Person, journal: Journal, now: Instant) -> Turns:
    """As the agent has them, for a window that is opened without it. Raises JournalError."""
    made = turns(me)
    tell_past(made, journal, now)
    return made


def tell_past(turn: Turns, journal: Journal, now: Instant) -> None:
    """Tells what the journal remembers, as the person corrected it. Raises JournalError."""
    lately = journal.facts(since=Instant(now - REMEMBERED), kinds=(*LATELY, *corrections.KINDS))
    known = [entry.fact for entry in (*journal.facts(kinds=hurts.KINDS), *lately) if entry.fact.source is None]
    turn.forget()
    for fact in as_corrected(known):
        turn.saw(fact)
