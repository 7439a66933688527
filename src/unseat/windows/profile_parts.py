"""What the profile asks, as groups of boxes, and the settings that the answers are."""

from collections.abc import Sequence

import msgspec
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QWidget

from unseat.core.exercise import Flag, Place
from unseat.core.languages import LANGUAGES, OWN_NAMES
from unseat.settings import Settings
from unseat.texts import Texts
from unseat.windows.widgets import fill, label


class Care(msgspec.Struct, frozen=True):
    """One thing to be careful with, in plain words, and the flags of the settings that it is."""

    said: str
    flags: tuple[Flag, ...]


def cares(texts: Texts) -> tuple[Care, ...]:
    say = texts.say
    return (
        Care(say("Pain around the pelvis, pregnant or not"), (Flag.ONE_LEG, Flag.SPLIT_STANCE, Flag.DEEP_SQUAT)),
        Care(say("Pregnant"), (Flag.PREGNANCY,)),
        Care(say("New hip, operated from the front"), (Flag.HIP_REPLACED_FRONT,)),
        Care(say("New hip, operated from the back"), (Flag.HIP_REPLACED_BACK,)),
        Care(say("New hip, operated from the side"), (Flag.HIP_REPLACED_SIDE,)),
        Care(say("A recent belly operation, or a hernia of the belly"), (Flag.BELLY_OPERATED,)),
        Care(say("A recent back or hip operation"), (Flag.BACK_OR_HIP_OPERATED,)),
        Care(say("Knees that hurt when kneeling or bending"), (Flag.KNEE,)),
        Care(say("A shoulder that hurts"), (Flag.SHOULDER,)),
        Care(say("A wrist that hurts"), (Flag.WRIST,)),
        Care(say("Osteoporosis, or a vertebra that broke"), (Flag.BONES,)),
        Care(say("High blood pressure, a heart disease or glaucoma"), (Flag.HEART_OR_EYES,)),
        Care(say("Unsteady or dizzy"), (Flag.BALANCE,)),
        Care(say("My chair has wheels"), (Flag.WHEELS,)),
    )


class Boxes(QWidget):
    """Several that may be ticked. Each stands for some values, which are all on where it is."""

    def __init__(self, title: str, choices: Sequence[tuple[str, tuple[str, ...]]], on: Sequence[str]) -> None:
        super().__init__()
        self._boxes = [(QCheckBox(said), values) for said, values in choices]
        for box, values in self._boxes:
            box.setChecked(any(value in on for value in values))
            box.setAccessibleDescription(title)
        self._was = [(box.isChecked(), values) for box, values in self._boxes]
        self._before = tuple(on)
        fill(self, label(title, "name"), *(box for box, _ in self._boxes), spacing=5)

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was on and has not been unticked, and all of what has been ticked."""
        kept: list[str] = list(self._before)
        for (box, values), (was, _) in zip(self._boxes, self._was, strict=True):
            if box.isChecked() and not was:
                kept += values
            elif was and not box.isChecked():
                kept = [value for value in kept if value not in values]
        return tuple(dict.fromkeys(kept))


class Radios(QWidget):
    """One of several. `chosen` is null where none of them is what is set."""

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], on: str, note: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._radios = [(QRadioButton(said), value) for said, value in choices]
        for radio, value in self._radios:
            radio.setChecked(value == on)
            radio.setAccessibleDescription(title)
            self._group.addButton(radio)
        notes = [label(note, "dim", size=0.9)] if note else []
        fill(self, label(title, "name"), *(radio for radio, _ in self._radios), *notes, spacing=5)

    @property
    def chosen(self) -> str | None:
        return next((value for radio, value in self._radios if radio.isChecked()), None)


def tongues(texts: Texts) -> list[tuple[str, str]]:
    """Every language there is, by its own name, and the setting for it; that of the desktop first."""
    named = sorted((OWN_NAMES[code], code) for code in LANGUAGES)
    return [(texts.say("Same as the desktop"), ""), *named]


class Tongue(QWidget):
    """The language of texts and cards."""

    def __init__(self, texts: Texts, on: str) -> None:
        super().__init__()
        self._box = QComboBox()
        for said, code in tongues(texts):
            self._box.addItem(said, code)
        self._box.setCurrentIndex(self._box.findData(on))
        title = label(texts.say("Language"), "name")
        title.setBuddy(self._box)
        self._box.setAccessibleName(title.text())
        fill(self, title, self._box, spacing=5)

    @property
    def chosen(self) -> str:
        return str(self._box.currentData())


def places_of(texts: Texts, on: Sequence[str]) -> Boxes:
    """Where the person can exercise."""
    say = texts.say
    choices = (
        (say("On the chair"), (Place.CHAIR.value,)),
        (say("Standing"), (Place.STANDING.value,)),
        (say("On the floor"), (Place.FLOOR.value,)),
    )
    return Boxes(say("Where you can exercise"), choices, on)


def level_of(texts: Texts, on: int) -> Radios:
    """How hard to begin; "1" to "3"."""
    say = texts.say
    choices = ((say("Gently"), "1"), (say("As usual"), "2"), (say("Firmly"), "3"))
    note = say("Harder exercises come by themselves once you have done the easier ones.")
    return Radios(say("How to begin"), choices, str(on), note)


def flags_of(texts: Texts, on: Sequence[str]) -> Boxes:
    """What to be careful with."""
    choices = [(care.said, tuple(flag.value for flag in care.flags)) for care in cares(texts)]
    return Boxes(texts.say("What to be careful with"), choices, on)


def no_diagnosis(texts: Texts) -> str:
    return texts.say("It only leaves out or adapts exercises. It stays on this computer, and is no diagnosis.")


class Body(QWidget):
    """Where the person can exercise, how hard to begin, and what to be careful with."""

    def __init__(self, settings: Settings, texts: Texts) -> None:
        super().__init__()
        chosen = settings.exercises
        self.places = places_of(texts, chosen.places)
        self.level = level_of(texts, chosen.level)
        self.language = Tongue(texts, chosen.language)
        self.flags = flags_of(texts, chosen.flags)
        note = label(no_diagnosis(texts), "dim")
        fill(self, self.places, self.level, self.language, self.flags, note, spacing=16).addStretch()

    def values(self) -> dict[str, str]:
        """Settings keys and what is to be set, as a person would type it."""
        return {
            "exercises.places": ",".join(self.places.chosen),
            "exercises.level": self.level.chosen or "1",
            "exercises.language": self.language.chosen,
            "exercises.flags": ",".join(self.flags.chosen),
        }
