"""What is offered to whom: places, flags, what hurts, and the levels that are earned."""

import pytest

from tests.core.cards import ANYWHERE, card
from unseat.core.exercise import Exercise, Flag, Group, Place
from unseat.core.progress import REMEMBERED, VERIFIED, VERIFIED_IN_GROUP, Progress
from unseat.core.standing import Opening, Profile, Standing, fits, standings
from unseat.core.words import DAY, Answer, Instant

CHAIN = [card("a", then="b"), card("b", level=2, then="c"), card("c", level=3)]
ANYONE = Profile(ANYWHERE, ())


class Diary:
    """A person's exercises, one an hour."""

    def __init__(self) -> None:
        self.progress = Progress()
        self.now = Instant(0)

    def pass_(self, ms: int) -> "Diary":
        self.now = Instant(self.now + ms)
        return self

    def verified(self, key: str, times: int = VERIFIED) -> "Diary":
        return self.answered(key, *[Answer.DONE] * times, verified=True)

    def answered(self, key: str, *answers: Answer, verified: bool = False) -> "Diary":
        for answer in answers:
            self.pass_(DAY // 24).progress.answered(self.now, key, answer, verified=verified)
        return self

    def hurt(self, key: str) -> "Diary":
        self.pass_(DAY // 24).progress.hurt(self.now, key)
        return self

    def allowed(self, key: str) -> "Diary":
        self.pass_(DAY // 24).progress.allowed(key)
        return self

    def standings(self, cards: list[Exercise], profile: Profile = ANYONE) -> dict[str, Standing]:
        return standings(cards, profile, self.progress, self.now)

    def offered(self, cards: list[Exercise] = CHAIN, profile: Profile = ANYONE) -> str:
        """The cards offered, in one word."""
        return "".join(key for key, standing in self.standings(cards, profile).items() if standing.offered)


def level(number: int) -> Profile:
    return Profile(ANYWHERE, (), number)


# ---- places and flags


def test_one_of_its_places_has_to_be_at_hand() -> None:
    chair = card("a", places=[Place.CHAIR, Place.STANDING])
    assert fits(chair, ["standing", "floor"], [])
    assert not fits(chair, ["floor"], [])
    assert Diary().standings([chair], Profile(["floor"], ()))["a"].lacks == (Place.CHAIR, Place.STANDING)
    assert Diary().standings([chair], Profile(["chair"], ()))["a"] == Standing(exercise="a")


def test_a_flag_of_the_person_hides() -> None:
    careful = card("a", hidden_by=[Flag.KNEE, Flag.BALANCE])
    assert fits(careful, ANYWHERE, ["P1"])
    assert not fits(careful, ANYWHERE, ["B"])
    assert Diary().standings([careful], Profile(ANYWHERE, ["B", "P1"]))["a"].hidden_by == (Flag.BALANCE,)


# ---- levels


def test_one_begins_with_the_level_of_the_settings() -> None:
    assert [Diary().offered(CHAIN, level(number)) for number in (1, 2, 3)] == ["a", "ab", "abc"]


def test_verified_sessions_of_the_easier_card_open_the_harder_one() -> None:
    diary = Diary().verified("a", VERIFIED - 1).answered("a", Answer.DONE, Answer.DONE)
    assert diary.offered() == "a"
    assert diary.standings(CHAIN)["b"].opening == Opening(("a",), chain=True, have=2, needs=3)
    assert diary.verified("a", 1).offered() == "ab"
    assert diary.verified("b").offered() == "abc"


def test_of_several_that_lead_to_it_one_has_to_have_them_all() -> None:
    cards = [card("a", then="c"), card("b", then="c"), card("c", level=2)]
    assert Diary().verified("a", VERIFIED - 1).verified("b", VERIFIED - 1).offered(cards) == "ab"
    assert Diary().verified("b").offered(cards) == "abc"


def test_a_card_that_none_leads_to_opens_by_its_group_at_the_level_below() -> None:
    cards = [
        card("a"),
        card("b", then="c"),
        card("c", level=2),
        card("d", level=2),
        card("e", level=3),
        card("f", Group.PSOAS),
    ]
    diary = Diary().verified("a", VERIFIED).verified("b", VERIFIED - 1).verified("f", 9)
    assert diary.offered(cards) == "abf"
    assert diary.standings(cards)["d"].opening == Opening(("a", "b"), chain=False, have=5, needs=VERIFIED_IN_GROUP)
    assert diary.verified("b", 1).offered(cards) == "abcdf"
    assert diary.verified("c", VERIFIED).verified("d", VERIFIED).offered(cards) == "abcdef"


def test_an_easier_card_that_the_profile_hides_is_not_waited_for() -> None:
    cards = [card("a", then="b", hidden_by=[Flag.WHEELS]), card("b", level=2), card("c")]
    wheels = Profile(ANYWHERE, ["wheels"])
    assert Diary().standings(cards, wheels)["b"].opening == Opening(("c",), chain=False, have=0, needs=6)
    assert Diary().offered(cards[:2], wheels) == "b"


def test_the_lowest_level_there_is_for_a_person_is_always_open() -> None:
    cards = [card("a", places=[Place.FLOOR]), card("b", level=2), card("c", level=3), card("d", Group.PSOAS)]
    standing = Profile(["standing"], ())
    assert Diary().offered([card("b", level=2), card("c", level=3)]) == "b"
    assert Diary().standings(cards, standing)["b"].offered
    assert Diary().answered("b", Answer.PARTIAL, Answer.PARTIAL).standings(cards[1:], standing)["b"].offered


def test_odd_chains_of_a_person_s_own_do_no_harm() -> None:
    cards = [card("a", then="a"), card("b", level=2, then="a"), card("c", level=2, then="b"), card("d", then="gone")]
    assert Diary().offered(cards) == "ad"
    assert Diary().verified("c", 9).verified("a", 3).verified("d", 3).offered(cards) == "abcd"


# ---- setbacks


def test_two_partial_answers_in_a_row_close_it_until_the_easier_one_is_verified_again() -> None:
    diary = Diary().verified("a").answered("b", Answer.PARTIAL, Answer.SKIPPED, Answer.MISSED, Answer.PARTIAL)
    assert diary.offered() == "a"
    assert diary.standings(CHAIN)["b"].opening == Opening(("a",), chain=True, have=0, needs=3, since=diary.now)
    assert diary.answered("b", Answer.DONE).verified("a", VERIFIED - 1).offered() == "a"
    assert diary.verified("a", 1).offered() == "ab"


def test_a_done_between_two_partial_answers_is_no_setback() -> None:
    diary = Diary().verified("a").answered("b", Answer.PARTIAL, Answer.DONE, Answer.PARTIAL)
    assert diary.offered() == "ab"


@pytest.mark.parametrize("number", [2, 3])
def test_a_setback_closes_what_the_level_opened_too(number: int) -> None:
    diary = Diary().answered("b", Answer.PARTIAL, Answer.PARTIAL)
    assert diary.offered(CHAIN, level(number)) == ("a" if number == 2 else "ac")
    assert diary.verified("a").offered(CHAIN, level(number)) == ("ab" if number == 2 else "abc")


def test_the_easiest_has_nothing_to_fall_back_on() -> None:
    assert Diary().answered("a", *[Answer.PARTIAL] * 5).offered() == "a"


def test_what_hurts_is_not_offered_until_allowed_and_then_earned_again() -> None:
    diary = Diary().verified("a", 9).hurt("b")
    hurt = diary.now
    diary.hurt("b").verified("a").pass_(2 * REMEMBERED)
    assert diary.offered() == "a"
    assert diary.standings(CHAIN)["b"].hurts_since == hurt
    assert diary.allowed("b").offered() == "a"
    assert diary.verified("a").offered() == "ab"


def test_an_easy_card_that_hurt_is_back_as_soon_as_it_is_allowed() -> None:
    diary = Diary().hurt("a")
    assert diary.offered() == ""
    assert diary.allowed("a").offered() == "a"


def test_what_hurts_opens_nothing_harder() -> None:
    diary = Diary().verified("a").hurt("a")
    assert diary.offered() == ""
    assert diary.allowed("a").offered() == "ab"
    assert diary.verified("b").hurt("a").offered() == "bc"


# ---- what is remembered


def test_sessions_of_its_own_keep_a_card_open_without_the_easier_one() -> None:
    diary = Diary().verified("a").pass_(REMEMBERED - DAY)
    assert diary.offered() == "ab"
    assert diary.verified("b").pass_(DAY).offered() == "abc"


def test_after_a_long_pause_one_begins_gently_again() -> None:
    assert Diary().verified("a").verified("b").pass_(REMEMBERED).offered() == "a"


def test_a_setback_is_forgotten_as_well() -> None:
    diary = Diary().answered("b", Answer.PARTIAL, Answer.PARTIAL)
    assert diary.offered(CHAIN, level(2)) == "a"
    assert diary.pass_(REMEMBERED).offered(CHAIN, level(2)) == "ab"


def test_two_partial_answers_are_a_setback_while_both_are_remembered() -> None:
    diary = Diary().answered("b", Answer.PARTIAL).pass_(REMEMBERED - DAY).answered("b", Answer.PARTIAL)
    assert diary.offered(CHAIN, level(2)) == "a"
    assert diary.pass_(DAY).offered(CHAIN, level(2)) == "ab"
