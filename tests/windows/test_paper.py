"""Documents on paper, really drawn: how many pages, what is on them, that nothing is cut, that no file is harmed."""

import io
import os
import re
import stat
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from tests.report.html_pages import WEEK, weeks
from tests.report.test_page import CARDS
from tests.report.test_signs import noted
from tests.report.weeks import NAMES
from unseat.boundary import WrongError
from unseat.paths import config_root
from unseat.report.blocks import Bullets, Colours, Drawing, Grid, Heading, Legend, Pair, Paragraph, Part, Sheet
from unseat.report.page.sheet import week_sheet
from unseat.texts import Texts
from unseat.windows import paper
from unseat.windows.lettering import Laid, Line, Picture
from unseat.windows.setting import strips
from unseat.windows.strips import LOOSE, LOOSELY, Mark, Strip, height, pages

ENGLISH = Texts.english()
COLOURS = Colours(paper="#ffffff", ink="#000000", soft="#444444", line="#cccccc", accent="#2f74a8")
SQUARE = '<svg viewBox="0 0 10 10" width="100" height="100"><path d="M0,0h10v10h-10Z" fill="#2f74a8"/></svg>'
INNER, FULL = paper.WIDE - 2 * paper.SIDE, paper.HIGH - paper.TOP - paper.BOTTOM
LONG = "a sentence that goes on and on, " * 60


def document(*parts: Part) -> Sheet:
    return Sheet(title="Title", foot="Foot", page="page {n} of {all}", colours=COLOURS, parts=parts)


def week(name: str) -> Sheet:
    *earlier, own = weeks(name, [*WEEK, *noted()])
    return week_sheet(own, ENGLISH, config_root(), earlier=earlier, names=NAMES, cards=CARDS)


ORDINARY = week("2026-W47")


@pytest.fixture(scope="module")
def pdf(qapp: QApplication) -> bytes:
    return paper.as_pdf(ORDINARY)


# ---- a reader of what Qt writes, and of no other PDF


def read(pdf: bytes) -> list[str]:
    """The text of each page, a line for each piece of text."""
    objects = dict(re.findall(rb"\n(\d+) 0 obj\n(.*?)endobj", pdf, re.DOTALL))
    contents = [re.findall(rb"/Contents (\d+)", body)[0] for body in objects.values() if b"/Type /Page\n" in body]
    glyphs = {number: _glyphs(objects, body) for number, body in objects.items() if b"/Type0" in body}
    return ["".join(_text(zlib.decompress(_stream(objects[number])), glyphs)) for number in contents]


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\n(.*)\nendstream", body, re.DOTALL)
    assert found
    return found[1]


def _glyphs(objects: dict[bytes, bytes], font: bytes) -> dict[int, str]:
    cmap = objects[re.findall(rb"/ToUnicode (\d+)", font)[0]]
    found: dict[int, str] = {}
    for first, last, texts in re.findall(rb"<(\w{4})> <(\w{4})> (\[.*?\]|<\w+>)", cmap, re.DOTALL):
        codes = [bytes.fromhex(code.decode()).decode("utf-16-be") for code in re.findall(rb"<(\w+)>", texts)]
        for n, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
            found[glyph] = codes[n] if len(codes) > 1 else chr(ord(codes[0]) + n)
    return found


def _text(stream: bytes, glyphs: dict[bytes, dict[int, str]]) -> Iterator[str]:
    font: dict[int, str] = {}
    for name, shown, end in re.findall(rb"/F(\d+) \d+ Tf|<(\w+)> Tj|(\nET)", stream):
        font = glyphs[name] if name else font
        codes = shown.decode()
        yield "".join(font[int(codes[n : n + 4], 16)] for n in range(0, len(codes), 4)).replace("\u00a0", " ")
        yield "\n" if end else ""


# ---- the PDF


def test_the_pages_are_numbered_and_hold_the_texts(pdf: bytes) -> None:
    own = read(pdf)
    assert len(own) == len(re.findall(rb"/Type /Page\n", pdf))
    assert 3 <= len(own) <= 5
    for number, page in enumerate(own, 1):
        assert f"page {number} of {len(own)}" in page
        assert "Your week 2026-W47, made on this computer" in page
    whole = "\n".join(own)
    assert "\t" not in whole
    assert "veri\ufb01ed" not in own[-1]
    for text in ("The week by the clock", "Five signs, as you noted them", "Brace your trunk", "33 h 58 min", "6:47"):
        assert text in whole
    assert own[0].startswith("Your week 2026-W47\nMon 16 Nov to Sun 22 Nov 2026")


def test_letters_are_letters_and_charts_are_lines(pdf: bytes) -> None:
    """Fonts lie in the file, and no picture of dots does."""
    assert len(re.findall(rb"/FontFile[23]? ", pdf)) == len(re.findall(rb"/Type /FontDescriptor", pdf)) > 0
    assert not re.search(rb"/Subtype\s*/Image", pdf)
    assert len(pdf) < 400_000


