"""What most verbs need: the person's files, settings, texts, zone and journal."""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from unseat import catalogue
from unseat.boundary import WrongError
from unseat.catalogue import Catalogue
from unseat.core.words import Instant
from unseat.desktop.instance import running
from unseat.journal import Journal
from unseat.paths import Places, config_root, make_folders, places
from unseat.settings import Settings, load
from unseat.texts import Texts, choose_language
from unseat.zone import LocalZone


@dataclass(frozen=True)
class Here:
    """This person's unseat, seen from a terminal."""

    env: Mapping[str, str]

    @classmethod
    def now(cls) -> "Here":
        return cls(os.environ)

    @cached_property
    def places(self) -> Places:
        return places(self.env)

    @cached_property
    def settings(self) -> Settings:
        """Raises SettingsError."""
        return load(config_root() / "unseat.toml", self.places.config_file)

    @cached_property
    def texts(self) -> Texts:
        return Texts.for_language(
            choose_language(self.settings.exercises.language, self.env), config_root() / "locales"
        )

    @cached_property
    def zone(self) -> LocalZone:
        return LocalZone(self.env)

    @cached_property
    def cards(self) -> Catalogue:
        """Raises CatalogueError."""
        return catalogue.load([config_root() / "exercises", self.places.own_exercises])

    @property
    def names(self) -> dict[str, str]:
        """What each exercise is called in the person's language."""
        return {card.id: card.name[self.texts.language] for card in self.cards.exercises}

    @property
    def instant(self) -> Instant:
        return Instant(time.time_ns() // 1_000_000)

    @property
    def agent(self) -> int | None:
        """The process id of the agent that runs."""
        return running(self.places.lock_file)

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """Raises JournalError; the folders are made where they are missing."""
        try:
            make_folders(self.places)
        except OSError as error:
            raise WrongError(f"{error.filename}: {error.strerror}; check that the folder is yours") from error
        with Journal.open(self.places.journal_file, utc_offset_s=self.zone.offset_s) as journal:
            yield journal


def read_file(path: Path) -> str:
    """Raises WrongError for a file that cannot be read or is no text."""
    try:
        return _text(str(path), path.read_bytes())
    except OSError as error:
        raise WrongError(f"{path}: {error.strerror}; name a file that can be read") from error


def read_stdin() -> str:
    return _text("-", sys.stdin.buffer.read())


def _text(name: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise WrongError(f"{name}: line {line}: not UTF-8; save the file as UTF-8") from error
