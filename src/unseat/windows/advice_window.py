"""The advice in a window: what to do when it hurts, the red flags, and whom to see. Reachable from every session."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from unseat.advice import Advice, Item, Section
from unseat.texts import Texts
from unseat.windows.widgets import bullet, button, column, label, scrolling


class AdviceWindow(QMainWindow):
    """Shows `first` (an id) before the other sections, where it is given."""

    def __init__(self, advice: Advice, texts: Texts, first: str = "") -> None:
        super().__init__()
        self.setWindowTitle(texts.say("unseat: when to get help"))
        sections = sorted(advice.sections, key=lambda section: section.id != first)
        area = scrolling(column(*sections_of(sections, advice, texts), spacing=6))
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(self.windowTitle())
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(18, 14, 18, 14)
        layout.addWidget(area)
        layout.addWidget(label(advice.footer.of(texts.language), "dim"))
        layout.addWidget(button(texts.say("Close"), self.close, "main"), 0, Qt.AlignmentFlag.AlignRight)
        self.setCentralWidget(inside)
        self.resize(620, 560)


def sections_of(sections: list[Section], advice: Advice, texts: Texts) -> Iterator[QWidget]:
    """Every section as widgets, its sources after it."""
    for section in sections:
        yield label(section.title.of(texts.language), "name", size=1.25)
        for paragraph in section.paragraphs:
            yield label(paragraph.of(texts.language))
        for item in section.items:
            yield bullet(item_text(item, advice, texts))
        if section.sources:
            named = texts.one_by_one(advice.sources[key] for key in section.sources)
            yield label(texts.say("Sources: {names}", names=named), "dim", size=0.85)


def item_text(item: Item, advice: Advice, texts: Texts) -> str:
    """With what it is called, and where it belongs to the red flags."""
    lead = f"{item.lead.of(texts.language)}{texts.colon}" if item.lead else ""
    levels = (
        f"\n→ {advice.flagged(level.urgency).title.of(texts.language)}{texts.colon}{level.of(texts.language)}"
        for level in item.levels
    )
    text = item.of(texts.language).replace("--", "-\u2060-\u2060")  # an option is not broken after its dashes
    return f"{lead}{text}{''.join(levels)}"
