"""What an unbroken listening tells, without a counter."""

from msgspec.structs import replace

from unseat.core.words import MINUTE, Millis
from unseat.senses.base import Reading
from unseat.senses.listening import judge
from unseat.senses.trace import Seen

NOW = 20 * MINUTE


def test_before_anything_is_seen_its_beginning_stands_for_the_last_input() -> None:
    assert judge(NOW - 3_000, NOW, Seen(over=False)) == Reading(Millis(3_000), "unknown")


def test_an_act_or_wide_motion_counts() -> None:
    assert judge(0, NOW, Seen(over=False, acted_at=NOW - 70)) == Reading(Millis(70), "real")
    assert judge(0, NOW, Seen(over=False, acted_at=5, moved_at=NOW - 9)) == Reading(Millis(9), "real")


def test_jitter_does_not() -> None:
    seen = Seen(over=False, acted_at=NOW - MINUTE, jitter_at=NOW - 1)
    assert judge(0, NOW, seen) == Reading(Millis(MINUTE), "jitter")


def test_a_key_held_down_does_not_either() -> None:
    seen = Seen(over=False, acted_at=NOW - MINUTE, held_at=NOW - 1)
    assert judge(0, NOW, seen) == Reading(Millis(MINUTE), "held")


def test_the_kind_is_what_the_latest_event_was() -> None:
    early = Seen(over=False, acted_at=NOW - 9, moved_at=NOW - 9, jitter_at=NOW - 9, held_at=NOW - 9)
    for latest, kind in (("jitter_at", "jitter"), ("held_at", "held"), ("moved_at", "real"), ("acted_at", "real")):
        assert judge(0, NOW, replace(early, **{latest: NOW - 5})).kind == kind


def test_wide_motion_by_the_clock_is_a_jiggler_until_somebody_acts() -> None:
    strokes = tuple(range(MINUTE, NOW, 10_000))
    seen = Seen(over=False, acted_at=MINUTE - 1, moved_at=strokes[-1], strokes=strokes)
    assert judge(0, NOW, seen) == Reading(Millis(NOW - MINUTE + 1), "jiggler")
    acted = Seen(over=False, acted_at=NOW - 5, moved_at=strokes[-1], strokes=strokes)
    assert judge(0, NOW, acted) == Reading(Millis(5), "real")


def test_an_event_later_than_the_look_gives_no_negative_idle() -> None:
    assert judge(0, NOW, Seen(over=False, acted_at=NOW + 3)).idle_ms == 0
