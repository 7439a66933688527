"""docs/faults.md: every test that it names is there, and every test of a fault is named."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WHOLE = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
BY_HAND = re.sub(r"<!-- made by.*?<!-- end -->", "", WHOLE, flags=re.DOTALL)
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", BY_HAND)
ROWS = [line for line in BY_HAND.splitlines() if line.startswith("| ") and not line.startswith("| fault |")]
AS_WELL = {
    "test_a_window_does_not_bring_back_what_was_deleted_on_purpose",
    "test_only_the_file_deleted_and_its_log_left",
    "test_the_folder_deleted",
}
"""Cases of a row that another test stands for."""


@cache
def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_row_is_whole_and_names_a_test(row: str) -> None:
    _, *columns, _ = row.split("|")
    assert all(column.strip() for column in columns)
    assert "`tests/" in columns[-1]


def test_every_test_that_is_named_is_there() -> None:
    assert len(NAMED) >= len(ROWS) > 20
    assert [f"{file}::{name}" for file, name in NAMED if name not in names_in(file)] == []


def test_every_test_of_a_fault_is_named() -> None:
    assert names_in("tests/journal/test_faults.py") - {name for _, name in NAMED} == AS_WELL
