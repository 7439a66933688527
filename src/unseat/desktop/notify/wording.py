"""From a `Notice` to what a system takes: cleaned, clipped and escaped text, actions, hints. Pure.

After the Desktop Notifications Specification 1.3 (https://specifications.freedesktop.org/notification/latest/).
"""

import html
import unicodedata
from typing import Any

import msgspec

from unseat.desktop.base import Notice
from unseat.desktop.prompt_notice import PROMPT
from unseat.texts import Texts

APP = "unseat"
DEFAULT = "default"
LOW, NORMAL = 0, 1
MAX_INT32 = 2**31 - 1
ELLIPSIS = "…"

BUTTONLESS = frozenset({"dunst", "mako"})
"""Servers that say `actions` but draw no buttons: a click on the notice can only mean "default"."""


class Limits(msgspec.Struct, frozen=True):
    """The longest title and text, in UTF-16 units (as Windows counts)."""

    title: int
    text: int


FREEDESKTOP = Limits(title=120, text=1000)


class Server(msgspec.Struct, frozen=True):
    """A notification server as it describes itself."""

    name: str
    vendor: str
    version: str
    capabilities: frozenset[str]

    @property
    def has_actions(self) -> bool:
        return "actions" in self.capabilities

    @property
    def draws_buttons(self) -> bool:
        return self.has_actions and self.name not in BUTTONLESS


def clean(text: str) -> str:
    """Without what a D-Bus string or a markup parser refuses: control characters (but newlines) and lone surrogates."""
    valid = text.encode("utf-8", "replace").decode("utf-8").replace("\t", " ")
    return "".join(c for c in valid if c == "\n" or unicodedata.category(c) != "Cc")


def clip(text: str, units: int) -> str:
    """At most `units` UTF-16 units of the text; what is cut ends in an ellipsis."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * (units - 1)].decode("utf-16-le", "ignore").rstrip() + ELLIPSIS


def title_of(notice: Notice, limits: Limits) -> str:
    """One line; never empty, since some servers refuse that."""
    return clip(" ".join(clean(notice.title).split()) or APP, limits.title)


def text_of(notice: Notice, limits: Limits, ending: str) -> str:
    """The text, clipped so that the ending (how to answer without buttons) always stays whole."""
    if not ending:
        return clip(clean(notice.text), limits.text)
    return clip(clean(notice.text), limits.text - len(ending) - 1) + "\n" + ending


def how_to_answer(texts: Texts) -> str:
    """What a notice says that asks for an answer but has no buttons to give it."""
    return texts.say('Answer from the tray icon, or with "unseat answer done" (or later, or skipped).')


def notify_body(notice: Notice, server: Server, replaces: int, how: str, icon: str) -> tuple[Any, ...]:
    """The arguments of `Notify`, signature "susssasa{sv}i". `icon`: a themed name, or empty."""
    ending = how if notice.buttons and not server.draws_buttons else ""
    text = text_of(notice, FREEDESKTOP, ending)
    if "body-markup" in server.capabilities:
        text = html.escape(text, quote=False)
    lasts = min(notice.lasts_ms, MAX_INT32)
    return APP, replaces, icon, title_of(notice, FREEDESKTOP), text, actions_of(notice, server), hints_of(notice), lasts


def actions_of(notice: Notice, server: Server) -> list[str]:
    """Key and label in turn. Where no buttons are drawn, a click on the notice means the first one (decision 0005)."""
    if not server.has_actions:
        return []
    keys = [button.key for button in notice.buttons]
    if keys and not server.draws_buttons:
        keys[0] = DEFAULT
    return [word for key, button in zip(keys, notice.buttons, strict=True) for word in (key, clean(button.label))]


def hints_of(notice: Notice) -> dict[str, tuple[str, object]]:
    """A prompt is of this moment, so it stays out of the desktop's history; anything else may be read later.

    Not so a quiet one: GNOME shows no banner at urgency low, so its history is the only place to see it.
    """
    hints: dict[str, tuple[str, object]] = {
        "urgency": ("y", LOW if notice.quiet else NORMAL),
        "desktop-entry": ("s", APP),
    }
    if notice.slot == PROMPT and not notice.quiet:
        hints["transient"] = ("b", True)
    if notice.quiet:
        hints["suppress-sound"] = ("b", True)
    return hints


def key_of(notice: Notice, action: str) -> str:
    """The button that an invoked action stands for; empty where it stands for none."""
    if action == DEFAULT and notice.buttons:
        return notice.buttons[0].key
    return action if action in {button.key for button in notice.buttons} else ""
