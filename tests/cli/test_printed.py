"""The week on paper, by its verb: the real child draws it, and what goes wrong there is told here."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_look_back import Run, env, mode, run
from unseat.boundary import WrongError
from unseat.cli import printed
from unseat.cli.printed import drawn

__all__ = ["env", "run"]


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-1."), ("png", b"\x89PNG")])
def test_the_week_goes_to_a_file_for_nobody_else(run: Run, tmp_path: Path, form: str, begins: bytes) -> None:
    file = tmp_path / f"my week.{form}"
    code, out, err = run("week", "2026-W48", f"--{form}", file.name)
    assert (code, err) == (0, "")
    assert out == f"The week's page is in my week.{form}.\n"
    assert mode(file) == 0o600
    assert file.read_bytes().startswith(begins)


def test_it_is_in_the_persons_language(run: Run, tmp_path: Path) -> None:
    out = run("week", "2026-W48", "--pdf", "week.pdf", LANG="nl_NL.UTF-8")[1]
    assert out == "De pagina van de week staat in week.pdf.\n"
    assert "Jouw week 2026-W48".encode("utf-16-be") in (tmp_path / "week.pdf").read_bytes()


def test_a_file_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    code, out, err = run("week", "--pdf", "no/such/week.pdf")
    assert (code, out) == (1, "")
    named = tmp_path / "no/such/week.pdf"
    assert err == f"unseat: {named}: No such file or directory; name a file that can be written\n"


def test_a_folder_is_no_file(run: Run, tmp_path: Path) -> None:
    assert run("week", "--pdf", str(tmp_path))[0] == 2


@pytest.mark.parametrize(
    "args", [["--pdf", "a", "--png", "b"], ["--pdf", "a", "--json"], ["--png", "a", "--html", "b"]]
)
def test_two_forms_at_a_time_are_a_wrong_call(run: Run, tmp_path: Path, args: list[str]) -> None:
    code, _, err = run("week", *args)
    assert code == 2
    assert "one form at a time" in err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("library", ["vl_convert", "jinja2"])
def test_a_missing_library_is_one_clear_line(env: dict[str, str], library: str) -> None:
    script = (
        f"import sys; sys.modules['{library}'] = None\nfrom unseat.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    )
    argv = [sys.executable, "-c", script, "week", "--pdf", "week.pdf"]
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"unseat: The page needs {library}, which is not here; install unseat again\n"


def test_without_qt_there_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "find_spec", lambda _name: None)
    with pytest.raises(WrongError, match="The page needs PySide6"):
        drawn(b"{}", "pdf", Path("week.pdf"))


def test_a_bug_in_the_child_is_told_once_and_is_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for code, told in (
        ("sys.stderr.write('unseat: this is a bug'); sys.exit(3)", "unseat: this is a bug\n"),
        ("import os; os.kill(os.getpid(), 9)", "unseat: the page was not drawn (exit code -9)\n"),
    ):
        monkeypatch.setattr(printed, "PROGRAM", (sys.executable, "-c", f"import sys; {code}"))
        with pytest.raises(SystemExit) as ended:
            drawn(b"{}", "png", Path("week.png"))
        assert ended.value.code == 3
        assert capsys.readouterr().err == told
