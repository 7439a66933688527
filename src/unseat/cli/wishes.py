"""What the person can say to the agent: each verb is also an entry of the tray.

A wish is a fact in the journal; the agent finds it there at its next look, some seconds later at most.
"""

from datetime import datetime

import click

from unseat.boundary import WrongError
from unseat.cli.desk import Here
from unseat.core import facts
from unseat.core.durations import LASTS, MEETING, parse_duration, parse_until
from unseat.core.hurts import REASON
from unseat.core.restart import meeting_until
from unseat.core.view import OpenPrompt
from unseat.core.wall import instant_of
from unseat.core.words import DAY, Answer, Instant
from unseat.keeper import published

ANSWERS = {"done": Answer.DONE, "skipped": Answer.SKIPPED, "later": Answer.SNOOZED}


def wish(here: Here, *told: facts.Any, live: bool = True) -> None:
    """`live`: it makes sense only while an agent runs."""
    if live and here.agent is None:
        raise WrongError(here.texts.say("The agent is not running, so nobody would hear this. Start it: unseat run"))
    with here.journal() as journal:
        journal.append(*told)


@click.command("break")
@click.argument("exercise", required=False)
def break_verb(exercise: str | None) -> None:
    """Start an exercise now: the one whose turn it is, or the one you name.

    \b
    Example:
      unseat break
      unseat break a2
    """
    here = Here.now()
    if exercise:
        known(here, exercise, "EXERCISE")
    wish(here, facts.ExerciseWished(at=here.instant, exercise=exercise))
    click.echo(here.texts.say("The exercise is about to appear."))


def known(here: Here, exercise: str, argument: str) -> None:
    """Refuses an exercise that is none, named by this argument."""
    if here.cards.get(exercise) is None:
        raise WrongError(here.cards.unknown(argument, exercise))


@click.command("snooze")
@click.argument("length", required=False)
def snooze_verb(length: str | None) -> None:
    """Put the prompt off, for as long as the settings say or for LENGTH.

    \b
    Example:
      unseat snooze
      unseat snooze 10m
    """
    here = Here.now()
    snooze = parse_duration(length) if length else None
    _shown(here)
    wish(here, facts.AnswerWished(at=here.instant, answer=Answer.SNOOZED, snooze_ms=snooze))
    wait = snooze or here.settings.prompts.snooze
    click.echo(here.texts.say("It comes back in {length}, at the first pause.", length=here.texts.exact(wait)))


@click.command("answer")
@click.argument("answer", type=click.Choice(list(ANSWERS)))
@click.option("--reason", help='Why it was skipped, in your own words; "hurts" keeps the exercise away.')
def answer_verb(answer: str, reason: str | None) -> None:
    """Answer the prompt that is shown: done, skipped or later.

    \b
    Example:
      unseat answer done
      unseat answer skipped --reason "in a meeting"
      unseat answer skipped --reason hurts
    """
    if reason is not None and not reason.isprintable():
        raise WrongError("--reason: found a character that cannot be shown, allowed is one line of text")
    here = Here.now()
    prompt, now = _shown(here), here.instant
    wished = facts.AnswerWished(at=now, answer=ANSWERS[answer], reason=reason)
    hurts = wished.answer is Answer.SKIPPED and (reason or "").strip().lower() == REASON
    if not (prompt and prompt.exercise and hurts):
        wish(here, wished)
        click.echo(here.texts.say("Noted."))
        return
    wish(here, facts.ExerciseHurt(at=now, exercise=prompt.exercise), wished)
    click.echo(_hurt(here, prompt.exercise))


def _hurt(here: Here, exercise: str) -> str:
    return here.texts.say(
        "Noted: it hurts, so it is not offered again until you allow it (unseat exercises allow {exercise}).\n"
        "Let it settle and don't push on. When to get help: unseat advice",
        exercise=exercise,
    )


def _shown(here: Here) -> OpenPrompt | None:
    """The prompt to answer; null where no agent runs. Refuses an answer to nothing."""
    if here.agent is None:
        return None
    with here.journal() as journal:
        view = published(journal)
    if view is None or view.view.prompt is None:
        raise WrongError(here.texts.say("No prompt is shown now, so there is nothing to answer. See: unseat why"))
    return view.view.prompt


@click.command("pause")
@click.argument("length", nargs=-1)
def pause_verb(length: tuple[str, ...]) -> None:
    """No prompts for a while: for a length, until a time, until tomorrow, or until you resume.

    Sitting is estimated all the same. A meeting at your desk counts as sitting even without input, like a call: for an
    hour, or as long as you say; said again, so much longer; until `unseat resume` at the latest.

    \b
    Example:
      unseat pause 1h30
      unseat pause until 14:00
      unseat pause tomorrow
      unseat pause meeting 45m
    """
    here = Here.now()
    if length and length[0] == MEETING:
        _meeting(here, " ".join(length[1:]))
        return
    until = _until(here, " ".join(length)) if length else None
    wish(here, facts.Paused(at=here.instant, until=until), live=False)
    if until is None:
        click.echo(here.texts.say("Paused until you resume: unseat resume"))
        return
    moment = datetime.fromtimestamp(until / 1000, here.zone.zone())
    day = "" if moment.date() == _now(here).date() else f"{here.texts.day(moment.date())} "
    click.echo(here.texts.say("Paused until {time}.", time=day + here.texts.clock(moment)))


def _meeting(here: Here, text: str) -> None:
    with here.journal() as journal:
        said = journal.facts(since=Instant(here.instant - DAY), kinds=(facts.MeetingSaid, facts.Resumed))
        on = meeting_until((entry.fact for entry in said), here.instant)
    if text.startswith("until "):
        until = _until(here, text)
    else:
        until = Instant((on or here.instant) + parse_duration(text or LASTS))
    wish(here, facts.MeetingSaid(at=here.instant, until=until))
    moment = datetime.fromtimestamp(until / 1000, here.zone.zone())
    said_until = here.texts.say(
        "Noted: in a meeting until {time}. It is over sooner: unseat resume", time=f"{moment:%H:%M}"
    )
    click.echo(said_until)


def _until(here: Here, text: str) -> Instant:
    until = parse_until(text, _now(here), here.settings.presence.day_starts)
    return instant_of(until)


def _now(here: Here) -> datetime:
    return datetime.fromtimestamp(here.instant / 1000, here.zone.zone())


@click.command("resume")
def resume_verb() -> None:
    """End the pause.

    \b
    Example:
      unseat resume
    """
    here = Here.now()
    wish(here, facts.Resumed(at=here.instant), live=False)
    click.echo(here.texts.say("Prompts come again."))


@click.command("stand")
def stand_verb() -> None:
    """Say that you stand: it counts as desk time, not as sitting, until you say otherwise or take a break.

    \b
    Example:
      unseat stand
    """
    here = Here.now()
    wish(here, facts.StandingDeclared(at=here.instant))
    click.echo(here.texts.say("Noted: you stand, until your next break or “unseat sit”."))


@click.command("sit")
def sit_verb() -> None:
    """Say that you sit again.

    \b
    Example:
      unseat sit
    """
    here = Here.now()
    wish(here, facts.SittingDeclared(at=here.instant))
    click.echo(here.texts.say("Noted: you sit again."))


@click.command("quit")
def quit_verb() -> None:
    """End the agent. What it knows is kept, and a start soon after goes on with it.

    \b
    Example:
      unseat quit
    """
    here = Here.now()
    wish(here, facts.QuitWished(at=here.instant))
    click.echo(here.texts.say("The agent is about to end."))
