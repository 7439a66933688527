"""The moving figure of an exercise, one moment of it, as SVG."""

from collections.abc import Iterator
from html import escape

import msgspec

from unseat.core.exercise import Exercise, Sided
from unseat.core.figure import Figure, Muscle, Prop, View, pose_at
from unseat.core.skeleton import body, mirrored
from unseat.report.figure_canvas import FLOOR, HIGH, UNIT, WIDE, Canvas, Side
from unseat.report.figure_colours import DARK, LIGHT, mixed
from unseat.report.figure_props import drawn
from unseat.report.figure_words import told
from unseat.texts import Texts

MUSCLES: dict[Muscle, tuple[tuple[str, str, float], ...]] = {
    Muscle.PSOAS: (("spine.low", "{}.hip", 0.03), ("{}.hip", "{}.groin", 0.042)),
    Muscle.FLANK: (("{}.flank.low", "{}.flank.high", 0.05),),
    Muscle.DIAPHRAGM: (("ribs.back", "ribs.front", 0.035), ("belly.high", "belly.low", 0.05)),
    Muscle.ABDOMINALS: (("belly.low", "belly.high", 0.045),),
    Muscle.BACK: (("back.low", "back.high", 0.04),),
    Muscle.GLUTEUS_MAXIMUS: (("buttock", "buttock.low", 0.06),),
    Muscle.GLUTEUS_MEDIUS: (("{}.hip.side", "{}.hip.side", 0.062),),
    Muscle.THIGH: (("{}.thigh.front", "{}.thigh.low", 0.045),),
    Muscle.CALF: (("{}.calf.high", "{}.calf.low", 0.04),),
}
"""Strokes over the figure: from, to, and how thick; "{}" is the working side, or both."""


class Scene(msgspec.Struct, frozen=True):
    """The figure of a card at a moment of it, 0 to 1, done with `side`; null where both sides go at once."""

    card: Exercise
    figure: Figure
    moment: float
    side: Side | None = None


def svg(scene: Scene, *, size: int, dark: bool, texts: Texts) -> str:
    """A document `size` pixels wide. It tells a screen reader the card's name and the step of that moment."""
    language = texts.language
    steps = scene.card.steps[language]
    step = steps[min(int(scene.moment * len(steps)), len(steps) - 1)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size * HIGH / WIDE:.0f}"'
        f' viewBox="0 0 {WIDE} {HIGH}" role="img" lang="{language}">'
        f"<title>{escape(scene.card.name[language])}</title>"
        f"<desc>{escape(told(scene.figure, scene.side, step, texts))}</desc>"
        f"{elements(scene, dark=dark, texts=texts)}</svg>\n"
    )


def elements(scene: Scene, *, dark: bool, texts: Texts) -> str:
    """What `svg` shows, without the document around it: WIDE x HIGH, from the upper left."""
    pose = pose_at(scene.figure, scene.moment)
    points = body(scene.figure, pose)
    if scene.side == "left":
        points = mirrored(points)
    one_sided = scene.card.sides is Sided.EACH
    near: Side = scene.side or "right"
    worked = (near,) if one_sided else ("right", "left")
    canvas = Canvas(points, scene.figure.view, near, worked, DARK if dark else LIGHT)
    muscles = f'<g opacity="{0.25 + 0.65 * pose.effort:.2f}">{"".join(_muscles(scene.figure, canvas))}</g>'
    badge = _badge(canvas, texts) if one_sided else ""
    return "".join((*_room(scene.figure, canvas), *_person(canvas, muscles), badge))


def _room(figure: Figure, canvas: Canvas) -> Iterator[str]:
    if canvas.view is not View.ABOVE:
        line = f'stroke="{canvas.colours.floor}" stroke-width="3" stroke-linecap="round"'
        yield f'<path d="M14 {FLOOR}H{WIDE - 14}" {line}/>'
    for prop in figure.prop:
        yield _prop(prop, canvas)


def _prop(prop: Prop, canvas: Canvas) -> str:
    flipped = canvas.near == "left"
    transform = f"translate({WIDE / 2} {FLOOR}) scale({'-' if flipped else ''}{UNIT} {-UNIT})"
    return f'<g transform="{transform}" fill="{canvas.colours.prop}">{drawn(prop, canvas.view)}</g>'


def _person(canvas: Canvas, muscles: str) -> Iterator[str]:
    """From the back to the front; only the near arm comes before the muscles."""
    near, far = canvas.near, canvas.far
    if canvas.view is View.SIDE:
        yield _leg(canvas, far) + _arm(canvas, far) + _trunk(canvas) + _head(canvas)
        yield _leg(canvas, near) + muscles + _arm(canvas, near)
        return
    yield "".join(_leg(canvas, side) for side in sorted((near, far), key=canvas.nearness))
    if canvas.view is View.CORNER:
        yield _arm(canvas, far) + _trunk(canvas) + muscles
    else:
        yield _trunk(canvas) + muscles + _arm(canvas, far)
    yield _arm(canvas, near) + canvas.stroke(canvas.colours.skin, ("neck", 0.07), ("head", 0.07)) + _head(canvas)


