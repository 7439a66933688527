"""Pictures of the week's page in a real browser, to be looked at: three widths, light and dark, and on paper.

Run as `python -m tools.page_pictures [PAGE.html [FOLDER]]`; pictures go to FOLDER (out/page). Without a page, those of
all made-up weeks, in the languages of LANGUAGES ("fr de"), or in all.
"""

import sys
import tempfile
from pathlib import Path

from tests.report.golden_pages import spoken
from tests.report.html_pages import LOOKED_AT
from tools.browser import Page, browser
from tools.languages import asked

WIDTHS = (1280, 800, 390)


def take(page: Page, file: Path, out: Path) -> None:
    for dark in (False, True):
        for width in WIDTHS:
            page.show(file, width, dark=dark)
            page.picture(out / f"{file.stem}-{width}-{'dark' if dark else 'light'}.png")
    page.show(file, WIDTHS[0])
    page.printed(out / f"{file.stem}.pdf")


def main(arguments: list[str]) -> int:
    out = Path(arguments[1] if len(arguments) > 1 else "out/page").absolute()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, browser(Path(folder)) as page:
        files = [Path(arguments[0])] if arguments else _written(Path(folder), out)
        for file in files:
            take(page, file, out)
    print(f"Pictures are in {out}.")
    return 0


def _written(folder: Path, out: Path) -> list[Path]:
    files = []
    for language in asked():
        texts = spoken(language, folder / "locales")
        for name, made in LOOKED_AT.items():
            files.append(out / f"{name}-{texts.language}.html")
            files[-1].write_text(made(texts), encoding="utf-8")
    return files


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
