"""The profile and the welcome: what is ticked becomes settings, and nothing that a person wrote by hand is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.windows.room import NINE, clear, find, press, reads, written
from unseat.core import facts
from unseat.core.exercise import Flag
from unseat.core.words import MINUTE, Instant, Millis
from unseat.paths import config_root
from unseat.person import Person
from unseat.settings import Settings, load
from unseat.texts import Texts
from unseat.windows.profile import Profile, Welcome, open_profile
from unseat.windows.profile_parts import Boxes, Radios, cares
from unseat.windows.program import Here
from unseat.windows.settings_limit import Follows
from unseat.windows.settings_rhythm import presets

BY_MY_WORK = "Let the way I work tell what counts as a break"
BY_HAND = """\
# mine, written by hand
[prompts]
every = "37m"  # as my doctor said

[exercises]
flags = ["P1", "K"]  # knee
"""


@pytest.fixture
def settled(qapp: QApplication, me: Person) -> Iterator[Here]:
    """Somebody who has written settings by hand."""
    me.places.config_file.parent.mkdir(parents=True)
    me.places.config_file.write_text(BY_HAND)
    with me.journal() as journal:
        yield Here(qapp, me, journal)
        clear()


def text(here: Here) -> str:
    file = here.me.places.config_file
    return file.read_text() if file.exists() else ""


def saved(here: Here) -> Settings:
    return load(config_root() / "unseat.toml", here.me.places.config_file)


def profile(here: Here) -> Profile:
    open_profile(here, first=False)
    window = here.windows[-1]
    assert isinstance(window, Profile)
    return window


def welcome(here: Here) -> Welcome:
    open_profile(here, first=True)
    window = here.windows[-1]
    assert isinstance(window, Welcome)
    return window


# ---- the profile


def test_saving_without_a_change_writes_nothing(here: Here) -> None:
    window = profile(here)
    press(window, "Save")
    assert text(here) == ""
    assert not window.isVisible()


def test_what_is_ticked_is_saved(here: Here) -> None:
    window = profile(here)
    for said in ("On the floor", "On the chair", "Firmly", "Pregnant"):
        press(window, said)
    (language,) = window.findChildren(QComboBox)
    language.setCurrentIndex(language.findData("nl"))
    press(window, "Save")
    chosen = saved(here).exercises
    assert set(chosen.places) == {"standing", "floor"}
    assert (chosen.level, chosen.flags, chosen.language) == (3, ("G",), "nl")


def test_cancelling_and_closing_save_nothing(here: Here) -> None:
    for leave in (lambda one: press(one, "Cancel"), Profile.close):
        window = profile(here)
        press(window, "Pregnant")
        leave(window)
        assert text(here) == ""


def test_comments_and_what_is_not_asked_stay(settled: Here) -> None:
    window = profile(settled)
    press(window, "Pregnant")
    press(window, "Save")
    after = text(settled)
    assert "# mine, written by hand" in after
    assert 'every = "37m"  # as my doctor said' in after
    assert 'flags = ["P1", "K", "G"]  # knee' in after


def test_a_group_of_flags_that_was_partly_set_stays_so(settled: Here) -> None:
    window = profile(settled)
    assert find(window, "Pain around the pelvis, pregnant or not").isChecked()
    press(window, "As usual")
    press(window, "Save")
    assert saved(settled).exercises.flags == ("P1", "K")


def test_unticking_a_group_takes_all_of_it_away(settled: Here) -> None:
    window = profile(settled)
    press(window, "Pain around the pelvis, pregnant or not")
    press(window, "Save")
    assert saved(settled).exercises.flags == ("K",)


def test_nowhere_to_exercise_is_refused_in_one_line_and_the_window_stays(here: Here) -> None:
    window = profile(here)
    press(window, "On the chair")
    press(window, "Standing")
    press(window, "Save")
    assert window.isVisible()
    assert "exercises.places" in window._trouble.text()
    assert "\n" not in window._trouble.text()
    assert text(here) == ""
    press(window, "On the floor")
    press(window, "Save")
    assert not window.isVisible()
    assert saved(here).exercises.places == ("floor",)


def test_what_hurt_can_be_allowed_again(here: Here) -> None:
    here.journal.append(facts.ExerciseHurt(at=Instant(NINE), exercise="a2"))
    window = profile(here)
    name = here.me.names["a2"]
    assert "Left out because it hurt" in reads(window)
    press(window, f"Offer “{name}” again")
    press(window, "Save")
    (allowed,) = written(here.journal, facts.ExerciseAllowed)
    assert allowed.exercise == "a2"
    assert name not in reads(profile(here))


def test_what_hurt_stays_left_out_where_nothing_is_ticked(here: Here) -> None:
    here.journal.append(facts.ExerciseHurt(at=Instant(NINE), exercise="a2"))
    press(profile(here), "Save")
    assert not written(here.journal, facts.ExerciseAllowed)


def test_a_journal_that_cannot_be_written_says_so_and_the_window_stays(here: Here) -> None:
    here.journal.append(facts.ExerciseHurt(at=Instant(NINE), exercise="a2"))
    window = profile(here)
    press(window, f"Offer “{here.me.names['a2']}” again")
    here.journal._connection.execute("PRAGMA query_only = ON")
    press(window, "Save")
    assert window.isVisible()
    assert str(here.journal.path) in window._trouble.text()
    here.journal._connection.execute("PRAGMA query_only = OFF")
    press(window, "Save")
    assert not window.isVisible()
    assert {fact.exercise for fact in written(here.journal, facts.ExerciseAllowed)} == {"a2"}


def test_every_flag_of_the_settings_is_asked_once() -> None:
    asked = [flag for care in cares(Texts.english()) for flag in care.flags]
    assert sorted(asked) == sorted(Flag)


def test_boxes_keep_what_they_do_not_know(qapp: QApplication) -> None:
    boxes, chosen = Boxes("?", [("one", ("a", "b")), ("two", ("c",))], ["x", "b"]), []
    for said in ("", "two", "one", "one"):
        if said:
            press(boxes, said)
        chosen.append(",".join(boxes.chosen))
    assert chosen == ["x,b", "x,b,c", "x,c", "x,b,c"]


def test_none_of_the_radios_may_be_what_is_set(qapp: QApplication) -> None:
    radios = Radios("?", [("one", "1"), ("two", "2")], "7")
    assert radios.chosen is None
    press(radios, "two")
    assert radios.chosen == "2"


# ---- the welcome


def test_gone_through_it_saves_and_has_been_seen(here: Here) -> None:
    window = welcome(here)
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    press(window, "6 minutes every hour")
    press(window, "Next")
    press(window, "On the floor")
    press(window, "Next")
    assert here.advice.footer.of("en") in reads(window)
    press(window, "Finish")
    assert not window.isVisible()
    assert saved(here).prompts.every == 60 * MINUTE
    assert saved(here).presence.break_after is None
    assert not here.autostart().status().on
    assert "floor" in saved(here).exercises.places
    assert len(written(here.journal, facts.Welcomed)) == 1


@pytest.mark.parametrize("page", [0, 1, 2])
@pytest.mark.parametrize("skip", [True, False])
def test_skipped_or_closed_on_any_page_it_has_been_seen_and_saves_nothing(here: Here, page: int, skip: bool) -> None:
    window = welcome(here)
    press(window, "6 minutes every hour")
    press(window, "Start unseat when I log in")
    for _ in range(page):
        press(window, "Next")
    if skip:
        press(window, "Skip")
    else:
        window.close()
    window.close()
    assert len(written(here.journal, facts.Welcomed)) == 1
    assert text(here) == ""
    assert not here.autostart().status().on


def test_it_says_what_is_recorded_and_what_never(here: Here) -> None:
    said = reads(welcome(here))
    assert "It writes down when you were at the desk" in said
    assert "It never sees which key you press" in said
    assert all(preset.why in said for preset in presets(Texts.english()))


def test_it_starts_with_the_session_only_where_that_is_ticked(here: Here) -> None:
    window = welcome(here)
    assert not find(window, "Start unseat when I log in").isChecked()
    press(window, "Start unseat when I log in")
    press(window, BY_MY_WORK)
    for said in ("Next", "Next", "Finish"):
        press(window, said)
    assert here.autostart().status().on
    assert text(here) == ""


def test_what_is_a_break_stays_fixed_where_that_is_unticked(here: Here) -> None:
    window = welcome(here)
    assert find(window, BY_MY_WORK).isChecked()
    assert "Unticked: always 2 min." in reads(window)
    press(window, BY_MY_WORK)
    for said in ("Next", "Next", "Finish"):
        press(window, said)
    assert saved(here).presence.break_after == 2 * MINUTE


@pytest.mark.parametrize(
    ("own", "ticked", "kept", "otherwise"),
    [
        (2 * MINUTE, True, {"presence.break_after": "auto"}, {}),
        (None, True, {"presence.break_after": "auto"}, {"presence.break_after": "120s"}),
        (3 * MINUTE, False, {}, {"presence.break_after": "auto"}),
    ],
)
def test_a_limit_of_ones_own_is_never_changed_unasked(
    qapp: QApplication, own: int | None, ticked: bool, kept: dict[str, str], otherwise: dict[str, str]
) -> None:
    follows = Follows(None if own is None else Millis(own), Texts.english())
    assert (follows.box.isChecked(), follows.wanted) == (ticked, kept)
    follows.box.toggle()
    assert follows.wanted == otherwise


def test_a_rhythm_of_ones_own_is_looked_at_before_the_next_screen(here: Here) -> None:
    window = welcome(here)
    press(window, "My own rhythm: every")
    (own,) = window._rhythm.findChildren(QLineEdit)
    own.setText("5s")
    press(window, "Next")
    assert window._place.text() == "1 of 3"
    assert "allowed is a duration of at least 10s" in reads(window)
    own.setText("50m")
    press(window, BY_MY_WORK)
    for said in ("Next", "Next", "Finish"):
        press(window, said)
    assert text(here) == '[prompts]\nevery = "50m"\n'


def test_a_rhythm_set_by_hand_stays_where_none_is_chosen(settled: Here) -> None:
    window = welcome(settled)
    press(window, BY_MY_WORK)
    for said in ("Next", "Next", "Finish"):
        press(window, said)
    assert saved(settled).prompts.every == 37 * MINUTE
    assert text(settled) == BY_HAND


def test_back_turns_back_and_says_where_it_is(here: Here) -> None:
    window = welcome(here)
    assert not find(window, "Back").isEnabled()
    press(window, "Next")
    assert window._place.text() == "2 of 3"
    press(window, "Back")
    assert window._place.text() == "1 of 3"


def test_settings_that_cannot_be_saved_say_so_and_the_welcome_stays(here: Here) -> None:
    window = welcome(here)
    press(window, "Next")
    press(window, "On the chair")
    press(window, "Standing")
    press(window, "Next")
    press(window, "Finish")
    assert window.isVisible()
    assert "exercises.places" in window._trouble.text()
    assert not written(here.journal, facts.Welcomed)