def test_it_is_a4_and_has_a_title(pdf: bytes) -> None:
    assert set(re.findall(rb"/MediaBox \[(.*?)\]", pdf)) == {b"0 0 595.000000 842.000000"}
    assert "Your week 2026-W47".encode("utf-16-be") in pdf


def test_it_becomes_smaller_only_where_that_saves_a_page(qapp: QApplication) -> None:
    line = Paragraph("one line", "plain")
    many = document(*((Heading("Part"), line) for _ in range(30)))
    assert paper.fitted(document((Heading("Part"), line)))[0] == 1.0
    scale, own = paper.fitted(many)
    assert (scale < 1.0) == (len(own) < len(pages(strips(many, INNER), FULL)))


# ---- nothing is cut


@pytest.mark.parametrize("name", ["2026-W47", "2026-W30", "2026-W48"])
@pytest.mark.parametrize("scale", paper.SMALLER)
def test_every_text_and_picture_has_room(qapp: QApplication, name: str, scale: float) -> None:
    inner = paper.WIDE / scale - 2 * paper.SIDE
    own = strips(week(name), inner)
    assert own
    for strip in own:
        assert list(beyond(strip, inner)) == []


def beyond(strip: Strip, width: float) -> Iterator[Mark]:
    for mark in strip.marks:
        what = mark.what
        lines = [what] if isinstance(what, Line) else what.lines if isinstance(what, Laid) else []
        laid = [line.text.layout.lineAt(line.nth) for line in lines]
        widest = max((line.naturalTextWidth() for line in laid), default=what.width if isinstance(what, Picture) else 0)
        narrow = any(line.naturalTextWidth() > line.width() + 0.1 for line in laid)
        if narrow or mark.x + widest > width + 0.1 or mark.y + what.height > strip.height + 1.1:
            yield mark


def test_the_margins_stay_blank(qapp: QApplication) -> None:
    image = Image.open(io.BytesIO(paper.as_png(ORDINARY))).convert("L")
    wide, high = image.size
    side = round(wide * paper.SIDE / paper.WIDE) - 12
    for left in (0, wide - side):
        assert image.crop((left, 0, left + side, high)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    "text", ["word " * 400, "x" * 3000, "", "one\ntwo\u2028three", "\U0001f9d8 \u0645\u0631\u062d\u0628\u0627"]
)
def test_any_text_fits(qapp: QApplication, text: str) -> None:
    grid = Grid(text, ("a", "b"), ((text, text), (" " + text, "1")))
    column = (Heading(text), Paragraph(text, "soft"))
    parts = (Heading(text, 1), Paragraph(text, "lead"), Bullets((text, text)), grid), (Pair(column, column[:1]),)
    own = strips(document(*parts), INNER)
    assert [mark for strip in own for mark in beyond(strip, INNER)] == []
    assert paper.as_pdf(document(*parts)).startswith(b"%PDF")


# ---- which page


def strip(high: float, bound: int = LOOSE, above: float = 0, again: tuple[Strip, ...] = ()) -> Strip:
    return Strip(marks=(), height=high, bound=bound, above=above, again=again)


def heights(own: list[Strip]) -> list[list[float]]:
    return [[one.height for _, one in page] for page in pages(own, 100)]


def test_what_belongs_together_goes_to_the_next_page_together() -> None:
    assert heights([strip(75), strip(20), strip(10, bound=2)]) == [[75], [20, 10]]


def test_a_page_that_would_stay_rather_empty_takes_the_beginning() -> None:
    rows = [strip(20), strip(20, LOOSELY), strip(20, LOOSELY)]
    assert heights([strip(50), *rows]) == [[50, 20, 20], [20]]
    assert heights([strip(75), *rows]) == [[75], [20, 20, 20]]


def test_what_is_higher_than_a_page_is_parted_where_it_is_bound_least() -> None:
    assert heights([strip(60), strip(30, bound=2), strip(60, LOOSELY)]) == [[60, 30], [60]]
    assert heights([strip(60), strip(60, bound=2)]) == [[60], [60]]


def test_heads_stand_once_more_above_what_begins_a_page() -> None:
    head = strip(10)
    assert heights([head, *(strip(30, LOOSELY, again=(head,)) for _ in range(4))]) == [[10, 30, 30, 30], [10, 30]]


def test_nothing_is_left_free_at_the_top_of_a_page() -> None:
    (first, second), (third,) = pages([strip(30, above=20), strip(30, above=20), strip(60, above=20)], 100)
    assert (first.y, second.y, third.y) == (0, 50, 0)


@pytest.mark.parametrize("name", ["2026-W47", "2026-W48"])
def test_strips_lie_below_each_other_and_on_the_page(qapp: QApplication, name: str) -> None:
    for page in pages(strips(week(name), INNER), FULL):
        assert height(page) <= FULL + 0.01
        ends = [0.0, *(y + one.height for y, one in page)]
        assert all(y >= end - 0.01 for (y, _), end in zip(page, ends, strict=False))


