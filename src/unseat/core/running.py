"""Facts of the agent's own running: from when to when, by which rule, what it told unasked, what went wrong."""

from unseat.core.fact import Fact
from unseat.core.rule import Rule
from unseat.core.words import Instant, Millis


class AgentStarted(Fact, frozen=True, kw_only=True, tag="agent_started"):
    version: str
    sense: str | None
    tray: str | None
    notifier: str | None


class AgentStopped(Fact, frozen=True, kw_only=True, tag="agent_stopped"):
    why: str


class RuleHeld(Fact, frozen=True, kw_only=True, tag="rule_held"):
    """From `at` on this rule decided what is a bout and when a prompt is due."""

    rule: Rule


class ClockStepped(Fact, frozen=True, kw_only=True, tag="clock_stepped"):
    """The wall clock jumped by `by_ms` against the clock that cannot step."""

    by_ms: Millis


class JigglerSeen(Fact, frozen=True, kw_only=True, tag="jiggler_seen"):
    """Only pointer motion without meaning was seen for a while: it is not counted as a person."""

    since: Instant


class WeekNoticed(Fact, frozen=True, kw_only=True, tag="week_noticed"):
    """The weekly notice was given; `due` is the moment it was for, so it is never given twice."""

    due: Instant


class NoticeFailed(Fact, frozen=True, kw_only=True, tag="notice_failed"):
    """A notification could not be shown; the tray shows the prompt instead."""

    prompt: Instant | None
    error: str
