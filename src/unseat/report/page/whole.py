"""The page put together from its sections."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from unseat.core.summary import Summary, WeekSummary
from unseat.report import words
from unseat.report.appointments import week_lines
from unseat.report.corrections import week_lines as correction_lines
from unseat.report.figures import Row, explanation, learned, prompt_rows, rule_changes, sitting_rows
from unseat.report.imported import imported_parts
from unseat.report.page.counts import bouts, prompts, sides
from unseat.report.page.draw import Drawing
from unseat.report.page.exercised import Drawable, Exercised, exercised
from unseat.report.page.parts import Section, Table
from unseat.report.page.picture import Marks, picture
from unseat.report.page.sections import sitting, trend
from unseat.report.page.signs import signs
from unseat.report.past import comparable, daily
from unseat.report.sentences import sentences
from unseat.texts import Texts


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """All that is said of a week, before it becomes HTML or a sheet of paper. What is empty is left out of both."""

    language: str
    title: str
    days: str
    zone: str
    sentences: list[str]
    sections: list[Section]
    exercises_title: str
    exercises: list[Exercised]
    figures_title: str
    figures: Table | None
    corrections_title: str
    corrections: list[str]
    appointments_title: str
    appointments: list[str]
    imported: list[str]
    rule_title: str
    rule: list[str]


def week_html(  # noqa: PLR0913  each is a thing of its own
    week: WeekSummary,
    texts: Texts,
    data: Path,
    *,
    earlier: Sequence[WeekSummary] = (),
    names: Mapping[str, str] | None = None,
    cards: Drawable | None = None,
) -> str:
    """One HTML file that needs nothing else. `data`: the folder with `charts` and `pages`.

    `earlier`: the weeks before, oldest first. `names`: what the exercises are called, by their id. `cards`: those that
    can be drawn.
    """
    drawing = Drawing(data / "charts")
    own = whole(week, texts, drawing.marks, earlier=earlier, names=names or {}, cards=cards or {})
    said = msgspec.structs.asdict(own) | {"sections": [(one, drawing.svgs(one.chart)) for one in own.sections]}
    pages = Environment(
        loader=FileSystemLoader(data / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template("week.html.j2").render(marks=drawing.marks, table_label=texts.say("As a table"), **said)


def whole(  # noqa: PLR0913  each is a thing of its own
    week: WeekSummary,
    texts: Texts,
    marks: Marks,
    *,
    earlier: Sequence[WeekSummary],
    names: Mapping[str, str],
    cards: Drawable,
) -> Whole:
    """`marks`: the shapes of the answers; the others as `week_html` takes them."""
    past = comparable(week, earlier)
    return Whole(
        language=texts.language,
        title=_title(week, texts),
        days=_days(week, texts),
        zone=week.zone,
        sentences=_nothing(texts) if week.empty else sentences(week, past, texts),
        sections=[
            *_sections(week, past, marks, names, texts),
            *signs([*earlier, week], past, _rule(week, texts), texts),
        ],
        exercises_title=texts.say("What you did"),
        exercises=list(exercised(week, cards, texts)),
        figures_title=texts.say("All figures"),
        figures=None if week.empty else _figures(week, texts),
        corrections_title=texts.say("As you corrected it"),
        corrections=correction_lines(week.days, texts),
        appointments_title=texts.say("Appointments"),
        appointments=week_lines(week.days, texts),
        imported=_imported(week, texts),
        rule_title=texts.say("How to read this"),
        rule=[
            explanation(week, week.rule, texts),
            *learned(week, texts),
            *rule_changes(week, texts),
            *_reading(week, past, texts),
        ],
    )


def _sections(
    week: WeekSummary, past: Sequence[WeekSummary], marks: Marks, names: Mapping[str, str], texts: Texts
) -> Iterator[Section]:
    """Only those that have something to show."""
    rule = _rule(week, texts)
    if any(day.record.bouts for day in week.days):
        yield picture(week, marks, names, rule, texts)
        yield sitting(week, rule, texts)
    if week.bouts:
        yield bouts(week, rule, texts)
    if week.prompts.due:
        yield prompts(week, texts)
    if week.sides.left_s or week.sides.right_s:
        yield sides(week, texts)
    if daily(past):
        yield trend([*past, week], rule, texts)


def _title(week: WeekSummary, texts: Texts) -> str:
    return texts.say("Your week {week}", week=week.week)


def _days(week: WeekSummary, texts: Texts) -> str:
    first, last = week.days[0].date, week.days[-1].date
    return texts.say("{first} to {last} {year}", first=texts.day(first), last=texts.day(last), year=last.year)


def _nothing(texts: Texts) -> list[str]:
    return [texts.say("Nothing is known of this week: the agent did not run, or nobody was at the desk.")]


def _rule(week: WeekSummary, texts: Texts) -> str:
    return texts.say(
        "Estimated from keyboard and mouse: a break is {length} without input.",
        length=words.limit(texts, week.rule),
    )


def _imported(week: WeekSummary, texts: Texts) -> list[str]:
    """What other programs wrote down, with a heading; nothing where nothing was imported."""
    return [str(part) for part in imported_parts(week.days, texts) if str(part)]


def _reading(week: WeekSummary, past: Sequence[WeekSummary], texts: Texts) -> list[str]:
    assumed = texts.say("The record does not say which settings held in all weeks: those are read by today's rule.")
    return [
        *([assumed] if daily(past) and any(one.rule_assumed for one in (*past, week)) else []),
        texts.say("General information, not medical advice. This file was made on this computer and sent nowhere."),
    ]


def _figures(week: WeekSummary, texts: Texts) -> Table:
    weeks: list[Summary] = [week, *([week.previous] if week.previous else [])]
    columns = [list(_rows(own, texts)) for own in weeks]
    heads = (texts.say("figure"), texts.say("this week"), texts.say("the week before"))
    rows = tuple((line[0][0], *(value for _, value in line)) for line in zip(*columns, strict=True))
    return Table(
        caption=texts.say("Lengths, counts and shares of the whole week"), heads=heads[: 1 + len(weeks)], rows=rows
    )


def _rows(own: Summary, texts: Texts) -> Iterator[Row]:
    yield from sitting_rows(own, texts)
    yield from prompt_rows(own, texts)
