"""What doctor says of full screens where there is no X11; the rest is in tests/desktop/test_holds.py."""

import pytest

from unseat.senses.fullscreen import FullscreenSense, finding
from unseat.senses.link import Link
from unseat.texts import Texts


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ""}, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}])
def test_without_x11_doctor_names_the_session(env: dict[str, str]) -> None:
    found = finding(env, Texts.english())
    assert not found.works
    assert "X11" in found.found
    assert "X11" in found.remedy


def test_without_a_server_it_is_null_and_doctor_says_so() -> None:
    sense = FullscreenSense(Link(":987"))
    assert sense.look() is None
    sense.close()
    assert not finding({"DISPLAY": ":987"}, Texts.english()).works
