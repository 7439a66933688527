"""Reading settings: the shipped file gives every default, the person's own file overrides."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from unseat.settings.model import Settings, keys
from unseat.settings.values import SettingsError, UnfitError, describe

Values = dict[str, object]
"""TOML values by whole key, `prompts.every`."""


def load(shipped: Path, own: Path | None) -> Settings:
    """Reads and checks both files; an own file need not exist. Raises `SettingsError`. Blocks on disk."""
    mine = values(own, read_own(own)) if own else {}
    return check(shipped, values(shipped, read_text(shipped)), own, mine)


def read_own(own: Path) -> str:
    """The text of the person's file, empty where there is none. Raises `SettingsError`."""
    try:
        own.stat()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise _unreadable(own, error) from None
    return read_text(own)


def read_text(file: Path) -> str:
    """The file's text with its line ends as they are. Raises `SettingsError`."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from None
    try:
        return data.decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(file, "", f"line {line} is not UTF-8, allowed is a text file saved as UTF-8") from None


def values(file: Path, text: str) -> Values:
    """The values of the text of `file`. Raises `SettingsError`."""
    try:
        sections = tomllib.loads(text)
    except ValueError as error:
        raise SettingsError(file, "", f"is not TOML: {error}".replace("\n", " ")) from None
    except RecursionError:
        raise SettingsError(file, "", "is not TOML that can be read: brackets nested too deep") from None
    found: Values = {}
    for section, inside in sections.items():
        if not isinstance(inside, dict):
            raise _unknown(file, section, inside)
        found.update({f"{section}.{name}": value for name, value in inside.items()})
        _check_names(file, section, found)
    return found


def check(shipped: Path, defaults: Values, own: Path | None, mine: Values) -> Settings:
    """The settings these values make, or `SettingsError` for the first that is not allowed."""
    sections: dict[str, dict[str, object]] = {}
    for key, reader in keys().items():
        file, value = (own, mine[key]) if own and key in mine else (shipped, defaults.get(key))
        if value is None:
            raise SettingsError(file, key, f"is missing, allowed is {reader.allowed}")
        section, _, name = key.partition(".")
        try:
            sections.setdefault(section, {})[name] = reader.read(value)
        except UnfitError:
            raise SettingsError(file, key, unfit(key, value)) from None
    settings = msgspec.convert(sections, Settings)
    _check_thresholds(settings, own or shipped, {**defaults, **mine}, mine)
    return settings


def unfit(key: str, value: object) -> str:
    """What is said of a value that is not allowed."""
    return f"found {describe(value)}, allowed is {keys()[key].allowed}"


class SettingsFile:
    """The settings of a running program: read again when a file changed. Use from one thread."""

    def __init__(self, shipped: Path, own: Path) -> None:
        self._shipped, self._own = shipped, own
        self._seen: object = None

    def reread(self) -> Settings | SettingsError | None:
        """The settings, or what is wrong with them; null when no file changed since the last look."""
        stamp = (_stamp(self._shipped), _stamp(self._own))
        if stamp == self._seen:
            return None
        self._seen = stamp
        try:
            return load(self._shipped, self._own)
        except SettingsError as error:
            return error


def _unreadable(file: Path, error: OSError) -> SettingsError:
    return SettingsError(file, "", f"cannot be read: {error.strerror}")


def _stamp(file: Path) -> object:
    try:
        found = file.stat()
    except OSError as error:
        return error.errno
    return found.st_mtime_ns, found.st_size, found.st_ino


def _check_names(file: Path, section: str, found: Values) -> None:
    sections = {known.partition(".")[0] for known in keys()}
    if section not in sections:
        raise _unknown(file, section, {})
    for key in found:
        if key not in keys():
            raise unknown_key(file, key)


def _check_thresholds(settings: Settings, file: Path, found: Values, mine: Values) -> None:
    """The error names the key that the person wrote, or the first of the two where both files are theirs."""
    if settings.presence.idle_after < settings.rule().break_after:
        return
    idle, away = "presence.idle_after", "presence.break_after"
    if away in mine and idle not in mine:
        raise SettingsError(
            file, away, f"found {describe(found[away])}, allowed is a duration above {idle} ({describe(found[idle])})"
        )
    raise SettingsError(
        file, idle, f"found {describe(found[idle])}, allowed is a duration below {away} ({describe(found[away])})"
    )


def unknown_key(file: Path, key: str) -> SettingsError:
    """The error for a key that there is not, with the nearest that there is."""
    section, name = key.partition(".")[0], key.rpartition(".")[2]
    inside = [known for known in keys() if known.startswith(f"{section}.")]
    moved = [known for known in keys() if known.endswith(f".{name}")]
    near = moved or _near(key, keys(), 0.75)
    hint = f"did you mean {near[0]}?" if near else "allowed is one of " + ", ".join(inside or keys())
    return SettingsError(file, key, f"there is no such setting, {hint}")


def _near(name: str, known: Iterable[str], alike: float) -> list[str]:
    """The nearest, if one is `alike` from 0 to 1."""
    from difflib import get_close_matches

    return get_close_matches(name, known, 1, alike)


def _unknown(file: Path, section: str, inside: object) -> SettingsError:
    sections = list(dict.fromkeys(known.partition(".")[0] for known in keys()))
    if section in sections:
        return SettingsError(file, section, f"found {describe(inside)}, allowed is a section [{section}]")
    near = _near(section, sections, 0.6)
    hint = f"did you mean [{near[0]}]?" if near else "allowed are " + ", ".join(f"[{name}]" for name in sections)
    return SettingsError(file, section, f"there is no such section, {hint}")
