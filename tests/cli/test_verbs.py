"""Every verb: help with an example, one clear line for bad input, the right exit code."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from unseat.cli.main import VERBS, main
from unseat.core import facts
from unseat.core.rule import Rule
from unseat.core.view import OpenPrompt, Parts, Published, View
from unseat.core.words import Answer, Because, Instant, Millis, Posture, State
from unseat.desktop.instance import only_one
from unseat.journal import Journal
from unseat.paths import make_folders, places

Run = Callable[..., tuple[int, str, str]]

UNSHOWN = "unseat: --reason: found a character that cannot be shown, allowed is one line of text\n"


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A person of their own, without a desktop, in UTC and English."""
    own = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8", "TZ": "UTC", **own}


@pytest.fixture
def run(env: dict[str, str], tmp_path: Path) -> Run:
    def call(*args: str, stdin: str = "", **more: str) -> tuple[int, str, str]:
        argv = [sys.executable, "-m", "unseat", *args]
        done = subprocess.run(
            argv, env={**env, **more}, input=stdin, capture_output=True, text=True, check=False, cwd=tmp_path
        )
        return done.returncode, done.stdout, done.stderr

    return call


@pytest.fixture
def journal(env: dict[str, str]) -> Iterator[Journal]:
    here = places(env)
    make_folders(here)
    with Journal.open(here.journal_file, utc_offset_s=lambda _at: 0) as opened:
        yield opened


@pytest.fixture
def agent(env: dict[str, str], journal: Journal) -> Iterator[None]:
    """Somebody who holds the agent's lock."""
    with only_one(places(env).lock_file):
        yield


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert "Example:" in said
    assert f"unseat {verb}" in said


def test_every_verb_stands_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    missing = [verb for verb in VERBS if f"unseat {verb}" not in readme and f"`{verb}`" not in readme]
    assert not missing


def test_a_wrong_verb_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statu"]) == 2
    assert "Did you mean 'status'?" in capsys.readouterr().err


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("unseat 0.")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["week", "2026-W54"], "2026-W53"),
        (["week", "last"], "write it as"),
        (["day", "2026-13-01"], "not in the calendar"),
        (["pause", "banana"], 'found "banana", allowed is'),
        (["pause", "30"], "unit"),
        (["snooze", "0m"], "above zero"),
        (["config", "prompts.every", "5s"], "at least 10s"),
        (["config", "prompts.evry", "5m"], "did you mean prompts.every?"),
        (["config", "nonsense"], "there is no such setting"),
        (["break", "zz"], "allowed is one of"),
        (["stand"], "The agent is not running"),
        (["sit"], "The agent is not running"),
        (["answer", "done"], "The agent is not running"),
        (["replay", "nowhere.jsonl"], "nowhere.jsonl: No such file"),
        (["forget", "--since", "2026-11-07", "--until", "2026-11-01", "--yes"], "lies before"),
        (["forget", "--since", "soon", "--yes"], "soon"),
        (["doctor"], "No sense works here"),
    ],
)
def test_bad_input_is_one_clear_line_and_code_1(run: Run, args: list[str], said: str) -> None:
    code, _, err = run(*args)
    assert code == 1
    assert said in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("args", [["answer", "banana"], ["forget"], ["forget", "--everything", "--since", "today"]])
def test_a_wrong_call_is_code_2(run: Run, args: list[str]) -> None:
    code, _, err = run(*args)
    assert code == 2
    assert "Usage" in err


@pytest.mark.parametrize("verb", ["status", "week", "day", "why", "config", "run"])
def test_bad_settings_stop_every_verb_that_needs_them(run: Run, env: dict[str, str], verb: str) -> None:
    file = places(env).config_file
    file.parent.mkdir(parents=True)
    file.write_text('[prompts]\nevery = "soon"\n', encoding="utf-8")
    code, _, err = run(verb)
    assert code == 1
    assert f'{file}: prompts.every: found "soon"' in err
    assert "Traceback" not in err


