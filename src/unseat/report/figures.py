"""The figures of a stretch of record as lines of text: what each is called, and what it comes to."""

from collections.abc import Iterator
from itertools import pairwise

from unseat.core.fact import Sides
from unseat.core.metrics import ENOUGH, Metrics, Seconds
from unseat.core.rule import Rule
from unseat.core.summary import DaySummary, Summary, WeekSummary
from unseat.core.usual import MINUTES
from unseat.core.words import MINUTE, SECOND
from unseat.report import words
from unseat.texts import Texts

Row = tuple[str, str]
"""A label and a value; an empty pair is a gap between groups."""

NONE = "-"


def length(texts: Texts, seconds: Seconds | None) -> str:
    return NONE if seconds is None else texts.length(round(seconds * SECOND))


def clock_length(seconds: Seconds | None) -> str:
    """Hours and minutes, rounded down: 5:12."""
    if seconds is None:
        return NONE
    minutes = int(seconds) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def percent(texts: Texts, share: float | None) -> str:
    return NONE if share is None else texts.say("{percent} %", percent=texts.number(100 * share))


def sitting_rows(own: Summary, texts: Texts) -> Iterator[Row]:
    yield texts.say("Sitting, estimated"), length(texts, own.sitting_s)
    yield _under(texts.say("at least")), length(texts, own.sitting_lower_s)
    yield _under(texts.say("at most")), length(texts, own.sitting_upper_s)
    yield texts.say("Standing, as you said"), length(texts, own.standing_s)
    yield texts.say("Breaks"), str(own.breaks)
    yield _under(texts.say("per hour of sitting")), _number(texts, own.breaks_per_sitting_h, 1)
    yield texts.say("Bouts of sitting"), str(own.bouts)
    yield _under(texts.say("the longest")), length(texts, own.longest_s)
    yield _under(texts.say("on average")), length(texts, own.mean_bout_s)
    yield _under(texts.say("the middle one")), length(texts, own.median_bout_s)
    yield _under(texts.say("of 30 min or more")), _counted(texts, own.bouts_30min, own.share_30min)
    yield _under(texts.say("of 60 min or more")), _counted(texts, own.bouts_60min, own.share_60min)
    yield texts.say("Usual bout"), length(texts, own.usual_bout_s)
    yield _under(texts.say("by a fitted curve")), _fitted(texts, own.usual_bout_fitted_s)
    yield texts.say("Inequality of bouts (Gini)"), _number(texts, own.gini, 2)
    yield texts.say("Steepness (alpha)"), _number(texts, own.alpha, 2)


def prompt_rows(own: Metrics, texts: Texts) -> Iterator[Row]:
    prompts = own.prompts
    yield texts.say("Prompts"), str(prompts.due)
    yield _under(texts.say("shown")), str(prompts.shown)
    yield _under(texts.say("done")), str(prompts.done)
    yield _under(texts.say("of which verified"), 2), str(prompts.verified)
    yield _under(texts.say("partly done")), str(prompts.partial)
    yield _under(texts.say("skipped")), str(prompts.skipped)
    yield _under(texts.say("no reaction")), str(prompts.missed)
    yield _under(texts.say("you got up by yourself")), str(prompts.natural)
    yield texts.say("Put off"), str(prompts.snoozes)
    yield texts.say("Done, of those you could do"), percent(texts, prompts.adherence_share)
    yield texts.say("Exercise on the left"), _seconds(texts, own.sides, "left_s")
    yield _under(texts.say("on the right")), _seconds(texts, own.sides, "right_s")


def explanation(own: Metrics, rule: Rule, texts: Texts) -> str:
    """The rule behind the figures."""
    lines = [
        texts.say(
            "Sitting is estimated from keyboard and mouse on this computer: a break is {length} without input.",
            length=words.limit(texts, rule),
        ),
        texts.say(
            '"At least" leaves out times of more than {length} without input or call: you may have been away.',
            length=texts.exact(rule.idle_after),
        ),
        texts.say(
            '"At most" adds breaks of up to {length} without a reason: you may have sat there reading.',
            length=texts.exact(rule.unknown_up_to),
        ),
        texts.say("A day starts at {time}.", time=texts.clock(rule.day_starts)),
    ]
    if own.usual_bout_s is None:
        lines.append(texts.say("From {n} bouts on there is a usual bout.", n=ENOUGH))
    else:
        lines.append(texts.say("Half of the sitting is in bouts no longer than the usual bout."))
    return " ".join(lines)


def learned(own: WeekSummary | DaySummary, texts: Texts) -> list[str]:
    """What the person's own answers say of the unknown time; nothing where too few were given."""
    if own.learned is None or own.sitting_s == own.sitting_upper_s:
        return []
    return [
        texts.say(
            "Learned: of {answers} quiet times that you answered for, {sat} were sitting. By that, sitting was about "
            "{length}.",
            answers=own.learned.answers,
            sat=own.learned.sat,
            length=length(texts, own.learned.sitting_s),
        )
    ]


def rule_changes(week: WeekSummary, texts: Texts) -> list[str]:
    """What changed within the week in how sitting is found, a line each; nothing where nothing did."""
    return [
        texts.say(
            "The rule changed on {day} at {time}: a break was {before} without input, and is {after} from then on; the "
            "figures of both are added up.",
            day=texts.day(line.start.date()),
            time=texts.clock(line.start),
            before=words.limit(texts, before.rule),
            after=words.limit(texts, line.rule),
        )
        for before, line in pairwise(week.rules)
    ]


def _fitted(texts: Texts, seconds: Seconds | None) -> str:
    """The published fit goes no further than this."""
    found = length(texts, seconds)
    at_the_end = seconds is not None and seconds >= MINUTES[1] * MINUTE / SECOND
    return texts.say("{length} or more", length=found) if at_the_end else found


def _under(label: str, depth: int = 1) -> str:
    return "  " * depth + label


def _number(texts: Texts, number: float | None, decimals: int) -> str:
    return NONE if number is None else texts.number(number, decimals)


def _counted(texts: Texts, count: int, share: float | None) -> str:
    return str(count) if share is None else f"{count} ({percent(texts, share)})"


def _seconds(texts: Texts, sides: Sides, side: str) -> str:
    return texts.exact(int(getattr(sides, side)) * SECOND)
