"""pystray's menu as com.canonical.dbusmenu has it: nodes with an id, properties and children. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from pystray import Menu, MenuItem

ROOT = 0

Properties = dict[str, tuple[str, Any]]
"""Values as D-Bus variants; those that have their default are left out."""


class Node(msgspec.Struct, frozen=True):
    properties: Properties
    children: tuple[int, ...] = ()
    item: Any = None


Nodes = Mapping[int, Node]


class Ids:
    """Gives every entry its id, by where it stands and what it says."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], int] = {}

    def of(self, *key: object) -> int:
        return self._known.setdefault(key, len(self._known) + 1)


def read(menu: Menu | None, ids: Ids) -> dict[int, Node]:
    """The nodes of `menu` by id, the root included."""
    nodes: dict[int, Node] = {}
    children = _read_into(nodes, menu, ROOT, ids) if menu else ()
    nodes[ROOT] = Node({"children-display": ("s", "submenu")}, children)
    return nodes


def _read_into(nodes: dict[int, Node], menu: Menu, parent: int, ids: Ids) -> tuple[int, ...]:
    found: list[int] = []
    for place, item in enumerate(menu):
        # A line that cannot be chosen may change its words and stay the same line.
        chosen = item.enabled and item is not menu.SEPARATOR
        node = ids.of(parent, item.text) if chosen else ids.of(parent, place, item is menu.SEPARATOR)
        if node in found:
            node = ids.of(parent, item.text, place)
        below = _read_into(nodes, item.submenu, node, ids) if item.submenu else ()
        nodes[node] = Node(properties_of(item, menu.SEPARATOR), below, item)
        found.append(node)
    return tuple(found)


def properties_of(item: MenuItem, separator: MenuItem) -> Properties:
    if item is separator:
        return {"type": ("s", "separator")}
    found: Properties = {"label": ("s", item.text.replace("_", "__"))}
    if not item.enabled:
        found["enabled"] = ("b", False)
    if item.checked is not None:
        found["toggle-type"] = ("s", "radio" if item.radio else "checkmark")
        found["toggle-state"] = ("i", int(item.checked))
    if item.submenu:
        found["children-display"] = ("s", "submenu")
    return found


def layout(nodes: Nodes, node: int, depth: int, names: Iterable[str] = ()) -> tuple[int, Properties, list[Any]]:
    """The `(ia{sv}av)` of `node` with `depth` levels below it (-1: all), with the properties in `names` (none: all)."""
    below = nodes[node].children if depth else ()
    children = [("(ia{sv}av)", layout(nodes, child, depth - 1, names)) for child in below]
    return node, only(nodes[node].properties, names), children


def only(properties: Properties, names: Iterable[str]) -> Properties:
    wanted = set(names)
    return {name: value for name, value in properties.items() if not wanted or name in wanted}


def same_layout(old: Nodes, new: Nodes) -> bool:
    return old.keys() == new.keys() and all(old[node].children == new[node].children for node in new)


def changes(old: Nodes, new: Nodes) -> tuple[list[tuple[int, Properties]], list[tuple[int, list[str]]]]:
    """What `ItemsPropertiesUpdated` tells: properties that are new or other, and those that went to their default."""
    changed, gone = [], []
    for node in sorted(old.keys() & new.keys()):
        before, after = old[node].properties, new[node].properties
        if other := {name: value for name, value in after.items() if before.get(name) != value}:
            changed.append((node, other))
        if lost := sorted(before.keys() - after.keys()):
            gone.append((node, lost))
    return changed, gone
