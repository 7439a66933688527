"""The catalogue: exercise cards from folders of TOML files, checked one by one before anyone is shown them."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from unseat.core.exercise import Exercise, Grade, Sided

LANGUAGES = ("en", "nl")
TITLE_FITS = 63
LINE_FITS = 120
"""Characters. The narrowest notification (Windows, NOTIFYICONDATA) takes a title of 63 and a text of 255: two lines."""

DOSE_SECONDS = range(30, 601)
CURES = re.compile(r"\b(cures?|heals?|guarantee[sd]?|genees\w*|geneest|verhelpt|gegarandeerd)\b", re.IGNORECASE)
CLAIMS = re.compile(
    r"\b(studies|study|research|proven|proves|prevents?|relieves?|onderzoek\w*|bewezen|bewijst|voorkomt|verlicht)\b",
    re.IGNORECASE,
)
"""What no card may promise, and what none may say without a source."""


class CatalogueError(Exception):
    """A card that can't be used: which file, which key in it, what is wrong and what would be right."""

    def __init__(self, file: Path, key: str, found: str, remedy: str) -> None:
        super().__init__(": ".join(part for part in (str(file), key, f"{found}. {remedy}") if part))
        self.file = file
        self.key = key
        self.found = found
        self.remedy = remedy


class Catalogue(msgspec.Struct, frozen=True):
    """The cards, sorted by id, and those of the person's own that were left out."""

    exercises: tuple[Exercise, ...]
    left_out: tuple[CatalogueError, ...] = ()

    def get(self, exercise: str) -> Exercise | None:
        return next((card for card in self.exercises if card.id == exercise), None)

    def unknown(self, argument: str, exercise: str) -> str:
        """The one line that refuses an exercise that is none, named by this argument."""
        return f'{argument}: found "{exercise}", allowed is one of {", ".join(card.id for card in self.exercises)}'


def load(folders: Iterable[Path]) -> Catalogue:
    """Reads every `*.toml` in `folders`: the shipped folder first, then the person's own, which may be missing.

    A card in a later folder takes the place of the one with its id. A shipped card with a defect raises
    `CatalogueError`; an own one is left out, with a warning in the log, and the shipped one stays. Blocks on the disk.
    """
    shipped, *own = folders
    cards = {card.id: card for card in map(read, _files(shipped))}
    if not cards:
        raise CatalogueError(shipped, "", "no exercises here", "Install unseat again")
    left_out = []
    for file in (file for folder in own for file in _files(folder)):
        try:
            card = read(file)
            cards[card.id] = card
        except CatalogueError as error:
            logging.getLogger(__name__).warning("Exercise left out: %s", error)
            left_out.append(error)
    return Catalogue(tuple(cards[key] for key in sorted(cards)), tuple(left_out))


def read(file: Path) -> Exercise:
    """The card in `file`. Raises `CatalogueError` for its first defect."""
    try:
        card = msgspec.toml.decode(file.read_bytes(), type=Exercise)
    except msgspec.ValidationError as error:
        raise CatalogueError(file, *place(str(error)), "Compare it with a shipped card") from None
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise CatalogueError(file, "", f"can't be read ({error})", "It has to be a TOML file in UTF-8") from None
    for key, found, remedy in _defects(card, file.stem):
        raise CatalogueError(file, key, found, remedy)
    return card


Defect = tuple[str, str, str]
"""The key, what is wrong with it, and what would be right."""


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def place(complaint: str) -> tuple[str, str]:
    """The key and the complaint itself, from msgspec's "complaint with a `field` - at `$.key`"."""
    found, *path = re.split(r" - at (?:`key` in )?`\$", complaint, maxsplit=1)
    field = re.search(r"field `(.+)`", found)
    return ".".join(filter(None, ("".join(path).strip("`."), field and field[1]))), found


def _defects(card: Exercise, stem: str) -> Iterator[Defect]:
    """In an order in which each check may rely on those before it."""
    yield from _named(card, stem)
    yield from _dosed(card)
    yield from _worked(card)
    yield from _sourced(card)
    yield from _complete(card)
    yield from _adapted(card)
    yield from _fitting(card)
    yield from _honest(card)


