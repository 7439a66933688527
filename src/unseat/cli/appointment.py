"""`unseat appointment`: a log of appointments with a therapist or doctor, in the person's own words."""

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.meant import today
from unseat.cli.wishes import wish
from unseat.core.appointments import KINDS, Appointment, Numbered, numbered
from unseat.core.days import parse_day
from unseat.core.said import AppointmentNoted, AppointmentRemoved
from unseat.report.appointments import appointment_text

WHOM_FITS = 60
NOTE_FITS = 200
"""Characters."""


@click.group("appointment", invoke_without_command=True)
@click.pass_context
def appointment_verb(context: click.Context) -> None:
    """List the appointments you noted; note one, or take one back.

    They stand in the day and the week they are for. Nothing is concluded from them.

    \b
    Example:
      unseat appointment
      unseat appointment add 2026-11-26 physiotherapist --note "10:15, bring the letter"
      unseat appointment remove 1
    """
    if context.invoked_subcommand is None:
        _list(Here.now())


@appointment_verb.command("add")
@click.argument("day")
@click.argument("whom", nargs=-1, required=True)
@click.option("--note", default="", help="Anything to remember about it.")
def add_verb(day: str, whom: tuple[str, ...], note: str) -> None:
    """Note an appointment. DAY is a date, "today", "tomorrow" or "yesterday"; WHOM is anyone, in your own words.

    \b
    Example:
      unseat appointment add tomorrow physiotherapist
      unseat appointment add 2026-11-26 the company doctor --note "about my desk"
    """
    here = Here.now()
    fact = AppointmentNoted(
        at=here.instant,
        day=parse_day(day, today(here)),
        whom=_line("WHOM", " ".join(whom), WHOM_FITS),
        note=_line("--note", note, NOTE_FITS) if note else "",
    )
    wish(here, fact, live=False)
    noted = Appointment(day=fact.day, whom=fact.whom, note=fact.note)
    click.echo(here.texts.say("Noted: {appointment}", appointment=_told(here, noted)))


@appointment_verb.command("remove")
@click.argument("number", type=int)
def remove_verb(number: int) -> None:
    """Take back the appointment with this NUMBER in the list.

    It is shown no more. The journal keeps what was written until you erase it: unseat forget.

    \b
    Example:
      unseat appointment remove 1
    """
    here = Here.now()
    found = {one.number: one for one in _standing(here)}
    if number not in found:
        allowed = ", ".join(map(str, sorted(found)))
        raise WrongError(f"NUMBER: found {number}, allowed is one of {allowed}" if found else _none(here))
    wish(here, AppointmentRemoved(at=here.instant, noted=found[number].noted), live=False)
    click.echo(here.texts.say("Taken back: {appointment}", appointment=_told(here, found[number].appointment)))


def _list(here: Here) -> None:
    standing = _standing(here)
    for one in standing:
        click.echo(f"{one.number:>3}  {_told(here, one.appointment)}")
    if not standing:
        click.echo(_none(here))


def _standing(here: Here) -> list[Numbered]:
    with here.journal() as journal:
        return numbered(entry.fact for entry in journal.everywhere(kinds=KINDS))


def _told(here: Here, appointment: Appointment) -> str:
    day = appointment.day
    return f"{here.texts.day(day)} {day.year}  {appointment_text(appointment)}"


def _none(here: Here) -> str:
    return here.texts.say("No appointment is noted. To note one: unseat appointment add tomorrow physiotherapist")


def _line(name: str, text: str, most: int) -> str:
    """Raises WrongError for what is no line of text, or too long a one."""
    line = " ".join(text.split())
    if not line or len(line) > most or not line.isprintable():
        raise WrongError(f"{name}: found {len(line)} characters, allowed is one line of 1 to {most}")
    return line
