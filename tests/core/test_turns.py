"""What comes to a person who lives with `Turns`, whatever their profile and their days."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.cards import card, catalogues
from tests.core.person import Person, gaps, turns
from unseat.core import facts
from unseat.core.exercise import Exercise, Flag, Place
from unseat.core.hurts import hurting
from unseat.core.progress import REMEMBERED, VERIFIED, VERIFIED_IN_GROUP
from unseat.core.standing import fits
from unseat.core.turns import NOTHING
from unseat.core.words import DAY, HOUR, Answer

happenings = st.lists(
    st.tuples(
        gaps, st.sampled_from(["done", "done", "done", "partial", "skipped", "hurt", "allowed"]), st.integers(0, 11)
    ),
    max_size=60,
)
profiles = st.tuples(
    st.lists(st.sampled_from(Place), max_size=3, unique=True),
    st.lists(st.sampled_from(Flag), max_size=3, unique=True),
    st.integers(1, 3),
)
Profiles = tuple[list[Place], list[Flag], int]


def live(person: Person, what: list[tuple[int, str, int]]) -> None:
    """Prompts answered as they come; what hurts is any card."""
    cards = list(person.turns.cards)
    for gap, kind, which in what:
        person.pass_(gap)
        if kind == "hurt":
            person.tell(facts.ExerciseHurt(at=person.now, exercise=cards[which % len(cards)]))
        elif kind == "allowed":
            person.tell(facts.ExerciseAllowed(at=person.now, exercise=cards[which % len(cards)]))
        elif which % 3 == 0:
            person.unasked(cards[which % len(cards)], Answer(kind), (1, 0))
        else:
            person.answers(person.prompted(), Answer(kind), None)


def verified(person: Person, of: set[str]) -> int:
    """By the facts themselves, since forever."""
    ended = [fact for fact in person.heard if isinstance(fact, facts.PromptAnswered | facts.SessionEnded)]
    return sum(bool(fact.verified) and fact.exercise in of for fact in ended)


@given(catalogues(), profiles, happenings)
def test_never_a_card_that_the_profile_hides_or_that_hurts(
    cards: list[Exercise], profile: Profiles, what: list[tuple[int, str, int]]
) -> None:
    places, flags, level = profile
    person = Person(turns(*cards, places=places, flags=flags, level=level))
    live(person, what)
    fitting = [one for one in cards if fits(one, places, flags)]
    hurt = hurting(person.heard)
    lowest = {one.group: min(other.level for other in fitting if other.group is one.group) for one in fitting}
    seen = {person.prompted() for _ in range(20)}
    if not [one for one in fitting if one.id not in hurt]:
        assert seen == {NOTHING}
    if [one for one in fitting if one.id not in hurt and one.level == lowest[one.group]]:
        assert NOTHING not in seen
    for chosen in (one for one in cards if one.id in seen):
        assert chosen in fitting
        assert chosen.id not in hurt
        if chosen.level > max(level, lowest[chosen.group]):
            leads = {one.id for one in cards if one.progression == chosen.id or one is chosen}
            group = {one.id for one in cards if one.group is chosen.group and one.level <= chosen.level}
            assert verified(person, leads) >= VERIFIED or verified(person, group) >= VERIFIED_IN_GROUP


@given(catalogues(), profiles, happenings)
def test_who_does_everything_comes_to_every_card_that_fits(
    cards: list[Exercise], profile: Profiles, what: list[tuple[int, str, int]]
) -> None:
    places, flags, level = profile
    person = Person(turns(*cards, places=places, flags=flags, level=level))
    live(person, what)
    for exercise in hurting(person.heard):
        person.tell(facts.ExerciseAllowed(at=person.now, exercise=exercise))
    fitting = {one.id for one in cards if fits(one, places, flags)}
    came = set()
    for _ in range(60 * len(cards)):
        person.pass_(HOUR)
        exercise = person.prompted()
        person.answers(exercise, Answer.DONE, None)
        came.add(exercise)
    assert came == (fitting or {NOTHING})


@given(catalogues(), profiles, happenings, st.lists(st.sampled_from([0, 10 * DAY, 40 * DAY, 70 * DAY]), max_size=4))
def test_a_restart_that_reads_what_is_remembered_and_all_that_hurt_offers_the_same(
    cards: list[Exercise], profile: Profiles, what: list[tuple[int, str, int]], pauses: list[int]
) -> None:
    places, flags, level = profile
    person = Person(turns(*cards, places=places, flags=flags, level=level))
    for pause in [0, *pauses]:
        person.pass_(pause)
        live(person, what)
    person.prompted()
    again = turns(*cards, places=places, flags=flags, level=level)
    for fact in person.heard:
        if isinstance(fact, facts.ExerciseHurt | facts.ExerciseAllowed):
            again.saw(fact)
    for fact in person.heard:
        if person.now - fact.at < REMEMBERED and not isinstance(fact, facts.ExerciseHurt | facts.ExerciseAllowed):
            again.saw(fact)
    assert again.standings() == person.turns.standings()


@given(catalogues(), happenings, st.data())
def test_the_order_of_the_catalogue_does_not_matter(
    cards: list[Exercise], what: list[tuple[int, str, int]], data: st.DataObject
) -> None:
    one, other = Person(turns(*cards)), turns(*data.draw(st.permutations(cards)))
    live(one, what)
    for fact in one.heard:
        other.saw(fact)
    assert other.next() == one.turns.next()
    assert other.standings() == one.turns.standings()


def test_what_is_kept_does_not_grow_with_the_history() -> None:
    person = Person(turns(card("l"), card("r"), card("a", then="b"), card("b", level=2)))
    sizes = []
    for _ in range(2):
        for _ in range(100):
            person.pass_(HOUR)
            person.answers(person.prompted(), Answer.DONE, None)
        sizes.append((len(person.turns._shown), sum(map(len, person.turns._progress._verified.values()))))
    assert sizes[0] == sizes[1] == (4, 4 * VERIFIED_IN_GROUP)
