"""The advice in the terminal: red flags first, then the rest, its sources and the footer."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unseat.advice import Advice, Item, Section, Urgency
from unseat.report.paper import indented, printed
from unseat.texts import Texts

STYLES = {Urgency.NOW: "bold red", Urgency.SAME_DAY: "bold yellow", Urgency.SOON: "bold"}
"""Colour says nothing that the title does not say."""


def advice_text(advice: Advice, texts: Texts, *, red_flags: bool = False, width: int = 80, colour: bool = False) -> str:
    """All of it, or only the red flags with their sources and the footer, in at most `width` columns."""
    sections = advice.red_flags if red_flags else advice.sections
    parts: list[RenderableType] = []
    for section in sections:
        parts += [*_section(section, advice, texts), ""]
    parts += [*_sources(sections, advice, texts), ""]
    parts += [Text(advice.footer.of(texts.language), style="bold")]
    return printed(parts, width, colour=colour)


def _section(section: Section, advice: Advice, texts: Texts) -> Iterator[RenderableType]:
    style = STYLES[section.urgency] if section.urgency else "bold"
    yield Text(section.title.of(texts.language), style=style)
    for paragraph in section.paragraphs:
        yield indented(Text(paragraph.of(texts.language)), 2)
    for item in section.items:
        yield _marked("-", _item(item, texts))
        for level in item.levels:
            title = advice.flagged(level.urgency).title.of(texts.language)
            yield indented(_marked("→", Text(f"{title}{texts.colon}{level.of(texts.language)}")), 2)
    if section.sources:
        named = texts.say("Sources: {names}", names=texts.one_by_one(section.sources))
        yield indented(Text(named, style="dim"), 2)


def _item(item: Item, texts: Texts) -> Text:
    if item.lead is None:
        return Text(item.of(texts.language))
    return Text.assemble((f"{item.lead.of(texts.language)}{texts.colon}", "bold"), item.of(texts.language))


def _marked(mark: str, text: Text) -> Table:
    """A text behind its mark, with lines that begin below each other."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_row(f"  {mark}", text)
    return table


def _sources(sections: tuple[Section, ...], advice: Advice, texts: Texts) -> Iterator[RenderableType]:
    yield Text(texts.say("Sources"), style="bold")
    for key in dict.fromkeys(key for section in sections for key in section.sources):
        yield _marked("-", Text(f"{key}: {advice.sources[key]}", style="dim"))
