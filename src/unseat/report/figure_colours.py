"""What the figure is painted with, in light and in dark."""

import msgspec


class Colours(msgspec.Struct, frozen=True):
    """Each as #rrggbb. `far` is what distant limbs fade into, `cloth` seats and mats; `mark` is the working side's, and
    `letter` stands on it."""

    skin: str
    hair: str
    shirt: str
    trousers: str
    shoe: str
    far: str
    prop: str
    cloth: str
    floor: str
    muscle: str
    mark: str
    letter: str
    eye: str


LIGHT = Colours(
    skin="#e8b08c", hair="#5b4035", shirt="#5b9bc4", trousers="#3a5474", shoe="#2a3646", far="#f4f1ec",
    prop="#c2a582", cloth="#9fb7ac", floor="#ece7df", muscle="#ee5427", mark="#0d8059", letter="#ffffff", eye="#2b2320",
)  # fmt: skip
DARK = Colours(
    skin="#e3ae8c", hair="#8f6b58", shirt="#6cabd6", trousers="#6484ad", shoe="#b3c1cf", far="#1b2229",
    prop="#a1886a", cloth="#6f8a80", floor="#2b343d", muscle="#ff6f3f", mark="#39c593", letter="#10261c", eye="#22201e",
)  # fmt: skip


def mixed(colour: str, other: str, part: float) -> str:
    """`colour` with `part` (0 to 1) of `other` in it."""
    pairs = ((int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
