"""Whether hands are on the keyboard: from the time since the last input, the pointer, and what our own windows saw."""

from tests.windows.room import FakeHands
from unseat.windows.hands import HANDS_OFF, JITTER, Hands

EVERY = 250


def look(fake: FakeHands, hands: Hands, ms: int = EVERY) -> bool:
    fake.steady += ms
    return hands.look(fake.steady)


def ready() -> tuple[FakeHands, Hands]:
    """Looked at once: what came before is none of it."""
    fake = FakeHands()
    hands = Hands(fake.idle, lambda: fake.point)
    look(fake, hands)
    return fake, hands


def touch(fake: FakeHands, hands: Hands) -> bool:
    """An input, and the look after it."""
    fake.type_()
    return look(fake, hands)


def test_hands_off() -> None:
    fake, hands = ready()
    assert not any(look(fake, hands) for _ in range(20))
    assert not hands.busy(fake.steady)


def test_what_came_before_the_first_look_is_not_counted() -> None:
    fake = FakeHands()
    fake.type_()
    assert not Hands(fake.idle, lambda: fake.point).look(fake.steady)


def test_a_key_is_seen_once_and_hands_are_off_two_seconds_later() -> None:
    fake, hands = ready()
    assert touch(fake, hands)
    assert not look(fake, hands)
    assert hands.busy(fake.last + HANDS_OFF - 1)
    assert not hands.busy(fake.last + HANDS_OFF)


def test_however_fast_somebody_types_hands_stay_on() -> None:
    fake, hands = ready()
    for _ in range(40):
        fake.type_()
        look(fake, hands)
        fake.type_()
        assert hands.busy(fake.steady)


def test_a_clock_that_reads_a_little_differently_each_time_is_no_input() -> None:
    fake, hands = ready()
    for wrong in (0, 40, -40, 90, 10):
        fake.last += wrong
        assert not look(fake, hands)


def test_a_pointer_that_creeps_is_no_hand_and_one_that_moves_is() -> None:
    fake, hands = ready()
    for _ in range(10):
        fake.point = fake.point[0] + JITTER // 2, fake.point[1]
        fake.type_()
        assert not look(fake, hands, 400)
    assert not hands.busy(fake.steady)
    fake.point = fake.point[0], fake.point[1] + JITTER + 1
    fake.type_()
    assert look(fake, hands, 400)


def test_a_click_in_our_own_window_is_input_but_holds_nothing() -> None:
    fake, hands = ready()
    hands.own(fake.steady)
    assert touch(fake, hands)
    assert not hands.busy(fake.steady)


def test_typing_elsewhere_after_such_a_click_holds() -> None:
    fake, hands = ready()
    hands.own(fake.steady)
    touch(fake, hands)
    look(fake, hands, 1000)
    assert touch(fake, hands)
    assert hands.busy(fake.steady)


def test_typing_into_our_own_window_is_typing() -> None:
    fake, hands = ready()
    hands.own(fake.steady, types=True)
    assert hands.busy(fake.steady + HANDS_OFF - 1)
    assert not hands.busy(fake.steady + HANDS_OFF)


def test_where_nothing_counts_only_our_own_windows_are_known() -> None:
    fake, hands = ready()
    assert not hands.blind
    fake.blind = True
    assert not look(fake, hands)
    assert hands.blind
    hands.own(fake.steady)
    assert look(fake, hands)
    assert not look(fake, hands)
    assert not hands.busy(fake.steady)


def test_once_blind_it_cannot_vouch_for_the_whole() -> None:
    fake, hands = ready()
    fake.blind = True
    look(fake, hands)
    fake.blind = False
    look(fake, hands)
    assert hands.blind
