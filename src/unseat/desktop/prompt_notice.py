"""The three notices of a prompt: the offer, the steps once it is begun, the question afterwards. Pure.

All share one slot, so each takes the place of the one before.
"""

from enum import StrEnum

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


def prompt_notice(  # noqa: PLR0913 - one value for each thing it says
    exercise: Exercise,
    language: str,
    sitting_ms: int,
    texts: Texts,
    again: bool,  # noqa: FBT001
    *,
    lasts_ms: int = 0,
) -> Notice:
    """The offer. `again`: it was snoozed or missed before, so it comes back silently.

    `lasts_ms` should be the time after which the prompt counts as missed: a notice left behind by a killed agent
    then goes away by itself.
    """
    name = exercise.name[language]
    title = (
        texts.say("Whenever it suits you: {name}", name=name) if again else texts.say("Time to move: {name}", name=name)
    )
    why = texts.say("You have been sitting for an estimated {length}.", length=texts.length(sitting_ms))
    buttons = (
        Button(Key.START, texts.say("Start")),
        Button(Key.LATER, texts.say("Later")),
        Button(Key.SKIP, texts.say("Skip")),
    )
    return Notice(PROMPT, title, f"{exercise.dose[language]}\n{why}", buttons, lasts_ms, quiet=again)


def steps_notice(exercise: Exercise, language: str, texts: Texts, starts: str | None = None) -> Notice:
    """What to do, for as long as the dose takes, and which side `starts` ("left", "right", or null for both at once).

    The caution goes before the steps: where a text is cut, it stays.
    """
    steps = [f"{number}. {step}" for number, step in enumerate(exercise.steps[language], 1)]
    side = {"left": texts.say("First left, then right."), "right": texts.say("First right, then left.")}.get(
        starts or ""
    )
    dose = f"{exercise.dose[language]}. {side}" if side else exercise.dose[language]
    text = "\n".join(filter(None, (dose, exercise.caution[language], *steps)))
    buttons = (Button(Key.DONE, texts.say("Done")), Button(Key.STOP, texts.say("Stop")))
    return Notice(PROMPT, exercise.name[language], text, buttons, exercise.seconds * SECOND)


def check_notice(exercise: Exercise, language: str, texts: Texts, *, lasts_ms: int = 0) -> Notice:
    """The question after the dose, when input was seen meanwhile: only the person can tell."""
    text = texts.say("There was input meanwhile, so only you can tell. Either answer is fine.")
    buttons = (Button(Key.DONE, texts.say("Done")), Button(Key.NOT_NOW, texts.say("Not now")))
    title = texts.say("Did you do it? {name}", name=exercise.name[language])
    return Notice(PROMPT, title, text, buttons, lasts_ms)
