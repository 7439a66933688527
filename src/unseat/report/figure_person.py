"""The person of a figure: trunk, limbs and head."""

from collections.abc import Iterator

from unseat.core.figure import View
from unseat.report.figure_canvas import Canvas
from unseat.report.figure_colours import mixed

TROUSERS = (
    ("belt.front", "belt.back", "belt"),
    ("hem.front", "hem.back", "hem"),
    ("hips.front", "hips.back", "hips"),
    ("crotch.front", "crotch.back", "crotch"),
)
SHIRT = (
    ("collar.front", "collar.back", "collar"),
    ("shoulders.front", "shoulders.back", "shoulders"),
    ("chest.front", "chest.back", "chest"),
    ("belly.front", "waist.back", "waist"),
    ("hem.front", "hem.back", "hem"),
)
SHOE = (
    (-0.25, 0.2), (0.2, 0.22), (0.42, 0.06), (0.78, -0.04), (1.06, -0.14), (1.12, -0.3), (1.0, -0.385), (0.3, -0.375),
    (-0.34, -0.39), (-0.4, -0.2), (-0.33, 0.02),
)  # fmt: skip
PROFILE = (
    (0.3, 0.66), (0.56, 0.42), (0.6, 0.12), (0.62, 0.02), (0.74, -0.15), (0.64, -0.22), (0.63, -0.42), (0.56, -0.6),
    (0.36, -0.67), (0.06, -0.54), (-0.3, -0.5), (-0.56, -0.1), (-0.5, 0.4), (-0.1, 0.68),
)  # fmt: skip
HAIR = (
    (0.6, 0.34), (0.56, 0.6), (0.26, 0.8), (-0.2, 0.82), (-0.6, 0.54), (-0.74, 0.06), (-0.66, -0.36), (-0.5, -0.54),
    (-0.36, -0.36), (-0.28, 0.02), (-0.08, 0.1), (0.06, 0.3), (0.34, 0.4),
)  # fmt: skip
"""Outlines seen from the side, in tenths of a height: forward and up, from the ankle or the middle of the head."""


def trunk(canvas: Canvas) -> str:
    colours = canvas.colours
    neck = canvas.stroke(colours.skin, ("neck", 0.062), ("nape", 0.056))
    hips = canvas.barrel(colours.trousers, *TROUSERS)
    if canvas.view is View.SIDE:
        hips += canvas.stroke(colours.trousers, ("buttock.high", 0.085), ("buttock", 0.11), ("buttock.low", 0.084))
        shirt = canvas.stroke(colours.shirt, ("chest", 0.1), ("waist", 0.096))
    else:
        shirt = canvas.stroke(colours.shirt, ("right.shoulder", 0.066), ("neck", 0.07), ("left.shoulder", 0.066))
    return neck + hips + shirt + canvas.barrel(colours.shirt, *SHIRT)


def leg(canvas: Canvas, side: str) -> str:
    trousers = shade(canvas, side, canvas.colours.trousers)
    marked = len(canvas.worked) == 1 and side in canvas.worked
    colour = canvas.colours.mark if marked else shade(canvas, side, canvas.colours.shoe)
    thigh = canvas.stroke(trousers, (f"{side}.hip", 0.118), (f"{side}.thigh.middle", 0.096), (f"{side}.knee", 0.074))
    shank = canvas.stroke(trousers, (f"{side}.knee", 0.074), (f"{side}.calf", 0.068), (f"{side}.ankle", 0.046))
    return thigh + shank + _shoe(canvas, side, colour)


def _shoe(canvas: Canvas, side: str, colour: str) -> str:
    if canvas.view is View.SIDE:
        return canvas.shape(colour, (f"{side}.ankle", f"{side}.tip", f"{side}.instep"), SHOE)
    return canvas.stroke(
        colour, (f"{side}.ankle", 0.05), (f"{side}.heel", 0.052), (f"{side}.ball", 0.058), (f"{side}.toe", 0.044)
    )


def arm(canvas: Canvas, side: str) -> str:
    skin, shirt = (shade(canvas, side, colour) for colour in (canvas.colours.skin, canvas.colours.shirt))
    fore = canvas.stroke(skin, (f"{side}.elbow", 0.05), (f"{side}.wrist", 0.034))
    hand = canvas.stroke(skin, (f"{side}.wrist", 0.034), (f"{side}.hand", 0.044), (f"{side}.fingers", 0.028))
    thumb = canvas.stroke(skin, (f"{side}.wrist", 0.026), (f"{side}.thumb", 0.018))
    sleeve = canvas.stroke(mixed(shirt, "#16324a", 0.12), (f"{side}.shoulder", 0.07), (f"{side}.elbow", 0.056))
    return fore + hand + thumb + sleeve


def head(canvas: Canvas) -> str:
    return "".join(_profile(canvas) if canvas.view is View.SIDE else _face(canvas))


def _profile(canvas: Canvas) -> Iterator[str]:
    colours, near = canvas.colours, canvas.near
    axes = ("head", "face", "top")
    yield canvas.shape(colours.skin, axes, PROFILE)
    yield canvas.shape(colours.hair, axes, HAIR)
    yield canvas.dot(mixed(colours.skin, colours.hair, 0.22), f"{near}.ear", 0.026)
    yield canvas.dot(colours.eye, f"{near}.eye", 0.0125)
    yield canvas.line(mixed(colours.skin, colours.hair, 0.75), 0.006, f"{near}.mouth", "lip")


def _face(canvas: Canvas) -> Iterator[str]:
    colours, sides = canvas.colours, (canvas.near, canvas.far)
    yield canvas.dot(colours.hair, "crown", 0.152)
    for side in sides:
        yield canvas.dot(mixed(colours.skin, colours.hair, 0.12), f"{side}.ear", 0.03)
    yield canvas.stroke(colours.skin, ("brows", 0.116), ("chin", 0.08))
    for side in sides:
        yield canvas.dot(colours.eye, f"{side}.eye", 0.0125)
    yield canvas.line(mixed(colours.skin, colours.hair, 0.75), 0.006, "right.mouth", "lip", "left.mouth")
    yield canvas.line(mixed(colours.skin, colours.hair, 0.3), 0.006, "bridge", "nose")


def shade(canvas: Canvas, side: str, colour: str) -> str:
    """Farther limbs are paler."""
    if canvas.view is not View.SIDE or side == canvas.near:
        return colour
    return mixed(colour, canvas.colours.far, 0.34)
