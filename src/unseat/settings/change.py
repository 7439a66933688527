"""Changing one key in the person's own file, with their comments and order kept, and listing what is in force."""

import contextlib
import json
import os
import re
import tempfile
import tomllib
from pathlib import Path

import msgspec

from unseat.settings.load import Values, check, read_own, read_text, unknown_key, values
from unseat.settings.model import Settings, keys
from unseat.settings.values import SettingsError

_HEADER = re.compile(r"\s*\[")


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
        Shown(key, _typed(mine.get(key, defaults[key])), _typed(defaults[key]), key in mine, reader.allowed)
        for key, reader in keys().items()
    )


def set_value(shipped: Path, own: Path, key: str, value: str) -> Settings:
    """Writes one key into the person's file and gives the settings then in force.

    `value` is what the person typed: `45m`, `2`, `chair,floor`, nothing for an empty list. The whole is checked before
    anything is written, and the file is replaced at once or not at all. Raises `SettingsError`. Blocks on disk.
    """
    if key not in keys():
        raise unknown_key(own, key)
    before = read_own(own)
    wanted = {**values(own, before), key: keys()[key].from_text(value)}
    settings = check(shipped, values(shipped, read_text(shipped)), own, wanted)
    after = _edit(before, key, wanted[key])
    if _parsed(after) != wanted:
        raise SettingsError(
            own, key, "is written in a way that only its author can change, please edit the file by hand"
        )
    try:
        _replace(own, after)
    except OSError as error:
        raise SettingsError(own, "", f"cannot be written: {error.strerror}") from None
    return settings


def _edit(text: str, key: str, value: object) -> str:
    section, _, name = key.partition(".")
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.removesuffix(ending).split(ending) if text else []
    start = _find(lines, rf"\s*\[\s*{section}\s*\]\s*(#.*)?", 0, len(lines))
    if start is None:
        lines += ([""] if lines else []) + [f"[{section}]"]
        start = len(lines) - 1
    end = next((at for at in range(start + 1, len(lines)) if _HEADER.match(lines[at])), len(lines))
    at = _find(lines, rf"\s*{name}\s*=.*", start + 1, end)
    if at is None:
        lines.insert(_last_key(lines, start, end) + 1, f"{name} = {_literal(value)}")
    else:
        length, comment = _extent(lines[at:end])
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        lines[at : at + length] = [f"{indent}{name} = {_literal(value)}{comment}"]
    return ending.join([*lines, ""])


def _find(lines: list[str], pattern: str, start: int, end: int) -> int | None:
    return next((at for at in range(start, end) if re.fullmatch(pattern, lines[at])), None)


def _last_key(lines: list[str], start: int, end: int) -> int:
    """Comments and empty lines at the end of a section most often belong to the next one."""
    return max(
        (at for at in range(start, end) if lines[at].strip() and not lines[at].lstrip().startswith("#")), default=start
    )


def _extent(lines: list[str]) -> tuple[int, str]:
    """How many lines the first key's value takes, and the comment behind it with the space before."""
    length = next((count for count in range(1, len(lines) + 1) if _parsed("\n".join(lines[:count])) is not None), 1)
    line = lines[0]
    for mark in re.finditer(r"\s*#", line if length == 1 else ""):
        if _parsed(line[: mark.start()]) is not None:
            return length, line[mark.start() :]
    return length, ""


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


def _literal(value: object) -> str:
    """Text, whole numbers and lists of text are written in TOML as they are in JSON."""
    return json.dumps(value, ensure_ascii=False)


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _replace(file: Path, text: str) -> None:
    """Writes beside the file, to disk, and then in its place; the file that a link points at, not the link."""
    target = file.resolve()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
