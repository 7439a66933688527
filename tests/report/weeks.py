"""Weeks written by hand, as the facts that the agent would have kept: one for each golden page."""

from collections.abc import Iterator
from datetime import date, time, timedelta, tzinfo
from itertools import cycle, pairwise
from zoneinfo import ZoneInfo

from unseat.core.fact import Dated, Sides
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed, SessionEnded
from unseat.core.rule import Rule
from unseat.core.said import Corrected, ExerciseCorrected, SignsRated
from unseat.core.wall import instant, offset_s
from unseat.core.watched import Bout, Break
from unseat.core.words import MINUTE, SECOND, Answer, Because, Deferral, Instant, Meant, Millis, Posture

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NEW_YORK = ZoneInfo("America/New_York")
RULE = Rule()
NAMES = {"psoas-chair": "Psoas release on the chair", "brace": "Tummy brace", "sit-to-stand": "Sit to stand"}

WORKDAYS = (
    "08:52-09:41 09:46-10:32 10:44-11:21 11:25-12:07 12:41-13:29 13:33-14:48 15:02-15:31 15:34-16:20 16:31-17:06",
    "09:05-09:22 09:29-11:20call 11:22-12:03standing 12:03-13:06 13:06-13:28standing 13:29-15:40 15:58-17:30locked",
    "08:40-09:15 09:24-10:01 10:06-10:36 11:02-11:29 11:33-12:18 13:00-13:52 13:55-14:10 14:14-15:12 15:49-16:55",
    "10:10-11:25 11:40-12:20locked 12:55-14:25 14:29-15:20 15:24-16:09asleep 20:15-21:40 23:10-00:50",
    "08:58-09:27 09:30-10:14 10:20-11:08 11:12-11:54 12:40-13:35 13:39-14:12",
    "",
    "14:00-15:12 21:05-21:48",
)

LONG_DAYS = (
    "08:10-12:05 12:30-18:20 19:40-23:30",
    "08:30-14:50 15:20-18:55 20:05-22:10",
    "09:00-12:30call 13:10-17:00 22:00-04:40",
    "10:30-13:00 13:40-17:30locked",
    "08:45-12:00 12:35-17:15",
    "13:00-16:20",
    "20:00-22:50",
)
"""Sixty hours of sitting: a bout of more than six hours by day, one over the night into the next day, a weekend."""


def at(day: date, clock: str, zone: tzinfo) -> Instant:
    return instant(day, time.fromisoformat(clock), zone)


def bouts(day: date, zone: tzinfo, script: str) -> Iterator[Bout]:
    """A day as text: each bout with its times, and what is to be said of it: a posture, why it ended, or a call."""
    for part in script.split():
        start, end, what = at(day, part[:5], zone), at(day, part[6:11], zone), part[11:]
        if end <= start:
            end = at(day + timedelta(days=1), part[6:11], zone)
        held = 20 * MINUTE if what == "call" else 0
        quiet = 2 * MINUTE if end - start > 30 * MINUTE else 0
        yield Bout(
            at=end,
            start=start,
            posture=Posture.STANDING if what == "standing" else Posture.SITTING,
            input_ms=Millis(end - start - quiet - held),
            quiet_ms=Millis(quiet),
            held_ms=Millis(held),
            because=Because(what) if what in ("locked", "asleep") else Because.NO_INPUT,
        )


def breaks(own: list[Bout]) -> Iterator[Break]:
    sitting = [bout for bout in own if bout.posture is Posture.SITTING]
    stood = {bout.start for bout in own if bout.posture is Posture.STANDING}
    for bout, after in pairwise(sitting):
        because = Because.STANDING if bout.at in stood else bout.because
        unknown = because is Because.NO_INPUT and after.start - bout.at <= RULE.unknown_up_to
        yield Break(at=after.start, start=bout.at, because=because, unknown=unknown)


def prompts(own: list[Bout]) -> Iterator[AnyFact]:
    """One prompt half an hour into each bout that lasts so long, each with another fate."""
    long = [bout for bout in own if bout.posture is Posture.SITTING and bout.length > 30 * MINUTE]
    fates = cycle(["verified", "done", "snoozed", "verified", "missed", "partial", "skipped", "natural", "call"])
    exercises = cycle(["psoas-chair", "brace", "sit-to-stand", "calf-raise"])
    for bout, fate in zip(long, fates, strict=False):
        due = Instant(bout.start + 30 * MINUTE)
        yield PromptDue(at=due, every_ms=RULE.every)
        yield from _fate(due, fate, next(exercises), bout.at)


