"""Why a prompt came, or why none does, in plain words (`unseat why`)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

import msgspec

from unseat.core.fact import Fact
from unseat.core.offered import PromptDeferred, PromptDue, PromptSnoozed
from unseat.core.prompt_records import PromptRecord, prompt_records
from unseat.core.rule import Rule
from unseat.core.view import View
from unseat.core.words import Deferral, Instant, State
from unseat.report import words
from unseat.report.status import when
from unseat.report.story import story
from unseat.texts import Texts

EARLIER = 3
"""Prompts that are over and still told of."""


class Why(msgspec.Struct, frozen=True):
    """What an explanation rests on. `names`: what the exercises are called, by their id."""

    facts: Sequence[Fact]
    now: Instant
    zone: tzinfo
    rule: Rule
    texts: Texts
    names: Mapping[str, str]

    def when(self, at: Instant) -> str:
        return when(at, self.now, self.zone, self.texts)


def why_text(  # noqa: PLR0913  what there is to explain, and in whose words
    facts: Sequence[Fact],
    view: View | None,
    *,
    now: Instant,
    zone: tzinfo,
    rule: Rule,
    texts: Texts,
    names: Mapping[str, str] | None = None,
) -> str:
    """`facts` of the last day, in the order of the journal; `view` is null while no agent runs."""
    why = Why(facts, now, zone, rule, texts, names or {})
    records = prompt_records(facts)
    present = [texts.say("The agent does not run, so no prompt comes. Start it: unseat run")]
    if view:
        present = list(_now(why, view, records))
    earlier = [record for record in records if record.answer is not None][-EARLIER:]
    past = [f"  {story(record, why.names, why.when, texts)}" for record in reversed(earlier)]
    return "\n".join([*present, *(["", texts.say("Before that:"), *past] if past else [])])


# ---- now


def _now(why: Why, view: View, records: Sequence[PromptRecord]) -> Iterator[str]:
    still_open = next((record for record in reversed(records) if record.answer is None), None)
    if view.prompt and view.prompt.prompt is None:
        yield why.texts.say("You started an exercise yourself, at {time}.", time=why.when(view.prompt.shown))
    elif view.prompt or view.waiting_for:
        yield from _open(why, view, still_open)
    elif still_open and still_open.snoozes:
        yield _snoozed(why, still_open)
    else:
        yield _none(why, view)
        yield from _rhythm(why, view)


def _open(why: Why, view: View, record: PromptRecord | None) -> Iterator[str]:
    """A prompt that is shown, or due and kept back."""
    texts = why.texts
    if record:
        yield _due(why, record.due)
        yield from _kept_back(why, record.due)
    if view.prompt and view.prompt.started is not None:
        yield texts.say("Its exercise is running since {time}.", time=why.when(view.prompt.started))
    elif view.prompt:
        yield texts.say("It has been shown since {time}.", time=why.when(view.prompt.shown))
        if view.prompt.failed:
            yield texts.say("The notification could not be shown, so it is in the tray.")
    elif view.waiting_for:
        yield _waits(why, view.waiting_for, view)


def _due(why: Why, due: Instant) -> str:
    every = next(
        (fact.every_ms for fact in why.facts if isinstance(fact, PromptDue) and fact.at == due), why.rule.every
    )
    return why.texts.say(
        "A prompt fell due at {time}: you had been sitting for {length} since the last break or answer.",
        time=why.when(due),
        length=why.texts.exact(every),
    )


def _kept_back(why: Why, due: Instant) -> Iterator[str]:
    for fact in why.facts:
        if isinstance(fact, PromptDeferred) and fact.prompt == due:
            yield why.texts.say(
                "From {start} to {end} it was kept back by: {why}.",
                start=why.when(fact.at),
                end=why.when(fact.until),
                why=words.kept_back(why.texts, fact.because),
            )


def _waits(why: Why, because: Deferral, view: View) -> str:
    texts = why.texts
    if because is Deferral.TYPING:
        return texts.say(
            "It waits for a pause of {pause} in your typing, but at most {patience}.",
            pause=texts.exact(why.rule.pause_wanted),
            patience=texts.exact(why.rule.patience),
        )
    if because is Deferral.PAUSED and view.paused_until is not None:
        return texts.say("It waits until {time}, for you paused the prompts.", time=why.when(view.paused_until))
    return texts.say("It waits for the end of: {why}.", why=words.kept_back(texts, because))


def _snoozed(why: Why, record: PromptRecord) -> str:
    until = next(
        (fact.until for fact in reversed(why.facts) if isinstance(fact, PromptSnoozed) and fact.prompt == record.due),
        record.due,
    )
    return why.texts.say(
        "You put the prompt of {due} off: it comes back at the first input after {until}.",
        due=why.when(record.due),
        until=why.when(until),
    )


def _none(why: Why, view: View) -> str:
    """No prompt is open. A pause hides nothing of the rest: it would only keep the next one back."""
    texts, since = why.texts, why.when(view.since)
    if view.jiggler:
        return texts.say("No prompt: the pointer moves without a hand, and that is not taken for sitting.")
    if view.next_due is not None and view.counted_from is not None:
        return _coming(why, view, view.next_due, view.counted_from)
    match view.state:
        case State.STANDING:
            return texts.say("No prompt: you have been standing since {since}.", since=since)
        case State.UNWATCHED:
            return texts.say("No prompt: nothing is watched since {since}. See unseat doctor.", since=since)
        case State.PAUSED:
            return texts.say("No prompt: you paused the prompts at {since}.", since=since)
    return texts.say(
        "No prompt: you have been away since {since}; a break is {length} without input.",
        since=since,
        length=words.limit(texts, why.rule),
    )


def _coming(why: Why, view: View, due: Instant, counted_from: Instant) -> str:
    texts = why.texts
    times = {"start": why.when(counted_from), "every": texts.exact(view.every), "due": why.when(due)}
    if counted_from == view.bout_start:
        return texts.say(
            "No prompt yet: you have been sitting since {start}, and one comes after {every}, at the first input from "
            "{due} on.",
            **times,
        )
    return texts.say(
        "No prompt yet: you answered the last one at {start}, and the next comes {every} later, at the first input "
        "from {due} on.",
        **times,
    )


def _rhythm(why: Why, view: View) -> Iterator[str]:
    texts = why.texts
    if view.every > why.rule.every:
        yield texts.say(
            "The rhythm is {every} instead of {usual}: prompts went by without a reaction. Doing one brings it back.",
            every=texts.exact(view.every),
            usual=texts.exact(why.rule.every),
        )
    if view.break_after is not None:
        yield texts.say(
            "A break is about {length} without input now, by how you worked in the last ten minutes.",
            length=texts.exact(view.break_after),
        )
    if view.paused_until is not None:
        yield texts.say("Until {time} prompts are kept back.", time=why.when(view.paused_until))
    elif view.paused and view.state is not State.PAUSED:
        yield texts.say("Prompts are paused.")
