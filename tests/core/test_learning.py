"""A person's answers for quiet times teach how often such a time was sitting."""

from datetime import UTC

import msgspec
import pytest

from tests.core.test_corrections import NOON, clock, said, summary
from unseat.core.learning import ENOUGH, Learned, Lessons
from unseat.core.said import Corrected, CorrectionUndone
from unseat.core.words import MINUTE, SECOND, Instant


def lessons(sat: int, away: int, span: str = "10:00-10:07") -> list[Corrected]:
    answers = [said(f"{span} {'sitting' if n < sat else 'away'}", second=n) for n in range(sat + away)]
    return [msgspec.structs.replace(one, gap=True) for one in answers]


def share(known: list[Corrected], span: str = "10:20-10:27") -> float | None:
    start, end = map(clock, span.split("-"))
    found = Lessons(known, UTC).of(0, [(start, end)])
    return None if found is None else found.sitting_s / ((end - start) / SECOND)


def test_with_few_answers_nothing_is_learned() -> None:
    assert share(lessons(ENOUGH - 1, 0)) is None
    assert share(lessons(ENOUGH, 0)) == 1


@pytest.mark.parametrize(("sat", "away"), [(10, 0), (0, 10), (5, 5), (8, 12)])
def test_alike_times_have_the_share_of_their_lessons(sat: int, away: int) -> None:
    assert share(lessons(sat, away)) == pytest.approx(sat / (sat + away), abs=0.003)


def test_times_unlike_any_lesson_have_the_share_of_all() -> None:
    assert share(lessons(6, 4), "15:00-15:25") == pytest.approx(0.6, abs=0.001)


def test_a_few_lessons_of_one_kind_say_little_against_the_rest() -> None:
    """Nine short ones were sitting, one long one was not: a long one is still more likely than not."""
    known = [*lessons(9, 0), *(msgspec.structs.replace(one, at=clock("21:00")) for one in lessons(0, 1, "16:00-16:25"))]
    assert share(known, "16:30-16:55") == pytest.approx(2 * 0.9 / 3, abs=0.001)


def test_only_answers_in_force_for_quiet_times_said_here_teach() -> None:
    known = lessons(ENOUGH, 0)
    undone = CorrectionUndone(at=Instant(clock("22:00")), corrected=known[0].at)
    assert Lessons([*known, undone], UTC).of(0, []) is None
    assert share([msgspec.structs.replace(one, gap=False) for one in known]) is None
    assert share([msgspec.structs.replace(one, source="unseat") for one in known]) is None


def test_a_day_tells_it_beside_its_range_which_stays() -> None:
    """Fifteen minutes are unknown; of ten answers for other days seven were sitting."""
    plain = summary(NOON)
    known = [
        msgspec.structs.replace(
            one, start=Instant(one.start - 24 * 60 * MINUTE), end=Instant(one.end - 24 * 60 * MINUTE)
        )
        for one in lessons(7, 3, "09:00-09:07")
    ]
    own = summary(NOON, *known)
    assert (own.sitting_s, own.sitting_upper_s) == (plain.sitting_s, plain.sitting_upper_s)
    assert own.learned == Learned(10, 7, round(plain.sitting_s + 0.7 * 900))
    assert plain.learned is None
