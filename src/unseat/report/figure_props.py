"""What stands in the room beside the figure, drawn in heights of a body: x forward, y up from the floor."""

from unseat.core.figure import Kind, Prop, View

SEAT, DESK, THICK = 0.262, 0.47, 0.022
ROUND = ' rx="0.01"'


def drawn(prop: Prop, view: View = View.SIDE) -> str:
    """SVG elements for `prop`, in the fill of the group they are put in."""
    match prop.kind:
        case Kind.MAT if view is View.ABOVE:
            return _box(prop.x - 0.66, -0.115, 1.32, 0.29, ' rx="0.03" opacity="0.5"')
        case Kind.MAT:
            return _box(prop.x - 0.62, -0.012, 1.24, 0.02, ROUND)
        case Kind.WALL:
            return _box(prop.x - 0.05, 0, 0.05, 1.12)
        case Kind.DESK:
            leg = _box(prop.x + 0.26, 0, THICK, DESK - THICK)
            return _box(prop.x, DESK - 0.03, 0.32, 0.03, ROUND) + leg + _box(prop.x + 0.05, 0, THICK, DESK - 0.03)
        case Kind.CHAIR_ASIDE:
            return _box(prop.x - 0.13, SEAT, 0.26, 0.32, ' rx="0.03" opacity="0.55"') + _seat(prop.x, 0.26)
        case Kind.CHAIR:
            back = prop.x + (0.11 if prop.turned else -0.13)
            return _box(back, SEAT, THICK, 0.34, ROUND) + _seat(prop.x, 0.26)


def _seat(x: float, wide: float) -> str:
    legs = "".join(_box(at, 0, THICK, SEAT - 0.02) for at in (x - wide / 2 + 0.01, x + wide / 2 - 0.01 - THICK))
    return legs + _box(x - wide / 2, SEAT - 0.03, wide, 0.03, ROUND)


def _box(x: float, y: float, wide: float, high: float, more: str = "") -> str:
    return f'<rect x="{x:.3f}" y="{y:.3f}" width="{wide:.3f}" height="{high:.3f}"{more}/>'
