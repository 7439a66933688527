"""The five signs in words: the same in the terminal, in the window and on the page. No word depends on a value."""

from collections.abc import Mapping

import msgspec

from unseat.core.signs import SIGNS
from unseat.texts import Texts


class SignWords(msgspec.Struct, frozen=True):
    """`short` heads a column; `question` is the sign in full, as it is asked about."""

    short: str
    question: str


def sign_words(texts: Texts) -> dict[str, SignWords]:
    """By sign, in the order in which they are asked."""
    say = texts.say
    return {
        "crooked": SignWords(say("crooked hips"), say("Hips or a pelvis that feel crooked")),
        "leg": SignWords(say("a shorter leg"), say("One leg that seems shorter than the other")),
        "turning": SignWords(say("turning in bed"), say("Unsteady, or in pain, when you turn over in bed")),
        "back": SignWords(say("back pain"), say("Back pain after standing or sitting for long")),
        "balance": SignWords(say("poor balance"), say("Trouble with your balance, or moving unevenly")),
    }


def title(texts: Texts) -> str:
    return texts.say("Five signs, as you noted them")


def asked(texts: Texts) -> str:
    return texts.say("How much of this did you notice this week?")


def ends(texts: Texts) -> tuple[str, str]:
    """What 0 and 10 are."""
    return texts.say("not at all"), texts.say("very much")


def scale(texts: Texts) -> str:
    least, most = ends(texts)
    return texts.say("0 is {least}, 10 is {most}.", least=least, most=most)


def no_conclusion(texts: Texts) -> str:
    return texts.say("unseat adds nothing up, and concludes nothing from them.")


def told(ratings: Mapping[str, int], texts: Texts) -> str:
    """Those that were rated, on one line: "crooked hips 2, back pain 5"."""
    words = sign_words(texts)
    return ", ".join(f"{words[sign].short} {ratings[sign]}" for sign in SIGNS if sign in ratings)
