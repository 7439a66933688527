"""From looks to moments, and the timeline they lie on."""

from unseat.core.looking import Looking, Sample
from unseat.core.moments import Interval, Moment
from unseat.core.timeline import Seen, Timeline
from unseat.core.words import Instant, Kind, Millis

FIVE = 5_000


def sample(now: int, last: int | None, *on: Kind, spent: tuple[Interval, ...] = ()) -> Sample:
    last_input = None if last is None else Instant(last)
    return Sample(now=Instant(now), last_input=last_input, on=frozenset(on), spent=spent)


def test_input_in_one_look_is_an_instant_and_in_two_running_a_stretch() -> None:
    looking = Looking(Instant(0))
    assert looking.look(sample(FIVE, 3_000)) == [Moment(Instant(3_000), (Kind.INPUT,), (Kind.INPUT,))]
    assert looking.look(sample(10_000, 9_000)) == [
        Moment(Instant(5_000), begins=(Kind.INPUT,)),
        Moment(Instant(9_000), ends=(Kind.INPUT,)),
    ]
    assert looking.look(sample(15_000, 9_000)) == []
    assert looking.look(sample(20_000, 16_000)) == [Moment(Instant(16_000), (Kind.INPUT,), (Kind.INPUT,))]


def test_the_same_input_read_twice_is_not_a_new_one() -> None:
    looking = Looking(Instant(0))
    looking.look(sample(FIVE, 4_990))
    assert looking.look(sample(10_000, 5_040)) == []


def test_input_from_before_the_first_look_is_not_ours() -> None:
    assert Looking(Instant(FIVE)).look(sample(10_000, 1_000)) == []


def test_a_blind_sense_is_unwatched_since_the_look_before() -> None:
    looking = Looking(Instant(0))
    looking.look(sample(FIVE, 4_000))
    assert looking.look(sample(10_000, None)) == [Moment(Instant(5_000), begins=(Kind.UNWATCHED,))]
    assert looking.look(sample(15_000, None)) == []
    assert looking.look(sample(20_000, 4_000))[-1] == Moment(Instant(20_000), ends=(Kind.UNWATCHED,))


def test_what_is_on_is_told_when_it_changes() -> None:
    looking = Looking(Instant(0))
    assert looking.look(sample(FIVE, 0, Kind.CALL)) == [Moment(Instant(5_000), begins=(Kind.CALL,))]
    assert looking.look(sample(10_000, 0, Kind.CALL)) == []
    assert looking.look(sample(15_000, 0, Kind.PAUSED)) == [Moment(Instant(15_000), (Kind.PAUSED,), (Kind.CALL,))]


def test_sleep_lies_between_two_looks() -> None:
    timeline = Timeline(wall=1_000_000, steady=50_000)
    spent = timeline.look(50_000 + 3_600_000, Seen(asleep=Millis(3_598_000)))
    assert spent == (Interval(Instant(1_000_000), Instant(4_598_000), Kind.ASLEEP),)
    assert timeline.now == 4_600_000


def test_a_late_look_was_not_watched() -> None:
    timeline = Timeline(wall=1_000_000, steady=0)
    assert timeline.look(60_000, Seen(late=True)) == (Interval(Instant(1_000_000), Instant(1_060_000), Kind.UNWATCHED),)


def test_the_timeline_does_not_follow_the_wall_until_it_is_told_to() -> None:
    timeline = Timeline(wall=1_000_000, steady=0)
    timeline.look(5_000, Seen(stepped=Millis(-900_000)))
    assert timeline.now == 1_005_000
    timeline.name_anew(wall=105_000, steady=5_000)
    timeline.look(10_000, Seen())
    assert timeline.now == 110_000
