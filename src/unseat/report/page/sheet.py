"""The week as a sheet of paper: the values of the page as plain blocks, in the colours that the page has in print."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from unseat.core.summary import WeekSummary
from unseat.report.blocks import (
    Bullets,
    Card,
    Cards,
    Colours,
    Drawing,
    Entry,
    Grid,
    Heading,
    Legend,
    Pair,
    Paragraph,
    Part,
    Sheet,
)
from unseat.report.page import draw
from unseat.report.page.exercised import Drawable, Exercised
from unseat.report.page.parts import Key, Section, Table
from unseat.report.page.whole import Whole, whole
from unseat.texts import Texts

SWATCHES = {
    "held": '<path d="M0,0h22v12h-22z" fill="var(--sitting)"/><path d="M0,4h22v4h-22z" fill="var(--held)"/>',
    "quiet": '<path d="M.5,.5h21v11h-21z" fill="var(--quiet)" stroke="var(--sitting)"/>',
    "standing": '<path d="M0,3.5h22v5h-22z" fill="var(--standing)"/>',
    "unknown": '<path d="M.5,.5h21v11h-21z" fill="none" stroke="var(--unknown)" stroke-dasharray="3 2"/>',
    "corrected": '<path d="M0,4.5h22v3h-22z" fill="var(--ink)"/>',
    "nothing": '<path d="M.5,0v12M21.5,0v12" fill="none" stroke="var(--soft)"/>',
}
"""As the style sheet draws them; others are a bar in the colour of their name."""

BESIDE = {"sitting": "bouts", "prompts": "sides"}
"""Sections that stand beside each other where both are there and the one follows the other."""

_VARIABLE = re.compile(r"var\(--(\w+)\)")
_FRAMES = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')


def week_sheet(  # noqa: PLR0913  each is a thing of its own
    week: WeekSummary,
    texts: Texts,
    data: Path,
    *,
    earlier: Sequence[WeekSummary] = (),
    names: Mapping[str, str] | None = None,
    cards: Drawable | None = None,
) -> Sheet:
    """Everything as `week_html` takes it. A section's table is left out, as the page leaves it out in print, unless
    the page shows it at once."""
    drawing = draw.Drawing(data / "charts")
    own = whole(week, texts, drawing.marks, earlier=earlier, names=names or {}, cards=cards or {})
    composed = _Composed(drawing, printed_colours((data / "pages" / "week.css").read_text(encoding="utf-8")))
    return Sheet(
        title=own.title,
        foot=texts.say("{title}, made on this computer", title=own.title),
        page=texts.say("page {n} of {all}", n="{n}", all="{all}"),
        colours=composed.colours,
        parts=tuple(part for part in composed.parts(own) if not isinstance(part[-1], Heading)),
    )


def printed_colours(css: str) -> dict[str, str]:
    """Each variable's colour on paper, #rrggbb. Raises ValueError for a style sheet that has none for print."""
    return dict(re.findall(r"--(\w+): (#\w{6})", css[css.index("@media print") :].partition("}")[0]))


class _Composed:
    def __init__(self, drawing: draw.Drawing, colours: dict[str, str]) -> None:
        self._drawing = drawing
        self._colours = colours

    @property
    def colours(self) -> Colours:
        return msgspec.convert(self._colours | {"accent": self._colours["sitting"]}, Colours)

    def parts(self, own: Whole) -> Iterator[Part]:
        """One with nothing but its heading says nothing."""
        yield (
            Heading(own.title, level=1),
            Paragraph(f"{own.days} · {own.zone}", "soft"),
            *(Paragraph(line, "lead") for line in own.sentences),
        )
        yield from self._sections(own.sections)
        yield Heading(own.exercises_title), *self._cards(own.exercises)
        yield Heading(own.figures_title), *_grids(own.figures)
        yield Heading(own.corrections_title), *_bullets(own.corrections)
        yield Heading(own.appointments_title), *_bullets(own.appointments)
        for title in own.imported[:1]:
            yield Heading(title.rstrip(":")), *_bullets(own.imported[1:])
        yield Heading(own.rule_title), *(Paragraph(line, "soft") for line in own.rule)

    def _sections(self, sections: Sequence[Section]) -> Iterator[Part]:
        left = list(sections)
        while left:
            section = left.pop(0)
            if left and BESIDE.get(section.id) == left[0].id:
                yield (
                    Pair(tuple(self._section(section, narrow=True)), tuple(self._section(left.pop(0), narrow=True))),
                )
            else:
                yield tuple(self._section(section))

    def _section(self, section: Section, *, narrow: bool = False) -> Iterator[Any]:
        yield Heading(section.title)
        yield Paragraph(section.said, "soft")
        yield Drawing(self._plain(self._drawing.svgs(section.chart)[narrow]))
        if section.keys:
            yield Legend(tuple(Entry(self._swatch(key), key.text) for key in section.keys))
        if section.table.spread:
            yield from _grids(section.table)
        for note in section.notes:
            yield Paragraph(note, "soft")

    def _cards(self, exercises: Sequence[Exercised]) -> Iterator[Cards]:
        if exercises:
            yield Cards(tuple(Card(self._plain(one.light), one.name, one.said) for one in exercises))

    def _swatch(self, key: Key) -> str | None:
        mark = self._drawing.marks.get(key.look)
        if mark:
            fill = "var(--ink)" if mark["solid"] else "var(--paper)"
            drawn = f'<path d="{mark["path"]}" fill="{fill}" stroke="var(--ink)" stroke-width="0.28"/>'
            return self._svg("-1.3 -1.3 2.6 2.6", 14, 14, drawn)
        if key.look in SWATCHES or key.look in self._colours:
            bar = f'<path d="M0,0h22v12h-22z" fill="var(--{key.look})"/>'
            return self._svg("0 0 22 12", 22, 12, SWATCHES.get(key.look, bar))
        return None

    def _svg(self, box: str, width: int, height: int, drawn: str) -> str:
        return self._plain(f'<svg viewBox="{box}" width="{width}" height="{height}">{drawn}</svg>')

    def _plain(self, svg: str) -> str:
        """With colours for variables, and without what a simple reader of SVG stumbles over: frames without a line,
        and the opacity of a group, for which it would paint dots."""
        inherited = re.sub(r'<g opacity="([\d.]+)"', r'<g fill-opacity="\1" stroke-opacity="\1"', svg)
        return _VARIABLE.sub(lambda found: self._colours[found[1]], _FRAMES.sub("", inherited))


def _grids(table: Table | None) -> Iterator[Grid]:
    if table:
        yield Grid(table.caption, table.heads, table.rows)


def _bullets(lines: Sequence[str]) -> Iterator[Bullets]:
    if lines:
        yield Bullets(tuple(line.strip() for line in lines))
