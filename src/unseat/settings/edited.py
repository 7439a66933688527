"""The text of a settings file with some of its values changed; comments, order and all else stay as they are."""

from collections.abc import Mapping

import tomlkit
from tomlkit.container import Container
from tomlkit.items import AbstractTable, Comment, Item, Key, Table, Whitespace


def edited(text: str, wanted: Mapping[str, object]) -> str:
    """`wanted`: TOML values by whole key (`prompts.every`). Line ends stay those of the file.

    Raises what tomlkit does (`ValueError`) for a text that it cannot read, or cannot change without moving more.
    """
    windows = "\r\n" in text and text.count("\r\n") == text.count("\n")
    document = tomlkit.parse(text.replace("\r\n", "\n") if windows else text)
    for key, value in wanted.items():
        section, _, name = key.partition(".")
        _put(document, section, name, value)
    made = tomlkit.dumps(document)
    made += "" if not made or made.endswith("\n") else "\n"
    return made.replace("\n", "\r\n") if windows else made


def _put(document: tomlkit.TOMLDocument, section: str, name: str, value: object) -> None:
    inside = document.get(section)
    if not isinstance(inside, AbstractTable):
        inside = tomlkit.table()
        if document.body:
            document.add(tomlkit.nl())
        document.add(section, inside)
    if name in inside or not isinstance(inside, Table):
        inside[name] = value
    else:
        _add(inside, name, value)


def _add(table: Table, name: str, value: object) -> None:
    """Comments and empty lines at the end of a section most often belong to the next one: the key comes before."""
    kept = _trailing(table.value)
    table.add(name, tomlkit.item(value))
    table.value.body.extend(kept)


def _trailing(inside: Container) -> list[tuple[Key | None, Item]]:
    """Takes them out. What is indented goes on with its own line."""
    taken: list[tuple[Key | None, Item]] = []
    while inside.body and isinstance(inside.body[-1][1], (Whitespace, Comment)):
        taken.insert(0, inside.body.pop())
    return taken