def test_replay_answers_json_and_warns_of_answers_to_nothing(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "day.jsonl"
    log.write_text(
        '{"start": 1795420800, "end": 1795424400, "what": "input"}\n'
        '{"start": 1795420900, "what": "answer", "answer": "done"}\n',
        encoding="utf-8",
    )
    code, out, err = run("replay", str(log), "--json")
    answer = json.loads(out)
    assert code == 0
    assert set(answer) == {"rule", "bouts", "breaks", "unknown", "prompts", "metrics"}
    assert answer["bouts"][0]["start"] == "2026-11-23T08:00:00+00:00"
    assert answer["metrics"]["sitting_s"] == 3600
    assert "line 2" in err


def test_replay_reads_the_standard_input_and_other_settings(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "quick.toml"
    config.write_text('[prompts]\nevery = "10m"\nquiet = ["10:00-11:00"]\n', encoding="utf-8")
    line = '{"start": "2026-11-23T09:00:00+01:00", "end": "2026-11-23T09:30:00+01:00", "what": "input"}\n'
    code, out, _ = run("replay", "-", "--config", str(config), "--zone", "Asia/Kolkata", "--json", stdin=line)
    prompts = json.loads(out)["prompts"]
    assert code == 0
    assert prompts[0]["due"] == "2026-11-23T08:10:00+00:00"
    code, out, _ = run("replay", "-", "--config", str(config), "--zone", "Europe/Helsinki", "--json", stdin=line)
    assert json.loads(out)["prompts"][0]["deferred"][0] == {"because": "quiet hours", "until": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [('{"start": 1, "what": "input"}\noops\n', "line 2"), ('{"start": 1, "what": "sleep"}\n', "line 1")],
)
def test_a_bad_line_stops_the_replay_and_nothing_is_written(run: Run, text: str, said: str) -> None:
    code, out, err = run("replay", "-", "--json", stdin=text)
    assert (code, out) == (1, "")
    assert said in err


def test_replay_of_bytes_that_are_no_text(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b'{"start": 1, "what": "input"}\n\xff\xfe\n')
    code, _, err = run("replay", str(log))
    assert code == 1
    assert "line 2: not UTF-8" in err


def test_replay_writes_nothing(run: Run, env: dict[str, str]) -> None:
    run("replay", "-", stdin='{"start": 1, "what": "input"}\n')
    assert not places(env).journal_file.exists()


def test_status_says_whether_the_agent_runs(run: Run, journal: Journal, agent: None) -> None:
    view = View(state=State.SITTING, since=Instant(0), every=Millis(Rule().every), bout_start=Instant(0))
    journal.save_view(msgspec.json.encode(Published(Instant(0), view, Parts("x11", "status notifier", "freedesktop"))))
    code, out, _ = run("status", "--json")
    status = json.loads(out)
    assert code == 0
    keys = "agent state since sitting_s next_prompt_in_s waiting_for prompt sense tray notifier"
    assert list(status) == keys.split()
    assert (status["agent"], status["state"], status["sense"]) == ("running", "sitting", "x11")


def test_a_wish_is_a_fact_in_the_journal(run: Run, journal: Journal, agent: None) -> None:
    assert run("stand")[0] == 0
    assert run("pause", "until", "23:59")[0] == 0
    assert run("resume")[0] == 0
    assert run("break", "a2")[0] == 0
    assert run("quit")[0] == 0
    kinds = [type(entry.fact) for entry in journal.facts()]
    assert kinds == [facts.StandingDeclared, facts.Paused, facts.Resumed, facts.ExerciseWished, facts.QuitWished]


def test_an_answer_needs_a_prompt(run: Run, journal: Journal, agent: None) -> None:
    assert "nothing to answer" in run("answer", "done")[2]
    shown = OpenPrompt(Instant(1), "a2", Instant(2))
    view = View(state=State.SITTING, since=Instant(0), every=Millis(1), prompt=shown)
    journal.save_view(msgspec.json.encode(Published(Instant(0), view, Parts())))
    assert run("answer", "skipped", "--reason", "\x1b[2J")[::2] == (1, UNSHOWN)
    assert run("answer", "skipped", "--reason", "\udcff")[::2] == (1, UNSHOWN)
    assert run("answer", "skipped", "--reason", "in a call") == (0, "Noted.\n", "")
    (wish,) = [entry.fact for entry in journal.facts()]
    assert isinstance(wish, facts.AnswerWished)
    assert (wish.answer, wish.reason) == (Answer.SKIPPED, "in a call")


@pytest.mark.parametrize(
    "said",
    [
        ("a2", "skipped", "hurts", True),
        ("a2", "skipped", " Hurts ", True),
        ("a2", "skipped", "my pride hurts", False),
        ("a2", "done", "hurts", False),
        ("", "skipped", "hurts", False),
    ],
)
@pytest.mark.usefixtures("agent")
def test_an_exercise_that_hurts_is_said_with_the_answer(
    run: Run, journal: Journal, said: tuple[str, str, str, bool]
) -> None:
    exercise, answer, reason, hurt = said
    shown = OpenPrompt(Instant(1), exercise, Instant(2))
    view = View(state=State.SITTING, since=Instant(0), every=Millis(1), prompt=shown)
    journal.save_view(msgspec.json.encode(Published(Instant(0), view, Parts())))
    code, out, _ = run("answer", answer, "--reason", reason)
    *hurts, wish = [entry.fact for entry in journal.facts()]
    assert code == 0
    assert isinstance(wish, facts.AnswerWished)
    assert hurts == ([facts.ExerciseHurt(at=wish.at, exercise="a2")] if hurt else [])
    assert ("unseat exercises allow a2" in out) is hurt


def test_a_second_agent_says_so(run: Run, agent: None) -> None:
    code, _, err = run("run")
    assert code == 1
    assert str(os.getpid()) in err
    assert err.count("\n") == 1


def test_export_then_forget(run: Run, journal: Journal, tmp_path: Path) -> None:
    bout = facts.Bout(
        at=Instant(2_000), start=Instant(1_000), posture=Posture.SITTING, input_ms=Millis(1_000), because=Because.LOCKED
    )
    journal.append(bout)
    out = tmp_path / "mine.jsonl"
    code, said, _ = run("export", "-o", str(out))
    assert (code, out.stat().st_mode & 0o777) == (0, 0o600)
    assert json.loads(out.read_text(encoding="utf-8"))["fact"]["kind"] == "bout"
    assert "1 fact" in said
    assert run("forget", "--everything", stdin="n\n")[0] == 130
    code, said, _ = run("forget", "--everything", "--yes")
    assert (code, list(journal.facts())) == (0, [])


def test_nothing_is_forgotten_while_the_agent_runs(run: Run, agent: None) -> None:
    code, _, err = run("forget", "--everything", "--yes")
    assert code == 1
    assert "unseat quit" in err


def test_settings_are_shown_and_changed(run: Run) -> None:
    assert "prompts.every" in run("config")[1]
    assert run("config", "prompts.every", "45m")[0] == 0
    assert "45m" in run("config", "prompts.every")[1]
    assert run("config", "--path")[1].strip().endswith("unseat.toml")


def test_dutch_from_the_first_line(run: Run) -> None:
    _, english, _ = run("status")
    _, dutch, _ = run("status", LANG="nl_BE.UTF-8")
    assert english != dutch
    assert "Het programma" in dutch


def test_a_bug_leaves_a_log_to_paste(env: dict[str, str], tmp_path: Path) -> None:
    """A package that misses a module is nobody's wrong input."""
    program = "import sys; sys.modules['unseat.report.status'] = None; from unseat.cli import main; "
    program += "sys.exit(main(['status']))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 3
    assert "bug.log" in done.stderr
    log = places(env).log_file.with_name("bug.log")
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600


def test_output_into_a_closed_pipe_is_no_error(env: dict[str, str], tmp_path: Path) -> None:
    argv = f"{sys.executable} -m unseat config | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", argv], env=env, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert "Traceback" not in done.stderr
