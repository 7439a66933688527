"""What the figure is painted with, in light and in dark."""

import msgspec


class Colours(msgspec.Struct, frozen=True):
    """Each as #rrggbb. `far` is what distant limbs fade into; `mark` is the working side's."""

    skin: str
    hair: str
    shirt: str
    trousers: str
    shoe: str
    far: str
    prop: str
    floor: str
    muscle: str
    mark: str
    eye: str


LIGHT = Colours(
    skin="#e3ad8b", hair="#5a4238", shirt="#4f8fba", trousers="#3c5878", shoe="#2b3a4d", far="#ffffff",
    prop="#b9a78f", floor="#d9d4cb", muscle="#f0592b", mark="#0f8a5f", eye="#22303c",
)  # fmt: skip
DARK = Colours(
    skin="#e0ab8a", hair="#8a6a58", shirt="#6aa9d4", trousers="#6f8fb4", shoe="#a9bacb", far="#1b2229",
    prop="#8b7d69", floor="#4a4f55", muscle="#ff7a4d", mark="#39c593", eye="#22303c",
)  # fmt: skip


def mixed(colour: str, other: str, part: float) -> str:
    """`colour` with `part` (0 to 1) of `other` in it."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
