"""Sitting per day, and over twelve weeks, each with its range."""

from collections.abc import Sequence
from math import ceil

from unseat.core.metrics import Seconds
from unseat.core.summary import WeekSummary
from unseat.report.figures import NONE, clock_length, length
from unseat.report.page.parts import Chart, Key, Section, Table
from unseat.report.past import Daily, daily
from unseat.texts import Texts


def range_keys(texts: Texts) -> tuple[Key, ...]:
    return Key("sitting", texts.say("sitting, estimated")), Key("unknown", texts.say("unknown: perhaps you sat"))


def _whole_range_keys(texts: Texts) -> tuple[Key, ...]:
    estimated, unknown = range_keys(texts)
    return estimated, Key("quiet", texts.say("of which quiet: perhaps you were away")), unknown


# ---- sitting per day


def sitting(week: WeekSummary, rule: str, texts: Texts) -> Section:
    known = [day for day in week.days if day.record.bouts]
    rows: list[dict[str, object]] = [
        {
            "day": texts.day(day.date),
            "lower": day.sitting_lower_s / 3600,
            "hours": day.sitting_s / 3600,
            "upper": day.sitting_upper_s / 3600,
            "label": clock_length(day.sitting_s),
        }
        for day in known
    ]
    full = _full([day.sitting_upper_s for day in known])
    values = {"days": [texts.day(day.date) for day in week.days], "rows": rows, "right": 44}
    said = texts.one_by_one(f"{texts.day(day.date)} {length(texts, day.sitting_s)}" for day in known)
    return Section(
        id="sitting",
        title=texts.say("Sitting per day"),
        said=rule,
        chart=Chart(
            name="sitting",
            says=texts.say("Sitting per day, estimated: {days}.", days=said),
            values=values | _hour_axis(full, texts),
        ),
        keys=_whole_range_keys(texts),
        table=_day_table(week, texts),
    )


def _day_table(week: WeekSummary, texts: Texts) -> Table:
    say = texts.say
    heads = (
        say("day"),
        say("sitting"),
        say("at least"),
        say("at most"),
        say("standing"),
        say("breaks"),
        say("longest"),
    )
    rows = [
        (
            texts.day(day.date),
            clock_length(day.sitting_s),
            clock_length(day.sitting_lower_s),
            clock_length(day.sitting_upper_s),
            clock_length(day.standing_s),
            str(day.breaks),
            clock_length(day.longest_s),
        )
        if day.record.bouts
        else (texts.day(day.date), *[NONE] * 6)
        for day in week.days
    ]
    caption = texts.say("Sitting per day, in hours:minutes")
    return Table(caption=caption, heads=heads, rows=tuple(rows))


def _full(lengths: Sequence[Seconds]) -> int:
    """The hours at the end of the axis: even, and at least 4."""
    return max(4, ceil(max(lengths, default=0) / 7200) * 2)


def _hour_axis(full: int, texts: Texts) -> dict[str, object]:
    return {"span": [0, full], "ticks": list(range(0, full + 1, 2)), "hour": texts.hour}


# ---- twelve weeks


def trend(weeks: Sequence[WeekSummary], rule: str, texts: Texts) -> Section:
    """`weeks`: oldest first, this one last."""
    known = [(week, own) for week in weeks if (own := daily([week]))]
    full = _full([own.upper_s for _, own in known])
    rows = [{"week": week.week[-3:], **_ends(own)} for week, own in known]
    said = texts.one_by_one(f"{week.week[-3:]} {length(texts, own.sitting_s)}" for week, own in known)
    values = {"weeks": [week.week[-3:] for week in weeks], "rows": rows}
    say = texts.say
    heads = (say("week"), say("sitting"), say("at least"), say("at most"), say("days with a record"))
    return Section(
        id="trend",
        title=texts.say("Twelve weeks: sitting on a day with a record"),
        said=rule,
        chart=Chart(
            name="trend",
            says=texts.say("Average sitting on a day with a record, estimated: {weeks}.", weeks=said),
            values=values | _hour_axis(full, texts),
        ),
        keys=_whole_range_keys(texts),
        table=Table(
            caption=texts.say("Average per day with a record, in hours:minutes"),
            heads=heads,
            rows=tuple(
                (week.week, *map(clock_length, (own.sitting_s, own.lower_s, own.upper_s)), str(own.days))
                for week, own in known
            ),
        ),
    )


def _ends(own: Daily) -> dict[str, object]:
    """In hours."""
    return {"lower": own.lower_s / 3600, "hours": own.sitting_s / 3600, "upper": own.upper_s / 3600}
