"""The words of the design as a person reads them, in either language."""

from unseat.core.rule import Rule
from unseat.core.words import SECOND, Answer, Because, Deferral, Posture
from unseat.texts import Texts


def posture(texts: Texts, of: Posture) -> str:
    return {Posture.SITTING: texts.say("sitting"), Posture.STANDING: texts.say("standing")}[of]


def because(texts: Texts, of: Because) -> str:
    """Why a bout ended."""
    return {
        Because.NO_INPUT: texts.say("no input"),
        Because.LOCKED: texts.say("screen locked"),
        Because.ASLEEP: texts.say("computer asleep"),
        Because.UNWATCHED: texts.say("not watched"),
        Because.STANDING: texts.say("you stood"),
        Because.SESSION: texts.say("exercise"),
        Because.CORRECTED: texts.say("as you said"),
    }[of]


def kept_back(texts: Texts, of: Deferral) -> str:
    """What kept a prompt back."""
    return {
        Deferral.CALL: texts.say("a call"),
        Deferral.PRESENTATION: texts.say("a presentation"),
        Deferral.QUIET_HOURS: texts.say("quiet hours"),
        Deferral.DO_NOT_DISTURB: texts.say("do not disturb"),
        Deferral.PAUSED: texts.say("a pause you had set"),
        Deferral.TYPING: texts.say("typing"),
    }[of]


def sides(texts: Texts, left_s: float, right_s: float) -> str:
    """What each side got."""
    left, right = (texts.exact(round(seconds) * SECOND) for seconds in (left_s, right_s))
    return texts.say("{left} left, {right} right", left=left, right=right)


def limit(texts: Texts, rule: Rule) -> str:
    """From how long without input on there is a break: "2 min", or "2 min to 5 min, by your rhythm,"."""
    least = texts.exact(rule.break_after)
    if rule.break_after_most is None:
        return least
    return texts.say("{least} to {most}, by your rhythm,", least=least, most=texts.exact(rule.break_after_most))


def answer(texts: Texts, of: Answer | None, *, verified: bool | None = None, elsewhere: bool = False) -> str:
    """What became of a prompt or an exercise; null: nothing yet."""
    if of is None:
        return texts.say("still open")
    if elsewhere:
        return texts.say("done at another computer")
    if of is Answer.DONE:
        return texts.say("done, verified") if verified else texts.say("done, as you said")
    return {
        Answer.PARTIAL: texts.say("partly done"),
        Answer.SKIPPED: texts.say("skipped"),
        Answer.SNOOZED: texts.say("put off"),
        Answer.MISSED: texts.say("no reaction"),
        Answer.NATURAL: texts.say("you got up by yourself"),
    }[of]
