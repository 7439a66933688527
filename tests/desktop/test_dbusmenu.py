"""The menu and the item as a panel reads them over D-Bus, without a bus: calls in, answers out."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jeepney import DBusAddress, HeaderFields, Message, MessageType, Parser, new_method_call

from tests.desktop.test_icon import NINE, sitting
from unseat.core.view import OpenPrompt
from unseat.core.words import State
from unseat.desktop.base import Command
from unseat.desktop.tray import dbusmenu
from unseat.desktop.tray.face import load_pystray, menu_of
from unseat.desktop.tray.label import SEPARATOR, Entry, entries
from unseat.desktop.tray.nodes import ROOT, Ids, changes, layout, read, same_layout
from unseat.desktop.tray.served import PROPERTIES, answer, complete_types
from unseat.texts import Texts

PATH = dbusmenu.PATH
MENU = dbusmenu.INTERFACE.name


def view_entries(**changed: object) -> tuple[Entry, ...]:
    return entries(sitting(**changed), NINE, Texts.english(), {})


PLAIN = view_entries()
PROMPTED = view_entries(prompt=OpenPrompt(NINE, "couch", NINE))


class Panel:
    """Asks as a panel would: every call and answer goes through the wire format and back."""

    def __init__(self, shown: tuple[Entry, ...]) -> None:
        load_pystray()
        self.put: list[Command] = []
        self.menu = dbusmenu.MenuOnBus(lambda item: item(None))
        self.objects = {PATH: self.menu.served()}
        self.show(shown)

    def show(self, shown: tuple[Entry, ...]) -> list[tuple[str, Any]]:
        return self.menu.update(menu_of(shown, self.put.append))  # type: ignore[arg-type]

    def ask(self, member: str, signature: str = "", *body: object, interface: str = MENU, path: str = PATH) -> Any:
        reply = self.reply(member, signature, *body, interface=interface, path=path)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def error(self, member: str, signature: str = "", *body: object, interface: str = MENU, path: str = PATH) -> str:
        reply = self.reply(member, signature, *body, interface=interface, path=path)
        assert reply.header.message_type is MessageType.error
        return str(reply.header.fields[HeaderFields.error_name]).removeprefix("org.freedesktop.DBus.Error.")

    def reply(self, member: str, signature: str, *body: object, interface: str, path: str) -> Message:
        call = new_method_call(DBusAddress(path, "x.y", interface), member, signature or None, body)
        return self._wire(answer(self.objects, self._wire(call, 7)), 8)

    @staticmethod
    def _wire(message: Message, serial: int) -> Message:
        parser = Parser()
        parser.add_data(message.serialise(serial=serial))
        back = parser.get_next_message()
        assert back is not None
        return back

    def labels(self) -> dict[str, int]:
        return {
            props["label"][1]: node for node, props in self.ask("GetGroupProperties", "aias", [], ["label"]) if props
        }


@pytest.fixture
def panel() -> Panel:
    return Panel(PLAIN)


def walk(node: Any) -> Iterator[Any]:
    yield node
    for _, child in node[2]:
        yield from walk(child)


def test_the_whole_layout(panel: Panel) -> None:
    revision, root = panel.ask("GetLayout", "iias", ROOT, -1, [])
    assert revision == panel.menu.revision
    assert root[0] == ROOT
    assert root[1] == {"children-display": ("s", "submenu")}
    assert [child[1].get("label", ("s", "-"))[1] for _, child in root[2]] == [entry.label or "-" for entry in PLAIN]
    assert all(signature == "(ia{sv}av)" for signature, _ in root[2])


def test_depth_and_names_are_kept_to(panel: Panel) -> None:
    whole = panel.ask("GetLayout", "iias", ROOT, -1, [])[1]
    one = panel.ask("GetLayout", "iias", ROOT, 1, ["label"])[1]
    none = panel.ask("GetLayout", "iias", ROOT, 0, [])[1]
    pause = panel.labels()["Pause"]
    assert len(list(walk(whole))) == len(list(walk(one))) + 4
    assert none[2] == []
    assert all(set(node[1]) <= {"label"} for node in walk(one))
    assert len(panel.ask("GetLayout", "iias", pause, -1, [])[1][2]) == 4


def test_a_submenu_a_toggle_a_separator_and_a_line_to_read(panel: Panel) -> None:
    properties = dict(panel.ask("GetGroupProperties", "aias", [], []))
    labels = panel.labels()
    assert properties[labels["Pause"]]["children-display"] == ("s", "submenu")
    assert properties[labels["I'm standing"]]["toggle-type"] == ("s", "checkmark")
    assert properties[labels["I'm standing"]]["toggle-state"] == ("i", 0)
    assert properties[labels[PLAIN[0].label]]["enabled"] == ("b", False)
    assert {"type": ("s", "separator")} in properties.values()


def test_single_properties_and_their_defaults(panel: Panel) -> None:
    quit_ = panel.labels()["Quit"]
    assert panel.ask("GetProperty", "is", quit_, "label") == ("s", "Quit")
    assert panel.ask("GetProperty", "is", quit_, "enabled") == ("b", True)
    assert panel.ask("GetProperty", "is", quit_, "toggle-state") == ("i", -1)
    assert panel.error("GetProperty", "is", quit_, "colour") == "InvalidArgs"
    assert panel.error("GetProperty", "is", 999, "label") == "InvalidArgs"


def test_an_underscore_is_no_access_key(panel: Panel) -> None:
    panel.show((Entry("a_b", Command("week")),))
    assert panel.labels() == {"a__b": max(panel.menu.nodes)}


def test_a_click_puts_the_command(panel: Panel) -> None:
    labels = panel.labels()
    panel.ask("Event", "isvu", labels["This week"], "clicked", ("s", ""), 0)
    panel.ask("Event", "isvu", labels["Quit"], "hovered", ("i", 0), 0)
    panel.ask("Event", "isvu", labels["Pause"], "clicked", ("i", 0), 0)
    panel.ask("Event", "isvu", labels[PLAIN[0].label], "clicked", ("i", 0), 0)
    assert panel.put == [Command("week")]
    assert panel.error("Event", "isvu", 999, "clicked", ("i", 0), 0) == "InvalidArgs"


def test_a_group_of_events_names_the_unknown(panel: Panel) -> None:
    inside = panel.labels()["until tomorrow"]
    events = [(inside, "clicked", ("i", 0), 0), (999, "clicked", ("i", 0), 0)]
    assert panel.ask("EventGroup", "a(isvu)", events) == [999]
    assert panel.put == [Command("pause", "tomorrow")]


def test_about_to_show_never_needs_an_update(panel: Panel) -> None:
    assert panel.ask("AboutToShow", "i", ROOT) is False
    assert panel.error("AboutToShow", "i", 999) == "InvalidArgs"
    assert panel.ask("AboutToShowGroup", "ai", [ROOT, 999]) == ([], [999])


def test_changed_words_are_told_as_properties(panel: Panel) -> None:
    revision = panel.menu.revision
    ((signal, (changed, gone)),) = panel.show(view_entries(state=State.STANDING, bout_start=None, next_due=None))
    assert signal == "ItemsPropertiesUpdated"
    assert {value for _, properties in changed for value in properties.values()} == {
        ("s", "standing 1 min"),
        ("i", 1),
    }
    assert gone == []
    assert panel.menu.revision == revision


def test_other_entries_are_told_as_a_new_layout(panel: Panel) -> None:
    before = panel.menu.revision
    assert panel.show(PROMPTED) == [("LayoutUpdated", (before + 1, ROOT))]
    assert panel.show(PROMPTED) == []
    assert panel.show(PLAIN) == [("LayoutUpdated", (before + 2, ROOT))]


def test_a_click_on_an_outdated_copy_does_what_it_said_or_nothing(panel: Panel) -> None:
    old = panel.labels()
    panel.show(PROMPTED)
    panel.ask("Event", "isvu", old["This week"], "clicked", ("i", 0), 0)
    assert panel.error("Event", "isvu", old["Start an exercise now"], "clicked", ("i", 0), 0) == "InvalidArgs"
    assert panel.put == [Command("week")]
    panel.show(PLAIN)
    assert panel.labels() == old


def test_a_property_that_goes_back_to_its_default_is_told_as_gone() -> None:
    load_pystray()
    ids, ignore = Ids(), lambda _: None
    toggle = (Entry("Standing", Command("stand"), checked=True),)
    plain = (Entry("Standing", Command("stand")),)
    old, new = read(menu_of(toggle, ignore), ids), read(menu_of(plain, ignore), ids)
    assert same_layout(old, new)
    assert changes(old, new) == ([], [(1, ["toggle-state", "toggle-type"])])


LEAVES = st.builds(Entry, st.sampled_from("abcde"), st.one_of(st.none(), st.just(Command("week"))))
TREES = st.recursive(
    st.lists(st.one_of(LEAVES, st.just(SEPARATOR)), max_size=5).map(tuple),
    lambda below: st.lists(st.builds(Entry, st.sampled_from("abcde"), entries=below), max_size=4).map(tuple),
    max_leaves=12,
)


@given(TREES, TREES)
def test_a_panel_that_follows_the_signals_shows_the_menu(first: tuple[Entry, ...], second: tuple[Entry, ...]) -> None:
    panel = Panel(first)
    copy = dict(panel.ask("GetGroupProperties", "aias", [], []))
    for signal, body in panel.show(second):
        if signal == "LayoutUpdated":
            copy = dict(panel.ask("GetGroupProperties", "aias", [], []))
        else:
            for node, properties in body[0]:
                copy[node] |= properties
            for node, names in body[1]:
                copy[node] = {name: value for name, value in copy[node].items() if name not in names}
    assert copy == {node: found.properties for node, found in panel.menu.nodes.items()}
    assert {node[0] for node in walk(layout(panel.menu.nodes, ROOT, -1))} == copy.keys()


# What every D-Bus object has to answer.


def test_properties_are_read_and_not_set(panel: Panel) -> None:
    ask = partial(panel.ask, interface=PROPERTIES)
    error = partial(panel.error, interface=PROPERTIES)
    assert ask("Get", "ss", MENU, "Version") == ("u", 3)
    assert ask("GetAll", "s", MENU).keys() == dbusmenu.INTERFACE.properties.keys()
    assert error("Get", "ss", MENU, "Colour") == "UnknownProperty"
    assert error("Get", "ss", "x.Other", "Version") == "UnknownInterface"
    assert error("Set", "ssv", MENU, "Version", ("u", 4)) == "PropertyReadOnly"
    assert error("Get", "s", MENU) == "InvalidArgs"
    assert error("Forget") == "UnknownMethod"


def test_what_is_unknown_is_named(panel: Panel) -> None:
    assert panel.error("GetLayout", "iias", ROOT, -1, [], path="/Elsewhere") == "UnknownObject"
    assert panel.error("GetLayout", "iias", ROOT, -1, [], interface="x.Other") == "UnknownInterface"
    assert panel.error("Dance") == "UnknownMethod"
    assert panel.error("GetLayout", "i", ROOT) == "InvalidArgs"
    assert panel.error("Dance", interface="org.freedesktop.DBus.Peer") == "UnknownMethod"
    panel.reply("Ping", "", interface="org.freedesktop.DBus.Peer", path="/")


def test_introspection_lists_what_is_answered(panel: Panel) -> None:
    introspectable = "org.freedesktop.DBus.Introspectable"
    tree = ET.fromstring(panel.ask("Introspect", interface=introspectable))  # noqa: S314  # our own text
    described = {method.get("name") for method in tree.iter("method")}
    assert described == panel.objects[PATH].methods.keys() == dbusmenu.INTERFACE.methods.keys()
    root = ET.fromstring(panel.ask("Introspect", interface=introspectable, path="/"))  # noqa: S314  # our own text
    assert [node.get("name") for node in root.findall("node")] == [PATH.removeprefix("/")]
    assert panel.error("Introspect", interface=introspectable, path="/Elsewhere") == "UnknownObject"


def test_signatures_fall_into_complete_types() -> None:
    assert complete_types("u(ia{sv}av)as") == ["u", "(ia{sv}av)", "as"]
    assert complete_types("aiaaai") == ["ai", "aaai"]
    assert complete_types("") == []
