"""A presentation or a video: somebody keeps the desktop from being idle.

- GNOME: org.gnome.SessionManager.IsInhibited(8), "the session being marked as idle".
- KDE: org.kde.Solid.PowerManagement.PolicyAgent.HasInhibition(4), "change screen settings"; asked again at each
  InhibitionsChanged, and at each property that changes, by which newer ones tell it.
- Others (XFCE, LXQt): org.freedesktop.PowerManagement.Inhibit.HasInhibit. Counts only where KDE's does not answer:
  that one keeps the two apart, and this one also says yes to a program that only wants no *sleep*.
- logind: "idle" among the Manager's BlockInhibited, org.freedesktop.login1(5).

Only whether, never who: names and reasons are not asked for, and what a signal says of them is not read.

Errors. Where only PowerManagement.Inhibit tells, a long copy or download looks like a presentation. logind's list is
the machine's: another person's inhibitor counts too. A video player that inhibits nothing is not seen; one that goes on
inhibiting when paused holds the bout on.
"""

from collections.abc import Mapping

from unseat.core.words import Kind
from unseat.dbus.words import Address, Call
from unseat.senses.base import Finding
from unseat.senses.logind import MANAGER
from unseat.senses.source import CHANGED, Asked, Source, again, first_truth, property_source
from unseat.senses.told import Told
from unseat.senses.told_finding import finding_of
from unseat.texts import Texts

IDLE, SCREEN = 8, 4
SESSION_MANAGER = Address("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
POLICY_NAME = "org.kde.Solid.PowerManagement.PolicyAgent"
POLICY_AGENT = Address(POLICY_NAME, "/org/kde/Solid/PowerManagement/PolicyAgent", POLICY_NAME)
POWER_NAME = "org.freedesktop.PowerManagement"
POWER = Address(POWER_NAME, "/org/freedesktop/PowerManagement/Inhibit", f"{POWER_NAME}.Inhibit")

GNOME = Asked(
    "org.gnome.SessionManager",
    "session",
    Call(SESSION_MANAGER, "IsInhibited", "u", (IDLE,)),
    first_truth,
    {"InhibitorAdded": again, "InhibitorRemoved": again},
)
KDE = Asked(
    POLICY_NAME,
    "session",
    Call(POLICY_AGENT, "HasInhibition", "u", (SCREEN,)),
    first_truth,
    {"InhibitionsChanged": again, CHANGED: again},
)
OTHERS = Asked(POWER.interface, "session", Call(POWER, "HasInhibit"), first_truth, {"HasInhibitChanged": first_truth})


def _blocks_idle(value: object) -> bool | None:
    return "idle" in value.split(":") if isinstance(value, str) else None


LOGIND = property_source("logind: BlockInhibited", "system", MANAGER, "BlockInhibited", _blocks_idle)
SOURCES: tuple[Source, ...] = (GNOME, KDE, OTHERS, LOGIND)


class InhibitorSense:
    """A `HoldSense`: `Kind.PRESENTATION`. It only reads `told`, which its maker closes."""

    name = "inhibitors"

    def __init__(self, told: Told) -> None:
        self._told = told

    def look(self) -> frozenset[Kind] | None:
        """What is so now; null while nobody tells."""
        gnome, kde, others, logind = (self._told.state(source.key) for source in SOURCES)
        counting = (gnome, kde if kde is not None else others, logind)
        if all(told is None for told in counting):
            return None
        return frozenset((Kind.PRESENTATION,) * any(counting))

    def close(self) -> None:
        """It owns nothing."""


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """For `unseat doctor`: who tells of presentations and videos here. Blocks for 3 s at most."""
    return finding_of(texts.say("presentations and videos"), env, SOURCES, texts)
