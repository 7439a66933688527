"""Answers calls on our D-Bus objects. Pure: a call comes in as a message, the answer goes out as one.

Besides each object's own interface it speaks org.freedesktop.DBus.Properties, Introspectable and Peer, as the D-Bus
specification ("Standard Interfaces") asks of every object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from jeepney import Message

PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"

_ERROR = "org.freedesktop.DBus.Error."


class Interface(msgspec.Struct, frozen=True):
    """A D-Bus interface by its signatures: of properties (read only), of methods (in, out), of signals."""

    name: str
    properties: Mapping[str, str]
    methods: Mapping[str, tuple[str, str]]
    signals: Mapping[str, str]


class Served(msgspec.Struct, frozen=True):
    """An object on the bus: its interface, and how its properties and methods are answered."""

    interface: Interface
    properties: Mapping[str, Callable[[], Any]]
    methods: Mapping[str, Callable[..., tuple[Any, ...]]]


class RefusedError(Exception):
    """A call that cannot be answered. `name` is the last part of one of the specification's error names."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = _ERROR + name


def answer(objects: Mapping[str, Served], call: Message) -> Message:
    """The answer to `call`, where `objects` are ours by path: a return, or an error that names what is unknown."""
    from jeepney import HeaderFields, new_error, new_method_return

    fields = call.header.fields
    try:
        signature, body = _result(
            objects,
            fields.get(HeaderFields.path, ""),
            fields.get(HeaderFields.interface),
            fields.get(HeaderFields.member, ""),
            fields.get(HeaderFields.signature, ""),
            call.body,
        )
    except RefusedError as refused:
        return new_error(call, refused.name, "s", (str(refused),))
    return new_method_return(call, signature or None, body)


def _result(  # noqa: PLR0913, PLR0917  # the parts of a call's header
    objects: Mapping[str, Served], path: str, interface: str | None, member: str, signature: str, body: tuple[Any, ...]
) -> tuple[str, tuple[Any, ...]]:
    if interface == PEER:
        return _peer(member)
    if interface == INTROSPECTABLE and member == "Introspect":
        return "s", (introspect(objects, path),)
    served = objects.get(path)
    if served is None:
        raise RefusedError("UnknownObject", f"there is no object {path}")
    if interface == PROPERTIES:
        return _properties(served, member, signature, body)
    if interface not in (None, served.interface.name):
        raise RefusedError("UnknownInterface", f"{path} has no interface {interface}")
    if member not in served.methods:
        raise RefusedError("UnknownMethod", f"{served.interface.name} has no method {member}")
    wanted, given_back = served.interface.methods[member]
    if signature != wanted:
        raise RefusedError("InvalidArgs", f"{member} takes '{wanted}', not '{signature}'")
    return given_back, served.methods[member](*body)


def _peer(member: str) -> tuple[str, tuple[Any, ...]]:
    if member == "Ping":
        return "", ()
    raise RefusedError("UnknownMethod", f"{PEER} has no method {member} here")


def _properties(served: Served, member: str, signature: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    wanted = {"Get": "ss", "GetAll": "s", "Set": "ssv"}.get(member)
    if wanted is None:
        raise RefusedError("UnknownMethod", f"{PROPERTIES} has no method {member}")
    if signature != wanted:
        raise RefusedError("InvalidArgs", f"{member} takes '{wanted}', not '{signature}'")
    if body[0] not in ("", served.interface.name):
        raise RefusedError("UnknownInterface", f"no interface {body[0]} here")
    if member == "GetAll":
        return "a{sv}", ({name: _variant(served, name) for name in served.properties},)
    if body[1] not in served.properties:
        raise RefusedError("UnknownProperty", f"{served.interface.name} has no property {body[1]}")
    if member == "Set":
        raise RefusedError("PropertyReadOnly", f"{body[1]} cannot be set")
    return "v", (_variant(served, body[1]),)


def _variant(served: Served, name: str) -> tuple[str, Any]:
    return served.interface.properties[name], served.properties[name]()


def introspect(objects: Mapping[str, Served], path: str) -> str:
    """The introspection data of the object at `path`, or of the tree above our objects."""
    served = objects.get(path)
    prefix = path.rstrip("/") + "/"
    children = sorted({at.removeprefix(prefix).split("/")[0] for at in objects if at.startswith(prefix)})
    if served is None and not children:
        raise RefusedError("UnknownObject", f"there is no object {path}")
    inner = _interface_xml(served.interface) if served else ""
    inner += "".join(f'<node name="{child}"/>' for child in children)
    return (
        '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN" '
        f'"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n<node>{inner}</node>'
    )


def _interface_xml(interface: Interface) -> str:
    lines = [f'<property name="{n}" type="{t}" access="read"/>' for n, t in interface.properties.items()]
    for name, (given, returned) in interface.methods.items():
        lines.append(f'<method name="{name}">{_args(given, "in")}{_args(returned, "out")}</method>')
    lines += [f'<signal name="{name}">{_args(types)}</signal>' for name, types in interface.signals.items()]
    return f'<interface name="{interface.name}">{"".join(lines)}</interface>'


def _args(signature: str, direction: str = "") -> str:
    way = f' direction="{direction}"' if direction else ""
    return "".join(f'<arg type="{one}"{way}/>' for one in complete_types(signature))


def complete_types(signature: str) -> list[str]:
    """The single complete types of a signature: "u(ia{sv}av)as" is "u", "(ia{sv}av)", "as"."""
    found, start, depth = [], 0, 0
    for at, code in enumerate(signature):
        depth += (code in "({") - (code in ")}")
        if depth == 0 and code != "a":
            found.append(signature[start : at + 1])
            start = at + 1
    return found
