"""The moving figure of an exercise, one moment of it, as SVG."""

from collections.abc import Iterator
from html import escape

import msgspec

from unseat.core.exercise import Exercise, Sided
from unseat.core.figure import Figure, Muscle, View, pose_at
from unseat.core.skeleton import body, mirrored
from unseat.report.figure_canvas import FLOOR, HIGH, WIDE, Canvas, Side
from unseat.report.figure_colours import DARK, LIGHT
from unseat.report.figure_person import arm, head, leg, trunk
from unseat.report.figure_props import drawn
from unseat.report.figure_words import told
from unseat.texts import Texts

MUSCLES: dict[Muscle, tuple[tuple[tuple[str, float], ...], ...]] = {
    Muscle.PSOAS: (
        (
            ("spine.high", 0.014),
            ("spine.low", 0.034),
            ("{}.lumbar", 0.046),
            ("{}.groin", 0.04),
            ("{}.trochanter", 0.012),
        ),
    ),
    Muscle.FLANK: ((("{}.flank.low", 0.03), ("{}.flank.middle", 0.06), ("{}.flank.high", 0.03)),),
    Muscle.DIAPHRAGM: ((("ribs.back", 0.018), ("ribs.middle", 0.046), ("ribs.front", 0.018)),),
    Muscle.ABDOMINALS: ((("pubis", 0.016), ("belly.skin", 0.036), ("ribs.front", 0.02)),),
    Muscle.BACK: ((("back.low", 0.026), ("back.middle", 0.036), ("back.high", 0.02)),),
    Muscle.GLUTEUS_MAXIMUS: ((("buttock.high", 0.05), ("buttock", 0.088), ("buttock.low", 0.06)),),
    Muscle.GLUTEUS_MEDIUS: ((("{}.hip.side", 0.044), ("{}.hip.middle", 0.062), ("{}.hip.low", 0.022)),),
    Muscle.THIGH: ((("{}.thigh.front", 0.026), ("{}.thigh.middle", 0.056), ("{}.thigh.low", 0.022)),),
    Muscle.CALF: ((("{}.calf.high", 0.026), ("{}.calf", 0.05), ("{}.calf.low", 0.016)),),
}
"""Bellies of muscle over the figure: the points each runs through, and how thick; "{}" is the working side, or both."""


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
    muscles = f'<g opacity="{0.35 + 0.55 * pose.effort:.2f}">{"".join(_muscles(scene.figure, canvas))}</g>'
    badge = _badge(canvas, texts) if one_sided else ""
    return "".join((*_room(scene.figure, canvas), *_person(canvas, muscles), badge))


def _room(figure: Figure, canvas: Canvas) -> Iterator[str]:
    if canvas.view is not View.ABOVE:
        middle, half = WIDE // 2, WIDE // 2 - 8
        yield f'<ellipse cx="{middle}" cy="{FLOOR + 2}" rx="{half}" ry="15" fill="{canvas.colours.floor}"/>'
    for prop in figure.prop:
        yield drawn(prop, canvas)


def _person(canvas: Canvas, muscles: str) -> Iterator[str]:
    """From the back to the front; only the near arm comes before the muscles."""
    near, far = canvas.near, canvas.far
    if canvas.view is View.SIDE:
        yield leg(canvas, far) + arm(canvas, far) + trunk(canvas) + head(canvas)
        yield leg(canvas, near) + muscles + arm(canvas, near)
        return
    yield "".join(leg(canvas, side) for side in sorted((near, far), key=canvas.nearness))
    if canvas.view is View.CORNER:
        yield arm(canvas, far) + trunk(canvas) + muscles
    else:
        yield trunk(canvas) + muscles + arm(canvas, far)
    yield arm(canvas, near) + head(canvas)


def _muscles(figure: Figure, canvas: Canvas) -> Iterator[str]:
    sides = canvas.worked if len(canvas.worked) == 1 or canvas.view is not View.SIDE else (canvas.near,)
    colour = canvas.colours.muscle
    for muscle in figure.target:
        for belly in MUSCLES[muscle]:
            for side in sides if "{}" in belly[-1][0] else sides[:1]:
                yield canvas.ribbon(colour, *((name.format(side), wide) for name, wide in belly))


def _badge(canvas: Canvas, texts: Texts) -> str:
    """The working side's letter, below the figure."""
    letter = {"right": texts.say("R"), "left": texts.say("L")}[canvas.near]
    return (
        f'<circle cx="{WIDE - 26}" cy="26" r="15" fill="{canvas.colours.mark}"/>'
        f'<text x="{WIDE - 26}" y="32" font-family="sans-serif" font-weight="bold" font-size="18"'
        f' fill="{canvas.colours.letter}" text-anchor="middle">{letter}</text>'
    )
