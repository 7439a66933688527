"""The table of `make torture`: what went wrong stands in it."""

from importlib import import_module

import pytest

from bench.torture import FAULTS, HEADS, Fault, Row, _wrong, markdown
from tests.torture.size import Size


def test_a_program_that_fails_is_a_row_that_says_so() -> None:
    row = Fault("a fault", "no.such.module", (), str, str).row()
    assert row.wrong
    assert row.result.startswith("**failed**: ")
    assert "no.such" in row.result


@pytest.mark.parametrize("fault", FAULTS)
def test_every_program_says_how_long_it_took(fault: str) -> None:
    assert "seconds" in import_module(FAULTS[fault].module).Done.__struct_fields__


def test_what_grew_was_busy_or_left_something_behind_is_wrong() -> None:
    small, large = Size(30.0, 10), Size(40.0, 12)
    assert not list(_wrong({"cpu": 1.0, "left": (), "failed": ()}, small, small))
    assert list(_wrong({"cpu": 50.0, "left": ("a file",), "failed": ()}, small, large)) == [
        "grew: memory, open files",
        "50.0 % of a core",
        "left behind ('a file',), failed ()",
    ]


def test_every_row_has_as_many_cells_as_the_head() -> None:
    lines = markdown([Row("a", "1", "well", "2", Size(1.0, 2), Size(1.5, 2)), Row("b", "", "not done")]).splitlines()
    assert {line.count("|") for line in lines} == {len(HEADS) + 1}
    assert "| a | 1 | well | 1.0, 1.5 MB | 2, 2 | 2 |" in lines