def test_no_heading_is_the_last_on_a_page(qapp: QApplication) -> None:
    """A heading with a drawing, at any height of the page."""
    for lines in range(1, 60, 3):
        first: Part = (Heading("First"), *(Paragraph(f"line {n}") for n in range(lines)))
        sheet = document(first, (Heading("Alone"), Paragraph("said", "soft"), Drawing(SQUARE)))
        for page in pages(strips(sheet, INNER), FULL):
            last = page[-1].strip.marks[0].what
            assert not (isinstance(last, Line) and last.text.layout.text() in {"Alone", "said"})


def test_a_long_table_has_its_heads_on_every_page(qapp: QApplication) -> None:
    rows = tuple((f"row {n}", str(n)) for n in range(150))
    own = read(paper.as_pdf(document((Heading("Table"), Grid("Caption", ("name", "number"), rows)))))
    assert len(own) > 2
    assert all("name\nnumber\n" in page for page in own)
    assert all(page.count("row ") > 1 for page in own)


def test_numbers_stand_below_each_other(qapp: QApplication) -> None:
    grid = Grid("c", ("name", "number", "word"), (("one", "7", "up"), ("two", "1,234", "down"), ("three", "-", "")))
    own = strips(document((Heading("Table"), grid)), INNER)[3:]
    laid = [mark.what.layout.lineAt(0) for row in own for mark in row.marks[1:2] if isinstance(mark.what, Laid)]
    assert len({round(line.naturalTextRect().right(), 1) for line in laid}) == 1
    words = [mark.what.layout.lineAt(0) for row in own[:2] for mark in row.marks[2:3] if isinstance(mark.what, Laid)]
    assert {line.naturalTextRect().left() for line in words} == {0}


# ---- the picture


def test_the_picture_is_as_wide_as_paper_and_as_tall_as_its_text(qapp: QApplication) -> None:
    short, tall = (Image.open(io.BytesIO(paper.as_png(own))) for own in (week("2026-W30"), ORDINARY))
    assert short.size[0] == tall.size[0] == 1587
    assert 400 < short.size[1] < 1200
    assert tall.size[1] > 5000
    assert tall.getcolors(1) is None
    foot = tall.convert("L").crop((0, tall.size[1] - 120, tall.size[0], tall.size[1]))
    assert foot.histogram()[0:200] != [0] * 200


def test_a_picture_that_would_be_too_tall_to_paint_is_smaller(qapp: QApplication) -> None:
    many = document((Heading("List"), Bullets(tuple(f"line {n}" for n in range(3000)))))
    image = Image.open(io.BytesIO(paper.as_png(many)))
    assert image.size[1] == paper.TALLEST
    assert image.size[0] < 1587
    assert any(image.convert("L").histogram()[:128])


def test_what_is_no_svg_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="no SVG"):
        strips(document((Heading("Picture"), Drawing("<p>"))), INNER)
    assert strips(document((Heading("Key"), Legend(()))), INNER)


# ---- the file


def test_a_file_is_for_nobody_else_and_is_put_in_the_place_of_another(tmp_path: Path) -> None:
    file = tmp_path / "week.pdf"
    file.write_text("old")
    file.chmod(0o644)
    paper.put(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [file]


def test_where_writing_fails_the_old_file_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "week.pdf"
    file.write_text("old")

    def full(_file: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WrongError, match=r"week\.pdf: No space left on device; name a file that can be written"):
        paper.put(file, b"new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_device_or_folder_is_never_replaced(tmp_path: Path) -> None:
    for place in (Path(os.devnull), tmp_path):
        with pytest.raises(WrongError, match="not a file"):
            paper.put(place, b"new")


# ---- the process


def child(sheet: bytes, *arguments: str) -> tuple[int, str]:
    """One without a display, and with a platform named that there is not."""
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "QT_QPA_PLATFORM": "nowhere"}
    argv = [sys.executable, "-m", "unseat.windows", "paper", *arguments]
    done = subprocess.run(argv, env=env, input=sheet, capture_output=True, check=False, timeout=60)
    return done.returncode, done.stderr.decode()


def test_a_child_draws_without_a_display(tmp_path: Path) -> None:
    sheet = msgspec.json.encode(document((Heading("Title", 1), Paragraph("text"))))
    for form, begins in (("pdf", b"%PDF-1."), ("png", b"\x89PNG")):
        file = tmp_path / f"own.{form}"
        assert child(sheet, f"--{form}", str(file)) == (0, "")
        assert file.read_bytes().startswith(begins)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_one_line_and_code_1(tmp_path: Path) -> None:
    sheet = msgspec.json.encode(document((Heading("Title", 1), Paragraph("text"))))
    code, said = child(sheet, "--pdf", str(tmp_path / "none" / "own.pdf"))
    assert (code, said.count("\n")) == (1, 1)
    assert said.endswith("own.pdf: No such file or directory; name a file that can be written\n")


@pytest.mark.parametrize("arguments", [(), ("--pdf",), ("--pdf", "a", "--png", "b"), ("--svg", "a")])
def test_a_wrong_call_is_code_2(arguments: tuple[str, ...]) -> None:
    assert child(b"{}", *arguments)[0] == 2
