"""The words and buttons of the three notices of a prompt."""

from unseat.core.exercise import Exercise, Grade, Group, Place, Remedy, Sided
from unseat.desktop.prompt_notice import check_notice, just_a_break, offer_of, prompt_notice, steps_notice
from unseat.texts import Texts

ENGLISH = Texts.english()
STRETCH = Exercise(
    id="split-stance",
    group=Group.PSOAS,
    remedy=Remedy.SYMMETRY,
    places=(Place.STANDING,),
    sides=Sided.EACH,
    seconds=60,
    seconds_per_side=30,
    grade=Grade.INDIRECT,
    name={"en": "Split-stance stretch", "nl": "Uitvalspas"},
    dose={"en": "30 s per side", "nl": "30 s per kant"},
    steps={"en": ("Step back.", "Tuck the pelvis."), "nl": ("Stap naar achteren.", "Kantel het bekken.")},
    caution={"en": "Stop at sharp pain.", "nl": "Stop bij scherpe pijn."},
)


def test_the_offer_says_what_and_why() -> None:
    notice = prompt_notice(offer_of(STRETCH, "en"), 38 * 60_000, ENGLISH, again=False, lasts_ms=120_000)
    assert notice.title == "Time to move: Split-stance stretch"
    assert notice.text == "30 s per side\nYou have been sitting for an estimated 38 min."
    assert [(button.key, button.label) for button in notice.buttons] == [
        ("start", "Start"),
        ("later", "Later"),
        ("skip", "Skip"),
    ]
    assert (notice.slot, notice.lasts_ms, notice.quiet) == ("prompt", 120_000, False)


def test_the_offer_that_comes_back_is_gentler() -> None:
    notice = prompt_notice(offer_of(STRETCH, "nl"), 38 * 60_000, ENGLISH, again=True)
    assert notice.title == "Whenever it suits you: Uitvalspas"
    assert notice.text.startswith("30 s per kant")
    assert notice.quiet


def test_the_steps_last_as_long_as_the_dose_and_begin_with_the_caution() -> None:
    notice = steps_notice(offer_of(STRETCH, "en"), ENGLISH)
    assert notice.text.splitlines() == ["30 s per side", "Stop at sharp pain.", "1. Step back.", "2. Tuck the pelvis."]
    assert [button.key for button in notice.buttons] == ["done", "stop"]
    assert (notice.slot, notice.lasts_ms, notice.quiet) == ("prompt", 60_000, False)


def test_the_question_afterwards() -> None:
    notice = check_notice(offer_of(STRETCH, "en"), ENGLISH, lasts_ms=1)
    assert notice.title == "Did you do it? Split-stance stretch"
    assert [button.key for button in notice.buttons] == ["done", "not now"]
    assert (notice.slot, notice.lasts_ms) == ("prompt", 1)


def test_the_steps_say_which_side_begins() -> None:
    told = [
        steps_notice(offer_of(STRETCH, "en"), ENGLISH, starts).text.splitlines()[0]
        for starts in ("left", "right", None)
    ]
    assert told[0].endswith("First left, then right.")
    assert told[1].endswith("First right, then left.")
    assert told[2] == STRETCH.dose["en"]


def test_without_a_fitting_exercise_a_break_is_offered_all_the_same() -> None:
    notice = prompt_notice(just_a_break(ENGLISH), 30 * 60_000, ENGLISH, again=False)
    assert notice.title == "Time to move: Get up for a moment"
    assert steps_notice(just_a_break(ENGLISH), ENGLISH).lasts_ms == 60_000
