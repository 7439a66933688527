"""This week in one notice, for a click in the tray and once a week. What sums it up is imported when asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from unseat.core import signs
from unseat.core.days import week_at, week_span, weekly_before
from unseat.core.fact import Fact
from unseat.core.running import AgentStarted, WeekNoticed
from unseat.core.words import SECOND, Instant
from unseat.desktop.base import Button, Notice
from unseat.journal import Journal, JournalError
from unseat.settings import Settings
from unseat.texts import Texts
from unseat.zone import LocalZone

if TYPE_CHECKING:
    from unseat.core.summary import WeekSummary

SLOT = "week"
OPEN = "open"
"""The button that opens the week's page."""


class Weekly:
    """The week in a notice: when the person asks, and once a week by itself. Lives in the agent's thread."""

    def __init__(
        self, journal: Journal, now: Instant, zone: LocalZone, show: Callable[[Notice], None], texts: Texts
    ) -> None:
        """What fell due before the journal's first agent started is nobody's week."""
        self._journal, self._zone, self._show, self._texts = journal, zone, show, texts
        told = journal.last(WeekNoticed)
        first = next(journal.facts(kinds=(AgentStarted,)), None)
        self._checked: tuple[str, bool] | None = None
        self._told = told.fact.due if told and isinstance(told.fact, WeekNoticed) else first.at if first else now

    def show(self, now: Instant, settings: Settings) -> None:
        self._show(week_notice(week_so_far(self._journal, now, self._zone, settings), self._texts))

    def due(self, now: Instant, settings: Settings) -> Instant | None:
        """The moment a notice is due for and was not given yet, if there is one."""
        wanted = settings.week.notice
        if wanted is None:
            return None
        moment = weekly_before(now, wanted.weekday, wanted.at, self._zone.zone())
        return moment if moment > self._told else None

    def check_due(self, now: Instant, settings: Settings) -> bool:
        """Whether the self-check of this week is still to be offered; not while the journal cannot be read."""
        if not settings.week.signs:
            return False
        rule, zone = settings.rule(), self._zone.zone()
        week = week_at(now, zone, rule)
        if self._checked is None or self._checked[0] != week.name:
            start, _ = week_span(week, zone, rule.day_starts)
            self._checked = week.name, self._settled(start)
        return not self._checked[1]

    def _settled(self, since: Instant) -> bool:
        try:
            said = list(self._journal.everywhere(since=since, kinds=signs.KINDS))
        except JournalError:
            return True
        return signs.settled(entry.fact for entry in said if entry.fact.source is None)

    def saw(self, fact: Fact) -> None:
        """What another process wrote down."""
        if isinstance(fact, signs.KINDS):
            self._checked = None

    def give(self, now: Instant, due: Instant, settings: Settings) -> WeekNoticed:
        """Gives it, and answers the fact."""
        self._told = due
        self.show(now, settings)
        return WeekNoticed(at=now, due=due)


def week_so_far(journal: Journal, now: Instant, zone: LocalZone, settings: Settings) -> "WeekSummary":
    """The week that `now` lies in, as far as it goes."""
    from unseat.looking_back import read_week

    rule, here = settings.rule(), zone.zone()
    return read_week(journal, week_at(now, here, rule), here, rule)


def week_notice(week: "WeekSummary", texts: Texts) -> Notice:
    """The week so far in one notification, each figure with what it rests on."""
    ends = (week.sitting_s, week.sitting_lower_s, week.sitting_upper_s)
    sitting, least, most = (texts.length(round(seconds * SECOND)) for seconds in ends)
    lines = [
        texts.say("Estimated sitting: {sitting}.", sitting=sitting)
        if least == most
        else texts.say(
            "Estimated sitting: {sitting}, between {least} and {most}.", sitting=sitting, least=least, most=most
        )
    ]
    if week.longest_s is not None:
        longest = texts.length(round(week.longest_s * SECOND))
        lines.append(
            texts.plural(
                "{n} break, the longest bout {longest}.",
                "{n} breaks, the longest bout {longest}.",
                week.breaks,
                longest=longest,
            )
        )
    prompts = week.prompts
    if prompts.shown:
        lines.append(
            texts.plural("{done} of {n} prompt done.", "{done} of {n} prompts done.", prompts.shown, done=prompts.done)
        )
    lines.append(texts.say("In full, with the rule behind each figure: unseat week"))
    buttons = (Button(OPEN, texts.say("Open")),)
    return Notice(SLOT, texts.say("This week so far"), "\n".join(lines), buttons, lasts_ms=15 * SECOND)
