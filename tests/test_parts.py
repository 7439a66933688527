"""The small parts around the agent: zone, metronome, keeper, settings in force, the week in a notice."""

import queue
import subprocess
import sys
import time
from datetime import UTC, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.desk import NINE
from unseat.core import facts
from unseat.core.activity import parse
from unseat.core.fact import Sides
from unseat.core.moments import Moment
from unseat.core.running import AgentStarted
from unseat.core.said import AnswerWished
from unseat.core.timeline import Seen
from unseat.core.watched import Bout, OpenBout
from unseat.core.words import HOUR, MINUTE, Answer, Because, Instant, Kind, Millis, Posture
from unseat.journal import Journal
from unseat.keeper import Keeper
from unseat.metronome import Metronome
from unseat.paths import config_root
from unseat.recorder import Recorder
from unseat.senses.base import Clocks
from unseat.senses.clocks import Watch
from unseat.settings import LastGood, Settings, SettingsFile, load
from unseat.texts import Texts
from unseat.weekly import week_notice, week_so_far
from unseat.wiring import seen
from unseat.zone import LocalZone

NOW = Instant(NINE)
SHIPPED = config_root() / "unseat.toml"


def test_the_zone_is_read_again_when_the_setting_changes(tmp_path: Path) -> None:
    setting, zones = tmp_path / "localtime", [ZoneInfo("Europe/Brussels"), ZoneInfo("Asia/Tokyo")]
    setting.symlink_to("Brussels")
    local = LocalZone({}, setting, lambda: zones.pop(0))
    assert local.offset_s(NOW) == 3600
    assert local.offset_s(NOW) == 3600
    setting.unlink()
    setting.symlink_to("Tokyo")
    assert local.offset_s(NOW) == 9 * 3600


def test_a_system_without_the_setting_has_a_zone_all_the_same(tmp_path: Path) -> None:
    assert LocalZone({}, tmp_path / "none", lambda: UTC).zone() is UTC
    assert isinstance(LocalZone({}).zone(), tzinfo)


def test_the_metronome_beats_changes_its_rhythm_and_stops() -> None:
    beats: queue.SimpleQueue[float] = queue.SimpleQueue()
    metronome = Metronome(lambda: beats.put(time.monotonic()))
    metronome.beat(1_000)
    metronome.start(50)
    first, second = beats.get(timeout=5), beats.get(timeout=5)
    assert second > first
    metronome.beat(3_600_000)
    metronome.beat(30, anew=True)
    assert beats.get(timeout=5) > second
    metronome.stop()
    metronome.stop()


