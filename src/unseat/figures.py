"""The figures of the exercises, from `figures/` beside their cards: apart, so that the agent never reads them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import isfinite
from pathlib import Path

import msgspec

from unseat.catalogue import NO_TOML, CatalogueError, Defect, load, place, read
from unseat.core.exercise import Exercise
from unseat.core.figure import Figure, beyond
from unseat.core.skeleton import POINTS, body

DEEPEST, HIGHEST = -0.05, 0.15
"""Where the lowest point of a body may lie, in its heights from the floor: the soles and a soft mat give a little."""


def load_figure(file: Path) -> Figure:
    """The figure in `file`. Raises `CatalogueError` for its first defect. Blocks on the disk."""
    try:
        figure = msgspec.toml.decode(file.read_bytes(), type=Figure)
    except msgspec.ValidationError as error:
        raise CatalogueError(file, *place(str(error)), "Compare it with a shipped figure") from None
    except (OSError, *NO_TOML) as error:
        raise CatalogueError(file, "", f"can't be read ({error})", "It has to be a TOML file in UTF-8") from None
    for key, found, remedy in _defects(figure):
        raise CatalogueError(file, key, found, remedy)
    return figure


def figure_of(exercise: str, folders: Sequence[Path]) -> Figure | None:
    """The figure of a card: the last of `folders` that has one; null where none has. Raises `CatalogueError`."""
    files = [folder / "figures" / f"{exercise}.toml" for folder in folders]
    found = [file for file in files if file.is_file()]
    return load_figure(found[-1]) if found else None


def check(folder: Path, shipped: Path) -> list[CatalogueError]:
    """What is wrong with the cards and figures in `folder`, at most one of each file and link.

    Its cards may build on those in `shipped`; where it is that folder, each must have a figure. Raises
    `CatalogueError` where the shipped cards are unsound, and in another folder. Blocks on the disk.
    """
    cards = {} if folder.resolve() == shipped.resolve() else {card.id: card for card in load([shipped]).exercises}
    own, wrong = [], []
    for file in sorted(folder.glob("*.toml")):
        try:
            own.append(read(file))
        except CatalogueError as error:
            wrong.append(error)
    cards |= {card.id: card for card in own}
    for card in own:
        file = folder / f"{card.id}.toml"
        wrong += [CatalogueError(file, "progression", *defect) for defect in _misled(card, cards)]
    if folder.resolve() == shipped.resolve():
        wrong += [error for card in own for error in _undrawn(folder / "figures" / f"{card.id}.toml")]
    return wrong + [error for file in sorted(folder.glob("figures/*.toml")) for error in _wrong_figure(file, cards)]


def _misled(card: Exercise, cards: Mapping[str, Exercise]) -> Iterator[tuple[str, str]]:
    """What is found, and what would be right, where the next harder card is none."""
    harder = cards.get(card.progression)
    if not card.progression:
        return
    if harder is None:
        yield repr(card.progression), "Name a card that is there, or leave it out"
    elif harder.group is not card.group or harder.level <= card.level:
        yield repr(card.progression), "Name a card of the same group and a higher level"


def _undrawn(file: Path) -> Iterator[CatalogueError]:
    if not file.is_file():
        yield CatalogueError(file, "", "is missing", "Draw every card that is shipped")


def _wrong_figure(file: Path, cards: Mapping[str, Exercise]) -> Iterator[CatalogueError]:
    try:
        load_figure(file)
    except CatalogueError as error:
        yield error
    if file.stem not in cards:
        yield CatalogueError(file, "", "no card of this name", "Name the file as the card's")


def _defects(figure: Figure) -> Iterator[Defect]:
    if figure.rests_on not in POINTS:
        yield "rests_on", repr(figure.rests_on), f"Name a point of the body, as {POINTS[0]} or right.ankle"
        return
    moments = [pose.at for pose in figure.pose]
    if len(moments) < 2 or moments[0] != 0 or any(after <= before for before, after in pairwise(moments)):
        yield "pose", f"at {', '.join(f'{at:g}' for at in moments) or 'none'}", "Two or more, from 0 on, each later"
    for nth, pose in enumerate(figure.pose):
        for found in beyond(pose):
            yield f"pose[{nth}]", found, "Bend it as a person can"
        points = body(figure, pose)
        name, (_, y, _) = min(points.items(), key=lambda point: point[1][1])
        if not all(isfinite(part) for point in points.values() for part in point):
            yield f"pose[{nth}]", "an angle or a place in it is no number", "Write a number"
        elif y < DEEPEST:
            yield f"pose[{nth}].on", f"{name} lies {-y:.2f} below the floor", "Raise it"
        elif y > HIGHEST:
            yield f"pose[{nth}].on", f"{name} is lowest, {y:.2f} above the floor", "Set the body down"
