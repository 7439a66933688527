"""What to do when something hurts and whom to see, as data: read from one file and checked before anyone is shown it.

Nothing here treats, diagnoses or scores. Whatever claims something about health names where it stands. Only verbs and
windows read it, never the agent's process.
"""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import msgspec

from unseat.catalogue import place
from unseat.core.languages import LANGUAGES, Language, printable


class AdviceError(Exception):
    """Advice that can't be used: the file, the key in it, what is wrong. It is shipped, so the remedy is one."""

    def __init__(self, file: Path, key: str, found: str) -> None:
        super().__init__(": ".join(part for part in (str(file), key, f"{found}. Install unseat again") if part))
        self.file = file
        self.key = key
        self.found = found


class Urgency(StrEnum):
    """How soon a red flag wants help, the most urgent first."""

    NOW = "now"
    SAME_DAY = "same-day"
    SOON = "soon"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in all languages."""

    en: str
    nl: str
    fr: str
    de: str

    def of(self, language: Language) -> str:
        text: str = getattr(self, language)
        return text


class Claim(Words, frozen=True, kw_only=True):
    """A text with the keys of its sources; `claim` is false where it claims nothing about health."""

    sources: tuple[str, ...] = ()
    claim: bool = True


class Level(Claim, frozen=True, kw_only=True):
    """When an item belongs to the red flags of this urgency: "when ..." or "with ..."."""

    urgency: Urgency


class Item(Claim, frozen=True, kw_only=True):
    """One thing to read; `lead` names it where it has a name of its own."""

    lead: Words | None = None
    levels: tuple[Level, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Paragraphs, then items. With an urgency it is one of the three lists of red flags."""

    id: str
    title: Words
    urgency: Urgency | None = None
    paragraphs: tuple[Claim, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything in it that can carry a source, in the order of reading."""
        return (*self.paragraphs, *(one for item in self.items for one in (item, *item.levels)))

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of its sources, each once, in the order of reading."""
        return tuple(dict.fromkeys(key for claim in self.claims for key in claim.sources))


class Advice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it, in the order in which it is shown. `sources`: what stands behind each key."""

    footer: Words
    sections: tuple[Section, ...]
    sources: dict[str, str]

    @property
    def red_flags(self) -> tuple[Section, ...]:
        return tuple(section for section in self.sections if section.urgency)

    def flagged(self, urgency: Urgency) -> Section:
        """The list of red flags of this urgency; there is always one."""
        return next(section for section in self.sections if section.urgency is urgency)


def load(folder: Path) -> Advice:
    """The advice below `folder`, where the shipped data lies. Raises `AdviceError` for its first defect. Blocks on
    the disk."""
    file = folder / "advice" / "advice.toml"
    try:
        advice = msgspec.toml.decode(file.read_bytes(), type=Advice)
    except msgspec.ValidationError as error:
        raise AdviceError(file, *place(str(error))) from None
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise AdviceError(file, "", f"can't be read ({error})") from None
    for key, found in _defects(advice):
        raise AdviceError(file, key, found)
    return advice


Defect = tuple[str, str]
"""The key, and what is wrong with it."""


def _defects(advice: Advice) -> Iterator[Defect]:
    yield from _ordered(advice)
    yield from _written(advice)
    yield from _sourced(advice)


def _ordered(advice: Advice) -> Iterator[Defect]:
    urgencies = [section.urgency for section in advice.sections if section.urgency]
    if urgencies != list(Urgency):
        yield "sections", f"red flags for {', '.join(urgencies) or 'nothing'}, wanted {', '.join(Urgency)}"
    ids = [section.id for section in advice.sections]
    for twice in sorted({one for one in ids if ids.count(one) > 1}):
        yield "sections", f"{twice!r} is there twice"
    for section in advice.sections:
        if not section.items:
            yield section.id, "no items"


def _written(advice: Advice) -> Iterator[Defect]:
    for key, words in (("footer", advice.footer), *_all_words(advice)):
        for language in LANGUAGES:
            text = words.of(language)
            if not text.strip() or not printable(text):
                yield f"{key}.{language}", "has to be one line of text"


def _all_words(advice: Advice) -> Iterator[tuple[str, Words]]:
    for section in advice.sections:
        leads = (item.lead for item in section.items if item.lead)
        yield from ((section.id, words) for words in (section.title, *section.claims, *leads))


def _sourced(advice: Advice) -> Iterator[Defect]:
    for section in advice.sections:
        for claim in section.claims:
            if claim.claim and not claim.sources:
                yield section.id, f"no source for {claim.en!r}"
        for key in section.sources:
            if not advice.sources.get(key, "").strip():
                yield "sources", f"{key!r} is not named"
    used = {key for section in advice.sections for key in section.sources}
    for key in sorted(advice.sources.keys() - used):
        yield "sources", f"{key!r} is used nowhere"
