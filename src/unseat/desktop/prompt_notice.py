"""The three notices of a prompt: the offer, the steps once it is begun, the question afterwards. Pure.

All share one slot, so each takes the place of the one before.
"""

from enum import StrEnum

import msgspec

from unseat.core.exercise import Exercise
from unseat.core.words import SECOND
from unseat.desktop.base import Button, Notice
from unseat.texts import Texts

PROMPT = "prompt"
"""The slot."""


class Key(StrEnum):
    """What comes back from a button."""

    START = "start"
    LATER = "later"
    SKIP = "skip"
    DONE = "done"
    STOP = "stop"
    NOT_NOW = "not now"


class Offer(msgspec.Struct, frozen=True):
    """An exercise in one language, as a notice tells it; `seconds` is the whole dose."""

    name: str
    dose: str
    caution: str
    steps: tuple[str, ...]
    seconds: int


def offer_of(card: Exercise, language: str) -> Offer:
    return Offer(card.name[language], card.dose[language], card.caution[language], card.steps[language], card.seconds)


def just_a_break(texts: Texts) -> Offer:
    """What is offered where the person's places and flags leave no exercise."""
    return Offer(
        texts.say("Get up for a moment"),
        texts.say("One minute on your feet"),
        texts.say("No exercise fits your settings, and a break is the better half anyway."),
        (
            texts.say("Stand up, or walk a few steps if you can."),
            texts.say("Breathe calmly and look into the distance."),
        ),
        60,
    )


def prompt_notice(offer: Offer, sitting_ms: int, texts: Texts, *, again: bool, lasts_ms: int = 0) -> Notice:
    """The offer. `again`: it was snoozed or missed before, so it comes back silently.

    `lasts_ms` should be the time after which the prompt counts as missed: a notice left behind by a killed agent
    then goes away by itself.
    """
    name = offer.name
    title = (
        texts.say("Whenever it suits you: {name}", name=name) if again else texts.say("Time to move: {name}", name=name)
    )
    why = texts.say("You have been sitting for an estimated {length}.", length=texts.length(sitting_ms))
    buttons = (
        Button(Key.START, texts.say("Start")),
        Button(Key.LATER, texts.say("Later")),
        Button(Key.SKIP, texts.say("Skip")),
    )
    return Notice(PROMPT, title, f"{offer.dose}\n{why}", buttons, lasts_ms, quiet=again)


def steps_notice(offer: Offer, texts: Texts, starts: str | None = None) -> Notice:
    """What to do, for as long as the dose takes, and which side `starts` ("left", "right", or null for both at once).

    The caution goes before the steps: where a text is cut, it stays.
    """
    steps = [f"{number}. {step}" for number, step in enumerate(offer.steps, 1)]
    side = {"left": texts.say("First left, then right."), "right": texts.say("First right, then left.")}.get(
        starts or ""
    )
    dose = f"{offer.dose}. {side}" if side else offer.dose
    text = "\n".join(filter(None, (dose, offer.caution, *steps)))
    buttons = (Button(Key.DONE, texts.say("Done")), Button(Key.STOP, texts.say("Stop")))
    return Notice(PROMPT, offer.name, text, buttons, offer.seconds * SECOND)


def check_notice(offer: Offer, texts: Texts, *, lasts_ms: int = 0) -> Notice:
    """The question after the dose, when input was seen meanwhile: only the person can tell."""
    text = texts.say("There was input meanwhile, so only you can tell. Either answer is fine.")
    buttons = (Button(Key.DONE, texts.say("Done")), Button(Key.NOT_NOW, texts.say("Not now")))
    title = texts.say("Did you do it? {name}", name=offer.name)
    return Notice(PROMPT, title, text, buttons, lasts_ms)
