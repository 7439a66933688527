"""What stands in the room beside the figure, in heights of a body: along, up from the floor, and across towards us."""

from collections.abc import Iterator

from unseat.core.figure import Kind, Prop, View
from unseat.core.skeleton import Seen, seen
from unseat.report.figure_canvas import Canvas, placed
from unseat.report.figure_colours import mixed

SEAT, DESK, THICK = 0.262, 0.47, 0.02
Span = tuple[float, float]


def drawn(prop: Prop, canvas: Canvas) -> str:
    """SVG elements for `prop`."""
    return "".join(_parts(prop, canvas))


def _parts(prop: Prop, canvas: Canvas) -> Iterator[str]:
    wood, cloth, x = canvas.colours.prop, canvas.colours.cloth, prop.x
    match prop.kind:
        case Kind.MAT if canvas.view is View.ABOVE:
            yield _box(canvas, cloth, (x - 0.67, x + 0.67), (-0.014, 0.004), (-0.4, 0.2))
        case Kind.MAT:
            yield _box(canvas, cloth, (x - 0.62, x + 0.62), (-0.014, 0.004), (-0.24, 0.24))
        case Kind.WALL:
            yield _box(canvas, wood, (x - 0.04, x), (0, 1.12), (-0.3, 0.22))
        case Kind.DESK:
            yield from _table(canvas, (x, x + 0.32), (-0.24, 0.24))
        case Kind.DESK_ASIDE:
            yield from _table(canvas, (x - 0.24, x + 0.24), (-0.56, -0.14))
        case Kind.CHAIR_ASIDE:
            for post in (x - 0.1, x + 0.08):
                yield _box(canvas, mixed(wood, "#000000", 0.12), (post, post + THICK), (SEAT, 0.5), (-0.26, -0.25))
            yield _box(canvas, cloth, (x - 0.14, x + 0.14), (0.38, 0.6), (-0.25, -0.23))
            yield from _seat(canvas, x, (-0.24, 0.02))
        case Kind.CHAIR:
            back = x + 0.14 if prop.turned else x - 0.14
            for side in (-0.1, 0.09):
                yield _box(canvas, wood, (back - 0.008, back + 0.008), (SEAT - 0.02, 0.45), (side, side + 0.012))
            yield _box(canvas, cloth, (back - 0.014, back + 0.014), (0.4, 0.62), (-0.12, 0.12))
            yield from _seat(canvas, x, (-0.13, 0.13))


def _table(canvas: Canvas, along: Span, across: Span) -> Iterator[str]:
    yield from _legs(canvas, (along[0] + 0.03, along[1] - 0.03), DESK - 0.02, (across[0] + 0.03, across[1] - 0.03))
    yield _box(canvas, canvas.colours.prop, along, (DESK - 0.03, DESK), across)


def _seat(canvas: Canvas, x: float, across: Span) -> Iterator[str]:
    yield from _legs(canvas, (x - 0.12, x + 0.12), SEAT - 0.03, (across[0] + 0.02, across[1] - 0.02))
    yield _box(canvas, canvas.colours.cloth, (x - 0.14, x + 0.14), (SEAT - 0.04, SEAT), across)


def _legs(canvas: Canvas, along: Span, up: float, across: Span) -> Iterator[str]:
    for depth in across:
        wood = mixed(canvas.colours.prop, "#000000", 0.1 if depth == across[1] else 0.24)
        for x in along:
            yield _box(canvas, wood, (x - THICK / 2, x + THICK / 2), (0, up), (depth - 0.01, depth + 0.01))


def _box(canvas: Canvas, colour: str, along: Span, up: Span, across: Span) -> str:
    """The three faces that are seen: the end, the side and the top."""
    (a, b), (low, high), (beyond, near) = along, up, across
    end = ((b, low, near), (b, low, beyond), (b, high, beyond), (b, high, near))
    side = ((a, low, near), (b, low, near), (b, high, near), (a, high, near))
    top = ((a, high, near), (b, high, near), (b, high, beyond), (a, high, beyond))
    return (
        _face(canvas, mixed(colour, "#000000", 0.16), end)
        + _face(canvas, mixed(colour, "#000000", 0.08), side)
        + _face(canvas, mixed(colour, "#ffffff", 0.14), top)
    )


def _face(canvas: Canvas, colour: str, corners: tuple[tuple[float, float, float], ...]) -> str:
    points = "L".join("{:.1f} {:.1f}".format(*_seen(canvas, *corner)) for corner in corners)
    return f'<path d="M{points}Z" fill="{colour}" stroke="{colour}" stroke-width="1.2" stroke-linejoin="round"/>'


def _seen(canvas: Canvas, along: float, up: float, across: float) -> Seen:
    sign = 1 if canvas.near == "right" else -1
    point = (across, up, -sign * along) if canvas.view in {View.FRONT, View.ABOVE} else (along, up, sign * across)
    return placed(seen(point, canvas.view, canvas.near))
