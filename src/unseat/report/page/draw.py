"""Vega-Lite specifications, filled in and drawn as SVG that takes its colours from the page's style sheet.

A specification is JSON with holes: a string that is exactly "{name}" becomes the value of that name, whatever its
type; inside a longer string it becomes text. Colours are CSS variables, so that one drawing serves light and dark.
Nothing depends on how wide a text is, so a chart is the same on every computer, whatever its fonts.
"""

import json
import re
from html import escape
from pathlib import Path
from typing import Any

from vl_convert import vegalite_to_svg

from unseat.report.page.parts import Chart

WIDE, NARROW = 660, 330
"""Of a whole chart, in CSS pixels. The page shows the one that fits."""

_HOLE = re.compile(r"\{(\w+)\}")
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_HEAD = re.compile(r"<svg [^>]*>")
VERSION = "5.20"


class Drawing:
    """`folder` holds the specifications."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._theme = self._read("theme")
        self.marks: dict[str, dict[str, Any]] = self._read("marks")

    def svgs(self, chart: Chart) -> tuple[str, str]:
        """The chart at both widths."""
        return self._svg(chart, "wide", WIDE), self._svg(chart, "narrow", NARROW)

    def _svg(self, chart: Chart, name: str, whole: int) -> str:
        spec = self._read(chart.name)
        values = {"left": 92, "right": 14, **chart.values}
        sides = fill({side: spec["padding"][side] for side in ("left", "right")}, values)
        spec = fill(spec, values | {"width": whole - sides["left"] - sides["right"]})
        return _speaking(vegalite_to_svg(spec, vl_version=VERSION, config=self._theme), name, chart.says)

    def _read(self, name: str) -> Any:
        return json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))


def fill(node: Any, values: dict[str, Any]) -> Any:
    """The specification without holes. Raises KeyError for a hole without a value."""
    if isinstance(node, dict):
        return {key: fill(value, values) for key, value in node.items()}
    if isinstance(node, list):
        return [fill(value, values) for value in node]
    if not isinstance(node, str):
        return node
    whole = _HOLE.fullmatch(node)
    return values[whole[1]] if whole else _HOLE.sub(lambda hole: str(values[hole[1]]), node)


def _speaking(svg: str, name: str, says: str) -> str:
    """One picture with one text: what the library says of every part would be read out label by label."""
    found = re.search(r'viewBox="([^"]*)"', svg)
    box = found[1] if found else ""
    _, _, width, height = box.split()
    size = f'viewBox="{box}" width="{width}" height="{height}"'
    head = f'<svg class="{name}" role="img" aria-label="{escape(says)}" {size}>'
    return head + _SPOKEN.sub("", _HEAD.sub("", svg, count=1))
