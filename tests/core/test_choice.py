"""Whose turn it is, of the cards that are offered (which those are: test_standing)."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.core.cards import card, catalogues
from unseat.core.choice import choose
from unseat.core.exercise import Exercise, Group


def did(*keys: str) -> list[str]:
    return list(keys)


def shows(
    cards: Sequence[Exercise],
    times: int,
    seed: int = 0,
    history: Sequence[str] = (),
    offered: Collection[str] | None = None,
) -> list[str]:
    """What comes when every prompt is shown."""
    past, out = list(history), []
    for _ in range(times):
        chosen = choose(cards, {card.id for card in cards} if offered is None else offered, past, seed)
        assert chosen
        out.append(chosen.id)
        past.append(chosen.id)
    return out


def top(one: Exercise, cards: Sequence[Exercise]) -> str:
    """The end of a card's chain."""
    harder = [other for other in cards if other.id == one.progression and other.level > one.level]
    return top(harder[0], cards) if harder else one.id


def bound(cards: Sequence[Exercise], offered: Collection[str]) -> int:
    """Within how many prompts every card offered comes round."""
    chains: dict[Group, dict[str, list[int]]] = {}
    for one in cards:
        if one.id in offered:
            chains.setdefault(one.group, {}).setdefault(top(one, cards), []).append(one.level)
    rungs = [
        Counter(level == max(levels) for level in levels) for group in chains.values() for levels in group.values()
    ]
    return len(chains) * max(len(group) for group in chains.values()) * max(len(r) * max(r.values()) for r in rungs)


@st.composite
def offers(draw: st.DrawFn) -> tuple[list[Exercise], list[str]]:
    """A catalogue, and some of its cards."""
    cards = draw(catalogues())
    return cards, draw(st.lists(st.sampled_from([one.id for one in cards]), min_size=1, unique=True))


pasts = st.lists(st.sampled_from([f"x{n}" for n in range(14)]))
seeds = st.integers(0, 2**64)


def test_groups_take_turns_and_cards_within_them() -> None:
    cards = [card("a", Group.PSOAS), card("b", Group.PSOAS), card("c"), card("d", Group.GLUTES_LEGS)]
    assert shows(cards, 7) == ["a", "c", "d", "b", "c", "d", "a"]


def test_a_fresh_start_begins_with_the_psoas_unless_the_seed_says_otherwise() -> None:
    cards = [card(f"x{number}", group) for number, group in enumerate(reversed(Group))]
    assert [shows(cards, 1, seed) for seed in range(4)] == [["x3"], ["x2"], ["x1"], ["x0"]]


def test_what_was_never_shown_goes_first() -> None:
    both = [card("a"), card("b")]
    assert choose(both, ["a", "b"], did("a")) == both[1]
    new = card("new", Group.PSOAS)
    assert choose([*both, new], ["a", "b", "new"], did("a", "b")) == new


def test_of_a_chain_the_hardest_comes_every_other_time() -> None:
    cards = [card("a", then="b"), card("b", level=2, then="c"), card("c", level=3), card("d")]
    assert shows(cards, 12)[::2] == ["c", "b", "c", "a", "c", "b"]
    assert shows(cards, 12)[1::2] == ["d"] * 6
    assert shows(cards, 4, offered=["a", "b"]) == ["b", "a", "b", "a"]
    assert shows(cards, 4, offered=["a", "c"]) == ["c", "a", "c", "a"]


def test_a_chain_comes_no_more_often_than_a_card_on_its_own() -> None:
    cards = [card("a", then="b"), card("b", level=2), card("c"), card("d")]
    assert Counter(shows(cards, 30)) == {"b": 5, "a": 5, "c": 10, "d": 10}


def test_only_what_is_offered() -> None:
    cards = [card("a"), card("b")]
    assert choose(cards, ["b"], did("b")) == cards[1]
    assert choose(cards, [], []) is None
    assert choose(cards, ["gone"], []) is None
    assert choose([], [], []) is None


def test_a_card_no_longer_offered_still_counts_for_its_group() -> None:
    cards = [card("a"), card("b"), card("c", Group.GLUTES_LEGS)]
    assert choose(cards, ["b", "c"], did("c", "a")) == cards[2]


def test_the_only_one_comes_again() -> None:
    assert choose([card("a")], ["a"], did("a", "a")) == card("a")


def test_what_left_the_catalogue_does_no_harm() -> None:
    assert choose([card("a"), card("b")], ["a", "b"], did("gone", "a", "gone")) == card("b")


@given(offers(), pasts, seeds)
def test_every_card_offered_comes_round(offer: tuple[list[Exercise], list[str]], past: list[str], seed: int) -> None:
    cards, offered = offer
    assert set(shows(cards, bound(cards, offered), seed, did(*past), offered)) == set(offered)


@given(offers(), pasts, seeds)
def test_never_the_same_twice_running_and_groups_rotate(
    offer: tuple[list[Exercise], list[str]], past: list[str], seed: int
) -> None:
    cards, offered = offer
    seen = shows(cards, 20, seed, did(*past), offered)
    assert len(offered) == 1 or all(one != next_ for one, next_ in pairwise([*past[-1:], *seen]))
    groups = {one.id: one.group for one in cards}
    present = {groups[key] for key in offered}
    for start in range(20 - len(present)):
        assert {groups[key] for key in seen[start : start + len(present)]} == present


@given(offers(), seeds, st.data())
def test_the_order_of_the_catalogue_does_not_matter(
    offer: tuple[list[Exercise], list[str]], seed: int, data: st.DataObject
) -> None:
    cards, offered = offer
    other = data.draw(st.permutations(cards))
    assert shows(cards, 9, seed, offered=offered) == shows(other, 9, seed, offered=offered)


@given(offers(), pasts, seeds)
def test_the_last_showing_of_each_card_is_enough(
    offer: tuple[list[Exercise], list[str]], past: list[str], seed: int
) -> None:
    cards, offered = offer
    last = list(reversed(dict.fromkeys(reversed(past))))
    assert choose(cards, offered, did(*past), seed) == choose(cards, offered, did(*last), seed)
