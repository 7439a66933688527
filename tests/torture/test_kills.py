"""kill -9: whatever was acknowledged is in the journal once, whenever the kill comes."""

import pytest

from tests.torture import agents, kills
from tests.torture.run import fast_folder, run


def test_writers_are_killed_at_any_instant() -> None:
    done = run(kills.Done, "tests.torture.kills", "--kills", 200, "--folder", fast_folder(), timeout=300)
    assert done.kills >= 200
    assert done.acknowledged > 10 * done.kills
    assert done.acknowledged <= done.facts
    assert done.cut > 0


@pytest.mark.desktop
def test_the_whole_agent_is_killed_while_its_siblings_write() -> None:
    done = run(agents.Done, "tests.torture.agents", "--kills", 12, timeout=300)
    assert done.kills == 12
    assert done.acknowledged > 0
    assert done.facts > done.acknowledged
