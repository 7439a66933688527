"""The desktop's own do-not-disturb.

- KDE (and whoever keeps it): the property Inhibited of org.freedesktop.Notifications.
- XFCE: /do-not-disturb in xfconf's channel xfce4-notifyd; not set means off.
- GNOME: org.gnome.desktop.notifications show-banners, asked of org.freedesktop.portal.Settings (its `Read`, which every
  version knows). Not every portal shows that setting: where it does not, GNOME's do-not-disturb is unknown.

No service is started to be asked. Not knowing is said (null), not taken for off.
"""

from collections.abc import Mapping

from unseat.dbus.words import Address, Body, Call
from unseat.senses.base import Finding
from unseat.senses.source import Asked, Heard, Source, bare, first_truth, property_source, truth
from unseat.senses.told import Told
from unseat.senses.told_finding import finding_of
from unseat.texts import Texts

NOTIFICATIONS = Address(
    "org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
)
XFCONF = Address("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
XFCE_SETTING = ("xfce4-notifyd", "/do-not-disturb")
PORTAL = Address("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
GNOME_SETTING = ("org.gnome.desktop.notifications", "show-banners")


def _off(_body: Body) -> Heard:
    return False


def _without_banners(body: Body) -> bool | None:
    banners = truth(bare(body[0]))
    return None if banners is None else not banners


KDE = property_source("org.freedesktop.Notifications: Inhibited", "session", NOTIFICATIONS, "Inhibited", truth)
XFCE = Asked(
    "xfconf: do-not-disturb",
    "session",
    Call(XFCONF, "GetProperty", "ss", XFCE_SETTING),
    first_truth,
    {"PropertyChanged": first_truth, "PropertyRemoved": _off},
    XFCE_SETTING,
    no="org.xfce.Xfconf.Error.",
)
GNOME = Asked(
    "org.gnome.desktop.notifications: show-banners",
    "session",
    Call(PORTAL, "Read", "ss", GNOME_SETTING),
    _without_banners,
    {"SettingChanged": _without_banners},
    GNOME_SETTING,
)
SOURCES: tuple[Source, ...] = (KDE, XFCE, GNOME)


class Disturb:
    """Whether the person asked the desktop not to be disturbed. It only reads `told`, which its maker closes."""

    name = "do not disturb"

    def __init__(self, told: Told) -> None:
        self._told = told

    def on(self) -> bool | None:
        """True when any service says so; null while nobody tells."""
        states = [self._told.state(source.key) for source in SOURCES]
        return None if all(state is None for state in states) else any(states)

    def close(self) -> None:
        """It owns nothing."""


def finding(env: Mapping[str, str], texts: Texts) -> Finding:
    """For `unseat doctor`: who tells of do-not-disturb here. Blocks for 3 s at most."""
    return finding_of(texts.say("do not disturb"), env, SOURCES, texts)
