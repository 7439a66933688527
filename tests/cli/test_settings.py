"""`unseat settings` where there is no display: one line says so, whatever is in the file."""

import pytest

from tests.cli.test_verbs import Run, env, run
from unseat.paths import places

__all__ = ["env", "run"]


@pytest.mark.parametrize("written", ["", "[prompts]\nevery = 5\n"])
def test_without_a_display_it_says_so(run: Run, env: dict[str, str], written: str) -> None:
    own = places(env).config_file
    own.parent.mkdir(parents=True)
    own.write_text(written)
    code, out, err = run("settings")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert ("prompts.every" if written else "DISPLAY") in err
    assert own.read_text() == written
