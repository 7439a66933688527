"""The site's hook: links that lead out of docs/ lead somewhere on the site as well."""

import re

from tools.guide_site import as_on_site, outside


def test_what_a_page_links_to_outside_of_docs_comes_along() -> None:
    text = "[a](../../config/unseat.toml) [b](../privacy.md) [c](../../README.md#top) [d](https://a.example/) [e](#f)"
    assert list(outside("guide/settings.md", text)) == ["config/unseat.toml", "README.md"]


def test_a_folder_and_a_file_that_is_not_there_do_not() -> None:
    assert list(outside("exercises.md", "[a](../config/exercises) [b](../nothing.toml)")) == []


def test_links_are_turned_to_where_things_are_on_the_site() -> None:
    there = {"repository/config/unseat.toml", "repository/SECURITY.md", "privacy.md", "guide/index.md"}
    text = "[a](../../config/unseat.toml) [b](../privacy.md#the-network) [c](index.md) ![d](pictures/d.png) [e](#f)"
    assert as_on_site(text, "guide/settings.md", there) == text.replace("../../config", "../repository/config")
    back = as_on_site("[p](docs/privacy.md) [r](README.md)", "repository/SECURITY.md", there)
    assert back == "[p](../privacy.md) r"


def test_what_is_not_on_the_site_becomes_words() -> None:
    assert as_on_site("see [the shipped ones](../config/exercises).", "exercises.md", set()) == "see the shipped ones."


def test_the_site_asks_nothing_of_anybody() -> None:
    from tests.docs.pages import ROOT

    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in site
    assert not re.search(r"https?://|extra_javascript", site)
