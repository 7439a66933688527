from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.choice import Did, choose
from unseat.core.exercise import Exercise, Flag, Grade, Group, Place, Remedy, Sided
from unseat.core.words import Answer, Instant

ANYWHERE = tuple(Place)


def card(
    key: str,
    group: Group = Group.CORE,
    places: Sequence[Place] = ANYWHERE,
    hidden_by: Sequence[Flag] = (),
) -> Exercise:
    return Exercise(
        id=key,
        group=group,
        remedy=Remedy.CORE,
        places=tuple(places),
        sides=Sided.BOTH,
        seconds=60,
        grade=Grade.COMFORT,
        hidden_by=tuple(hidden_by),
        name={},
        dose={},
        steps={},
        caution={},
    )


def did(*keys: str) -> list[Did]:
    return [Did(key, Answer.DONE, Instant(turn)) for turn, key in enumerate(keys)]


def shows(
    cards: Sequence[Exercise], times: int, seed: int = 0, history: Sequence[Did] = (), flags: Sequence[str] = ()
) -> list[Exercise]:
    """What comes when every prompt is shown and skipped."""
    past, out = list(history), []
    for turn in range(times):
        chosen = choose(cards, past, ANYWHERE, flags, seed)
        assert chosen
        out.append(chosen)
        past.append(Did(chosen.id, Answer.SKIPPED, Instant(turn)))
    return out


@st.composite
def catalogues(draw: st.DrawFn) -> list[Exercise]:
    groups = draw(st.lists(st.sampled_from(Group), min_size=1, max_size=14))
    hidden = st.lists(st.sampled_from(Flag), max_size=2)
    return [card(f"x{number}", group, hidden_by=draw(hidden)) for number, group in enumerate(groups)]


def test_groups_take_turns_and_cards_within_them() -> None:
    cards = [card("a", Group.PSOAS), card("b", Group.PSOAS), card("c"), card("d", Group.GLUTES_LEGS)]
    assert [e.id for e in shows(cards, 7)] == ["a", "c", "d", "b", "c", "d", "a"]


def test_a_fresh_start_begins_with_the_psoas_unless_the_seed_says_otherwise() -> None:
    cards = [card(f"x{number}", group) for number, group in enumerate(reversed(Group))]
    assert [shows(cards, 1, seed)[0].group for seed in range(4)] == list(Group)


def test_what_was_never_shown_goes_first() -> None:
    assert choose([card("a"), card("b")], did("a"), ANYWHERE, ()) == card("b")
    new = card("new", Group.PSOAS)
    assert choose([card("a"), card("b"), new], did("a", "b"), ANYWHERE, ()) == new


def test_places_allow_where_one_of_them_is_at_hand() -> None:
    cards = [card("floor", places=[Place.FLOOR]), card("chair", places=[Place.CHAIR, Place.STANDING])]
    for place in ("chair", "standing"):
        assert choose(cards, did("chair"), [place], ()) == cards[1]
    assert choose(cards, [], ["floor"], ()) == cards[0]
    assert choose(cards, [], [], ()) is None


def test_a_flag_hides() -> None:
    cards = [card("a", hidden_by=[Flag.KNEE, Flag.BALANCE]), card("b")]
    assert choose(cards, did("b"), ANYWHERE, ["B"]) == cards[1]
    assert choose(cards[:1], [], ANYWHERE, ["K"]) is None
    assert choose(cards[:1], [], ANYWHERE, ["P1"]) == cards[0]


def test_nothing_to_choose_from() -> None:
    assert choose([], [], ANYWHERE, ()) is None


def test_the_only_one_comes_again() -> None:
    assert choose([card("a")], did("a", "a"), ANYWHERE, ()) == card("a")


def test_what_left_the_catalogue_does_no_harm() -> None:
    assert choose([card("a"), card("b")], did("gone", "a", "gone"), ANYWHERE, ()) == card("b")


@given(catalogues(), st.lists(st.sampled_from([f"x{n}" for n in range(16)])), st.integers(0, 2**64))
def test_every_allowed_card_comes_round(cards: list[Exercise], past: list[str], seed: int) -> None:
    sizes = [sum(e.group is group for e in cards) for group in {e.group for e in cards}]
    seen = shows(cards, len(sizes) * max(sizes), seed, did(*past))
    assert {e.id for e in seen} == {e.id for e in cards}


@given(catalogues(), st.lists(st.sampled_from(Flag), max_size=4), st.integers(0, 2**64))
def test_never_the_same_twice_running_and_groups_rotate(cards: list[Exercise], flags: list[Flag], seed: int) -> None:
    allowed = [e for e in cards if not set(flags) & set(e.hidden_by)]
    if not allowed:
        assert choose(cards, [], ANYWHERE, flags, seed) is None
        return
    seen = shows(cards, 20, seed, flags=flags)
    assert all(e in allowed for e in seen)
    assert len(allowed) == 1 or all(one != next_ for one, next_ in pairwise(seen))
    groups = {e.group for e in allowed}
    for start in range(20 - len(groups)):
        assert {e.group for e in seen[start : start + len(groups)]} == groups


@given(catalogues(), st.integers(0, 2**64), st.data())
def test_the_order_of_the_catalogue_does_not_matter(cards: list[Exercise], seed: int, data: st.DataObject) -> None:
    other = data.draw(st.permutations(cards))
    assert [e.id for e in shows(cards, 9, seed)] == [e.id for e in shows(other, 9, seed)]


@given(catalogues(), st.integers(0, 2**64))
def test_old_history_can_be_left_out(cards: list[Exercise], seed: int) -> None:
    past = did(*(e.id for e in shows(cards, 80, seed)))
    assert choose(cards, past, ANYWHERE, (), seed) == choose(cards, past[-60:], ANYWHERE, (), seed)
