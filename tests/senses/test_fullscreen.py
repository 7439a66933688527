"""What doctor says of full screens where there is no X11; the rest is in tests/desktop/test_holds.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.senses.fullscreen import Due, FullscreenSense, finding
from unseat.texts import Texts


@pytest.mark.parametrize("env", [{}, {"DISPLAY": ""}, {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}])
def test_without_x11_doctor_names_the_session(env: dict[str, str]) -> None:
    found = finding(env, Texts.english())
    assert not found.works
    assert "X11" in found.found
    assert "X11" in found.remedy


def test_without_a_server_it_is_null_and_doctor_says_so() -> None:
    sense = FullscreenSense(":987")
    assert sense.look() is None
    sense.close()
    assert not finding({"DISPLAY": ":987"}, Texts.english()).works


@given(st.lists(st.tuples(st.integers(0, 90), st.booleans())))
def test_it_is_asked_at_news_again_a_second_later_and_each_minute_and_else_never(looks: list[tuple[int, bool]]) -> None:
    due = Due()
    assert due.come(0)
    due.heard(0)
    due.asked(0)
    now, asked, heard, settled = 0, 0, 0, False
    for wait, news in looks:
        now += wait
        if news:
            due.heard(now)
            heard, settled = now, False
        wanted = news or now - asked >= 60 or (not settled and now - heard >= 1)
        assert due.come(now) == wanted
        if wanted:
            due.asked(now)
            asked, settled = now, now - heard >= 1
