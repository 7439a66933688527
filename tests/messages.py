"""Finds the messages that source files say, and tells whether a catalogue fits them.

A message is `texts.say(...)` or `texts.plural(...)` (or `say(...)` after `say = texts.say`) with literal texts, or with
a name or table that the same file fills with literal texts only. Others could not be found, so not be translated.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple, TypeAlias

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

Id: TypeAlias = str | tuple[str, ...]
"""A message id: one English text, or the two of a plural."""


class Call(NamedTuple):
    """One place where something is said: the ids it may say (none where they can't be told), the names it fills in."""

    where: str
    ids: tuple[Id, ...]
    values: frozenset[str | None]


def calls(source: str, name: str) -> Iterator[Call]:
    tree = ast.parse(source)
    tables = _tables(tree)
    for node in ast.walk(tree):
        verb = _verb(node)
        if isinstance(node, ast.Call) and verb:
            ids: tuple[Id, ...] = _texts(node.args[0], tables)
            if verb == "plural":
                both = tuple(text for arg in node.args[:2] for text in _texts(arg, {}))
                ids = (both,) if len(both) == 2 else ()
            given = {keyword.arg for keyword in node.keywords}
            yield Call(f"{name}:{node.lineno}", ids, frozenset(given | {"n"} if verb == "plural" else given))


def calls_below(folder: Path) -> list[Call]:
    return [call for path in sorted(folder.rglob("*.py")) for call in calls(path.read_text(), str(path))]


def misfilled(call: Call) -> bool:
    """Whether a text wants a value that is not given, or the one text gets a value that it has no place for."""
    if None in call.values:
        return False
    wanted = set().union(*(placeholders(text) for key in call.ids for text in _forms(key)))
    superfluous = call.values - wanted - {"n"} if len(call.ids) == 1 else set()
    return not wanted <= call.values or bool(superfluous)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def defects(translated: Catalog, used: set[Id]) -> list[str]:
    """What is wrong with a catalogue for the messages in use, one line each."""
    entries: dict[Id, object] = {}
    lines = []
    for message in translated:
        if message.id:
            key = message.id if isinstance(message.id, str) else tuple(message.id)
            entries[key] = message.string if not message.fuzzy else ""
    lines += [f"missing: {key!r}" for key in used - entries.keys()]
    for key, string in entries.items():
        if key not in used:
            lines.append(f"unused: {key!r}")
        elif not all(_forms(string)):
            lines.append(f"not translated: {key!r}")
        elif [*map(placeholders, _forms(key))] != [*map(placeholders, _forms(string))]:
            lines.append(f"other placeholders: {key!r}")
    return sorted(lines)


def _verb(node: ast.AST) -> str:
    """Which of the two `node` calls; empty for anything else."""
    match node:
        case ast.Call(func=ast.Name(id=("say" | "plural") as verb)):
            return verb
        case ast.Call(func=ast.Attribute(attr=("say" | "plural") as verb, value=ast.Name(id="texts"))):
            return verb
        case ast.Call(
            func=ast.Attribute(attr=("say" | "plural") as verb, value=ast.Attribute(attr="texts" | "_texts"))
        ):
            return verb
    return ""


def _tables(tree: ast.AST) -> dict[str, tuple[str, ...]]:
    """The texts of every name in a file; none for a name that is ever given anything but literal texts."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                found.setdefault(name, []).append(_texts(value, {}))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                found.setdefault(name, []).append(_texts(value, {}))
            case ast.arg(arg=name) | ast.For(target=ast.Name(id=name)):
                found.setdefault(name, []).append(())
    return {name: sum(texts, ()) if all(texts) else () for name, texts in found.items()}


def _texts(node: ast.expr | None, tables: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All the texts that an expression may come to; none where that can't be told."""
    match node:
        case ast.Constant(value=str(text)):
            return (text,)
        case ast.IfExp(body=one, orelse=other):
            branches = [_texts(one, tables), _texts(other, tables)]
        case ast.Dict(values=values) | ast.Tuple(elts=values):
            branches = [_texts(value, tables) for value in values]
        case ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name)):
            return tables.get(name, ())
        case _:
            return ()
    return sum(branches, ()) if all(branches) else ()


def _forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else list(text) if isinstance(text, (list, tuple)) else [""]
