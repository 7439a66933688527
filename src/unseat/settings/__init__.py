"""Settings: TOML files that people write, checked key by key (DESIGN 4.6)."""

from unseat.settings.change import Shown, set_value, set_values, show
from unseat.settings.in_force import LastGood
from unseat.settings.load import SettingsFile, load
from unseat.settings.model import Exercises, Presence, Prompts, Settings, Week, Windows, keys
from unseat.settings.values import Notice, SettingsError

__all__ = [
    "Exercises",
    "LastGood",
    "Notice",
    "Presence",
    "Prompts",
    "Settings",
    "SettingsError",
    "SettingsFile",
    "Shown",
    "Week",
    "Windows",
    "keys",
    "load",
    "set_value",
    "set_values",
    "show",
]
