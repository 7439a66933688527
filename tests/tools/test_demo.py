"""The demo's own end: what it does when the agent does not come up. (It is played in full by `make demo`.)"""

from pathlib import Path

import pytest

from tools.demo import play

pytestmark = pytest.mark.desktop


def test_a_stage_that_does_not_come_about_ends_the_demo_with_code_1_the_reason_and_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "settings/unseat/unseat.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[prompts]\nevery = "never"\n')
    (tmp_path / "out").mkdir()
    assert play(tmp_path / "desk", tmp_path / "out", settings.parents[1]) == 1
    said = capsys.readouterr().err
    assert "The demo failed" in said
    assert "prompts.every" in said
    assert (tmp_path / "out/failed.png").stat().st_size > 0
