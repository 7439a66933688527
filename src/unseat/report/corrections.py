"""What the person said of the past, as lines of text: in words, with when it was said."""

from collections.abc import Callable, Iterable
from datetime import datetime

from rich.console import RenderableType
from rich.text import Text

from unseat.core.corrections import Correction, Numbered
from unseat.core.dayrecord import CorrectionLine
from unseat.core.said import Corrected
from unseat.core.summary import DaySummary
from unseat.core.words import Instant, Meant
from unseat.report.paper import indented
from unseat.texts import Texts

Local = Callable[[Instant], datetime]


def meant(texts: Texts, of: Meant) -> str:
    return {
        Meant.SITTING: texts.say("sitting"),
        Meant.STANDING: texts.say("standing"),
        Meant.AWAY: texts.say("away"),
    }[of]


def correction_text(correction: Correction, texts: Texts, local: Local) -> str:
    """ "Mon 23 Nov 14:05 - 14:17: sitting" """
    if isinstance(correction, Corrected):
        start, end = local(correction.start), local(correction.end)
        span = f"{texts.day(start.date())} {texts.clock(start)} - {texts.clock(end)}"
        return f"{span}{texts.colon}{meant(texts, correction.meant)}"
    at = local(correction.exercised)
    when = f"{texts.day(at.date())} {texts.clock(at)}"
    return f"{when}{texts.colon}{texts.say('exercise done') if correction.done else texts.say('exercise not done')}"


def audit_line(one: Numbered, texts: Texts, local: Local) -> str:
    """With its number, when it was said, and when it was taken back, if it was."""
    said = _moment(local(one.correction.at), texts)
    line = f"{one.number:>3}  {correction_text(one.correction, texts, local)}"
    if one.undone is None:
        return texts.say("{line}  (said {said})", line=line, said=said)
    undone = _moment(local(one.undone), texts)
    return texts.say("{line}  (said {said}, taken back {undone})", line=line, said=said, undone=undone)


def week_lines(days: Iterable[DaySummary], texts: Texts) -> list[str]:
    """Those that count in these days: of presence, and of exercises."""
    return [line for day in days for line in day_lines(day, texts)]


def day_lines(day: DaySummary, texts: Texts) -> list[str]:
    title = texts.day(day.date)
    lines = [(one.start, _line(one, texts)) for one in day.record.corrections]
    exercises = [(one.due, one.answer) for one in day.record.prompts if one.corrected]
    exercises += [(one.start, one.answer) for one in day.record.sessions if one.corrected]
    for at, answer in exercises:
        said = texts.say("exercise done") if answer == "done" else texts.say("exercise not done")
        lines.append((at, f"{texts.clock(at)}{texts.colon}{said}"))
    return [f"{title} {line}" for _, line in sorted(lines, key=lambda one: one[0])]


def correction_parts(lines: Iterable[str], texts: Texts) -> list[RenderableType]:
    """Nothing where there are none."""
    own = [indented(Text(line), 2) for line in lines]
    return ["", texts.say("As you corrected it:"), *own] if own else []


def _line(one: CorrectionLine, texts: Texts) -> str:
    span = f"{texts.clock(one.start)} - {texts.clock(one.end)}"
    said = _moment(one.said, texts)
    return texts.say("{span}: {meant} (said {said})", span=span, meant=meant(texts, one.meant), said=said)


def _moment(at: datetime, texts: Texts) -> str:
    return f"{texts.day(at.date())} {texts.clock(at)}"
