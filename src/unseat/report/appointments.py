"""The appointments that a person noted, as lines of text."""

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from unseat.core.appointments import Appointment
from unseat.core.summary import DaySummary
from unseat.report.paper import indented
from unseat.texts import Texts


def appointment_text(appointment: Appointment) -> str:
    """Whom, and the note behind it. A file that was imported may hold anything: nothing reaches the terminal but what
    can be printed on one line."""
    whom, note = _plain(appointment.whom), _plain(appointment.note)
    return f"{whom} ({note})" if note else whom


def week_lines(days: Iterable[DaySummary], texts: Texts) -> list[str]:
    return [f"{texts.day(day.date)}{texts.colon}{appointment_text(one)}" for day in days for one in day.appointments]


def appointment_parts(lines: Iterable[str], texts: Texts) -> list[RenderableType]:
    """Nothing where there are none."""
    own = [indented(Text(line), 2) for line in lines]
    return ["", texts.say("Appointments:"), *own] if own else []


def _plain(text: str) -> str:
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
