"""`unseat correct`: what the person says of the past counts in the place of what was watched."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.cli.meant import today
from unseat.cli.wishes import wish
from unseat.core import corrections
from unseat.core.corrections import Correction, Numbered, numbered
from unseat.core.dayrecord import DayRecord
from unseat.core.days import Span, parse_day
from unseat.core.recalled import parse_clock, parse_span, span_on
from unseat.core.said import Corrected, CorrectionUndone, ExerciseCorrected
from unseat.core.summary import DaySummary
from unseat.core.wall import instant_of, local
from unseat.core.words import SECOND, Answer, Instant, Meant
from unseat.looking_back import read_day
from unseat.report.bars import clock_of
from unseat.report.corrections import Local, audit_line, correction_text

DONE, NOT_DONE = "done", "not-done"
LAST = "last"
DAYS_BACK = 7
"""How far back the last time is looked for that nobody knows of."""


@click.command("correct")
@click.argument("when", required=False)
@click.argument("what", required=False, type=click.Choice([*(one.value for one in Meant), DONE, NOT_DONE]))
@click.option("--date", "day", default="today", help='The day: a date, "today" or "yesterday".')
@click.option(
    "--undo", is_flag=False, flag_value="last", metavar="[N]", help="Take back correction N, or the last one."
)
def correct_verb(when: str | None, what: str | None, day: str, undo: str | None) -> None:
    """Say what you did at a time: it counts in the place of what was watched. Without WHEN, list what you said.

    WHEN is two times, or "last": the last time that nobody knows of. WHAT is sitting, standing or away. Of an exercise,
    WHEN is the time it stands at in `unseat day`, and WHAT is done or not-done. Every figure is made anew, and shows
    what was corrected; what was watched stays in the journal.

    \b
    Example:
      unseat correct 14:00-14:30 standing
      unseat correct 9:05-9:20 away --date yesterday
      unseat correct last sitting
      unseat correct 10:31 not-done
      unseat correct --undo
      unseat correct
    """
    here = Here.now()
    if undo is not None:
        _no_more(when)
        _undo(here, undo)
    elif when is None:
        _list(here)
    elif what is None:
        raise click.UsageError("Say what you did: sitting, standing or away; of an exercise: done or not-done.")
    else:
        exercise = what in {DONE, NOT_DONE}
        found = _last_unknown(here) if when == LAST and not exercise else _read(here, parse_day(day, today(here)))
        if exercise:
            _say(here, found, _exercise(here, found, when, done=what == DONE))
        else:
            _say(here, found, _presence(here, found, when, Meant(what)))


def _no_more(when: str | None) -> None:
    if when is not None:
        raise click.UsageError("--undo takes the number of a correction alone.")


# ---- saying


def _presence(here: Here, day: DaySummary, when: str, meant: Meant) -> Corrected:
    start, end = span = _unknown(day)[-1] if when == LAST else _span(here, day, when)
    now = here.instant
    if end > now:
        raise WrongError(f'WHEN: found "{when}", which is not over yet; allowed is a time that is past')
    return Corrected(at=now, start=start, end=end, meant=meant, gap=span in _unknown(day))


def _span(here: Here, day: DaySummary, when: str) -> Span:
    home = here.zone.zone()
    there = next((clock_of(bout.start, home) for bout in day.record.bouts), home)
    return span_on(day.date, parse_span(when), day.record, there, here.settings.rule().day_starts)


def _last_unknown(here: Here) -> DaySummary:
    """The day with it."""
    now = today(here)
    for back in range(DAYS_BACK + 1):
        day = _read(here, now - timedelta(days=back))
        if day.record.unknown:
            return day
    raise WrongError(here.texts.say("Of the last days there is no time that nobody knows of."))


def _unknown(day: DaySummary) -> list[Span]:
    return [(instant_of(one.start), instant_of(one.end)) for one in day.record.unknown]


def _exercise(here: Here, day: DaySummary, when: str, *, done: bool) -> ExerciseCorrected:
    typed = parse_clock(when)
    known = list(_exercises(day.record))
    found = [name for name, moments, _ in known if any(_shows(at, typed.hour, typed.minute) for at in moments)]
    if not found:
        times = ", ".join(here.texts.clock(local(name, here.zone.zone())) for name, _, _ in known)
        allowed = f"allowed is {times}" if times else "no exercise stands there"
        raise WrongError(f'WHEN: found "{when}" on {day.date}; {allowed}')
    answer = next(answer for name, _, answer in known if name == found[0])
    if (answer is Answer.DONE) is done:
        raise WrongError(here.texts.say("It counts so already. See: unseat day {date}", date=day.date))
    return ExerciseCorrected(at=here.instant, exercised=found[0], done=done)


def _exercises(record: DayRecord) -> Iterator[tuple[Instant, list[datetime], Answer]]:
    """What names each that was offered or begun and is over, when it was shown in a list, and what became of it."""
    for prompt in record.prompts:
        if prompt.shown and prompt.answer:
            yield instant_of(prompt.due), [prompt.due, prompt.shown], prompt.answer
    for own in record.sessions:
        yield instant_of(own.start), [own.start], own.answer


def _shows(at: datetime, hour: int, minute: int) -> bool:
    return (at.hour, at.minute) == (hour, minute)


def _say(here: Here, before: DaySummary, fact: Correction) -> None:
    """Notes it, and tells what the day comes to by it."""
    wish(here, fact, live=False)
    click.echo(here.texts.say("Noted: {correction}", correction=correction_text(fact, here.texts, _local(here))))
    _tell_change(here, before, _read(here, before.date))


def _tell_change(here: Here, before: DaySummary, after: DaySummary) -> None:
    was, now = (here.texts.length(round(day.sitting_s * SECOND)) for day in (before, after))
    if was == now:
        click.echo(here.texts.say("Estimated sitting that day: {now}, as before.", now=now))
    else:
        click.echo(here.texts.say("Estimated sitting that day: {now}; before, {was}.", now=now, was=was))


# ---- the list, and taking back


def _list(here: Here) -> None:
    known = _all(here)
    for one in known:
        click.echo(audit_line(one, here.texts, _local(here)))
    if not known:
        click.echo(_none(here))


def _undo(here: Here, number: str) -> None:
    found = {one.number: one for one in _all(here) if one.undone is None}
    if not found:
        raise WrongError(_none(here))
    wanted = max(found) if number == "last" else int(number) if number.isdecimal() else 0
    if wanted not in found:
        raise WrongError(f"--undo: found {number}, allowed is one of {', '.join(map(str, found))}")
    correction = found[wanted].correction
    wish(here, CorrectionUndone(at=here.instant, corrected=correction.at), live=False)
    told = correction_text(correction, here.texts, _local(here))
    click.echo(here.texts.say("Taken back: {correction}", correction=told))


def _all(here: Here) -> list[Numbered]:
    with here.journal() as journal:
        return numbered(entry.fact for entry in journal.everywhere(kinds=corrections.KINDS))


def _none(here: Here) -> str:
    return here.texts.say("Nothing is corrected. To correct a time: unseat correct 14:00-14:30 standing")


# ---- reading


def _read(here: Here, day: date) -> DaySummary:
    with here.journal() as journal:
        return read_day(journal, day, here.zone.zone(), here.settings.rule())


def _local(here: Here) -> Local:
    zone = here.zone.zone()
    return lambda at: local(at, zone)
