"""Workrave's idlelog, its bytes built here by the description of its format."""

from struct import pack

from hypothesis import given
from hypothesis import strategies as st

from unseat.core.words import SECOND, Instant
from unseat.exchange.idlelog import Active, read_idlelog

NOON = 1_795_435_200  # 2026-11-23T12:00:00Z
NOW = Instant((NOON + 86_400) * SECOND)


def record(idle: int, start: int, end: int, active: int, version: int = 3) -> bytes:
    return pack(">HBIIIH", 15, version, idle, start, end, active % 65_536)


WHOLE = [
    record(1, NOON, NOON + 600, 590),
    record(NOON + 600, NOON + 900, NOON + 1800, 15, version=2),
    record(NOON + 1800, NOON + 2000, NOON + 5600, 3600),
]
STRETCHES = [
    Active(NOON, NOON + 600, 590),
    Active(NOON + 900, NOON + 1800, 15),
    Active(NOON + 2000, NOON + 5600, 3600),
]


def test_records_of_both_versions() -> None:
    assert read_idlelog("f", b"".join(WHOLE), NOW) == (STRETCHES, [])


def test_an_empty_file_and_one_that_is_still_idle() -> None:
    assert read_idlelog("f", b"", NOW) == ([], [])
    assert read_idlelog("f", record(1, NOON, 0, 0), NOW) == ([], [])


def test_the_seconds_of_activity_wrap() -> None:
    long = record(1, NOON, NOON + 70_000, 69_000)
    assert read_idlelog("f", long, NOW)[0] == [Active(NOON, NOON + 70_000, 69_000)]
    twice = record(1, NOON - 100_000, NOON + 40_000, 2 * 65_536 + 7)
    assert read_idlelog("f", twice, NOW)[0][0].active_s == 2 * 65_536 + 7


def test_a_hole_of_zeros_is_passed_over_and_named() -> None:
    stretches, left_out = read_idlelog("f", WHOLE[0] + bytes(4096) + WHOLE[1] + WHOLE[2], NOW)
    assert stretches == STRETCHES
    assert [str(left) for left in left_out] == ["f: byte 17: a hole of 4096 zero bytes"]


def test_a_record_that_is_cut_short_is_left_out() -> None:
    stretches, left_out = read_idlelog("f", WHOLE[0] + WHOLE[1][:-3], NOW)
    assert stretches == STRETCHES[:1]
    assert [str(left) for left in left_out] == ["f: byte 17: 14 bytes that are no record"]


def test_another_version_wrong_times_and_the_future() -> None:
    strange = record(1, NOON, NOON + 5, 5, version=9)
    booted = record(1, 4000, 5000, 900)
    late = record(1, NOON + 86_000, NOON + 86_401, 5)
    too_much = record(1, NOON, NOON + 60, 9000)
    stretches, left_out = read_idlelog("f", strange + booted + late + too_much, NOW)
    assert stretches == []
    assert [(left.where, left.reason) for left in left_out] == [
        ("byte 0", "17 bytes of version 9; versions 2 and 3 are known"),
        ("byte 17", "4000 s is no time of day but one since the machine's start, as newer Workraves write it"),
        ("byte 34", "it lies in the future"),
        ("byte 51", "9000 s of activity do not fit in 60 s"),
    ]


LENGTHS = st.lists(st.tuples(st.integers(1, 5000), st.integers(1, 5000)), max_size=12)


@given(LENGTHS, st.data())
def test_whatever_zeros_lie_between_records_every_record_is_found(
    lengths: list[tuple[int, int]], data: st.DataObject
) -> None:
    at, holes, raw, expected = NOON - 80_000 - 80_000, 0, b"", []
    for idle, active in lengths:
        hole = data.draw(st.integers(0, 60))
        raw += bytes(hole) + record(at, at + idle, at + idle + active, active)
        holes += bool(hole)
        expected.append(Active(at + idle, at + idle + active, active))
        at += idle + active
    stretches, left_out = read_idlelog("f", raw, NOW)
    assert stretches == expected
    assert len(left_out) == holes


@given(st.binary(max_size=200), st.integers(0, 17))
def test_after_any_garbage_the_records_that_follow_are_found(garbage: bytes, torn: int) -> None:
    """All but the first: the garbage may happen to look as if a record began in its last bytes."""
    stretches, _ = read_idlelog("f", garbage + WHOLE[0][:torn] + b"".join(WHOLE), NOW)
    assert [one for one in stretches if one in STRETCHES][-2:] == STRETCHES[1:]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    stretches, left_out = read_idlelog("f", data, NOW)
    assert all(one.end >= one.start and one.active_s <= one.end - one.start for one in stretches)
    assert len(stretches) * 17 + len(left_out) <= len(data) + len(left_out) * 17
