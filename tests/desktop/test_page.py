"""The week's page in a real Chromium: nothing is fetched, nothing is complained of, and it can be read and printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.report.golden_pages import dutch
from tests.report.html_pages import LOOKED_AT
from tools.axe import violations
from tools.browser import Page, browser
from tools.page_pictures import WIDTHS, take
from unseat.texts import Texts

pytestmark = pytest.mark.desktop

CONTRASTS = """
(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => parts(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = (one) => {
    if (one.previousElementSibling?.tagName === "circle") return getComputedStyle(one.previousElementSibling).fill;
    for (; one; one = one.parentElement) {
      const own = getComputedStyle(one).backgroundColor;
      if (!own.endsWith(", 0)") && own !== "transparent") return own;
    }
    return "rgb(255, 255, 255)";
  };
  const texts = [...document.querySelectorAll("body *")].filter((one) =>
    one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return texts.map((one) => {
    const style = getComputedStyle(one);
    const ink = one instanceof SVGElement ? style.fill : style.color;
    const [dark, bright] = [light(ink), light(ground(one))].sort((a, b) => a - b);
    return [one.tagName, one.textContent.slice(0, 30), (bright + 0.05) / (dark + 0.05)];
  });
})()
"""
OPENED = "document.querySelectorAll('details').forEach(one => one.open = true)"
SEEN = "[...document.querySelectorAll('figure > svg')].filter(one => one.checkVisibility()).length"
OVERLAPS = """
[...document.querySelectorAll("figure > svg")].filter((one) => one.checkVisibility()).flatMap((svg) => {
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent);
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const whole = svg.getBoundingClientRect();
  const out = boxes.filter(([, box]) => box.left < whole.left - 1 || box.right > whole.right + 1);
  const crossed = boxes.filter(([, one], n) => boxes.slice(n + 1).some(([, other]) => one.left < other.right + 3
    && other.left < one.right + 3 && one.top < other.bottom - 2 && other.top < one.bottom - 2));
  return [...out, ...crossed].map(([text]) => text);
})
"""


BAD = """
<!DOCTYPE html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<h1>One</h1><h3>Three</h3><p style="color: #bbb">grey on white</p><img src="data:,">
<div aria-hidden="true"><a href="#a">a</a></div>
<div><button style="all: unset; font-size: 9px">a</button><button style="all: unset; font-size: 9px">b</button></div>
<table><tr><td>1<td>2<td>3<td>4<tr><td>1<td>2<td>3<td>4<tr><td>1<td>2<td>3<td>4<tr><td>1<td>2<td>3<td>4</table>
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(tmp_path_factory.mktemp("browser")) as own:
        yield own


@pytest.fixture(scope="module", params=["en", "nl"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return Texts.english() if request.param == "en" else dutch(tmp_path_factory.mktemp("locales"))


@pytest.fixture(scope="module", params=LOOKED_AT)
def file(request: pytest.FixtureRequest, texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("page") / f"{request.param}.html"
    written.write_text(LOOKED_AT[request.param](texts), encoding="utf-8")
    return written


def test_nothing_is_fetched_and_nothing_complained_of(page: Page, file: Path) -> None:
    page.show(file, 1280)
    methods = [event["method"] for event in page.events]
    asked = [event["params"] for event in page.events if event["method"] == "Network.requestWillBeSent"]
    assert [one["request"]["url"] for one in asked] == [file.as_uri()]
    assert not {"Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"} & set(methods)


def test_a_page_that_fetches_and_complains_is_noticed(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text('<title>x</title><img src="nothing.png"><script>console.error("oh")</script>', encoding="utf-8")
    page.show(bad, 800)
    methods = [event["method"] for event in page.events]
    assert methods.count("Network.requestWillBeSent") == 2
    assert {"Runtime.consoleAPICalled", "Log.entryAdded"} <= set(methods)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_can_be_read_at_every_width_in_both_themes(page: Page, file: Path, width: int, dark: bool) -> None:
    page.show(file, width, dark=dark)
    assert page.value("document.documentElement.scrollWidth") <= width
    assert page.value(SEEN) == page.value("document.querySelectorAll('figure').length")
    assert page.value(OVERLAPS) == []
    assert [one for one in page.value(CONTRASTS) if one[2] < 4.5] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_with_every_table_open(page: Page, file: Path, width: int, dark: bool) -> None:
    page.show(file, width, dark=dark)
    page.value(OPENED)
    assert violations(page) == []


def test_axe_finds_nothing_as_the_page_opens(page: Page, file: Path) -> None:
    page.show(file, WIDTHS[-1])
    assert violations(page) == []


def test_axe_finds_what_a_bad_page_does_wrong(page: Page, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(BAD, encoding="utf-8")
    page.show(bad, 800)
    found = violations(page)
    assert {one.rule for one in found} >= {
        *("html-has-lang", "document-title", "color-contrast", "image-alt", "heading-order", "region"),
        *("target-size", "td-has-header", "aria-hidden-focus"),
    }
    assert ("color-contrast", "serious", "p") in [(one.rule, one.impact, one.where) for one in found]


def test_the_themes_differ(page: Page, file: Path) -> None:
    grounds = []
    for dark in (False, True):
        page.show(file, 800, dark=dark)
        grounds.append(page.value("getComputedStyle(document.body).backgroundColor"))
    assert grounds[0] != grounds[1]


def test_every_table_is_reached_by_keyboard(page: Page, file: Path) -> None:
    page.show(file, 800)
    stops = page.value("[...document.querySelectorAll('summary, .scroll')].every(one => one.tabIndex === 0)")
    assert stops is True
    page.value(OPENED)
    tables = page.value("[...document.querySelectorAll('table')].every(one => one.checkVisibility())")
    assert tables is True
    assert page.value("document.documentElement.scrollWidth") <= 800


def test_pictures_and_paper(page: Page, file: Path, tmp_path: Path) -> None:
    take(page, file, tmp_path)
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) == 2 * len(WIDTHS)
    for one in pictures:
        with Image.open(one) as picture:
            assert f"-{picture.width}-" in one.name
            colours = picture.convert("RGB").getcolors(1 << 24)
            assert colours is not None
            assert len(colours) > 50
    assert (tmp_path / f"{file.stem}.pdf").read_bytes().startswith(b"%PDF-")
