"""Left and right: which side begins, and how far apart they can come."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.cards import card, catalogues
from tests.core.person import Person, gaps, turns
from unseat.core import facts
from unseat.core.exercise import Exercise, Group
from unseat.core.fact import Sides
from unseat.core.turns import seven_days
from unseat.core.words import DAY, HOUR, MINUTE, Answer, Instant, Millis

LEFT = card("l", Group.PSOAS, side_s=30)
RIGHT = card("r", side_s=60)
DONE, PARTIAL, SKIPPED = Answer.DONE, Answer.PARTIAL, Answer.SKIPPED


def test_it_begins_with_the_side_that_had_less_on_whatever_card() -> None:
    person = Person(turns(LEFT, RIGHT))
    assert person.prompted() == "l"
    assert person.turns.starts("l") == "left"
    person.answers("l", PARTIAL, Sides(30, 0))
    assert (person.turns.starts("l"), person.turns.starts("r")) == ("right", "right")
    person.unasked("r", PARTIAL, (1, 0))
    assert (person.turns.starts("l"), person.turns.starts("r")) == ("left", "left")


def test_where_they_are_even_a_card_begins_on_its_other_side() -> None:
    person = Person(turns(LEFT, RIGHT))
    person.prompted()
    person.answers("l", DONE, Sides(30, 30))
    assert (person.turns.starts("l"), person.turns.starts("r")) == ("right", "left")
    person.prompted()
    person.answers("r", SKIPPED, None)
    assert (person.turns.starts("l"), person.turns.starts("r")) == ("right", "left")


def test_sums_of_fractions_can_be_even() -> None:
    person = Person(turns(LEFT))
    for sides in (Sides(0.1, 0), Sides(0.2, 0.3)):
        person.prompted()
        person.answers("l", PARTIAL, sides)
    assert 0.1 + (0.2 - 0.3) > 0
    assert person.turns.starts("l") == "left"


def test_a_new_week_begins_even() -> None:
    person = Person(turns(LEFT, RIGHT), now=Instant(14 * DAY - HOUR))
    person.prompted()
    person.answers("l", PARTIAL, Sides(30, 0))
    assert person.turns.starts("r") == "right"
    person.pass_(HOUR)
    person.tell(facts.PromptDue(at=person.now, every_ms=Millis(30 * MINUTE)))
    assert person.turns.starts("r") == "left"


def test_the_week_is_that_of_the_calendar_given() -> None:
    person = Person(turns(LEFT))
    person.turns.week = lambda at: at // DAY
    person.prompted()
    person.answers("l", PARTIAL, Sides(30, 0))
    person.prompted()
    person.answers("l", PARTIAL, Sides(0, 30))
    assert person.turns.starts("l") == "left"
    person.prompted()
    person.answers("l", PARTIAL, Sides(30, 0))
    person.pass_(DAY)
    person.prompted()
    person.answers("l", PARTIAL, Sides(0, 10))
    assert person.turns.starts("l") == "left"


def test_a_session_that_a_prompt_answers_counts_once() -> None:
    person = Person(turns(LEFT, RIGHT))
    person.prompted()
    person.answers("l", PARTIAL, Sides(20, 0), window=True)
    person.unasked("l", PARTIAL, (2 / 3, 0))
    assert person.turns.starts("r") == "left"
    assert not [standing for standing in person.turns.standings().values() if not standing.offered]


def test_a_session_that_came_too_late_for_its_prompt_counts_by_itself() -> None:
    person = Person(turns(LEFT, RIGHT))
    person.prompted()
    person.answers("l", Answer.MISSED, None)
    late = facts.SessionEnded(
        at=person.now, started=person.due, exercise="l", answer=PARTIAL, sides=Sides(30, 0), prompt=person.due
    )
    person.tell(late)
    assert person.turns.starts("r") == "right"


def test_a_session_whose_prompt_was_answered_otherwise_counts_beside_it() -> None:
    person = Person(turns(LEFT, RIGHT))
    person.prompted()
    ended = facts.SessionEnded(
        at=person.now, started=person.due, exercise="l", answer=PARTIAL, sides=Sides(30, 0), prompt=person.due
    )
    person.tell(ended)
    assert person.turns.starts("r") == "left"
    person.answers("l", Answer.MISSED, None)
    assert person.turns.starts("r") == "right"


def test_no_side_for_both_at_once_and_for_a_card_unknown() -> None:
    both = turns(card("a"))
    assert both.starts("a") is None
    assert both.starts("gone") is None
    both.saw(facts.PromptAnswered(at=Instant(1), prompt=Instant(1), answer=DONE, exercise="gone", sides=Sides(9, 0)))
    assert both.next() == "a"


def test_the_default_week_has_seven_days() -> None:
    assert [seven_days(Instant(day * DAY)) for day in (0, 6, 7)] == [0, 0, 1]


answers = st.one_of(
    st.tuples(st.just(DONE), st.just((1.0, 1.0))),
    st.tuples(st.just(PARTIAL), st.tuples(st.floats(0.01, 1), st.just(0.0))),
    st.tuples(st.just(PARTIAL), st.tuples(st.just(1.0), st.floats(0, 1))),
    st.tuples(st.just(SKIPPED), st.just((0.0, 0.0))),
)
ways = st.sampled_from(["prompt", "window", "unasked"])


@given(catalogues(), st.lists(st.tuples(gaps, ways, answers, st.integers(0, 11)), max_size=40))
def test_left_and_right_of_a_week_are_never_further_apart_than_one_dose(
    cards: list[Exercise], days: list[tuple[int, str, tuple[Answer, tuple[float, float]], int]]
) -> None:
    person = Person(turns(*cards, level=3))
    largest = max(one.seconds_per_side for one in cards)
    for gap, way, (answer, share), which in days:
        person.pass_(gap)
        if way == "unasked":
            person.unasked(cards[which % len(cards)].id, answer, share)
        else:
            exercise = person.prompted()
            sides = person.sides(exercise, person.turns.starts(exercise), share)
            person.answers(exercise, answer, sides, window=way == "window")
        for left, right in person.given.values():
            assert abs(left - right) <= largest + 0.1
