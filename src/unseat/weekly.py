"""This week in one notice, for a click in the tray."""

from unseat.core.days import day_of, week_of
from unseat.core.week import WeekSummary, facts_needed, summarise_week
from unseat.core.words import SECOND, Instant
from unseat.desktop.base import Notice
from unseat.journal import Journal
from unseat.settings import Settings
from unseat.texts import Texts
from unseat.zone import LocalZone

SLOT = "week"


def read_week(journal: Journal, now: Instant, zone: LocalZone, settings: Settings) -> WeekSummary:
    """The week that `now` lies in, as far as it goes."""
    rule, here = settings.rule(), zone.zone()
    week = week_of(day_of(now, here, rule.day_starts), rule.week_starts)
    since, until = facts_needed(week, here, rule)
    dated = [(entry.fact, entry.offset_s) for entry in journal.facts(since=since, until=until)]
    return summarise_week(dated, week, here, rule, journal.open_bout())


def week_notice(week: WeekSummary, texts: Texts) -> Notice:
    """The week so far in one notification, each figure with what it rests on."""
    least, most = texts.length(round(week.sitting_s * SECOND)), texts.length(round(week.sitting_upper_s * SECOND))
    lines = [
        texts.say("Estimated sitting: {least}.", least=least)
        if least == most
        else texts.say("Estimated sitting: {least}, at most {most}.", least=least, most=most)
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
    return Notice(SLOT, texts.say("This week so far"), "\n".join(lines), lasts_ms=15 * SECOND)
