"""Which senses hold on which system, and what doctor says of them there."""

import pytest

from tests.leaving import nothing_left
from unseat.core.words import MINUTE, Millis
from unseat.senses import holding
from unseat.senses.holds import Caps, Quiet
from unseat.senses.system import TITLES, System
from unseat.texts import Texts

CAPS = Caps(call=Millis(180 * MINUTE), presentation=Millis(45 * MINUTE))
OTHERS: tuple[System, ...] = ("windows", "macos")


@pytest.mark.parametrize("system", OTHERS)
def test_a_system_that_is_not_here_holds_nothing_and_asks_no_bus(system: System) -> None:
    with nothing_left():
        chosen = holding.choose({"DISPLAY": ":987"}, lambda: None, system)
    assert chosen.holds.look(Quiet(0), CAPS) == frozenset()
    assert chosen.disturbing() is None
    chosen.holds.close()


@pytest.mark.parametrize("system", OTHERS)
def test_every_system_is_asked_the_same_five_things(system: System) -> None:
    english = Texts.english()
    here = [(finding.part, row.weak) for row in rows("linux") if (finding := row.finding({}, english))]
    there = [(finding.part, row.weak) for row in rows(system) if (finding := row.finding({}, english))]
    assert [(name.replace("inhibitors", "presentations and videos"), weak) for name, weak in here] == there


@pytest.mark.parametrize("system", OTHERS)
def test_doctor_names_the_system_and_a_remedy(system: System) -> None:
    findings = holding.doctor({}, Texts.english(), system)
    assert len(findings) == 6
    assert not any(finding.works for finding in findings)
    assert all(TITLES[system] in finding.found and finding.remedy for finding in findings)


def rows(system: System) -> list[holding.Row]:
    return [row for row in holding.TABLE if row.system == system]


def test_no_row_is_left_out() -> None:
    assert len(holding.TABLE) == sum(len(rows(system)) for system in TITLES) == 15
