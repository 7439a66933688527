"""`unseat advice`, and what it says when its file is damaged."""

import subprocess
import sys
from pathlib import Path

from tests.cli.test_verbs import Run, env, run

__all__ = ["env", "run"]


def test_it_speaks_the_persons_language(run: Run) -> None:
    code, english, err = run("advice")
    assert (code, err) == (0, "")
    assert english.startswith("Call 112, or go to hospital now\n")
    assert "When an exercise hurts" in english
    assert "not medical advice" in english
    dutch = run("advice", LANG="nl_BE.UTF-8")[1]
    assert dutch.startswith("Bel 112, of ga nu naar het ziekenhuis\n")
    assert "geen medisch advies" in dutch


def test_only_the_red_flags(run: Run) -> None:
    code, out, _ = run("advice", "--red-flags")
    assert code == 0
    assert "See your GP soon" in out
    assert "When an exercise hurts" not in out


def test_it_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("advice")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_one_clear_line(env: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import unseat.cli.advice as verb; "
        f"verb.config_root = lambda: Path({str(tmp_path)!r}); from unseat.cli import main; sys.exit(main(['advice']))"
    )
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"unseat: {tmp_path / 'advice' / 'advice.toml'}: can't be read")
    assert done.stderr.endswith("Install unseat again\n")
    assert done.stderr.count("\n") == 1
