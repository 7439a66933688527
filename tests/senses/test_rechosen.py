"""A sense that stays silent is chosen again, once a minute."""

from unseat.core.words import MINUTE, SECOND, Millis
from unseat.senses.base import InputSense, Reading
from unseat.senses.rechosen import Rechosen


class Fixed:
    """Always answers the same; null while silent."""

    def __init__(self, name: str, *, silent: bool = False) -> None:
        self.name = name
        self.silent = silent
        self.closed = False

    def look(self, steady_ms: int) -> Reading:
        return Reading(None if self.silent else Millis(7))

    def close(self) -> None:
        self.closed = True


class Table:
    """Hands out what is next."""

    def __init__(self, *senses: Fixed | None) -> None:
        self.left = list(senses)
        self.asked = 0

    def __call__(self) -> InputSense | None:
        self.asked += 1
        return self.left.pop(0) if self.left else None


def looks(sense: Rechosen, start_s: int, end_s: int) -> list[int | None]:
    return [sense.look(at * SECOND).idle_ms for at in range(start_s, end_s, 5)]


def test_one_that_tells_is_kept() -> None:
    table = Table(Fixed("x11"))
    sense = Rechosen(table)
    assert set(looks(sense, 0, 600)) == {7}
    assert (sense.name, table.asked) == ("x11", 1)


def test_where_there_was_none_one_is_found_a_minute_later() -> None:
    table = Table(None, Fixed("wayland"))
    sense = Rechosen(table)
    assert sense.name == ""
    assert set(looks(sense, 0, 65)) == {None}
    assert set(looks(sense, 65, 100)) == {7}
    assert sense.name == "wayland"


def test_one_that_falls_silent_gives_way_and_is_closed() -> None:
    first, second = Fixed("x11"), Fixed("wayland")
    sense = Rechosen(Table(first, second))
    looks(sense, 0, 30)
    first.silent = True
    looks(sense, 30, 85)
    assert not first.closed
    looks(sense, 85, 100)
    assert first.closed
    assert sense.name == "wayland"


def test_a_short_silence_changes_nothing() -> None:
    first = Fixed("x11", silent=True)
    table = Table(first)
    sense = Rechosen(table)
    looks(sense, 0, 50)
    first.silent = False
    looks(sense, 50, 60)
    first.silent = True
    looks(sense, 60, 110)
    assert table.asked == 1


def test_the_table_is_asked_once_a_minute_and_no_more() -> None:
    table = Table()
    looks(Rechosen(table), 0, 10 * MINUTE // SECOND)
    assert table.asked == 10
