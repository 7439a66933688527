"""How wrong the estimate is about days whose truth is known. The table: `python -m bench.labelled`."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.labelled import answers, errors
from tests.labelled.answers import taught
from tests.labelled.made import Made
from tests.labelled.persons import PERSONS, day_of, drawn
from tests.labelled.rules import FIXED, PEERS, error
from tests.labelled.table import DAYS, DRAWN, OURS, OURS_FIXED, OVERALL, days_of, holds, in_range, measured
from unseat.core.words import Kind

DOCS = Path(__file__).parents[2] / "docs"


def of(person: str, rule: str) -> float:
    return measured()[person][rule]


def best_peer(person: str) -> float:
    return min(of(person, peer) for peer in PEERS)


def test_overall_the_estimate_is_a_third_as_wrong_as_the_best_peer() -> None:
    assert of(OVERALL, OURS) <= best_peer(OVERALL) / 3


@pytest.mark.parametrize("person", [person.name for person in PERSONS])
def test_for_everybody_it_is_less_wrong_than_the_peer_that_suits_them_best(person: str) -> None:
    assert of(person, OURS) < best_peer(person)


def test_so_it_is_for_persons_whom_no_rule_was_tried_on() -> None:
    assert of(DRAWN, OURS) <= best_peer(DRAWN) / 3


def test_the_rhythm_helps_the_reader_and_costs_the_writer_nothing() -> None:
    assert of("reader", OURS) <= of("reader", OURS_FIXED) / 3
    assert of("writer", OURS) <= of("writer", OURS_FIXED)
    assert of(OVERALL, OURS) <= of(OVERALL, OURS_FIXED) / 2


def test_the_truth_lies_in_the_range() -> None:
    """A commuter's last page, where it lasted longer than the limit before the lid was closed, is in neither end."""
    within = in_range()
    assert within.pop("commuter") >= DAYS - 1
    assert within == {person.name: DAYS for person in PERSONS if not person.lid}


def test_so_it_does_by_a_fixed_limit_for_whoever_writes() -> None:
    assert all(holds(day, FIXED) for day in days_of(PERSONS[0]))


def test_answers_teach_what_a_fixed_limit_gets_wrong_and_spoil_nothing() -> None:
    off = taught()
    assert all(learned <= estimated / 3 for estimated, learned in (off["reader"], off["commuter"]))
    assert all(learned <= estimated + 0.015 for estimated, learned in off.values())


# ---- what is told of it


@pytest.mark.parametrize("table", [errors, answers])
def test_the_tables_in_the_docs_are_what_is_measured(table: Callable[[], str]) -> None:
    assert table() in (DOCS / "presence.md").read_text(encoding="utf-8"), "python -m bench.labelled"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("numbers.md", [(OVERALL, OURS_FIXED), (OVERALL, OURS), ("caller", OURS_FIXED), ("reader", OURS_FIXED)]),
        ("physiotherapist.md", [(OVERALL, OURS_FIXED), ("reader", OURS_FIXED), (OVERALL, OURS)]),
    ],
)
def test_the_guide_tells_what_is_measured(page: str, told: list[tuple[str, str]]) -> None:
    said = re.search(r"^- On .*made.*?(?=^- )", (DOCS / "guide" / page).read_text(encoding="utf-8"), re.M | re.S)
    assert said
    assert re.findall(r"([\d.]+) %", said[0]) == [f"{100 * of(*one):.1f}" for one in told]


# ---- the days themselves


def test_the_measure_of_error() -> None:
    assert error([(0, 100)], [(0, 100)]) == 0
    assert error([], [(0, 100)]) == 1
    assert error([(50, 150)], [(0, 100)]) == 1
    assert error([(0, 50), (60, 100)], [(0, 100)]) == pytest.approx(0.1)


def test_a_day_is_the_same_each_time_and_its_truth_does_not_overlap() -> None:
    one: Made = day_of(PERSONS[4], 3)
    assert one == day_of(PERSONS[4], 3)
    spans = sorted([*one.sat, *one.stood])
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert drawn(3) == drawn(3) != drawn(4)


def test_peers_know_nothing_of_lids_calls_and_standing() -> None:
    commuter, caller = day_of(PERSONS[5], 1), day_of(PERSONS[2], 1)
    assert commuter.lids
    assert not {(at, at) for at in commuter.lids} & set(commuter.inputs)
    assert {Kind.CALL, Kind.INPUT} <= {kind for _, kind in caller.left}
    assert len(caller.inputs) == sum(kind is Kind.INPUT for _, kind in caller.left)