def test_what_stood_in_while_the_metronome_was_imported_is_gone() -> None:
    """A process of its own: here all of it may have been imported before."""
    done = subprocess.run((sys.executable, "-c", LEAN), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False", "False", "4", "asyncio.runners"]


LEAN = """
import queue, sys
from unseat.metronome import Metronome
beats = queue.SimpleQueue()
metronome = Metronome(lambda: beats.put(4))
metronome.start(20)
print("apscheduler" in sys.modules, "asyncio" in sys.modules, "importlib.metadata" in sys.modules, beats.get(timeout=5))
metronome.stop()
import asyncio, concurrent.futures, importlib.metadata, multiprocessing
assert importlib.metadata.version("apscheduler") and concurrent.futures.ProcessPoolExecutor and multiprocessing.Pool
print(asyncio.run.__module__)
"""


def started(at: Instant = NOW) -> AgentStarted:
    return AgentStarted(at=at, version="test", sense=None, tray=None, notifier=None)


def wish(at: int) -> AnswerWished:
    return AnswerWished(at=Instant(at), answer=Answer.DONE)


def test_the_keeper_hears_siblings_once_and_never_what_is_old(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal.open(path, utc_offset_s=lambda _: 0) as mine, Journal.open(path, utc_offset_s=lambda _: 0) as other:
        other.append(wish(NOW - 1))
        keeper = Keeper(mine, lambda _: None, started(), read_to=0)
        assert keeper.siblings() == []
        other.append(wish(NOW + 5))
        keeper.keep([facts.Resumed(at=Instant(NOW + 6))], None, NOW)
        assert [entry.fact for entry in keeper.siblings()] == [wish(NOW + 5)]
        assert keeper.siblings() == []


def test_what_a_sibling_wrote_during_the_start_is_heard(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    with Journal.open(path, utc_offset_s=lambda _: 0) as mine, Journal.open(path, utc_offset_s=lambda _: 0) as other:
        other.append(wish(NOW + 1))
        keeper = Keeper(mine, lambda _: None, started(), read_to=0)
        assert [entry.fact for entry in keeper.siblings()] == [wish(NOW + 1)]


def open_bout(start: int, last: int) -> OpenBout:
    return OpenBout(
        start=Instant(start),
        posture=Posture.SITTING,
        last=Instant(last),
        last_input=Instant(last),
        input_ms=Millis(last - start),
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=Instant(last),
        steady_ms=0,
        boot="",
    )


def test_the_open_bout_is_rewritten_when_it_first_goes_on_and_then_once_a_minute(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3", utc_offset_s=lambda _: 0) as journal:
        keeper = Keeper(journal, lambda _: None, started(), read_to=0)
        for second in range(0, 180, 5):
            now = Instant(NOW + second * 1000)
            keeper.keep([], open_bout(NOW, now), now)
            written = journal.open_bout()
            assert written is not None
            assert written.last - NOW == 1000 * (0 if second < 5 else 5 + (second - 5) // 60 * 60)
        keeper.keep([], open_bout(NOW + 300_000, NOW + 300_000), Instant(NOW + 300_000))
        newest = journal.open_bout()
        assert newest is not None
        assert newest.start == NOW + 300_000
        keeper.keep([], None, Instant(NOW + 301_000))
        assert journal.open_bout() is None


def test_the_open_bout_of_the_agent_before_is_rewritten_as_soon_as_it_goes_on(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.sqlite3", utc_offset_s=lambda _: 0) as journal:
        journal.save_open_bout(open_bout(NOW, NOW + 30_000))
        keeper = Keeper(journal, lambda _: None, started(), read_to=0)
        for second, last, kept in ((90, 30, 30), (95, 95, 95), (100, 100, 95), (155, 155, 155)):
            keeper.keep([], open_bout(NOW, NOW + last * 1000), Instant(NOW + second * 1000))
            written = journal.open_bout()
            assert written is not None
            assert written.last == NOW + kept * 1000


def test_the_last_good_settings_stay_in_force(tmp_path: Path) -> None:
    own = tmp_path / "unseat.toml"
    fresh: list[Settings] = []
    good = LastGood(SettingsFile(SHIPPED, own), load(SHIPPED, own), fresh.append)
    assert not good.changed()
    own.write_text('[prompts]\nevery = "soon"\n', encoding="utf-8")
    assert not good.changed()
    assert good.now.prompts.every == 30 * MINUTE
    own.write_text('[prompts]\nevery = "45m"  # better\n', encoding="utf-8")
    assert good.changed()
    assert good.now.prompts.every == 45 * MINUTE
    assert fresh == [good.now]


def test_what_the_clocks_tell_in_the_words_of_the_core() -> None:
    watch = Watch(Clocks(NOW, 0, 0))
    assert seen(watch, Clocks(Instant(NOW + 5_000), 5_000, 5_000), 5_000) == Seen()
    slept = Clocks(Instant(NOW + HOUR), HOUR, 10_000)
    assert seen(watch, slept, 5_000) == Seen(asleep=Millis(HOUR - 5_000 - 5_000))
    hung = Clocks(Instant(NOW + HOUR + 2 * MINUTE + 7_200_000), HOUR + 2 * MINUTE, 10_000 + 2 * MINUTE)
    assert seen(watch, hung, 5_000) == Seen(late=True, stepped=Millis(7_200_000))


def test_what_a_recorder_writes_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "day.jsonl"
    recorder = Recorder.to(path)
    recorder.moment(Moment(NOW, begins=(Kind.INPUT, Kind.QUIET_HOURS)))
    recorder.moment(Moment(Instant(NOW + 1000), ends=(Kind.INPUT,)))
    done = facts.PromptAnswered(
        at=Instant(NOW + 2000), prompt=NOW, answer=Answer.DONE, verified=True, sides=Sides(30, 30), reason="why not"
    )
    recorder.fact(done)
    recorder.moment(Moment(Instant(NOW + 3000), begins=(Kind.CALL,)))
    recorder.close(Instant(NOW + 4000))
    record = parse(path.read_text(encoding="utf-8").splitlines())
    assert [interval.kind for interval in record.intervals] == [Kind.INPUT, Kind.CALL, Kind.UNWATCHED]
    assert [saying.at for saying in record.sayings] == [NOW + 2000]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_week_in_one_notice(tmp_path: Path) -> None:
    zone = LocalZone({}, tmp_path / "none", lambda: UTC)
    with Journal.open(tmp_path / "journal.sqlite3", utc_offset_s=zone.offset_s) as journal:
        start = Instant(NOW - HOUR)
        length = Millis(50 * MINUTE)
        bout = Bout(
            at=Instant(start + length),
            start=start,
            posture=Posture.SITTING,
            input_ms=length,
            because=Because.NO_INPUT,
        )
        journal.append(bout, facts.Break(start=bout.at, at=Instant(NOW), because=Because.NO_INPUT, unknown=True))
        week = week_so_far(journal, NOW, zone, load(SHIPPED, None))
    notice = week_notice(week, Texts.english())
    assert notice.text.splitlines()[0] == "Estimated sitting: 50 min, between 50 min and 1 h 00 min."
    assert notice.text.splitlines()[1] == "1 break, the longest bout 50 min."
