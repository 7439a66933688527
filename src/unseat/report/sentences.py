"""The three sentences at the top: what the week was, what it was before, and one suggestion with its ground.

They neither praise nor blame, and a suggestion is only made of what the data can carry.
"""

from collections import Counter
from collections.abc import Sequence

from unseat.core.dayrecord import BoutLine
from unseat.core.metrics import ENOUGH
from unseat.core.summary import WeekSummary
from unseat.core.words import HOUR, SECOND, Posture
from unseat.report.figures import length
from unseat.report.past import LOOK_BACK, daily
from unseat.texts import Texts

LONG = HOUR
BLOCK = 2
"""Hours of the day that are taken together to find when long bouts begin."""


def sentences(week: WeekSummary, earlier: Sequence[WeekSummary], texts: Texts) -> list[str]:
    """`earlier`: the comparable weeks before, oldest first."""
    said = [_was(week, texts), _before(week, earlier[-LOOK_BACK:], texts), _suggestion(week, texts)]
    return [one for one in said if one]


def _was(week: WeekSummary, texts: Texts) -> str:
    own = daily([week])
    if own is None:
        return texts.say("No sitting was recorded this week.")
    return texts.say(
        "You sat for an estimated {sitting} ({days}), between {lower} and {upper}, and the longest time without a "
        "break was {longest}.",
        sitting=length(texts, week.sitting_s),
        days=texts.plural("on {n} day", "on {n} days", own.days),
        lower=length(texts, week.sitting_lower_s),
        upper=length(texts, week.sitting_upper_s),
        longest=length(texts, week.longest_s),
    )


def _before(week: WeekSummary, earlier: Sequence[WeekSummary], texts: Texts) -> str:
    own, before = daily([week]), daily(earlier)
    if own is None:
        return ""
    here = length(texts, own.sitting_s)
    if before is None:
        return texts.say(
            "That is {here} a day with a record; the four weeks before have no record to compare it with.", here=here
        )
    return texts.say(
        "That is {here} a day with a record; in the four weeks before it was {there} a day ({days}).",
        here=here,
        there=length(texts, before.sitting_s),
        days=texts.plural("{n} day with a record", "{n} days with a record", before.days),
    )


# ---- the suggestion


def _suggestion(week: WeekSummary, texts: Texts) -> str:
    if week.bouts < ENOUGH:
        return texts.plural(
            "{n} bout of sitting is too little to base a suggestion on.",
            "{n} bouts of sitting are too few to base a suggestion on.",
            week.bouts,
        )
    found = (_long_bouts, _no_reaction, _one_side, _beyond_the_rhythm, _as_it_is)
    return next(said for one in found if (said := one(week, texts)))


def _long_bouts(week: WeekSummary, texts: Texts) -> str:
    """Where three or more bouts of an hour began at the same part of the day."""
    starts = Counter(line.start.hour // BLOCK * BLOCK for line in _began(week) if _length(line) >= LONG)
    if not starts:
        return ""
    hour, count = min(starts.items(), key=lambda found: (-found[1], found[0]))
    if count < 3:
        return ""
    return texts.say(
        "A suggestion: plan something to get up for between {start} and {end}, because {count} of the {all} bouts of "
        "60 min or more began then.",
        start=f"{hour:02}:00",
        end=f"{(hour + BLOCK) % 24:02}:00",
        count=count,
        all=sum(starts.values()),
    )


def _no_reaction(week: WeekSummary, texts: Texts) -> str:
    prompts = week.prompts
    if prompts.shown < ENOUGH or prompts.missed * 3 < prompts.shown:
        return ""
    return texts.say(
        "A suggestion: try another rhythm or set quiet hours (unseat config), because {missed} of the {shown} prompts "
        "shown got no reaction.",
        missed=prompts.missed,
        shown=prompts.shown,
    )


def _one_side(week: WeekSummary, texts: Texts) -> str:
    left, right = week.sides.left_s, week.sides.right_s
    if abs(left - right) < 60 or min(left, right) * 5 > max(left, right) * 4:
        return ""
    both = {"left": length(texts, left), "right": length(texts, right)}
    if left < right:
        return texts.say(
            "A suggestion: begin on the left, because it got {left} of exercise and the right {right}.", **both
        )
    return texts.say(
        "A suggestion: begin on the right, because it got {right} of exercise and the left {left}.", **both
    )


def _beyond_the_rhythm(week: WeekSummary, texts: Texts) -> str:
    every, middle = week.rule.every / SECOND, week.median_bout_s or 0
    if middle <= every:
        return ""
    return texts.say(
        "A suggestion: get up once in between, because half of the bouts lasted {median} or more, and your rhythm is "
        "{every}.",
        median=length(texts, middle),
        every=texts.exact(week.rule.every),
    )


def _as_it_is(week: WeekSummary, texts: Texts) -> str:
    return texts.say(
        "A suggestion: keep the rhythm as it is, because the middle bout lasted {median} and nothing stands out.",
        median=length(texts, week.median_bout_s),
    )


def _began(week: WeekSummary) -> list[BoutLine]:
    """The sitting bouts that began in the week; one that runs past a day's start is known by its first part."""
    lines = [line for day in week.days for line in day.record.bouts]
    return [line for line in lines if line.posture is Posture.SITTING and not line.began_before]


def _length(line: BoutLine) -> int:
    return round((line.end - line.start).total_seconds() * 1000)