def _shade(canvas: Canvas, side: str, colour: str) -> str:
    """Farther limbs are paler."""
    if canvas.view is not View.SIDE or side == canvas.near:
        return colour
    return mixed(colour, canvas.colours.far, 0.42)


def _leg(canvas: Canvas, side: str) -> str:
    trousers = _shade(canvas, side, canvas.colours.trousers)
    marked = len(canvas.worked) == 1 and side in canvas.worked
    shoe = canvas.colours.mark if marked else _shade(canvas, side, canvas.colours.shoe)
    leg = canvas.stroke(trousers, (f"{side}.hip", 0.108), (f"{side}.knee", 0.078), (f"{side}.ankle", 0.052))
    if canvas.view in {View.FRONT, View.ABOVE}:
        return leg + canvas.stroke(shoe, (f"{side}.ankle", 0.05), (f"{side}.ball", 0.056), (f"{side}.toe", 0.048))
    foot = ((f"{side}.ankle", 0.05), (f"{side}.heel", 0.04), (f"{side}.ball", 0.038), (f"{side}.toe", 0.03))
    return canvas.stroke(shoe, *foot) + leg


def _arm(canvas: Canvas, side: str) -> str:
    skin, shirt = (_shade(canvas, side, colour) for colour in (canvas.colours.skin, canvas.colours.shirt))
    fore = canvas.stroke(skin, (f"{side}.elbow", 0.048), (f"{side}.wrist", 0.036), (f"{side}.hand", 0.046))
    sleeve = canvas.stroke(mixed(shirt, "#000000", 0.12), (f"{side}.shoulder", 0.068), (f"{side}.elbow", 0.054))
    return fore + sleeve


def _trunk(canvas: Canvas) -> str:
    colours = canvas.colours
    if canvas.view is not View.SIDE:
        left, right = "left", "right"
        broad = [canvas.stroke(colours.shirt, (f"{s}.shoulder", 0.07), (f"{s}.flank.low", 0.09)) for s in (left, right)]
        middle = canvas.stroke(colours.shirt, ("neck", 0.1), ("chest", 0.2), ("waist", 0.17))
        hips = canvas.stroke(colours.trousers, ("right.hip", 0.12), ("left.hip", 0.12))
        yoke = canvas.stroke(colours.shirt, ("right.shoulder", 0.07), ("left.shoulder", 0.07))
        return hips + "".join(broad) + yoke + middle
    neck = canvas.stroke(colours.skin, ("neck", 0.07), ("head", 0.06))
    hips = canvas.stroke(colours.trousers, ("hips", 0.146), ("spine.low", 0.12))
    hips += canvas.stroke(colours.trousers, ("buttock", 0.08), ("buttock.low", 0.072))
    shirt = canvas.stroke(colours.shirt, ("spine.low", 0.126), ("waist", 0.124), ("chest", 0.156), ("neck", 0.088))
    shirt += canvas.stroke(colours.shirt, ("chest", 0.12), ("belly", 0.116), ("spine.low", 0.12))
    return neck + hips + shirt


def _head(canvas: Canvas) -> str:
    colours = canvas.colours
    hair = canvas.stroke(colours.hair, ("crown", 0.144), ("crown", 0.144))
    face = canvas.stroke(colours.skin, ("head", 0.126), ("head", 0.126))
    eyes = [f"{side}.eye" for side in (canvas.near, canvas.far)][: 1 if canvas.view is View.SIDE else 2]
    seeing = "".join(canvas.stroke(colours.eye, (eye, 0.013), (eye, 0.013)) for eye in eyes)
    nose = canvas.stroke(colours.skin, ("head", 0.06), ("nose", 0.02)) if canvas.view is not View.FRONT else ""
    return hair + face + nose + seeing


def _muscles(figure: Figure, canvas: Canvas) -> Iterator[str]:
    sides = canvas.worked if len(canvas.worked) == 1 or canvas.view is not View.SIDE else (canvas.near,)
    for muscle in figure.target:
        for a, b, wide in MUSCLES[muscle]:
            for stroke in sorted({(a.format(side), b.format(side)) for side in sides}):
                yield canvas.stroke(canvas.colours.muscle, (stroke[0], wide), (stroke[1], wide * 0.8))


def _badge(canvas: Canvas, texts: Texts) -> str:
    """The working side's letter, below the figure."""
    letter = {"right": texts.say("R"), "left": texts.say("L")}[canvas.near]
    return (
        f'<circle cx="{WIDE - 26}" cy="26" r="15" fill="{canvas.colours.mark}"/>'
        f'<text x="{WIDE - 26}" y="32" font-family="sans-serif" font-weight="bold" font-size="18" fill="#fff"'
        f' text-anchor="middle">{letter}</text>'
    )
