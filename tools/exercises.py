"""Builds docs/exercises.md and its pictures from the catalogue. Run as `python -m tools.exercises` after a change."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from pathlib import Path

import msgspec

from unseat.catalogue import load
from unseat.core.exercise import Exercise, Flag, Grade, Group, Sided, Work
from unseat.core.figure import Figure, Rhythm
from unseat.figures import load_figure
from unseat.report.figure_canvas import HIGH, WIDE, Side
from unseat.report.figure_svg import Scene, elements
from unseat.report.figure_words import muscles
from unseat.texts import Texts

ROOT = Path(__file__).parents[1]
CARDS = ROOT / "config" / "exercises"
PAGE = ROOT / "docs" / "exercises.md"
PICTURES = ROOT / "docs" / "pictures" / "exercises"

HOLDING = (0.0, 0.45, 1.0)
FARTHEST = 0.5
"""Where a movement that keeps no pose is done."""
GROUPS = {
    Group.PSOAS: "Psoas: stretch and let go",
    Group.CORE: "Core",
    Group.GLUTES_LEGS: "Buttocks and legs",
    Group.POSTURE_WALKING: "Posture and walking",
}
GRADES = {
    Grade.TRIAL: "M: a trial used it to break up sitting",
    Grade.INDIRECT: "L: plausible, studied in another setting",
    Grade.COMFORT: "C: comfort only",
}
HEAD = """# The exercises

<!-- Built from config/exercises by `python -m tools.exercises`; change the cards there, not this page. -->

Each picture shows three moments. What works or is stretched is orange, the more so the harder it works; where one side
works it has the green shoe, here always the right: the left is its mirror image and gets the same dose. The grades, and
the flags that leave a card out for you or change how you do it, are explained in [evidence.md](evidence.md). General
information, not medical advice; not a medical device; does not diagnose or treat.

Cards of your own go into `exercises/` beside your settings, their figures (where you want one) into `figures/` in it,
in the form of [the shipped ones](../config/exercises), in one language or more. `unseat exercises check` tells what
they still lack.
"""


def build() -> dict[Path, str]:
    """Every file, and what belongs in it."""
    cards = {card.id: card for card in load([CARDS]).exercises}
    figures = {key: load_figure(CARDS / "figures" / f"{key}.toml") for key in cards}
    pictures = {PICTURES / f"{key}.svg": strip(card, figures[key]) for key, card in cards.items()}
    return {PAGE: "\n".join(page(cards, figures)), **pictures}


def page(cards: Mapping[str, Exercise], figures: Mapping[str, Figure]) -> Iterator[str]:
    yield HEAD
    for group in Group:
        yield f"## {GROUPS[group]}\n"
        for card in cards.values():
            if card.group is group:
                yield from entry(card, figures[card.id], cards)


def entry(card: Exercise, figure: Figure, cards: Mapping[str, Exercise]) -> Iterator[str]:
    yield f"### {card.id}: {card.name['en']}\n"
    yield f"![{card.name['en']}, at three moments](pictures/exercises/{card.id}.svg)\n"
    yield f"*{card.name['nl']}.* {card.dose['en']}; {' or '.join(card.places)}.\n"
    yield from (f"{nth}. {step}" for nth, step in enumerate(card.steps["en"], 1))
    yield f"\n{card.caution['en']}\n"
    target = muscles(figure, Texts.english())
    if target:
        yield f"- for: {target}"
    harder = f", then [{card.progression}](#{anchor(cards[card.progression])})" if card.progression else ""
    yield f"- dose: {dose(card)}"
    yield f"- level {card.level} of 3{harder}"
    yield f"- grade {GRADES[card.grade]}"
    yield from (f"- source: {source}" for source in card.sources)
    if card.hidden_by:
        yield f"- left out with: {', '.join(card.hidden_by)}"
    yield from (f"- with {flag}: {card.adapt[flag]['en']}" for flag in Flag if flag in card.adapt)
    yield ""


def dose(card: Exercise) -> str:
    """In seconds: "2 x 30 s, 5 s rest, each side; 130 s in all"."""
    work = card.plan
    parts = [f"{work.times} x {work.seconds} s" if work.times > 1 else f"{work.seconds} s"]
    if work.rest and work.times > 1:
        parts.append(f"{work.rest} s rest")
    if work.breath:
        parts.append("{} s in and {} s out".format(*work.breath))
    if card.sides is Sided.EACH:
        parts.append("each side")
    said = ", ".join(parts)
    return said if card.seconds == work.seconds else f"{said}; {card.seconds} s in all"


def anchor(card: Exercise) -> str:
    """As the common viewers of Markdown make it from the heading."""
    return re.sub(r"[^a-z0-9 -]", "", f"{card.id}: {card.name['en']}".lower()).replace(" ", "-")


def strip(card: Exercise, figure: Figure) -> str:
    """Three moments side by side, on their own light ground."""
    side: Side | None = "right" if card.sides is Sided.EACH else None
    shown = (
        elements(Scene(card, figure, at, side), dark=False, texts=Texts.english()) for at in moments(figure, card.plan)
    )
    drawings = "\n".join(f'<g transform="translate({nth * WIDE})">{drawing}</g>' for nth, drawing in enumerate(shown))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {3 * WIDE} {HIGH}" role="img" lang="en">\n'
        f"<title>{escape(card.name['en'])}</title><desc>{escape(' '.join(card.steps['en']))}</desc>\n"
        f'<rect width="{3 * WIDE}" height="{HIGH}" rx="8" fill="#fbfaf8"/>\n{drawings}\n</svg>\n'
    )


def moments(figure: Figure, work: Work) -> tuple[float, float, float]:
    """The beginning, on the way, and where it is done: where one breathes in deepest, or first stays in a pose."""
    if figure.rhythm is Rhythm.HOLD:
        return HOLDING
    kept = (one.at for one, after in pairwise(figure.pose) if msgspec.structs.replace(after, at=one.at) == one)
    done = work.breath[0] / sum(work.breath) if work.breath else next(kept, FARTHEST)
    return (0.0, done / 2, done)


def main() -> None:
    files = build()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for stray in set(PICTURES.iterdir()) - set(files):
        stray.unlink()
    for file, text in files.items():
        file.write_text(text, encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} and {len(files) - 1} pictures")


if __name__ == "__main__":
    main()
