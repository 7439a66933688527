"""com.canonical.dbusmenu, version 3 (libdbusmenu's dbus-menu.xml): pystray's menu as a panel reads it over D-Bus.

The panel keeps a copy of the menu. A change of properties is told by `ItemsPropertiesUpdated`, a change of what stands
where by `LayoutUpdated` with the next revision. An entry keeps its id for as long as we live, and an id is never given
to another, so a click on a copy that is out of date does what its label said, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from unseat.desktop.tray.nodes import ROOT, Ids, Node, Nodes, Properties, changes, layout, only, read, same_layout
from unseat.desktop.tray.served import Interface, RefusedError, Served

if TYPE_CHECKING:
    from pystray import Menu, MenuItem

PATH = "/MenuBar"

INTERFACE = Interface(
    "com.canonical.dbusmenu",
    properties={"Version": "u", "TextDirection": "s", "Status": "s", "IconThemePath": "as"},
    methods={
        "GetLayout": ("iias", "u(ia{sv}av)"),
        "GetGroupProperties": ("aias", "a(ia{sv})"),
        "GetProperty": ("is", "v"),
        "Event": ("isvu", ""),
        "EventGroup": ("a(isvu)", "ai"),
        "AboutToShow": ("i", "b"),
        "AboutToShowGroup": ("ai", "aiai"),
    },
    signals={"ItemsPropertiesUpdated": "a(ia{sv})a(ias)", "LayoutUpdated": "ui", "ItemActivationRequested": "iu"},
)

_DEFAULTS: dict[str, tuple[str, Any]] = {
    "type": ("s", "standard"),
    "label": ("s", ""),
    "enabled": ("b", True),
    "visible": ("b", True),
    "icon-name": ("s", ""),
    "icon-data": ("ay", b""),
    "shortcut": ("aas", []),
    "toggle-type": ("s", ""),
    "toggle-state": ("i", -1),
    "children-display": ("s", ""),
}


class MenuOnBus:
    """The menu as an object on the bus. `choose` is called with the pystray item that was clicked."""

    def __init__(self, choose: Callable[[MenuItem], None]) -> None:
        self._choose = choose
        self._ids = Ids()
        self.nodes: Nodes = read(None, self._ids)
        self.revision = 1

    def update(self, menu: Menu | None) -> list[tuple[str, tuple[Any, ...]]]:
        """Takes over `menu`; returns the signals to send, by name and body."""
        old, self.nodes = self.nodes, read(menu, self._ids)
        if not same_layout(old, self.nodes):
            self.revision += 1
            return [("LayoutUpdated", (self.revision, ROOT))]
        changed, gone = changes(old, self.nodes)
        return [("ItemsPropertiesUpdated", (changed, gone))] if changed or gone else []

    def served(self) -> Served:
        return Served(
            INTERFACE,
            properties={
                "Version": lambda: 3,
                "TextDirection": lambda: "ltr",
                "Status": lambda: "normal",
                "IconThemePath": list,
            },
            methods={
                "GetLayout": self._get_layout,
                "GetGroupProperties": self._get_group_properties,
                "GetProperty": self._get_property,
                "Event": self._event,
                "EventGroup": self._event_group,
                "AboutToShow": lambda node: (self._node(node) is None,),
                "AboutToShowGroup": lambda nodes: ([], self._unknown(nodes)),
            },
        )

    def _node(self, node: int) -> Node:
        if node not in self.nodes:
            raise RefusedError("InvalidArgs", f"the menu has no entry {node}")
        return self.nodes[node]

    def _unknown(self, nodes: Iterable[int]) -> list[int]:
        return [node for node in nodes if node not in self.nodes]

    def _get_layout(self, parent: int, depth: int, names: list[str]) -> tuple[int, tuple[int, Properties, list[Any]]]:
        self._node(parent)
        return self.revision, layout(self.nodes, parent, depth, names)

    def _get_group_properties(self, nodes: list[int], names: list[str]) -> tuple[list[tuple[int, Properties]]]:
        known = [node for node in nodes or self.nodes if node in self.nodes]
        return ([(node, only(self.nodes[node].properties, names)) for node in known],)

    def _get_property(self, node: int, name: str) -> tuple[tuple[str, Any]]:
        if name not in _DEFAULTS:
            raise RefusedError("InvalidArgs", f"a menu entry has no property {name}")
        return (self._node(node).properties.get(name, _DEFAULTS[name]),)

    def _event(self, node: int, event: str, _data: object, _time: int) -> tuple[()]:
        item = self._node(node).item
        if event == "clicked" and item is not None and item.enabled and not item.submenu:
            self._choose(item)
        return ()

    def _event_group(self, events: list[tuple[int, str, object, int]]) -> tuple[list[int]]:
        for event in events:
            if event[0] in self.nodes:
                self._event(*event)
        return (self._unknown(event[0] for event in events),)
