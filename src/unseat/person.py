"""This person's unseat: their files, settings, texts, zone, cards and journal, each read when it is first asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from unseat import catalogue
from unseat.catalogue import Catalogue
from unseat.core.words import Instant
from unseat.journal import Journal, JournalError
from unseat.paths import Places, config_root, make_folders, places
from unseat.settings import Settings, load
from unseat.texts import Texts, choose_language
from unseat.zone import LocalZone


@dataclass(frozen=True)
class Person:
    """`env` names the person's folders, language and zone."""

    env: Mapping[str, str]

    @cached_property
    def places(self) -> Places:
        return places(self.env)

    @cached_property
    def settings(self) -> Settings:
        """Raises SettingsError."""
        return load(config_root() / "unseat.toml", self.places.config_file)

    @cached_property
    def texts(self) -> Texts:
        """Raises SettingsError."""
        return self._spoken(self.settings)

    def speak(self, settings: Settings) -> None:
        """Has `texts`, and whoever holds them, speak the language of these settings from now on."""
        if choose_language(settings.exercises.language, self.env) != self.texts.language:
            self.texts.become(self._spoken(settings))

    def _spoken(self, settings: Settings) -> Texts:
        return Texts.for_language(choose_language(settings.exercises.language, self.env), config_root() / "locales")

    @cached_property
    def zone(self) -> LocalZone:
        return LocalZone(self.env)

    @cached_property
    def cards(self) -> Catalogue:
        """Raises CatalogueError for a shipped card; the person's own that are wrong are left out."""
        return catalogue.load(self.exercises)

    @property
    def exercises(self) -> list[Path]:
        """The folders of cards and figures: those that are shipped, then the person's own."""
        return [config_root() / "exercises", self.places.own_exercises]

    @property
    def names(self) -> Mapping[str, str]:
        """What each exercise is called in the language that `texts` speak at the time."""
        return _Names({card.id: card.name for card in self.cards.exercises}, self.texts)

    def make_folders(self) -> None:
        """Makes the folders that are missing. Raises JournalError."""
        try:
            make_folders(self.places)
        except OSError as error:
            found = error.strerror or "cannot be made"
            raise JournalError(error.filename, found, "check that the folder is yours") from error

    def open_journal(self, mend_at: Instant | None = None) -> Journal:
        """Raises JournalError."""
        return Journal.open(self.places.journal_file, utc_offset_s=self.zone.offset_s, mend_at=mend_at)

    @contextmanager
    def journal(self) -> Iterator[Journal]:
        """Raises JournalError; the folders are made where they are missing."""
        self.make_folders()
        with self.open_journal() as journal:
            yield journal


class _Names(Mapping[str, str]):
    """`said`: what each is called in every language, by its id."""

    def __init__(self, said: Mapping[str, Mapping[str, str]], texts: Texts) -> None:
        self._said, self._texts = said, texts

    def __getitem__(self, exercise: str) -> str:
        return self._said[exercise][self._texts.language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)
