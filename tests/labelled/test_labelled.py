"""How wrong the estimate is about days whose truth is known. The table: `python -m bench.labelled`."""

import itertools
from functools import cache

import pytest

from tests.labelled.answers import taught
from tests.labelled.made import Made
from tests.labelled.persons import PERSONS, day_of, drawn
from tests.labelled.rules import FIXED, PEERS, error
from tests.labelled.table import OURS, OURS_FIXED, OVERALL, RULES, days_of, holds, in_range, measured, of_anybody
from unseat.core.words import Kind

DAYS = 10
ANYBODY = 40


@cache
def table() -> tuple[list[str], dict[str, list[float]]]:
    return measured(DAYS)


def of(person: str, rule: str) -> float:
    names, rows = table()
    return rows[person][names.index(rule)]


def best_peer(person: str) -> float:
    return min(of(person, peer) for peer in PEERS)


def test_overall_the_estimate_is_a_third_as_wrong_as_the_best_peer() -> None:
    assert of(OVERALL, OURS) <= best_peer(OVERALL) / 3


@pytest.mark.parametrize("person", [person.name for person in PERSONS])
def test_for_everybody_it_is_less_wrong_than_the_peer_that_suits_them_best(person: str) -> None:
    assert of(person, OURS) < best_peer(person)


def test_so_it_is_for_persons_whom_no_rule_was_tried_on() -> None:
    wrong = dict(zip(RULES, of_anybody(ANYBODY), strict=True))
    assert wrong[OURS] <= min(wrong[peer] for peer in PEERS) / 3


def test_the_rhythm_helps_the_reader_and_costs_the_writer_nothing() -> None:
    assert of("reader", OURS) <= of("reader", OURS_FIXED) / 3
    assert of("writer", OURS) <= of("writer", OURS_FIXED)
    assert of(OVERALL, OURS) <= of(OVERALL, OURS_FIXED) / 2


def test_the_truth_lies_in_the_range() -> None:
    """A commuter's last page, where it lasted longer than the limit before the lid was closed, is in neither end."""
    within = in_range(DAYS)
    assert within.pop("commuter") >= DAYS - 1
    assert within == {person.name: DAYS for person in PERSONS if not person.lid}


def test_so_it_does_by_a_fixed_limit_for_whoever_writes() -> None:
    assert all(holds(day, FIXED) for day in days_of(PERSONS[0], DAYS))


def test_answers_teach_what_a_fixed_limit_gets_wrong_and_spoil_nothing() -> None:
    off = taught(DAYS)
    assert all(learned <= estimated / 3 for estimated, learned in (off["reader"], off["commuter"]))
    assert all(learned <= estimated + 0.015 for estimated, learned in off.values())


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
