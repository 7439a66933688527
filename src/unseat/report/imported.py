"""What other programs wrote down, under the figures and apart from them: a line for each day and source."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from unseat.core.imported import ImportedLine
from unseat.core.summary import DaySummary
from unseat.core.taken_in import BreakTally
from unseat.report.figures import length
from unseat.texts import Texts

NAMES = {
    "workrave": "Workrave",
    "activitywatch": "ActivityWatch",
    "unseat": "another unseat",
    "activity": "an activity log",
}


def imported_parts(days: Iterable[DaySummary], texts: Texts) -> list[RenderableType]:
    """Nothing where nothing was imported."""
    lines = [
        f"  {texts.day(day.date)}{texts.colon}{text}"
        for day in days
        for one in day.imported
        for text in _texts(one, texts)
    ]
    if not lines:
        return []
    return ["", texts.say("From other programs:"), *(Text(line) for line in lines)]


def name_of(source: str, texts: Texts) -> str:
    return texts.say(NAMES[source]) if source in NAMES else source


def _texts(line: ImportedLine, texts: Texts) -> Iterator[str]:
    name = name_of(line.source, texts)
    if line.sitting_s is not None:
        yield texts.say(
            "{source}: {length} of sitting, counted above", source=name, length=length(texts, line.sitting_s)
        ) + _precision(line.precision_s, texts)
    if line.active_s is not None:
        active = length(texts, line.active_s)
        total = texts.say("{source}: {length} of activity, a total only: not counted above", source=name, length=active)
        yield total + _breaks(line.rest, texts)


def _precision(precision_s: int | None, texts: Texts) -> str:
    if precision_s is None:
        return ""
    return texts.say(" (pauses under {length} are not seen)", length=texts.exact(precision_s * 1000))


def _breaks(rest: BreakTally | None, texts: Texts) -> str:
    if rest is None or not rest.prompted:
        return ""
    return texts.plural(
        "; {n} rest break offered, {taken} taken",
        "; {n} rest breaks offered, {taken} taken",
        rest.prompted,
        taken=rest.taken,
    )