def _fate(due: Instant, fate: str, exercise: str, end: Instant) -> Iterator[AnyFact]:
    if fate == "natural":
        yield PromptDeferred(at=due, prompt=due, because=Deferral.TYPING, until=end)
        yield PromptAnswered(at=end, prompt=due, answer=Answer.NATURAL)
        return
    wait, why = (8 * MINUTE, Deferral.CALL) if fate == "call" else (40 * SECOND, Deferral.TYPING)
    shown = Instant(due + wait)
    yield PromptDeferred(at=due, prompt=due, because=why, until=shown)
    yield PromptShown(at=shown, prompt=due, exercise=exercise)
    if fate == "snoozed":
        yield PromptSnoozed(at=Instant(shown + 10 * SECOND), prompt=due, until=Instant(shown + 5 * MINUTE))
        shown = Instant(shown + 6 * MINUTE)
        yield PromptShown(at=shown, prompt=due, exercise=exercise)
    answer = Answer(fate) if fate in ("missed", "partial", "skipped") else Answer.DONE
    sides = {Answer.DONE: Sides(left_s=40, right_s=40), Answer.PARTIAL: Sides(left_s=30)}.get(answer)
    verified = (fate == "verified") if answer is Answer.DONE else None
    yield PromptAnswered(
        at=Instant(shown + 90 * SECOND), prompt=due, answer=answer, exercise=exercise, verified=verified, sides=sides
    )


def worked(first: date, zone: tzinfo, days: tuple[str, ...] = WORKDAYS) -> list[Dated]:
    scripts = [(first + timedelta(days=n), script) for n, script in enumerate(days)]
    own = [bout for day, script in scripts for bout in bouts(day, zone, script)]
    return [(fact, offset_s(fact.at, zone)) for fact in (*own, *breaks(own), *prompts(own))]


def ordinary(monday: date) -> list[Dated]:
    """A week, an exercise unasked, and three days of the week before."""
    began = at(monday, "16:21", AMSTERDAM)
    ended = Instant(began + 80 * SECOND)
    sides = Sides(left_s=40, right_s=40)
    session = SessionEnded(at=ended, started=began, exercise="brace", answer=Answer.DONE, verified=True, sides=sides)
    before = worked(monday - timedelta(weeks=1), AMSTERDAM, WORKDAYS[1:4])
    return [*before, *worked(monday, AMSTERDAM), (session, offset_s(ended, AMSTERDAM))]


def corrected(monday: date) -> list[Dated]:
    """The ordinary week with what the person said of it on Friday, and the five signs of four weeks."""
    said = [
        *(_said(monday, n, *what) for n, what in enumerate(SAID)),
        ExerciseCorrected(
            at=at(monday + timedelta(days=4), "17:10", AMSTERDAM), exercised=_first_due(monday), done=False
        ),
        *(_signs(monday - timedelta(weeks=back), ratings) for back, ratings in SIGNS_NOTED.items()),
    ]
    return [*ordinary(monday), *((fact, offset_s(fact.at, AMSTERDAM)) for fact in said)]


SAID = (
    (0, "10:32-10:44", Meant.SITTING),
    (0, "14:00-14:30", Meant.STANDING),
    (1, "15:40-15:58", Meant.AWAY),
    (2, "12:18-13:00", Meant.SITTING),
)
SIGNS_NOTED = {
    4: {"crooked": 3, "leg": 0, "turning": 6, "back": 5, "balance": 1},
    3: {"crooked": 2, "turning": 5, "back": 5},
    1: {"crooked": 2, "leg": 1, "turning": 4, "back": 6, "balance": 0},
    0: {"crooked": 1, "leg": 0, "turning": 4, "back": 4, "balance": 10},
}


def _said(monday: date, minute: int, day: int, span: str, meant: Meant) -> Corrected:
    start, end = (at(monday + timedelta(days=day), clock, AMSTERDAM) for clock in span.split("-"))
    friday = at(monday + timedelta(days=4), f"17:0{minute}", AMSTERDAM)
    return Corrected(at=friday, start=start, end=end, meant=meant)


def _first_due(monday: date) -> Instant:
    return at(monday, "09:22", AMSTERDAM)


def _signs(monday: date, noted: dict[str, int]) -> SignsRated:
    return SignsRated(at=at(monday + timedelta(days=4), "16:05", AMSTERDAM), ratings=noted)


def through_the_night(saturday: date) -> list[Dated]:
    """A night at the desk, over the hour at which the clock is set and the start of the next day."""
    return worked(saturday, AMSTERDAM, ("22:00-23:10 23:25-04:40",))


def two_zones(monday: date) -> list[Dated]:
    """Monday in Amsterdam, Tuesday's flight, then New York; each fact keeps its offset."""
    home = worked(monday, AMSTERDAM, (WORKDAYS[0], "07:10-08:35"))
    return [*home, *worked(monday + timedelta(days=1), NEW_YORK, ("17:30-19:15 22:40-00:05", *WORKDAYS[2:5]))]


def with_holiday(monday: date) -> list[Dated]:
    """Three days of work, a holiday on Thursday and the Friday off; the week before had all five."""
    before = worked(monday - timedelta(weeks=1), AMSTERDAM, WORKDAYS[:5])
    return [*before, *worked(monday, AMSTERDAM, WORKDAYS[:3])]
