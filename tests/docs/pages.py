"""The pages that people read, taken apart by a Markdown parser: their links, and the anchors that links can lead to."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
NOT_OURS = {"out", "dist", "build", "node_modules"}
ELSEWHERE = re.compile(r"[a-z]+:")
PARSER = MarkdownIt("commonmark").enable("table")


def pages(folder: Path = ROOT) -> list[Path]:
    """Every .md file of the repository, but for what is made or fetched."""
    found = (file for file in folder.rglob("*.md") if not _hidden(file.relative_to(folder)))
    return sorted(found)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part in NOT_OURS for part in path.parts)


def links(file: Path) -> Iterator[str]:
    """What the links and pictures of a page lead to."""
    for token in _inline(file):
        for child in token.children or ():
            target = child.attrGet("href") or child.attrGet("src")
            if isinstance(target, str):
                yield target


@cache
def anchors(file: Path) -> frozenset[str]:
    """The anchors of its headings, as GitHub and MkDocs make them of plain English."""
    tokens = PARSER.parse(file.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    made = set()
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            slug = _slug("".join(child.content for child in token.children or ()))
            made.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
            seen[slug] += 1
    return frozenset(made)


def _slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def _inline(file: Path) -> Iterator[Token]:
    return (token for token in PARSER.parse(file.read_text(encoding="utf-8")) if token.type == "inline")


def dead(file: Path) -> Iterator[str]:
    """The links of a page that lead to no file of the repository, or to no heading in it."""
    for target in links(file):
        if ELSEWHERE.match(target):
            continue
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            yield target
