"""Turns as a person lives them: prompts, own exercises and windows, days apart, answered in whatever way."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from tests.core.cards import ANYWHERE, card, catalogues
from unseat.core import facts
from unseat.core.exercise import Exercise, Flag, Group, Place
from unseat.core.facts import Sides
from unseat.core.progress import REMEMBERED, VERIFIED, VERIFIED_IN_GROUP
from unseat.core.standing import fits
from unseat.core.turns import NOTHING, Turns, seven_days
from unseat.core.words import DAY, HOUR, MINUTE, Answer, Instant, Millis

LEFT = card("l", Group.PSOAS, side_s=30)
RIGHT = card("r", side_s=60)
START = Instant(100 * DAY)
DONE, PARTIAL, SKIPPED = Answer.DONE, Answer.PARTIAL, Answer.SKIPPED


@dataclass
class Person:
    """Someone who answers what `turns` offers. `heard` is all that was told; `given` is left and right of each week."""

    turns: Turns
    now: Instant = START
    heard: list[facts.Any] = field(default_factory=list)
    given: defaultdict[Hashable, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    due: Instant = START

    def tell(self, fact: facts.Any) -> None:
        self.heard.append(fact)
        self.turns.saw(fact)

    def pass_(self, ms: int) -> None:
        self.now = Instant(self.now + ms)

    def prompted(self) -> str:
        self.due = self.now
        self.tell(facts.PromptDue(at=self.now, every_ms=Millis(30 * MINUTE)))
        exercise = self.turns.next()
        starts = self.turns.starts(exercise)
        self.tell(facts.PromptShown(at=self.now, prompt=self.due, exercise=exercise, starts=starts))
        return exercise

    def answers(self, exercise: str, answer: Answer, sides: Sides | None, *, window: bool = False) -> None:
        """To a prompt; where a window leads, both it and the agent say so."""
        self.pass_(2 * MINUTE)
        verified = answer is DONE
        if window:
            ended = facts.SessionEnded(
                at=self.now, started=self.due, exercise=exercise, answer=answer, sides=sides, prompt=self.due
            )
            self.tell(ended)
        self.tell(
            facts.PromptAnswered(
                at=self.now, prompt=self.due, answer=answer, exercise=exercise, verified=verified, sides=sides
            )
        )
        self._gave(sides)

    def unasked(self, exercise: str, answer: Answer, share: tuple[float, float]) -> None:
        """Out of turn, as by `unseat break a2`."""
        started, starts = self.now, self.turns.starts(exercise)
        self.tell(
            facts.SessionStarted(at=started, prompt=None, exercise=exercise, dose_ms=Millis(MINUTE), starts=starts)
        )
        sides = self.sides(exercise, starts, share)
        self.pass_(2 * MINUTE)
        verified = answer is DONE
        ended = facts.SessionEnded(
            at=self.now, started=started, exercise=exercise, answer=answer, verified=verified, sides=sides
        )
        self.tell(ended)
        self._gave(sides)

    def sides(self, exercise: str, starts: str | None, share: tuple[float, float]) -> Sides | None:
        """`share` of the dose on the side begun with, and on the other."""
        found = self.turns.cards.get(exercise)
        if starts is None or found is None:
            return None
        first, second = (found.seconds_per_side * part for part in share)
        return Sides(first, second) if starts == "left" else Sides(second, first)

    def _gave(self, sides: Sides | None) -> None:
        if sides:
            week = self.given[self.turns.week(self.now)]
            week[0], week[1] = week[0] + sides.left_s, week[1] + sides.right_s


def turns(*cards: Exercise, places: Sequence[str] = ANYWHERE, flags: Sequence[str] = (), level: int = 1) -> Turns:
    return Turns(cards, places, flags, level=level)


# ---- left and right


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


answers = st.one_of(
    st.tuples(st.just(DONE), st.just((1.0, 1.0))),
    st.tuples(st.just(PARTIAL), st.tuples(st.floats(0.01, 1), st.just(0.0))),
    st.tuples(st.just(PARTIAL), st.tuples(st.just(1.0), st.floats(0, 1))),
    st.tuples(st.just(SKIPPED), st.just((0.0, 0.0))),
)
gaps = st.sampled_from([MINUTE, 30 * MINUTE, 4 * HOUR, DAY, 3 * DAY])
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


# ---- what is offered

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


def hurting(person: Person) -> set[str]:
    hurt: set[str] = set()
    for fact in person.heard:
        if isinstance(fact, facts.ExerciseHurt):
            hurt.add(fact.exercise)
        elif isinstance(fact, facts.ExerciseAllowed):
            hurt.discard(fact.exercise)
    return hurt


def verified(person: Person, of: Callable[[Exercise], bool]) -> int:
    """By the facts themselves, since forever."""
    ended = [fact for fact in person.heard if isinstance(fact, facts.PromptAnswered | facts.SessionEnded)]
    return sum(bool(fact.verified) and of(person.turns.cards[fact.exercise]) for fact in ended if fact.exercise)


@given(catalogues(), profiles, happenings)
def test_never_a_card_that_the_profile_hides_or_that_hurts(
    cards: list[Exercise], profile: Profiles, what: list[tuple[int, str, int]]
) -> None:
    places, flags, level = profile
    person = Person(turns(*cards, places=places, flags=flags, level=level))
    live(person, what)
    fitting = [one for one in cards if fits(one, places, flags)]
    hurt = hurting(person)
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
            leads = verified(person, lambda one, to=chosen: one.progression == to.id or one is to)  # type: ignore[misc]
            group = verified(person, lambda one, to=chosen: one.group is to.group and one.level <= to.level)  # type: ignore[misc]
            assert leads >= VERIFIED or group >= VERIFIED_IN_GROUP


@given(catalogues(), profiles, happenings)
def test_who_does_everything_comes_to_every_card_that_fits(
    cards: list[Exercise], profile: Profiles, what: list[tuple[int, str, int]]
) -> None:
    places, flags, level = profile
    person = Person(turns(*cards, places=places, flags=flags, level=level))
    live(person, what)
    for exercise in hurting(person):
        person.tell(facts.ExerciseAllowed(at=person.now, exercise=exercise))
    fitting = {one.id for one in cards if fits(one, places, flags)}
    came = set()
    for _ in range(60 * len(cards)):
        person.pass_(HOUR)
        exercise = person.prompted()
        person.answers(exercise, DONE, None)
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
    person = Person(turns(LEFT, RIGHT, card("a", then="b"), card("b", level=2)))
    sizes = []
    for _ in range(2):
        for _ in range(100):
            person.pass_(HOUR)
            person.answers(person.prompted(), DONE, None)
        sizes.append((len(person.turns._shown), sum(map(len, person.turns._progress._verified.values()))))
    assert sizes[0] == sizes[1] == (4, 4 * VERIFIED_IN_GROUP)


def test_the_default_week_has_seven_days() -> None:
    assert [seven_days(Instant(day * DAY)) for day in (0, 6, 7)] == [0, 0, 1]
