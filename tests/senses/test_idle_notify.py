"""When the sense of Wayland's idle events connects anew, with connections that are made up."""

import pytest

from unseat.core.words import SECOND
from unseat.senses.idle_notify import IdleNotifySense


class Link:
    """A connection whose compositor answers with `last`, or does not while that is null."""

    def __init__(self, last: int | None, *, over: bool = False) -> None:
        self.last = last
        self.over = over
        self.closed = 0

    def last_input(self, wait_s: float) -> int | None:
        assert wait_s <= 0.1
        return self.last

    def close(self) -> None:
        self.closed += 1


class Links:
    """Makes the connections in order, and keeps the instants at which they were wanted."""

    def __init__(self, *links: Link) -> None:
        self.links = list(links)
        self.made: list[int] = []
        self.now = 0

    def make(self) -> Link:
        self.made.append(self.now)
        return self.links[min(len(self.made), len(self.links)) - 1]

    def look(self, sense: IdleNotifySense, now: int) -> int | None:
        self.now = now
        reading = sense.look(now)
        assert reading.kind == "unknown"
        return reading.idle_ms


def test_it_tells_the_time_since_the_last_input() -> None:
    links = Links(Link(4_000))
    sense = IdleNotifySense("any", links.make)
    assert [links.look(sense, now) for now in (5_000, 9_000)] == [1_000, 5_000]
    assert links.made == [5_000]


def test_an_input_read_after_the_look_began_was_just_now() -> None:
    links = Links(Link(5_003))
    assert links.look(IdleNotifySense("any", links.make), 5_000) == 0


def test_a_hanging_compositor_is_null_and_its_connection_is_kept() -> None:
    link = Link(None)
    links = Links(link)
    sense = IdleNotifySense("any", links.make)
    assert links.look(sense, 0) is None
    link.last = 2_000
    assert links.look(sense, 5_000) == 3_000
    assert links.made == [0]
    assert not link.closed


def test_a_lost_connection_is_null_at_once_closed_and_opened_again_by_the_next_look() -> None:
    first, second = Link(0), Link(10_000)
    links = Links(first, second)
    sense = IdleNotifySense("any", links.make)
    links.look(sense, 0)
    first.over = True
    assert links.look(sense, 5_000) is None
    assert first.closed == 1
    assert links.look(sense, 10_000) == 0


def test_the_pauses_between_tries_grow_to_a_minute() -> None:
    links = Links(Link(None, over=True))
    sense = IdleNotifySense("any", links.make)
    for now in range(0, 400 * SECOND, SECOND):
        links.look(sense, now)
    gaps = [after - before for before, after in zip(links.made, links.made[1:], strict=False)]
    assert [gap // SECOND for gap in gaps[:8]] == [2, 3, 5, 9, 17, 33, 61, 61]


def test_a_connection_that_served_makes_the_pauses_short_again() -> None:
    served = Link(0)
    links = Links(Link(None, over=True), Link(None, over=True), served, Link(0))
    sense = IdleNotifySense("any", links.make)
    for now in range(0, 20 * SECOND, SECOND):
        links.look(sense, now)
    served.over = True
    links.look(sense, 20 * SECOND)
    assert links.look(sense, 21 * SECOND) == 21_000


@pytest.mark.parametrize("times", [1, 2])
def test_it_may_be_closed_again_and_again(times: int) -> None:
    link = Link(0)
    sense = IdleNotifySense("any", Links(link).make)
    sense.look(0)
    for _ in range(times):
        sense.close()
    assert link.closed == 1
