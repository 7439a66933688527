"""The guide says what the program says: its made parts are up to date, and nothing is left out of it."""

import re
from pathlib import Path

import click
import pytest
from PIL import Image

from tests.docs.pages import ROOT, links
from tools import guide
from tools.guide_pictures import MOST_BYTES
from unseat.cli.main import VERBS, unseat
from unseat.settings import keys

PAGES = sorted(guide.GUIDE.glob("*.md"))
SOURCE = re.compile(r"doi [0-9.]+/\S*[\w]|10\.\d{4,}/\S*\w|PMC\d+|[A-Z][\w-]+(?: & [A-Z]\w+)? (?:19|20)\d\d(?!-)")
NO_SOURCES = {"Week 2026", "Nov 2026"}


def page(name: str) -> str:
    return (guide.GUIDE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_the_made_parts_are_up_to_date(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert guide.renewed(text) == text, "renew it: .venv/bin/python -m tools.guide"


def test_a_part_that_is_out_of_date_is_renewed_and_nothing_else() -> None:
    text = "# Title\n\n<!-- made by tools.guide: status -->\nold\n<!-- end -->\n\nwords\n"
    renewed = guide.renewed(text)
    assert "old" not in renewed
    assert guide.PARTS["status"]() in renewed
    assert renewed.startswith("# Title\n\n<!-- made")
    assert renewed.endswith("<!-- end -->\n\nwords\n")


def test_every_part_has_its_place() -> None:
    placed = [found["name"] for file in PAGES for found in guide.MADE.finditer(file.read_text(encoding="utf-8"))]
    assert sorted(placed) == sorted(guide.PARTS)


def test_every_setting_is_explained() -> None:
    rows = dict(re.findall(r"^\| `(\w+\.\w+)` \| `[^`]*` \| (.+) \|$", page("settings.md"), re.MULTILINE))
    assert list(rows) == list(keys())
    assert all(len(said) > 20 for said in rows.values())


def test_every_verb_is_explained_with_an_example() -> None:
    sections = dict(re.findall(r"^## unseat (\S+)\n(.*?)(?=^## |\Z)", page("commands.md"), re.MULTILINE | re.DOTALL))
    assert [name for name in sections if name in VERBS] == list(VERBS)
    assert not [name for name in VERBS if f"```console\nunseat {name}" not in sections[name]]


def test_every_part_of_a_verb_and_every_option_is_there() -> None:
    text, context = page("commands.md"), click.Context(unseat, info_name="unseat")
    for name in VERBS:
        command = unseat.get_command(context, name)
        assert command
        options = [option for each in command.params if isinstance(each, click.Option) for option in each.opts]
        assert not [option for option in options if f"`{option}" not in text and f", {option}" not in text]
        if isinstance(command, click.Group):
            assert not [part for part in command.commands if f"### unseat {name} {part}\n" not in text]


def test_every_page_is_named_on_the_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r": (\S+\.md)$", site, re.MULTILINE)
    assert {f"guide/{file.name}" for file in PAGES} <= set(named)
    assert not [name for name in named if not (ROOT / "docs" / name).is_file()]


def test_the_pictures_are_small_and_each_is_used() -> None:
    pictures = {file.name for file in (guide.GUIDE / "pictures").iterdir()}
    used = {Path(target).name for file in PAGES for target in links(file) if target.startswith("pictures/")}
    assert pictures == used
    for name in pictures:
        file = guide.GUIDE / "pictures" / name
        assert file.stat().st_size <= MOST_BYTES
        with Image.open(file) as picture:
            assert min(picture.size) > 200


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_no_source_is_named_that_the_page_of_evidence_does_not_have(file: Path) -> None:
    evidence = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    text = guide.MADE.sub("", file.read_text(encoding="utf-8"))
    named = {" ".join(found.split()) for found in SOURCE.findall(" ".join(text.split()))}
    assert not [one for one in named - NO_SOURCES if one not in " ".join(evidence.split())]


def test_what_is_not_known_is_said() -> None:
    assert "found no such study" in page("index.md")
    for name in ("index.md", "install.md", "questions.md"):
        assert re.search(r"never run there|nobody has run them there|not run", page(name), re.IGNORECASE)
    for name in ("index.md", "physiotherapist.md"):
        assert "not medical advice; not a medical device" in " ".join(page(name).split())
