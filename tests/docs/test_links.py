"""No link on any page of the repository is dead."""

from pathlib import Path

import pytest

from tests.docs.pages import ROOT, dead, pages


@pytest.mark.parametrize("file", pages(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    assert list(dead(file)) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One, and two\n\n[a](other.md) [b](#one-and-two) [c](#three) ![d](d.png)\n\n| [e](page.md#four) |\n|---|\n"
        "[f](https://example.org/nowhere)\n\n```\n[not](a-link.md)\n```\n"
    )
    assert list(dead(page)) == ["other.md", "#three", "d.png", "page.md#four"]
    (tmp_path / "other.md").write_text("")
    assert "other.md" not in list(dead(page))


def test_all_pages_are_looked_at() -> None:
    names = {str(file.relative_to(ROOT)) for file in pages()}
    assert {"README.md", "SECURITY.md", "docs/evidence.md", "docs/guide/index.md"} <= names
    assert not [name for name in names if name.startswith((".venv", "out/"))]
