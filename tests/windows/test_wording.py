"""What is read and heard of a session, in the person's language, and at its end."""

import pytest

from tests.core.test_guide import guide, made
from tests.windows.room import NINE, Room
from unseat.core import facts
from unseat.core.exercise import Work
from unseat.core.fact import Sides
from unseat.core.guide import Result
from unseat.core.pacing import Breath
from unseat.core.words import SECOND, Answer, Instant, Millis
from unseat.texts import Texts
from unseat.windows import wording

ENGLISH = Texts.english()
DUE = Instant(NINE)
A2 = 5 + 60 + 5 + 60


def heard(plan: Work, *, each: bool = True) -> list[str]:
    """What a screen reader says when each part begins, but the first."""
    going, said = guide(made(plan, each=each)), []
    while not going.over:
        going.go(going.left)
        said.append(wording.heard(going, plan.times, "Sit up.", ENGLISH))
    return said


def test_what_is_heard_of_long_times() -> None:
    assert heard(Work(times=2, seconds=30, rest=5)) == [
        "Left side. Begin: 1 min 5 s.",
        "Rest",
        "2 of 2",
        "Right side. Change sides. Sit up.",
        "Right side. Begin: 1 min 5 s.",
        "Rest",
        "2 of 2",
        "",
    ]


def test_short_times_are_not_counted_aloud() -> None:
    assert heard(Work(times=3, seconds=5, rest=1), each=False) == ["Begin: 17 s.", "", "", "", "", ""]


def test_what_to_do_now() -> None:
    going, seen = guide(made(Work(times=2, seconds=30, rest=5))), []
    while not going.over:
        seen.append(wording.phase(going.part, 2, ENGLISH, None))
        going.go(going.left)
    assert seen == ["Get ready", "1 of 2", "Rest", "2 of 2", "Change sides", "1 of 2", "Rest", "2 of 2"]
    assert wording.phase(going.part, 2, ENGLISH, None) == "Done"


def test_the_breath_goes_before_the_count() -> None:
    going = guide()
    going.go(5 * SECOND)
    said = [wording.phase(going.part, 2, ENGLISH, breath) for breath in (Breath("in", 0.5), Breath("out", 0.5))]
    assert said == ["Breathe in", "Breathe out"]


def test_a_countdown_ends_at_nought() -> None:
    assert [wording.round_up(ms) for ms in (0, 1, 999, 1000, 1001)] == [0, 1000, 1000, 1000, 2000]


@pytest.mark.parametrize(
    ("answer", "said"), [(Answer.DONE, "Done"), (Answer.PARTIAL, "Done in part"), (Answer.SKIPPED, "Not done")]
)
def test_the_headline_and_what_was_given(answer: Answer, said: str) -> None:
    result = Result(answer, Sides(60, 12.4), Millis(72_400))
    assert wording.ended(result, ENGLISH) == said
    assert wording.given(result, ENGLISH) == "1 min left, 12 s right"
    assert wording.given(Result(answer, None, Millis(72_400)), ENGLISH) == "1 min 12 s in all"


@pytest.mark.parametrize(
    ("answer", "verified", "blind", "said"),
    [
        (Answer.DONE, True, False, "Verified: "),
        (Answer.DONE, False, False, "Claimed: keyboard or mouse"),
        (Answer.DONE, False, True, "Claimed: nothing here can tell"),
        (Answer.PARTIAL, False, False, ""),
        (Answer.SKIPPED, False, True, ""),
    ],
)
def test_what_is_known_of_it(answer: Answer, verified: bool, blind: bool, said: str) -> None:
    proof = wording.proof(verified=verified, blind=blind, answer=answer, texts=ENGLISH)
    assert proof.startswith(said)
    assert bool(proof) == bool(said)


def test_what_to_mind_with_one_s_flags_is_said_throughout(room: Room) -> None:
    room.session(mind=("Hold on to the desk.",))
    assert "Hold on to the desk." in room.reads()


def test_a_dutch_person_reads_the_exercise_in_dutch(room: Room) -> None:
    room.session(language="nl")
    card = room.me.cards.get("a2")
    assert card
    for text in (card.name, card.dose, card.caution):
        assert text["nl"] in room.reads()
    assert f"1. {card.steps['nl'][0]}" in room.reads()


def test_a_journal_that_cannot_be_written_says_so_and_loses_nothing(room: Room) -> None:
    room.journal._connection.execute("PRAGMA query_only = ON")
    window = room.session(prompt=DUE)
    room.wait(A2 + 1)
    assert "Not written down yet: " in room.reads()
    assert str(room.me.places.journal_file) in room.reads()
    room.journal._connection.execute("PRAGMA query_only = OFF")
    assert not room.all(facts.SessionEnded)
    assert window.means.pen.write() == ""
    assert room.one(facts.SessionStarted).prompt == DUE
    assert room.one(facts.SessionEnded).verified
