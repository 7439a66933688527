"""The weekly self-check in the terminal: week by week, and this week's beside the one before."""

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from unseat.advice import Advice
from unseat.core.checks import Check
from unseat.core.signs import SIGNS
from unseat.report.figures import NONE
from unseat.report.paper import indented, printed
from unseat.report.signs_words import no_conclusion, scale, sign_words, title
from unseat.texts import Texts


def signs_text(checks: Sequence[Check], texts: Texts, *, width: int = 80, colour: bool = False) -> str:
    """The weeks from the first that has a check on, and whether that of the last one is still to be made."""
    known = [number for number, check in enumerate(checks) if check.settled]
    parts: list[RenderableType] = [Text(title(texts), style="bold"), ""]
    if known:
        parts += [_table(checks[known[0] :], texts), "", Text(_legend(texts), style="dim"), ""]
    return printed([*parts, Text(_standing(checks[-1], texts))], width, colour=colour)


def week_parts(now: Mapping[str, int], before: Mapping[str, int], texts: Texts) -> list[RenderableType]:
    """A block of the week, with the week before where there is a check of it; nothing where this week has none."""
    if not now:
        return []
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    for name in (texts.say("this week"), *([texts.say("the week before")] if before else [])):
        table.add_column(name, justify="right", no_wrap=True)
    for sign, words in sign_words(texts).items():
        table.add_row(words.question, *(_rating(own, sign) for own in (now, *([before] if before else []))))
    return ["", title(texts) + ":", indented(table, 2), indented(Text(_legend(texts), style="dim"), 2)]


def help_text(advice: Advice, texts: Texts) -> str:
    """Where to read when to get help: the same for everybody, whatever was noted."""
    lines = [
        texts.say("When to stop and get help stands in: unseat advice"),
        *(f"  {section.title.of(texts.language)}" for section in advice.red_flags),
        advice.footer.of(texts.language),
    ]
    return "\n".join(lines)


def _table(checks: Sequence[Check], texts: Texts) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(texts.say("week"), no_wrap=True)
    for words in sign_words(texts).values():
        table.add_column(words.short, justify="right", vertical="bottom")
    for check in checks:
        table.add_row(check.week.name, *(_rating(check.ratings, sign) if check.settled else "" for sign in SIGNS))
    return table


def _rating(ratings: Mapping[str, int], sign: str) -> str:
    return str(ratings.get(sign, NONE))


def _legend(texts: Texts) -> str:
    passed = texts.say("{mark}: passed over.", mark=NONE)
    return f"{scale(texts)} {passed} {no_conclusion(texts)}"


def _standing(check: Check, texts: Texts) -> str:
    if check.made:
        said = texts.say("This week's check has been made.")
        return f"{said}\n{texts.say('To put another in its place: unseat signs check --again')}"
    if check.settled:
        said = texts.say("You wanted no check this week.")
        return f"{said}\n{texts.say('To make one all the same: unseat signs check')}"
    to_make = texts.say("This week's check is still to be made: unseat signs check")
    return f"{to_make}\n{texts.say('For none this week: unseat signs skip')}"
