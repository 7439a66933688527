"""The five signs beside sitting and exercise, and the advice that belongs to them: the same for everybody."""

from collections.abc import Iterator, Mapping, Sequence

from unseat.advice import Advice, Item, load
from unseat.core.signs import SIGNS
from unseat.core.summary import WeekSummary
from unseat.core.words import Answer
from unseat.paths import config_root
from unseat.report.figures import NONE, clock_length, length
from unseat.report.page.parts import Section, Table
from unseat.report.page.sections import range_keys
from unseat.report.page.signs_chart import Line, chart, even
from unseat.report.past import Daily, daily
from unseat.report.signs_words import no_conclusion, scale, sign_words, title, told
from unseat.texts import Texts

ADVICE = "signs"
"""The section of the advice on them, an item for each in the same order."""
Sitting = Mapping[str, Daily]
"""By the name of the week."""


def signs(weeks: Sequence[WeekSummary], past: Sequence[WeekSummary], rule: str, texts: Texts) -> Iterator[Section]:
    """`weeks`: oldest first, this one last; `past`: those of them that it may be compared with. Nothing where no week
    has a check. Reads the shipped advice; raises AdviceError."""
    if not any(week.signs for week in weeks):
        return
    comparable = {week.week: daily([week]) for week in [*past, *weeks[-1:]]}
    sitting = {name: own for name, own in comparable.items() if own}
    yield Section(
        id="signs",
        title=title(texts),
        said=" ".join(_said(rule, texts)),
        chart=chart(
            [week.week[-3:] for week in weeks], tuple(_lines(weeks, sitting, texts)), _says(weeks, sitting, texts)
        ),
        keys=range_keys(texts),
        table=_table(weeks, sitting, texts),
        notes=tuple(notes(load(config_root()), texts)),
    )


def done(week: WeekSummary) -> int | None:
    """Exercises that were done in it, offered or not; null where nothing is known of the week."""
    unasked = sum(line.answer is Answer.DONE for day in week.days for line in day.record.sessions)
    return None if week.empty else week.prompts.done + unasked


def notes(advice: Advice, texts: Texts) -> Iterator[str]:
    """When a sign belongs to the red flags, a line for each urgency, and where that stands."""
    (section,) = (one for one in advice.sections if one.id == ADVICE)
    own = list(zip(sign_words(texts).values(), section.items, strict=True))
    for flagged in advice.red_flags:
        said = [
            texts.say("{sign} {when}", sign=words.short, when=level.of(texts.language))
            for words, item in own
            for level in item.levels
            if level.urgency is flagged.urgency
        ]
        yield f"{flagged.title.of(texts.language)}{texts.colon}{texts.one_by_one(said)}."
    yield texts.say("These are the same for everybody; all of the lists: unseat advice")
    yield texts.say(
        "Sources: {names}", names=texts.one_by_one(advice.sources[key] for key in _level_sources(section.items))
    )


def _said(rule: str, texts: Texts) -> Iterator[str]:
    yield scale(texts)
    yield texts.say("What you passed over, and a week without a check, is left open.")
    yield no_conclusion(texts)
    yield texts.say("That two lines move together says nothing about cause.")
    yield rule


def _level_sources(items: Sequence[Item]) -> dict[str, None]:
    """The keys of what stands behind the levels, each once, in the order of reading."""
    return dict.fromkeys(key for item in items for level in item.levels for key in level.sources)


# ---- the drawing


def _lines(weeks: Sequence[WeekSummary], sitting: Sitting, texts: Texts) -> Iterator[Line]:
    days = [sitting.get(week.week) for week in weeks]
    uppers = tuple(day.upper_s / 3600 if day else None for day in days)
    yield Line(
        title=texts.say("Sitting on a day with a record"),
        values=tuple(day.sitting_s / 3600 if day else None for day in days),
        upper=tuple(day.upper_s / 3600 if day and day.upper_s > day.sitting_s else None for day in days),
        most=even(uppers, 4),
        unit=f" {texts.hour}",
        mark="bars",
    )
    counts = tuple(done(week) for week in weeks)
    yield Line(title=texts.say("Exercises done in the week"), values=counts, most=even(counts, 10), mark="counts")
    for sign, words in sign_words(texts).items():
        yield Line(title=words.question, values=tuple(week.signs.get(sign) for week in weeks))


def _says(weeks: Sequence[WeekSummary], sitting: Sitting, texts: Texts) -> str:
    shown = texts.one_by_one(
        _week(week, sitting.get(week.week), texts) for week in weeks if not week.empty or week.signs
    )
    return texts.say("Week by week: {weeks}.", weeks=shown)


def _week(week: WeekSummary, own: Daily | None, texts: Texts) -> str:
    """What a line of the table says, for those who cannot see the drawing."""
    count = done(week)
    parts = (
        own and texts.say("{length} of sitting a day", length=length(texts, own.sitting_s)),
        None if count is None else texts.plural("{n} exercise done", "{n} exercises done", count),
        told(week.signs, texts),
    )
    return f"{week.week[-3:]} {', '.join(part for part in parts if part)}"


# ---- as a table


def _table(weeks: Sequence[WeekSummary], sitting: Sitting, texts: Texts) -> Table:
    heads = (texts.say("week"), texts.say("sitting a day"), texts.say("exercises done"))
    return Table(
        caption=texts.say("Sitting in hours:minutes, exercises done, and what you noted from 0 to 10"),
        heads=(*heads, *(words.short for words in sign_words(texts).values())),
        rows=tuple(_row(week, sitting.get(week.week)) for week in weeks if not week.empty or week.signs),
    )


def _row(week: WeekSummary, own: Daily | None) -> tuple[str, ...]:
    cells = (own and clock_length(own.sitting_s), done(week), *(week.signs.get(sign) for sign in SIGNS))
    return week.week, *(NONE if cell is None else str(cell) for cell in cells)
