"""What a session says of where it is: in a line to read, and in a sentence to hear. Pure."""

from unseat.core.guide import BOTH, Guide, Part, Result, Stage
from unseat.core.pacing import Breath
from unseat.core.words import SECOND, Answer
from unseat.report import words
from unseat.texts import Texts


def side_of(guide: Guide, texts: Texts) -> str:
    """ "Left side · 1 of 2"; empty where both go at once."""
    side, sides = guide.part.side, guide.sides
    if side == BOTH:
        return ""
    name = side_name(side, texts)
    return texts.say("{side} · {n} of {all}", side=name, n=sides.index(side) + 1, all=len(sides))


def side_name(side: str, texts: Texts) -> str:
    return texts.say("Left side") if side == "left" else texts.say("Right side")


def phase(part: Part, times: int, texts: Texts, breath: Breath | None) -> str:
    """What to do now, in a few words."""
    match part.stage:
        case Stage.READY:
            return texts.say("Get ready")
        case Stage.CHANGE:
            return texts.say("Change sides")
        case Stage.REST:
            return texts.say("Rest")
        case Stage.OVER:
            return texts.say("Done")
        case Stage.WORK:
            if breath:
                return texts.say("Breathe in") if breath.way == "in" else texts.say("Breathe out")
            return texts.say("{n} of {all}", n=part.nth, all=times) if times > 1 else texts.say("Go on calmly")


def heard(guide: Guide, times: int, step: str, texts: Texts) -> str:
    """What a screen reader says when a part begins; empty where that would be too much."""
    part = guide.part
    side = "" if part.side == BOTH else side_name(part.side, texts) + ". "
    match part.stage:
        case Stage.READY | Stage.CHANGE:
            return f"{side}{phase(part, times, texts, None)}. {step}"
        case Stage.WORK if part.nth == 1:
            return f"{side}{texts.say('Begin: {length}.', length=texts.exact(round_up(guide.side_left)))}"
        case Stage.WORK if part.length >= 10 * SECOND:
            return phase(part, times, texts, None)
        case Stage.REST if part.length >= 3 * SECOND:
            return texts.say("Rest")
        case _:
            return ""


def hint(guide: Guide, texts: Texts) -> str:
    """Why nothing moves on, where nothing does."""
    if guide.held:
        return texts.say("Held: keyboard or mouse in use")
    return texts.say("Paused") if guide.paused else ""


def round_up(ms: int) -> int:
    """To the whole second in which it lies, so that a countdown ends at 0."""
    return -(-ms // SECOND) * SECOND


def ended(result: Result, texts: Texts) -> str:
    """The headline of the end."""
    if result.answer is Answer.DONE:
        return texts.say("Done")
    return texts.say("Done in part") if result.answer is Answer.PARTIAL else texts.say("Not done")


def given(result: Result, texts: Texts) -> str:
    """What each side got."""
    if result.sides is None:
        return texts.say("{length} in all", length=texts.exact(round(result.given / SECOND) * SECOND))
    return words.sides(texts, result.sides.left_s, result.sides.right_s)


def proof(*, verified: bool, blind: bool, answer: Answer, texts: Texts) -> str:
    """What is known of it besides what the person says."""
    if answer is not Answer.DONE:
        return ""
    if blind:
        return texts.say("Claimed: nothing here can tell whether keyboard and mouse were left alone.")
    if verified:
        return texts.say("Verified: keyboard and mouse were left alone.")
    return texts.say("Claimed: keyboard or mouse was used meanwhile.")
