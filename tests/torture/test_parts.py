"""Parts of the desktop die and come back under the agent: it finds each again, says so once, and does not grow."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.torture import parts
from tests.torture.parts import Desk, repeat
from tests.torture.size import grown
from tools.virtual import VirtualDesktop
from unseat.desktop.tray.face import first_face, load_pystray
from unseat.desktop.tray.loop import Loop, Source
from unseat.texts import Texts

pytestmark = pytest.mark.desktop
TWICE = 2


@pytest.fixture(scope="module")
def on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with parts.desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.mark.parametrize(
    ("fault", "lines"),
    [
        ("panel", ["No panel shows the icon", "The icon is back"]),
        ("notifier", ["A notice could not", "Notices are shown"]),
    ],
)
def test_a_part_that_comes_back_is_used_again(on: Desk, fault: str, lines: list[str]) -> None:
    before = len(on.agent.logged)
    done = repeat(fault, TWICE, on)
    assert not grown(done.early, done.late), done
    assert done.cpu < 15
    said = [line.partition("unseat.missing: ")[2] for line in on.agent.logged[before:]]
    assert len(said) == TWICE * len(lines)
    assert all(line.startswith(begin) for line, begin in zip(said, lines * TWICE, strict=True))


@pytest.mark.parametrize("fault", ["bus", "x"])
def test_a_server_that_comes_back_is_used_again(on: Desk, fault: str) -> None:
    """What is lost with it is said once each time, and that it is back."""
    before = len(on.agent.logged)
    done = repeat(fault, TWICE, on)
    assert not grown(done.early, done.late), done
    assert done.cpu < 15
    said = on.agent.logged[before:]
    assert len(said) <= 6 * TWICE
    assert all("unseat.missing: " in line for line in said)


class Blind(Loop):
    """Does what is to be done before it sees that a connection is gone."""

    def turn(self, sources: tuple[Source, ...], timeout: float | None = None) -> None:
        super().turn((), 0)


def test_an_x_server_that_goes_while_the_icon_is_painted_is_a_panel_that_goes(tmp_path: Path) -> None:
    with VirtualDesktop(tmp_path, panel="trayer", notifier=None) as desk, closing(Blind()) as loop:
        with pytest.MonkeyPatch.context() as patch:  # pystray opens a display on import
            patch.setenv("DISPLAY", desk.env["DISPLAY"])
            load_pystray()
            from unseat.desktop.tray.xembed import XembedIcon

            icon = XembedIcon((), loop, lambda: True, first_face(Texts.english()), lambda _command: None)
        desk.kill("x")
        icon.icon = icon.icon
        with pytest.raises(OSError, match="X server is gone"):
            icon.run()
