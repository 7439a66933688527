"""Colours and measures of the windows, in light and in dark, and the style sheet made from them.

Text has a contrast of at least 4.5 to 1 on its ground, borders and the focus ring 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from unseat.paths import config_root


class Scheme(msgspec.Struct, frozen=True):
    """Each as #rrggbb. `panel` lies on `ground`; `accent` is for what is meant to be chosen, `warm` for what stops."""

    ground: str
    panel: str
    edge: str
    text: str
    dim: str
    accent: str
    on_accent: str
    lit: str
    warm: str


LIGHT = Scheme(
    ground="#fbfaf8", panel="#ffffff", edge="#8d9196", text="#22303c", dim="#59626b", accent="#0f6e66",
    on_accent="#ffffff", lit="#e2f0ee", warm="#a8341a",
)  # fmt: skip
DARK = Scheme(
    ground="#1b2229", panel="#232c35", edge="#78838d", text="#eceff1", dim="#b2bcc4", accent="#4fb8ac",
    on_accent="#0d1f1d", lit="#22403f", warm="#ff9a7d",
)  # fmt: skip

_SHEET = """
QWidget {{ background: {ground}; color: {text}; }}
QLabel, QCheckBox, QRadioButton {{ background: transparent; }}
QLabel[role="dim"], QCheckBox[role="dim"] {{ color: {dim}; }}
QLabel[role="name"] {{ font-weight: 600; }}
QLabel[role="side"] {{ background: {lit}; color: {accent}; border-radius: 11px; padding: 3px 12px; font-weight: 600; }}
QLabel[role="step"] {{ color: {dim}; padding: 3px 8px; border-left: 3px solid transparent; }}
QLabel[role="step"][meant="true"] {{ color: {text}; background: {lit}; border-left: 3px solid {accent}; }}
QLabel[role="warm"] {{ color: {warm}; }}
QFrame[role="panel"] {{ background: {panel}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[role="card"] {{ background: {ground}; border: 1px solid {edge}; }}
QWidget[role="clear"] {{ background: transparent; }}
QFrame[role="rule"] {{ background: {line}; border: none; }}
QListWidget[role="nav"] {{ background: transparent; border: none; outline: none; }}
QListWidget[role="nav"]::item {{ padding: 8px 10px; border-radius: 6px; border: 1px solid transparent; color: {text}; }}
QListWidget[role="nav"]::item:hover {{ background: {panel}; }}
QListWidget[role="nav"]::item:selected {{ background: {lit}; color: {accent}; font-weight: 600; }}
QListWidget[role="nav"]::item:selected:focus {{ border-color: {accent}; }}
QPushButton, QToolButton {{ background: {panel}; color: {text}; border: 1px solid {edge}; border-radius: 6px;
  padding: 5px 13px; min-height: 20px; }}
QPushButton:hover, QToolButton:hover {{ border-color: {accent}; background: {lit}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {accent}; padding: 4px 12px; }}
QPushButton:disabled {{ color: {dim}; border-color: {line}; }}
QPushButton[role="main"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="main"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="stops"] {{ color: {warm}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {accent};
  text-decoration: underline; padding: 2px 4px; }}
QPushButton[role="link"]:focus {{ border: 2px solid {accent}; padding: 1px 3px; }}
QToolButton {{ padding: 4px 30px 3px 13px; }}
QToolButton:focus {{ padding: 3px 29px 2px 12px; }}
QToolButton::menu-button {{ border: none; border-left: 1px solid {edge}; width: 20px; border-radius: 0; }}
QMenu {{ background: {panel}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 5px 16px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent}; color: {on_accent}; }}
QProgressBar {{ background: {line}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; min-height: 28px; margin: 1px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent;
  height: 0; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {accent}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {edge};
  background: {panel}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{icons}/tick-{name}.svg"); }}
QRadioButton::indicator:checked {{ background: {accent}; border-color: {accent};
  image: url("{icons}/dot-{name}.svg"); }}
QLineEdit, QComboBox {{ background: {panel}; border: 1px solid {edge}; border-radius: 5px; padding: 3px 8px; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{icons}/arrow-{name}.svg"); width: 14px; height: 14px; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border-color: {warm}; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {dim}; border-color: {line}; }}
QLineEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; padding: 2px 7px; }}
"""


def is_dark(look: str) -> bool:
    """What the person chose ("light" or "dark"), else what the desktop asks for, else light."""
    if look:
        return look == "dark"
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def dress(app: QApplication, *, dark: bool) -> Scheme:
    """The same look on every desktop: Qt's own style in our colours."""
    scheme = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(scheme))
    line, icons = _between(scheme.ground, scheme.edge), (config_root() / "icons").as_posix()
    name = "dark" if dark else "light"
    app.setStyleSheet(_SHEET.format(line=line, icons=icons, name=name, **msgspec.structs.asdict(scheme)))
    return scheme


def _palette(scheme: Scheme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for place, colour in (
        (role.Window, scheme.ground),
        (role.Base, scheme.panel),
        (role.Button, scheme.panel),
        (role.WindowText, scheme.text),
        (role.Text, scheme.text),
        (role.ButtonText, scheme.text),
        (role.PlaceholderText, scheme.dim),
        (role.Highlight, scheme.accent),
        (role.HighlightedText, scheme.on_accent),
        (role.Link, scheme.accent),
    ):
        palette.setColor(place, QColor(colour))
    return palette


def _between(one: str, other: str) -> str:
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(2 * a + b) // 3:02x}" for a, b in pairs)
