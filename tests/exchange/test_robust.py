"""Files that are cut short, written over or made up: what can be used is taken, the rest named, and nothing breaks."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange.files import SOUND, facts, holds, read, taken
from tests.exchange.test_idlelog import NOON, NOW, WHOLE, record
from tests.exchange.test_workrave import DAY, TODAY
from unseat.core.facts import Any as AnyFact
from unseat.core.taken_in import DayTotal
from unseat.core.watched import Bout
from unseat.exchange.found import UnusableError
from unseat.exchange.idlelog import read_idlelog
from unseat.exchange.workrave import Where, read_stats

# ---- any file, damaged in any way


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_taken_whole(name: str) -> None:
    found = read(name, SOUND[name])
    assert found.left_out == ()
    assert found.facts


@pytest.mark.parametrize("name", SOUND)
def test_cut_short_at_any_byte_it_gives_no_more_than_was_whole(name: str) -> None:
    whole = read(name, SOUND[name])
    for end in range(len(SOUND[name])):
        found = taken(name, SOUND[name][:end])
        if found is not None:
            holds(found)
            assert len(found.facts) <= len(whole.facts)


@pytest.mark.parametrize("name", [name for name in SOUND if not name.endswith((".json", ".jsonl"))])
def test_of_workraves_files_all_before_the_cut_is_taken(name: str) -> None:
    """What is lost is the record or day that the cut lies in; the first of these files begins with a header."""
    ends = [len(SOUND[name][:end]) for end in range(len(SOUND[name]) + 1) if cut_here(name, end)]
    counts = [len(facts_of(name, SOUND[name][:end])) for end in ends]
    assert counts == sorted(counts)
    assert counts[-1] == len(facts_of(name, SOUND[name]))


def cut_here(name: str, end: int) -> bool:
    return end % 17 == 0 if name.startswith("idlelog") else SOUND[name][:end].endswith((b"600 \n", b"G 100\n"))


def facts_of(name: str, data: bytes) -> list[AnyFact]:
    return [fact for fact in facts(read(name, data)) if isinstance(fact, Bout | DayTotal)]


@given(st.sampled_from(sorted(SOUND)), st.data())
def test_written_over_anywhere_nothing_breaks(name: str, data: st.DataObject) -> None:
    own = SOUND[name]
    start = data.draw(st.integers(0, len(own)))
    end = data.draw(st.integers(start, min(len(own), start + 40)))
    found = taken(name, own[:start] + data.draw(st.binary(max_size=60)) + own[end:])
    if found is not None:
        assert len(found.facts) <= 30


@given(st.sampled_from(sorted(SOUND)), st.binary(max_size=300))
@example("aw.json", b"\xef\xbb\xbf{}")
@example("all.jsonl", b"\r\n\r\n")
@example("historystats", b"WorkRaveStats 4\r\n\x00\r\n")
def test_garbage_is_told_in_one_line(name: str, data: bytes) -> None:
    found = taken(name, data)
    if found is not None:
        holds(found)


# ---- Workrave


@pytest.mark.parametrize(
    "start",
    [
        *("0 6 125 9 15", "32 6 125 9 15", "31 5 125 9 15", "29 1 125 9 15", "12 12 125 9 15"),
        *("12 6 125 24 15", "12 6 125 9 60", "12 6 99999999999 9 15", "99999999999 6 125 9 15"),
        *("12 99999999999 125 9 15", "12 6 125 99999999999 15"),
    ],
)
def test_an_impossible_day_is_named_and_the_others_taken(start: str) -> None:
    text = f"WorkRaveStats 4\n{DAY.replace('D 12 6 125 9 15', f'D {start}')}{DAY}"
    found = read("historystats", text.encode())
    assert [fact.day for fact in facts(found) if isinstance(fact, DayTotal)] == [date(2025, 7, 12)]
    assert [str(left) for left in found.left_out] == [f"historystats: line 2: no such day or time: {start}"]


def test_a_day_after_the_last_that_a_clock_can_show() -> None:
    where = Where(ZoneInfo("America/New_York"), time(4), NOW)
    text = TODAY.replace("D 12 6 125 9 15 12 6 125 17 42", "D 31 11 8099 23 58 31 11 8099 23 59")
    assert read_stats("f", text, where, one_day=False)[0] == []


@pytest.mark.parametrize("header", ["WorkRaveStats 2", "WorkRaveStats 5", "WorkRaveStats", "WorkRaveStats 4 4", "\0"])
def test_another_version_is_refused_whole(header: str) -> None:
    with pytest.raises(UnusableError, match=r"^todaystats: line 1: "):
        read("todaystats", f"{header}\n{DAY}".encode())


def test_zeros_written_over_the_middle_of_a_log_cost_only_what_they_lie_on() -> None:
    raw = b"".join(
        record(1 if n == 0 else NOON + 60 * n - 30, NOON + 60 * n, NOON + 60 * n + 30, 30) for n in range(99)
    )
    for start in range(17 * 40, 17 * 42):
        holed = raw[:start] + bytes(100) + raw[start + 100 :]
        stretches, left_out = read_idlelog("f", holed, NOW)
        lost = {at // 17 for at in range(start, start + 100)}
        kept = [(one.start - NOON) // 60 for one in stretches if one.active_s == 30]
        assert set(kept) | lost == set(range(99))
        assert len(stretches) <= 100
        assert 1 <= len(left_out) <= 8


@given(st.integers(1, 200_000), st.integers(0, 60))
def test_the_seconds_of_activity_are_known_but_for_whole_wraps(length: int, pauses: int) -> None:
    active = max(0, length - pauses)
    (stretch,), _ = read_idlelog("f", record(1, NOON - length, NOON, active), NOW)
    assert stretch.active_s == active


def test_a_long_hole_takes_no_time() -> None:
    stretches, left_out = read_idlelog("f", WHOLE[0] + bytes(20_000_000) + WHOLE[1], NOW)
    assert len(stretches) == 2
    assert [left.reason for left in left_out] == ["a hole of 20000000 zero bytes"]
