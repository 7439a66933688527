"""The catalogue: exercise cards from folders of TOML files, checked one by one before anyone is shown them."""

import logging
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from unseat.core.exercise import Exercise, Grade, Sided
from unseat.core.languages import LANGUAGES, in_all, listed, printable

TITLE_FITS = 63
LINE_FITS = 120
"""Characters. The narrowest notification (Windows, NOTIFYICONDATA) takes a title of 63 and a text of 255: two lines."""

DOSE_SECONDS = range(30, 601)
CURES = re.compile(
    r"\b(cures?|heals?|guarantee[sd]?|genees\w*|geneest|verhelpt|gegarandeerd|guéri\w*|soigne\w*|garanti\w*"
    r"|heil(?:t|en|ung)|kuriert|garantiert)\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    r"\b(studies|study|research|proven|proves|prevents?|relieves?|onderzoek\w*|bewezen|bewijst|voorkomt|verlicht"
    r"|études?|recherches?|prouv\w+|prévien\w+|soulage\w*|studien?|forschung|bewiesen|beweist|verhindert|lindert)\b",
    re.IGNORECASE,
)
"""What no card may promise, and what none may say without a source."""

NO_TOML = (ValueError, RecursionError)
"""What comes of a file that is no TOML, or whose numbers are too long or lists too deep to be read."""
LONGEST = 300
"""Characters of a complaint."""


class CatalogueError(Exception):
    """A card that can't be used: which file, which key in it, what is wrong and what would be right."""

    def __init__(self, file: Path, key: str, found: str, remedy: str) -> None:
        line = ": ".join(part for part in (str(file), key, f"{found}. {remedy}") if part)
        super().__init__("".join(character if character.isprintable() else "?" for character in line))
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

    A card in a later folder takes the place of the one with its id. A shipped card, which has all languages, raises
    `CatalogueError` for a defect; an own one is left out, with a warning in the log, and the shipped one stays. Blocks
    on the disk.
    """
    shipped, *own = folders
    cards = {card.id: card for card in (read(file, LANGUAGES) for file in _files(shipped))}
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


def read(file: Path, languages: Collection[str] = ()) -> Exercise:
    """The card in `file`, in all languages. Raises `CatalogueError` for its first defect.

    It has to be written in `languages`; where those are none, in any, and it is shown in English or in the first
    that it has where a person's own is missing.
    """
    try:
        card = msgspec.toml.decode(file.read_bytes(), type=Exercise)
    except msgspec.ValidationError as error:
        raise CatalogueError(file, *place(str(error)), "Compare it with a shipped card") from None
    except (OSError, *NO_TOML) as error:
        raise CatalogueError(file, "", f"can't be read ({error})", "It has to be a TOML file in UTF-8") from None
    wanted = set(languages) or {code for text in _texts(card).values() for code in text}
    for key, found, remedy in _defects(card, file.stem, wanted):
        raise CatalogueError(file, key, found, remedy)
    return _in_all_languages(card)


Defect = tuple[str, str, str]
"""The key, what is wrong with it, and what would be right."""


def _in_all_languages(card: Exercise) -> Exercise:
    return msgspec.structs.replace(
        card,
        name=in_all(card.name),
        dose=in_all(card.dose),
        steps=in_all(card.steps),
        caution=in_all(card.caution),
        adapt={flag: in_all(text) for flag, text in card.adapt.items()},
    )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def place(complaint: str) -> tuple[str, str]:
    """The key and the complaint itself, from msgspec's "complaint with a `field` - at `$.key`"."""
    found, *path = re.split(r" - at (?:`key` in )?`\$", complaint, maxsplit=1)
    field = re.search(r"field `(.+)`", found)
    key = ".".join(filter(None, ("".join(path).strip("`."), field and field[1])))
    return _clipped(key), _clipped(found)


def _clipped(text: str) -> str:
    """The words of msgspec repeat what was found, however long it is."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _defects(card: Exercise, stem: str, languages: set[str]) -> Iterator[Defect]:
    """In an order in which each check may rely on those before it."""
    yield from _named(card, stem)
    yield from _dosed(card)
    yield from _worked(card)
    yield from _sourced(card)
    yield from _complete(card, languages)
    yield from _adapted(card, languages)
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


def _complete(card: Exercise, languages: set[str]) -> Iterator[Defect]:
    if not languages or not languages <= set(LANGUAGES):
        yield "name", f"languages {listed(languages)}", f"Write it in one or more of {listed(LANGUAGES)}"
    for key, text in _texts(card).items():
        if set(text) != languages:
            yield key, f"languages {listed(text)}", f"Write it in {listed(languages)}"
    if not all(3 <= len(steps) <= 5 for steps in card.steps.values()):
        yield "steps", f"{', '.join(str(len(steps)) for steps in card.steps.values())}", "Write 3 to 5 steps"
    if len({len(steps) for steps in card.steps.values()}) != 1:
        yield "steps", "more in one language than in another", "Write the same steps in each"


def _texts(card: Exercise) -> dict[str, Mapping[str, object]]:
    return {"name": card.name, "dose": card.dose, "steps": card.steps, "caution": card.caution}


def _adapted(card: Exercise, languages: set[str]) -> Iterator[Defect]:
    for flag, text in card.adapt.items():
        if set(text) != languages:
            yield f"adapt.{flag}", f"languages {listed(text)}", f"Write it in {listed(languages)}"
        if flag in card.hidden_by:
            yield f"adapt.{flag}", "is in hidden_by too", "Leave the card out with this flag, or adapt it"


def _fitting(card: Exercise) -> Iterator[Defect]:
    for key, line in _lines(card):
        most = TITLE_FITS if key.startswith("name") else LINE_FITS
        if not line.strip() or len(line) > most or not printable(line):
            yield key, f"{len(line)} characters", f"One line of 1 to {most} characters"


def _honest(card: Exercise) -> Iterator[Defect]:
    for key, line in _lines(card):
        if cure := CURES.search(line):
            yield key, f"{cure[0]!r} promises a cure", "Say what to do, not what it would heal"
        if (claim := CLAIMS.search(line)) and not card.sources:
            yield key, f"{claim[0]!r} claims something, and sources is empty", "Name the source, or leave the claim out"


def _lines(card: Exercise) -> Iterator[tuple[str, str]]:
    """Every line that a person reads, by its key."""
    for code in card.name:
        yield f"name.{code}", card.name[code]
        yield f"dose.{code}", card.dose[code]
        yield from ((f"steps.{code}", step) for step in card.steps[code])
        yield f"caution.{code}", card.caution[code]
        yield from ((f"adapt.{flag}.{code}", text[code]) for flag, text in card.adapt.items())
