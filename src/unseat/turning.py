"""Whose turn it is, from what the journal remembers."""

from unseat.core import facts
from unseat.core.turns import Turns
from unseat.core.words import DAY, Instant
from unseat.journal import Journal
from unseat.person import Person

REMEMBERED = 60 * DAY
FOR_EVER = (facts.ExerciseHurt, facts.ExerciseAllowed)
LATELY = (facts.PromptShown, facts.PromptAnswered, facts.SessionStarted, facts.SessionEnded)


def turns(me: Person) -> Turns:
    """Of somebody who has done nothing yet."""
    chosen = me.settings.exercises
    return Turns(me.cards.exercises, chosen.places, chosen.flags)


def turns_now(me: Person, journal: Journal, now: Instant) -> Turns:
    """As the agent has them, for a window that is opened without it. Raises JournalError."""
    made = turns(me)
    for entry in (*journal.facts(kinds=FOR_EVER), *journal.facts(since=Instant(now - REMEMBERED), kinds=LATELY)):
        if entry.fact.source is None:
            made.saw(entry.fact)
    return made
