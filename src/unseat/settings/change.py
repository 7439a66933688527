"""Changing keys in the person's own file, with their comments and order kept, and listing what is in force."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from unseat.replacing import replace
from unseat.settings.load import Values, check, read_own, read_text, unknown_key, values
from unseat.settings.model import Settings, keys
from unseat.settings.values import SettingsError


class Shown(msgspec.Struct, frozen=True):
    """One setting in force, written as `set_value` takes it, its default, and whether the person's file gives it."""

    key: str
    value: str
    default: str
    own: bool
    allowed: str


def show(shipped: Path, own: Path) -> tuple[Shown, ...]:
    """Every setting in the file's order. Raises `SettingsError`."""
    defaults, mine = values(shipped, read_text(shipped)), values(own, read_own(own))
    check(shipped, defaults, own, mine)
    return tuple(
        Shown(key, as_typed(mine.get(key, defaults[key])), as_typed(defaults[key]), key in mine, reader.allowed)
        for key, reader in keys().items()
    )


def set_value(shipped: Path, own: Path, key: str, value: str) -> Settings:
    """Writes one key into the person's file; see `set_values`."""
    return set_values(shipped, own, {key: value})


def set_values(shipped: Path, own: Path, typed: Mapping[str, str]) -> Settings:
    """Writes some keys into the person's file, all of them or none, and gives the settings then in force.

    `typed` is what the person typed for each: `45m`, `2`, `chair,floor`, nothing for an empty list. The whole is
    checked before anything is written, and the file is replaced at once or not at all. Raises `SettingsError`. Blocks
    on disk.
    """
    before = read_own(own)
    wanted = values(own, before) | as_values(own, typed)
    settings = check(shipped, values(shipped, read_text(shipped)), own, wanted)
    after = _edited(own, before, {key: wanted[key] for key in typed})
    if _parsed(after) != wanted:
        raise _by_hand(own)
    try:
        replace(own, after)
    except OSError as error:
        raise SettingsError(own, "", f"cannot be written: {error.strerror}") from None
    return settings


def as_values(own: Path, typed: Mapping[str, str]) -> Values:
    """The TOML values for what was typed. Raises `SettingsError` for a key that there is not."""
    for key in typed:
        if key not in keys():
            raise unknown_key(own, key)
    return {key: keys()[key].from_text(value) for key, value in typed.items()}


def _edited(own: Path, before: str, wanted: Values) -> str:
    from unseat.settings.edited import edited

    try:
        return edited(before, wanted)
    except ValueError:
        raise _by_hand(own) from None


def _by_hand(own: Path) -> SettingsError:
    return SettingsError(own, "", "is written in a way that only its author can change, please edit the file by hand")


def _parsed(text: str) -> Values | None:
    """The values by whole key, or null for what is not TOML."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    return {
        f"{section}.{name}": value
        for section, inside in found.items()
        for name, value in (inside.items() if isinstance(inside, dict) else [("", inside)])
    }


def as_typed(value: object) -> str:
    """A TOML value as `set_value` takes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
