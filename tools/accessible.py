"""What a screen reader is told of the programs on a virtual desktop (AT-SPI), and what it does in them for a person.

with accessibility(desk) as a11y:
    window = a11y.window("unseat")
    window.find("push button", "Start").press()
    a11y.hears("Stand up.")
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from tools import accessible_bus as wire
from tools.accessible_bus import AccessibleBus, Event, GoneError, Target
from tools.processes import wait_until
from tools.virtual import VirtualDesktop

__all__ = ["Accessibility", "Accessible", "Event", "GoneError", "accessibility"]

DESKTOP = Target(wire.REGISTRY, "/org/a11y/atspi/accessible/root")


@dataclass(frozen=True)
class Accessible:
    """One object of a program. What it says is asked anew each time; GoneError once it is gone.

    Roles are Qt's: "push button", "label", "check box", "text", "slider", "progress bar", "dialog", "frame"; a window
    that is a bare QWidget is a "filler".
    """

    bus: AccessibleBus = field(repr=False)
    target: Target

    @property
    def name(self) -> str:
        return str(self.bus.read(self.target, "Accessible.Name"))

    @property
    def role(self) -> str:
        return str(self.bus.call(self.target, "Accessible.GetRoleName"))

    @property
    def description(self) -> str:
        return str(self.bus.read(self.target, "Accessible.Description"))

    @property
    def states(self) -> frozenset[str]:
        return wire.states(*self.bus.call(self.target, "Accessible.GetState"))

    @property
    def children(self) -> list["Accessible"]:
        return [Accessible(self.bus, Target(*at)) for at in self.bus.call(self.target, "Accessible.GetChildren")]

    @property
    def actions(self) -> list[str]:
        return [name for name, *_ in self.bus.call(self.target, "Action.GetActions")] if self._is("Action") else []

    @property
    def text(self) -> str | None:
        """Of what can be read by the letter, as a field; a label's text is its name."""
        return str(self.bus.call(self.target, "Text.GetText", "ii", 0, -1)) if self._is("Text") else None

    @property
    def value(self) -> float | None:
        return float(self.bus.read(self.target, "Value.CurrentValue")) if self._is("Value") else None

    @property
    def area(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        left, top, width, height = self.bus.call(self.target, "Component.GetExtents", "u", 0)
        return left, top, width, height

    def do(self, action: str) -> None:
        if not self.bus.call(self.target, "Action.DoAction", "i", self.actions.index(action)):
            raise GoneError(f"{action} was refused")

    def press(self) -> None:
        self.do("Press")

    def grab_focus(self) -> None:
        if not self.bus.call(self.target, "Component.GrabFocus"):
            raise GoneError("the focus was refused")

    def write(self, text: str) -> None:
        """Puts it in the place of all that stands in a field."""
        self.bus.call(self.target, "EditableText.SetTextContents", "s", text)

    def set_value(self, value: float) -> None:
        self.bus.write(self.target, "Value.CurrentValue", "d", value)

    def below(self) -> Iterator["Accessible"]:
        """All below it, from the top of the tree; none when it is gone."""
        try:
            children = self.children
        except GoneError:
            return
        for child in children:
            yield child
            yield from child.below()

    def all(self, role: str | None = None, name: str | None = None, state: str = "visible") -> list["Accessible"]:
        """Those below it of that role, name and state that are there now, from the top of the tree."""
        return [found for found in self.below() if found.is_a(role, name, state)]

    def find(self, role: str, name: str | None = None, state: str = "visible", seconds: float = 5) -> "Accessible":
        """The first of them, when it has come."""
        try:
            return wait_until(lambda: self.all(role, name, state)[:1], f"{role} {name or ''}", seconds)[0]
        except TimeoutError as error:
            error.add_note(f"There is: {[(found.role, found.name) for found in self.below()]}")
            raise

    def is_a(self, role: str | None = None, name: str | None = None, state: str = "visible") -> bool:
        """Whether it is there and has this role, name and state."""
        try:
            return role in {None, self.role} and name in {None, self.name} and state in self.states
        except GoneError:
            return False

    def shown(self) -> list["Accessible"]:
        """Its visible children; none when it is gone."""
        try:
            return [child for child in self.children if child.is_a()]
        except GoneError:
            return []

    def _is(self, interface: str) -> bool:
        return wire.PREFIX + interface in self.bus.call(self.target, "Accessible.GetInterfaces")


class Accessibility:
    """The programs on a desktop, and what they have said since it was made."""

    def __init__(self, bus: AccessibleBus) -> None:
        self._bus = bus

    def programs(self) -> list[Accessible]:
        return Accessible(self._bus, DESKTOP).children

    def windows(self, name: str) -> list[Accessible]:
        """The visible windows that have this title, or whose program is called so."""
        return [
            window
            for program in self.programs()
            for window in program.shown()
            if window.is_a(name=name) or program.is_a(name=name)
        ]

    def window(self, name: str, seconds: float = 10) -> Accessible:
        """The first of them, when it has come."""
        return wait_until(lambda: self.windows(name)[:1], f"a window called {name}", seconds)[0]

    def focused(self) -> Accessible | None:
        """What has the focus in the active window."""
        found = [focused for program in self.programs() for focused in program.all(state="focused")]
        return found[-1] if found else None

    def events(self) -> list[Event]:
        return self._bus.events()

    def heard(self) -> list[str]:
        """What has been announced."""
        return [event.text for event in self.events() if event.kind == "Announcement"]

    def renamed(self) -> list[str]:
        """The new names of what has changed its name, as a label does with its text."""
        return [event.text for event in self.events() if event.kind == "accessible-name"]

    def hears(self, text: str, seconds: float = 5) -> None:
        """Returns when it has been announced."""
        try:
            wait_until(lambda: text in self.heard(), f"the announcement {text!r}", seconds)
        except TimeoutError as error:
            error.add_note(f"Heard: {self.heard()}")
            raise

    def tree(self, root: Accessible) -> dict[str, Any]:
        """All that is said of an object and those below it, as JSON has it; what is empty is left out."""
        told: dict[str, Any] = {
            "role": root.role,
            "name": root.name,
            "description": root.description,
            "states": sorted(root.states),
            "actions": root.actions,
            "text": root.text,
            "value": root.value,
            "children": [self.tree(child) for child in root.children],
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}


@contextmanager
def accessibility(desk: VirtualDesktop) -> Iterator[Accessibility]:
    """A screen reader comes to a desktop. The accessibility bus stays until the desktop's end."""
    with closing(AccessibleBus(wire.start(desk))) as bus:
        yield Accessibility(bus)
