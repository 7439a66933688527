"""What the parts of a figure are called."""

from unseat.core.figure import Figure, Muscle
from unseat.texts import Texts

MUSCLES = {
    Muscle.PSOAS: "hip flexor (psoas)",
    Muscle.FLANK: "flank",
    Muscle.DIAPHRAGM: "diaphragm",
    Muscle.ABDOMINALS: "abdominal muscles",
    Muscle.BACK: "back muscles",
    Muscle.GLUTEUS_MAXIMUS: "large buttock muscle",
    Muscle.GLUTEUS_MEDIUS: "muscle at the side of the hip",
    Muscle.THIGH: "front of the thigh",
    Muscle.CALF: "calf",
}

SIDES = {"right": "Right side.", "left": "Left side."}


def muscles(figure: Figure, texts: Texts) -> str:
    """The muscles that are tinted, in the person's language; empty where none is."""
    return ", ".join(texts.say(MUSCLES[muscle]) for muscle in figure.target)


def told(figure: Figure, side: str | None, step: str, texts: Texts) -> str:
    """What the picture shows, for those who hear it."""
    said = [texts.say(SIDES[side])] if side else []
    named = muscles(figure, texts)
    return " ".join([*said, step, *([texts.say("Tinted: {muscles}.", muscles=named)] if named else [])])
