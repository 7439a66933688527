"""The page put together from its sections."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from unseat.core.metrics import Metrics
from unseat.core.week import WeekSummary
from unseat.report.appointments import week_lines
from unseat.report.figures import Row, explanation, prompt_rows, sitting_rows
from unseat.report.imported import imported_parts
from unseat.report.page.counts import bouts, prompts, sides
from unseat.report.page.draw import Drawing
from unseat.report.page.exercised import Drawable, exercised
from unseat.report.page.parts import Section, Table
from unseat.report.page.past import comparable, daily
from unseat.report.page.picture import picture
from unseat.report.page.sections import sitting, trend
from unseat.report.page.sentences import sentences
from unseat.texts import Texts


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
    past = comparable(week, earlier)
    sections = list(_sections(week, past, drawing, names or {}, texts))
    pages = Environment(
        loader=FileSystemLoader(data / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template("week.html.j2").render(
        language=texts.language,
        title=_title(week, texts),
        days=_days(week, texts),
        zone=week.zone,
        sentences=_nothing(texts) if week.empty else sentences(week, past, texts),
        sections=[(section, drawing.svgs(section.chart)) for section in sections],
        marks=drawing.marks,
        exercises=list(exercised(week, cards or {}, texts)),
        exercises_title=texts.say("What you did"),
        figures=None if week.empty else _figures(week, texts),
        figures_title=texts.say("All figures"),
        table_label=texts.say("As a table"),
        rule_title=texts.say("How to read this"),
        rule=[explanation(week, week.rule, texts), *_reading(past, texts)],
        appointments=week_lines(week.days, texts),
        appointments_title=texts.say("Appointments"),
        imported=_imported(week, texts),
    )


def _sections(
    week: WeekSummary, past: Sequence[WeekSummary], drawing: Drawing, names: Mapping[str, str], texts: Texts
) -> Iterator[Section]:
    """Only those that have something to show."""
    rule = _rule(week, texts)
    if any(day.record.bouts for day in week.days):
        yield picture(week, drawing.marks, names, rule, texts)
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
        length=texts.exact(week.rule.break_after),
    )


def _imported(week: WeekSummary, texts: Texts) -> list[str]:
    """What other programs wrote down, with a heading; nothing where nothing was imported."""
    return [str(part) for part in imported_parts(week.days, texts) if str(part)]


def _reading(past: Sequence[WeekSummary], texts: Texts) -> list[str]:
    assumed = texts.say("The record does not say which settings held in earlier weeks: they are read by today's rule.")
    return [
        *([assumed] if daily(past) else []),
        texts.say("General information, not medical advice. This file was made on this computer and sent nowhere."),
    ]


def _figures(week: WeekSummary, texts: Texts) -> Table:
    weeks: list[Metrics] = [week, *([week.previous] if week.previous else [])]
    columns = [list(_rows(own, texts)) for own in weeks]
    heads = (texts.say("figure"), texts.say("this week"), texts.say("the week before"))
    rows = tuple((line[0][0], *(value for _, value in line)) for line in zip(*columns, strict=True))
    return Table(
        caption=texts.say("Lengths, counts and shares of the whole week"), heads=heads[: 1 + len(weeks)], rows=rows
    )


def _rows(own: Metrics, texts: Texts) -> Iterator[Row]:
    yield from sitting_rows(own, texts)
    yield from prompt_rows(own, texts)
