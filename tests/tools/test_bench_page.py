"""Figures that a command puts into a page."""

import pytest

from bench.page import here, put
from bench.table import Row, markdown

PAGE = "# Title\n\n<!-- made by one -->\nold\n<!-- end -->\n\nwords\n\n<!-- made by two -->\n<!-- end -->\n"


def test_a_command_renews_its_own_place_and_nothing_else() -> None:
    assert put(PAGE, "one", "new") == PAGE.replace("old", "new")
    assert put(PAGE, "two", "new") == PAGE.replace("two -->\n", "two -->\nnew\n")
    assert put(put(PAGE, "two", "new"), "two", "newer") == put(PAGE, "two", "newer")


def test_a_page_without_its_place_is_left_alone() -> None:
    with pytest.raises(ValueError, match="no place for the figures of three"):
        put(PAGE, "three", "new")


def test_a_table_names_ratios_and_what_is_over() -> None:
    columns = {"ours": [Row("CPU", 2, "%", 1)], "theirs": [Row("CPU", 8, "%")]}
    assert markdown(columns).split("\n") == [
        "|  | ours | theirs | at most |",
        "|---|---|---|---|",
        "| CPU | 2 % | 8 % (x 4) | 1 %  OVER |",
    ]


def test_when_and_where_is_said() -> None:
    assert "cores" in here()
