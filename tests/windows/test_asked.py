"""What a window's process is asked to show."""

import pytest

from unseat.windows.asked import Asked, asked
from unseat.windows.motion import wants_less


def test_all_that_can_be_asked() -> None:
    said = "card --exercise a2 --prompt 5 --starts left --sitting 6 --lasts 7 --again --full"
    assert asked(said.split()) == Asked("card", "a2", 5, "left", 6, 7, again=True, full=True)


@pytest.mark.parametrize("window", ["card", "session", "profile", "welcome", "advice", "signs", "settings"])
def test_a_window_and_nothing_else(window: str) -> None:
    assert asked([window]) == Asked(window)


@pytest.mark.parametrize(
    "said", [[], ["tray"], ["card", "--starts", "both"], ["card", "--prompt", "soon"], ["card", "--nonsense"]]
)
def test_what_nobody_asks_ends_the_process(said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        asked(said)
    assert ended.value.code == 2
    assert "unseat.windows" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "nonsense"])
def test_where_no_bus_answers_nobody_asks_for_less_motion(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert wants_less() is False