def _named(card: Exercise, stem: str) -> Iterator[Defect]:
    if card.id != stem or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", card.id):
        yield "id", f"{card.id!r} in {stem + '.toml'!r}", "Name the file as the id: small letters, digits and hyphens"
    if not card.places:
        yield "places", "is empty", "Name at least one place"


def _dosed(card: Exercise) -> Iterator[Defect]:
    if card.seconds not in DOSE_SECONDS:
        yield "seconds", f"{card.seconds}", f"A dose takes {DOSE_SECONDS[0]} to {DOSE_SECONDS[-1]} seconds"
    if card.sides is Sided.EACH and card.seconds != 2 * card.seconds_per_side:
        yield "seconds_per_side", f"{card.seconds_per_side}", "Both sides get the same: half of seconds"
    if card.sides is Sided.BOTH and card.seconds_per_side:
        yield "seconds_per_side", f"{card.seconds_per_side}", 'Leave it out where sides is "both"'


def _worked(card: Exercise) -> Iterator[Defect]:
    """The times and the rests between them are the whole dose; a card of one's own need not say how it is done."""
    work = card.work
    if work is None:
        return
    key, dose = ("seconds_per_side", card.seconds_per_side) if card.seconds_per_side else ("seconds", card.seconds)
    made = work.times * work.seconds + (work.times - 1) * work.rest
    if made != dose:
        sums = f"{work.times} x {work.seconds} s" + (f" + {work.times - 1} x {work.rest} s rest" if work.rest else "")
        yield "work", f"{sums} = {made} s, but {key} = {dose}", "Make them the same"
    if work.breath and work.seconds % sum(work.breath):
        found = f"{work.seconds} s are no whole number of breaths of {sum(work.breath)} s"
        yield "work", found, "Let a time end with a breath"


def _sourced(card: Exercise) -> Iterator[Defect]:
    if card.grade is not Grade.COMFORT and not card.sources:
        yield "sources", f"none for grade {card.grade}", 'Name a source, or call it "C": comfort only'
    if not all(source.strip() for source in card.sources):
        yield "sources", "an empty one", "Name the source"


def _complete(card: Exercise) -> Iterator[Defect]:
    texts: dict[str, Mapping[str, object]] = {
        "name": card.name,
        "dose": card.dose,
        "steps": card.steps,
        "caution": card.caution,
    }
    for key, text in texts.items():
        if set(text) != set(LANGUAGES):
            yield key, f"languages {', '.join(sorted(text)) or 'none'}", "Write it in en and nl"
    if not all(3 <= len(steps) <= 5 for steps in card.steps.values()):
        yield "steps", f"{', '.join(str(len(steps)) for steps in card.steps.values())}", "Write 3 to 5 steps"
    if len({len(steps) for steps in card.steps.values()}) != 1:
        yield "steps", "more in one language than in the other", "Write the same steps in both"


def _adapted(card: Exercise) -> Iterator[Defect]:
    for flag, text in card.adapt.items():
        if set(text) != set(LANGUAGES):
            yield f"adapt.{flag}", f"languages {', '.join(sorted(text)) or 'none'}", "Write it in en and nl"
        if flag in card.hidden_by:
            yield f"adapt.{flag}", "is in hidden_by too", "Leave the card out with this flag, or adapt it"


def _fitting(card: Exercise) -> Iterator[Defect]:
    for key, line in _lines(card):
        most = TITLE_FITS if key.startswith("name") else LINE_FITS
        if not line.strip() or len(line) > most or not line.isprintable():
            yield key, f"{len(line)} characters", f"One line of 1 to {most} characters"


def _honest(card: Exercise) -> Iterator[Defect]:
    for key, line in _lines(card):
        if cure := CURES.search(line):
            yield key, f"{cure[0]!r} promises a cure", "Say what to do, not what it would heal"
        if (claim := CLAIMS.search(line)) and not card.sources:
            yield key, f"{claim[0]!r} claims something, and sources is empty", "Name the source, or leave the claim out"


def _lines(card: Exercise) -> Iterator[tuple[str, str]]:
    """Every line that a person reads, by its key."""
    for code in LANGUAGES:
        yield f"name.{code}", card.name[code]
        yield f"dose.{code}", card.dose[code]
        yield from ((f"steps.{code}", step) for step in card.steps[code])
        yield f"caution.{code}", card.caution[code]
        yield from ((f"adapt.{flag}.{code}", text[code]) for flag, text in card.adapt.items())
