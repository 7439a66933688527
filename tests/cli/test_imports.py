"""Records in and out, by the verbs: what is taken, what is left out, and that twice is once."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_verbs import Run, env, journal, run
from tests.exchange.test_activitywatch import event, export
from tests.exchange.test_idlelog import record
from tests.exchange.test_workrave import TODAY
from unseat.core.offered import PromptDue
from unseat.core.taken_in import DayTotal, Imported
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Because, Instant, Millis, Posture
from unseat.journal import Journal

__all__ = ["env", "journal", "run"]

NINE = 1_752_310_800  # 2025-07-12T09:00:00Z, a day that has been
Write = Callable[[str, str | bytes], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def call(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return call


def watched(start_s: int, end_s: int) -> Bout:
    start, end = Instant((NINE + start_s) * SECOND), Instant((NINE + end_s) * SECOND)
    return Bout(at=end, start=start, posture=Posture.SITTING, input_ms=Millis(end - start), because=Because.NO_INPUT)


def bouts(journal: Journal) -> list[tuple[int, int, str | None]]:
    found = [entry.fact for entry in journal.facts(kinds=(Bout,))]
    return [(one.start // SECOND - NINE, one.at // SECOND - NINE, one.source) for one in found if isinstance(one, Bout)]


def activity(start_s: int, end_s: int) -> str:
    return json.dumps({"start": NINE + start_s, "end": NINE + end_s, "what": "input"}) + "\n"


def test_workraves_totals_stand_apart(run: Run, journal: Journal, write: Write) -> None:
    write("w/todaystats", TODAY)
    folder = str(Path(write("w/historystats", TODAY + "D 31 1 125 9 15\n")).parent)
    code, said, err = run("import", "workrave", folder)
    assert (code, err) == (0, "")
    assert said.splitlines() == [
        "1 total of a day taken: it is shown apart, and in no figure.",
        "1 left out: it cannot be used.",
        f"  {folder}/historystats: line 8: a day begins with a D row of ten numbers",
    ]
    own = json.loads(run("day", "2025-07-12", "--json")[1])
    assert (own["sitting_s"], own["bouts"], [one["active_s"] for one in own["imported"]]) == (0, 0, [100])
    assert "Workrave: 1 min of activity, a total only" in run("day", "2025-07-12")[1]
    assert "Sat 12 Jul: Workrave: 1 min of activity" in run("week", "2025-W28")[1]
    (mark,) = (entry.fact for entry in journal.facts(kinds=(Imported,)))
    assert isinstance(mark, Imported)
    assert (mark.source, mark.taken, mark.left_out, len(mark.digest)) == ("workrave", 1, 1, 64)


def test_importing_twice_adds_nothing(run: Run, journal: Journal, write: Write) -> None:
    bucket = export(event(-43_200_000, 1800), event(-43_190_000, 600))
    files = {
        "workrave": str(Path(write("w/todaystats", TODAY)).parent),
        "activitywatch": write("aw.json", bucket),
        "activity": write("log.jsonl", activity(50_000, 56_000) + activity(57_000, 57_400)),
    }
    for source, file in files.items():
        assert run("import", source, file)[0] == 0
    stored = list(journal.facts())
    assert {entry.fact.source for entry in stored} == set(files)
    assert any(isinstance(entry.fact, PromptDue) for entry in stored)
    files["unseat"] = write("all.jsonl", run("export")[1])
    for source, file in files.items():
        code, said, _ = run("import", source, file)
        assert (code, said.splitlines()[0]) == (0, "Nothing new was taken.")
    assert list(journal.facts()) == stored


def test_watched_time_wins(run: Run, journal: Journal, write: Write) -> None:
    journal.append(watched(600, 1200), watched(3000, 3600))
    code, said, _ = run("import", "activity", write("log.jsonl", activity(0, 2400) + activity(3000, 3500)))
    assert code == 0
    assert said.splitlines()[0] == "2 bouts taken."
    assert "1 bout cut: a part of its time was known already." in said
    assert "known already" in said
    assert bouts(journal) == [(0, 600, "activity"), (600, 1200, None), (1200, 2400, "activity"), (3000, 3600, None)]


def test_from_one_computer_to_another(run: Run, journal: Journal, write: Write, tmp_path: Path) -> None:
    journal.append(watched(0, 600))
    exported = write("mine.jsonl", run("export")[1])
    other = {f"XDG_{name}_HOME": str(tmp_path / "other" / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    assert run("import", "unseat", exported, **other)[1] == "1 bout taken.\n"
    lines = [json.loads(line) for line in run("export", **other)[1].splitlines()]
    (own,) = (line for line in lines if line["fact"]["kind"] == "bout")
    assert (own["device"], own["fact"]["source"]) == (journal.device, "unseat")
    assert run("import", "unseat", exported, **other)[1].startswith("Nothing new was taken.\n")


@pytest.mark.parametrize(
    ("source", "name", "content", "said"),
    [
        ("workrave", "todaystats", "WorkRaveStats 5\n", "line 1: version 5; versions 3 and 4 are known"),
        ("workrave", "historystats", "\x00\x00", "line 1: not a statistics file of Workrave"),
        ("activitywatch", "aw.json", '{"buckets": {', "line 1, column 14: not JSON"),
        ("unseat", "all.jsonl", '{"id": 1}', "line 1: not a line of `unseat export`"),
        ("unseat", "all.jsonl", activity(0, 5), "line 1: not a line of `unseat export`"),
        ("activity", "log.jsonl", activity(0, 60) + "{", "line 2: not a JSON object"),
        ("activity", "log.jsonl", b"\n\xff", "line 2: not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_nothing_is_written(  # noqa: PLR0917  pytest's
    run: Run, journal: Journal, write: Write, source: str, name: str, content: str | bytes, said: str
) -> None:
    file = write(name, content)
    code, out, err = run("import", source, file)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith(f"unseat: {file}: {said}")
    assert list(journal.facts()) == []


def test_a_missing_file_and_an_empty_folder(run: Run, tmp_path: Path) -> None:
    for source in ("workrave", "activitywatch", "unseat", "activity"):
        code, _, err = run("import", source, str(tmp_path / "none"))
        assert (code, err.count("\n")) == (1, 1)
    (tmp_path / "empty").mkdir()
    assert "idlelog.*.log" in run("import", "workrave", str(tmp_path / "empty"))[2]


def test_a_damaged_idlelog_gives_what_can_be_read(run: Run, journal: Journal, write: Write) -> None:
    raw = record(1, NINE, NINE + 600, 600) + bytes(64) + record(NINE + 600, NINE + 900, NINE + 1800, 900)
    file = write("idlelog.a.log", raw)
    code, said, _ = run("import", "workrave", file)
    assert code == 0
    assert said == f"2 bouts taken.\n1 left out: it cannot be used.\n  {file}: byte 17: a hole of 64 zero bytes\n"
    assert bouts(journal) == [(0, 600, "workrave"), (900, 1800, "workrave")]


def test_the_journal_as_an_activity_log_is_replayed_to_the_same_bouts(run: Run, journal: Journal, write: Write) -> None:
    journal.append(watched(0, 600), watched(1200, 2400), watched(90_000, 93_000))
    log = write("log.jsonl", run("export", "--activity", "--until", "2025-07-12")[1])
    replayed = json.loads(run("replay", log, "--json")[1])
    assert [(one["start"][11:19], one["end"][11:19]) for one in replayed["bouts"]] == [
        ("09:00:00", "09:10:00"),
        ("09:20:00", "09:40:00"),
    ]
    code, said, _ = run("export", "--activity", "--since", "2025-07-13", "-o", log)
    assert (code, said) == (0, f"1 line written to {log}.\n")
    assert run("export", "--since", "2025-07-13", "--until", "2025-07-12")[0] == 1


def test_dutch(run: Run, write: Write) -> None:
    code, said, _ = run("import", "workrave", write("todaystats", TODAY), LANG="nl_NL.UTF-8")
    assert code == 0
    assert said == "1 dagtotaal overgenomen: het staat apart en telt in geen enkel cijfer mee.\n"


def test_totals_are_facts_of_their_own(run: Run, journal: Journal, write: Write) -> None:
    run("import", "workrave", write("todaystats", TODAY))
    run("import", "workrave", write("todaystats", TODAY.replace("m 6 100", "m 6 900")))
    totals = [entry.fact for entry in journal.facts(kinds=(DayTotal,))]
    assert [one.active_s for one in totals if isinstance(one, DayTotal)] == [100, 900]
    own = json.loads(run("day", "2025-07-12", "--json")[1])
    assert [one["active_s"] for one in own["imported"]] == [900]


def test_an_answer_to_nothing_is_left_out_and_named(run: Run, write: Write) -> None:
    answer = json.dumps({"start": NINE + 30, "what": "answer", "answer": "done"}) + "\n"
    log = write("log.jsonl", activity(0, 600) + answer)
    said = run("import", "activity", log)[1]
    assert said == (
        f"1 bout taken.\n1 left out: it cannot be used.\n  {log}: line 2: no prompt was shown then to answer\n"
    )


def test_why_explains_only_what_was_decided_here(run: Run, journal: Journal, write: Write) -> None:
    now = time.time() // 1
    before = run("why")[1]
    lines = json.dumps({"start": now - 7200, "end": now - 600, "what": "input"})
    assert "prompt" in run("import", "activity", write("log.jsonl", lines))[1]
    assert run("why")[1] == before
