"""A hook of MkDocs: what the pages below docs/ link to outside of it comes along into the site, below `repository/`.

On the site as in the repository every link then leads somewhere: to a page, or to a file as it stands. A link to a
folder, or from one of these files to yet another, becomes plain words.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"(?<!!)\[(?P<words>[^\]]*)\]\((?P<target>[^)\s]+)\)")
CARRIED = "repository/"
DOCS = "docs/"
ELSEWHERE = re.compile(r"[a-z]+:|#|/")


def on_files(files: Any, config: Any) -> Any:
    """Adds each file outside of docs/ that a page links to. Called once, by MkDocs."""
    from mkdocs.structure.files import File

    pages = [file.src_uri for file in files.documentation_pages()]
    for path in sorted({path for page in pages for path in outside(page, (ROOT / DOCS / page).read_text())}):
        files.append(File.generated(config, CARRIED + path, abs_src_path=str(ROOT / path)))
    return files


def on_page_markdown(markdown: str, page: Any, files: Any, **_: Any) -> str:
    """The page with its links as the site has them. Called for each page, by MkDocs."""
    return as_on_site(markdown, page.file.src_uri, {file.src_uri for file in files})


def outside(page: str, markdown: str) -> Iterator[str]:
    """The files outside of docs/ that the page of that name links to, as the repository names them."""
    for link in LINK.finditer(markdown):
        path = _meant(page, link["target"])
        if path and not path.startswith(DOCS) and Path(ROOT, path).is_file():
            yield path


def as_on_site(markdown: str, page: str, there: set[str]) -> str:
    """Links that do not lead to one of the files `there` become words; those that lead out of docs/ are changed."""

    def changed(link: re.Match[str]) -> str:
        path = _meant(page, link["target"])
        if path is None:
            return link[0]
        uri = path.removeprefix(DOCS) if path.startswith(DOCS) else CARRIED + path
        if uri not in there:
            return link["words"]
        _, mark, anchor = link["target"].partition("#")
        return f"[{link['words']}]({posixpath.relpath(uri, posixpath.dirname(page) or '.')}{mark}{anchor})"

    return LINK.sub(changed, markdown)


def _meant(page: str, target: str) -> str | None:
    """The file of the repository that a link on this page of the site leads to; null where it leads elsewhere."""
    if ELSEWHERE.match(target):
        return None
    own = page.removeprefix(CARRIED) if page.startswith(CARRIED) else DOCS + page
    return posixpath.normpath(posixpath.join(posixpath.dirname(own), target.partition("#")[0]))
