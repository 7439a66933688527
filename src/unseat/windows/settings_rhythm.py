"""How often an exercise is offered: the two rhythms that trials were done with, each with its source, or one's own."""

import msgspec
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from unseat.core.durations import TextError, parse_duration
from unseat.texts import Texts
from unseat.windows.settings_controls import beside, indented, line
from unseat.windows.settings_fields import Field
from unseat.windows.widgets import fill, label

KEY = "prompts.every"


class Preset(msgspec.Struct, frozen=True):
    """`every` as a person types it, empty for a rhythm of one's own; `why` in one line, with its source."""

    said: str
    every: str
    why: str


def presets(texts: Texts) -> tuple[Preset, ...]:
    """What each rests on stands in docs/evidence.md, with the same sources."""
    say = texts.say
    return (
        Preset(
            say("5 minutes every 30 minutes"),
            "30m",
            say(
                "In 11 adults who walked for 1 or 5 minutes every 30 or 60 minutes, only this lowered blood sugar "
                "(Duran 2023, doi 10.1249/MSS.0000000000003109)."
            ),
        ),
        Preset(
            say("6 minutes every hour"),
            "60m",
            say(
                "In 23 adults with type 2 diabetes this lowered blood sugar and insulin; 3 minutes every half hour "
                "did no better than sitting (Homer 2021, doi 10.2337/dc20-1410)."
            ),
        ),
        Preset(
            say("My own rhythm: every"),
            "",
            say(
                "No limit in minutes is proven: the World Health Organization finds too little evidence for any "
                "(guideline 2020, PMC7719906)."
            ),
        ),
    )


class Rhythm(Field):
    """`now`: what is in force, as it is written in the settings."""

    def __init__(self, texts: Texts, now: str) -> None:
        super().__init__(KEY)
        title = texts.say("How often you want a break")
        self._now, self._presets = now, presets(texts)
        self._group = QButtonGroup(self)
        self._radios = [QRadioButton(preset.said) for preset in self._presets]
        self._own = line(now, "45m")
        self._own.setAccessibleName(self._presets[-1].said)
        rows: list[QWidget] = [label(title, "name")]
        for radio, preset in zip(self._radios, self._presets, strict=True):
            self._group.addButton(radio)
            radio.setAccessibleDescription(f"{title}. {preset.why}")
            radio.toggled.connect(lambda _: self._chosen())
            rows += [radio if preset.every else beside(radio, self._own), indented(label(preset.why, "dim", size=0.9))]
        self._radios[self._in_force()].setChecked(True)
        self._own.editingFinished.connect(self.edited)
        self._own.setEnabled(self._is_own)
        fill(self, *rows, self.wrong, spacing=4)

    @property
    def control(self) -> QWidget:
        return self._own if self._is_own else self._radios[0]

    @property
    def value(self) -> str:
        """What is in force stays as it is written, where the one chosen is just as long."""
        on = (preset.every for radio, preset in zip(self._radios, self._presets, strict=True) if radio.isChecked())
        wanted = next(on, "") or self._own.text().strip()
        return self._now if _length(wanted) is not None and _length(wanted) == _length(self._now) else wanted

    @property
    def _is_own(self) -> bool:
        return self._radios[-1].isChecked()

    def _in_force(self) -> int:
        lengths = [_length(preset.every) for preset in self._presets[:-1]]
        now = _length(self._now)
        return lengths.index(now) if now in lengths else len(lengths)

    def _chosen(self) -> None:
        self._own.setEnabled(self._is_own)
        self.edited.emit()


def _length(text: str) -> int | None:
    try:
        return parse_duration(text)
    except TextError:
        return None
