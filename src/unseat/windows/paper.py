"""A document on paper: as a PDF in pages of A4, or as one tall picture. No display is needed, and nothing is shown.

`python -m unseat.windows paper --pdf FILE` (or `--png FILE`) reads the document from the standard input: a `Sheet` as
JSON. The file is for nobody else's eyes, and what was there stays until the new one is complete.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QSizeF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from unseat import private
from unseat.boundary import WrongError
from unseat.report.blocks import Sheet
from unseat.windows.lettering import POINT, Laid, Style
from unseat.windows.setting import strips
from unseat.windows.strips import Placed, height, pages

WIDE, HIGH = 595.28 * POINT, 841.89 * POINT
"""A4."""
SIDE, TOP, BOTTOM = 48 * POINT, 38 * POINT, 52 * POINT
FOOT = 34 * POINT
"""From the line below a page to the lower edge of the paper."""
FINE = 1200
"""Dots per inch in which a PDF counts; what is drawn is not made of dots."""
PICTURE = 2 * 96
"""Dots per inch of a picture, as long as it is not too tall."""
SMALLER = (1.0, 0.95, 0.9)
"""How much smaller everything may become where that saves a page."""
TALLEST = 30_000
"""Dots; Qt paints up to 32,767."""

_MEANINGS = re.compile(rb"\[(?:<[0-9A-F]{4}> )+\]")
"""The characters that the signs of a font stand for, in a PDF."""


def main(arguments: Sequence[str]) -> int:
    """Raises WrongError for a file that cannot be written."""
    parser = argparse.ArgumentParser(prog="unseat.windows paper", add_help=False)
    form = parser.add_mutually_exclusive_group(required=True)
    form.add_argument("--pdf", type=Path)
    form.add_argument("--png", type=Path)
    wanted = parser.parse_args(arguments)
    sheet = msgspec.json.decode(sys.stdin.buffer.read(), type=Sheet)
    application()
    put(wanted.pdf or wanted.png, as_pdf(sheet) if wanted.pdf else as_png(sheet))
    return 0


def application() -> QGuiApplication:
    """Qt without a display, unless it is there already."""
    own = QGuiApplication.instance() or QGuiApplication(["unseat", "-platform", "offscreen"])
    assert isinstance(own, QGuiApplication)  # noqa: S101  it is never a bare QCoreApplication here
    return own


def as_pdf(sheet: Sheet) -> bytes:
    """Raises ValueError for a picture that is no SVG."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(FINE)
    writer.setTitle(sheet.title)
    writer.setCreator("unseat")
    scale, placed = fitted(sheet)
    painter = QPainter(writer)
    painter.scale(scale * FINE / (72 * POINT), scale * FINE / (72 * POINT))
    for index, page in enumerate(placed):
        if index:
            writer.newPage()
        number = sheet.page.replace("{n}", str(index + 1)).replace("{all}", str(len(placed)))
        _draw(painter, page, sheet, QSizeF(WIDE, HIGH) / scale, number)
    painter.end()
    return _with_spaces(bytes(buffer.data().data()))


def fitted(sheet: Sheet) -> tuple[float, list[list[Placed]]]:
    """The pages, as few as can be, and how large they are drawn: no smaller than that takes."""
    tried = [(scale, pages(strips(sheet, WIDE / scale - 2 * SIDE), HIGH / scale - TOP - BOTTOM)) for scale in SMALLER]
    return min(tried, key=lambda one: len(one[1]))


def as_png(sheet: Sheet) -> bytes:
    """Raises ValueError for a picture that is no SVG."""
    (page,) = pages(strips(sheet, WIDE - 2 * SIDE), float("inf"))
    high = TOP + height(page) + BOTTOM
    scale = min(PICTURE / (72 * POINT), TALLEST / high)
    image = QImage(round(WIDE * scale), round(high * scale), QImage.Format.Format_RGB32)
    image.fill(QColor(sheet.colours.paper))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    _draw(painter, page, sheet, QSizeF(WIDE, high), "")
    painter.end()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _draw(painter: QPainter, page: Sequence[Placed], sheet: Sheet, size: QSizeF, number: str) -> None:
    """A page with what stands below it."""
    painter.save()
    painter.translate(SIDE, TOP)
    for y, strip in page:
        strip.draw(painter, y)
    style, width, y = Style(8.5, sheet.colours.soft), size.width() - 2 * SIDE, size.height() - TOP - FOOT
    Laid(sheet.foot, style, width).draw(painter, 0, y)
    Laid(number, style, width, right=True).draw(painter, 0, y)
    painter.restore()


def _with_spaces(pdf: bytes) -> bytes:
    """Qt calls a space a tab where a font has one sign for both; who copies text wants spaces. No byte is moved."""
    return _MEANINGS.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), pdf)


def put(file: Path, data: bytes) -> None:
    """Writes a file whole or not at all, mode 0600. Raises WrongError where that cannot be done."""
    if file.exists() and not file.is_file():
        raise WrongError(f"{file}: not a file; name a file that can be written")
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with ExitStack() as stack:
            stack.callback(beside.unlink, missing_ok=True)
            private.make(beside)
            beside.write_bytes(data)
            beside.replace(file)
    except OSError as error:
        raise WrongError(f"{file}: {error.strerror}; name a file that can be written") from error
