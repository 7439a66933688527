"""What would be wrong with settings before any is written, and where in a file an error stands."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from unseat.settings.change import as_values
from unseat.settings.load import check, read_own, read_text, unfit, values
from unseat.settings.model import keys
from unseat.settings.values import SettingsError, UnfitError


def problems(shipped: Path, own: Path, typed: Mapping[str, str]) -> dict[str, str]:
    """What is wrong by key, in the words of the error that writing it would give; empty where all may be written.

    `typed` as `set_values` takes it. An error that belongs to no key has the key "". Blocks on disk.
    """
    try:
        wanted = as_values(own, typed)
        found = {key: unfit(key, value) for key, value in wanted.items() if not _fits(key, value)}
        if not found:
            mine = values(own, read_own(own)) | wanted
            check(shipped, values(shipped, read_text(shipped)), own, mine)
    except SettingsError as error:
        return {error.key: error.problem}
    return found


def _fits(key: str, value: object) -> bool:
    try:
        keys()[key].read(value)
    except UnfitError:
        return False
    return True


def line_at_fault(text: str, error: SettingsError) -> int | None:
    """The line of a file's `text` that an error of it is about, from 1 on; null where it is about none."""
    lines = text.split("\n")
    if not error.key:
        return _unreadable_from(lines)
    section, _, name = error.key.partition(".")
    sound = 0
    for count in range(1, len(lines) + 1):
        found = _parsed("\n".join(lines[:count]))
        if found is None:
            continue
        inside = found.get(section)
        if name in inside if name and isinstance(inside, dict) else section in found:
            return sound + 1
        sound = count
    return None


def _unreadable_from(lines: list[str]) -> int | None:
    """tomllib tells it in its words alone: "(at line 3, column 7)"."""
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        said = str(error).rpartition("(at line ")[2].partition(",")[0]
        return int(said) if said.isdecimal() else len(lines)
    except ValueError:
        return None
    return None


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None
