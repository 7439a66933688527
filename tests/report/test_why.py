from datetime import date
from typing import Any

import pytest

from tests.report.weeks import AMSTERDAM, at
from unseat.core.fact import Fact
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed
from unseat.core.rule import Rule
from unseat.core.view import OpenPrompt, View
from unseat.core.words import MINUTE, SECOND, Answer, Deferral, Instant, Millis, State
from unseat.report.why import why_text
from unseat.texts import Texts

TODAY = date(2026, 11, 23)


def clock(text: str) -> Instant:
    return at(TODAY, text, AMSTERDAM)


NOW = clock("14:42")
START = clock("14:00")
DUE = clock("14:30")
EVERY = Millis(30 * MINUTE)
YET = "No prompt yet: "
FELL_DUE = PromptDue(at=DUE, every_ms=EVERY)


def view(state: State = State.SITTING, **more: Any) -> View:
    start = START if state is State.SITTING else None
    own: dict[str, Any] = {"since": START, "bout_start": start, "counted_from": start, "every": EVERY}
    return View(state=state, **(own | more))


def why(own: View | None, *facts: Fact) -> list[str]:
    names = {"brace": "Tummy brace"}
    text = why_text(facts, own, now=NOW, zone=AMSTERDAM, rule=Rule(), texts=Texts.english(), names=names)
    return text.splitlines()


@pytest.mark.parametrize(
    ("own", "line"),
    [
        (None, "The agent does not run, so no prompt comes. Start it: unseat run"),
        (
            view(next_due=clock("14:50")),
            YET + "you have been sitting since 14:00, and one comes after 30 min, at the first input from 14:50 on.",
        ),
        (
            view(counted_from=clock("14:20"), next_due=clock("14:50")),
            YET
            + "you answered the last one at 14:20, and the next comes 30 min later, at the first input from 14:50 on.",
        ),
        (view(State.STANDING), "No prompt: you have been standing since 14:00."),
        (view(State.AWAY), "No prompt: you have been away since 14:00; a break is 2 min without input."),
        (view(State.UNWATCHED), "No prompt: nothing is watched since 14:00. See unseat doctor."),
        (view(State.PAUSED, paused=True), "No prompt: you paused the prompts at 14:00."),
        (
            view(State.AWAY, jiggler=True),
            "No prompt: the pointer moves without a hand, and that is not taken for sitting.",
        ),
        (
            view(prompt=OpenPrompt(None, "brace", clock("14:41"), started=clock("14:41"))),
            "You started an exercise yourself, at 14:41.",
        ),
    ],
)
def test_why_there_is_no_prompt(own: View | None, line: str) -> None:
    assert why(own) == [line]


def test_a_pause_and_a_slower_rhythm_are_told_with_the_rest() -> None:
    own = view(
        State.PAUSED,
        bout_start=START,
        counted_from=START,
        next_due=clock("14:50"),
        paused=True,
        paused_until=clock("15:30"),
        every=Millis(45 * MINUTE),
    )
    assert why(own)[1:] == [
        "The rhythm is 45 min instead of 30 min: prompts went by without a reaction. Doing one brings it back.",
        "Until 15:30 prompts are kept back.",
    ]
    assert why(view(State.STANDING, paused=True))[1:] == ["Prompts are paused."]


def test_where_a_break_follows_how_one_works_the_limit_is_told() -> None:
    (told,) = why(view(next_due=clock("14:50"), break_after=Millis(3 * MINUTE + 30_000)))[1:]
    assert told == "A break is about 3 min 30 s without input now, by how you worked in the last ten minutes."


def test_why_this_prompt_came() -> None:
    call = PromptDeferred(at=DUE, prompt=DUE, because=Deferral.CALL, until=clock("14:38"))
    typing = PromptDeferred(at=clock("14:38"), prompt=DUE, because=Deferral.TYPING, until=clock("14:40"))
    shown = PromptShown(at=clock("14:40"), prompt=DUE, exercise="brace")
    own = view(prompt=OpenPrompt(DUE, "brace", clock("14:40"), failed=True))
    assert why(own, FELL_DUE, call, typing, shown) == [
        "A prompt fell due at 14:30: you had been sitting for 30 min since the last break or answer.",
        "From 14:30 to 14:38 it was kept back by: a call.",
        "From 14:38 to 14:40 it was kept back by: typing.",
        "It has been shown since 14:40.",
        "The notification could not be shown, so it is in the tray.",
    ]


@pytest.mark.parametrize(
    ("more", "line"),
    [
        (
            {"waiting_for": Deferral.TYPING},
            "It waits for a pause of 5 s in your typing, but at most 3 min.",
        ),
        ({"waiting_for": Deferral.CALL}, "It waits for the end of: a call."),
        ({"waiting_for": Deferral.PAUSED, "paused": True}, "It waits for the end of: a pause you had set."),
        (
            {"waiting_for": Deferral.PAUSED, "paused": True, "paused_until": clock("15:30")},
            "It waits until 15:30, for you paused the prompts.",
        ),
    ],
)
def test_what_a_prompt_waits_for(more: dict[str, Any], line: str) -> None:
    assert why(view(**more), FELL_DUE)[1:] == [line]


def test_a_prompt_that_was_put_off() -> None:
    shown = PromptShown(at=clock("14:31"), prompt=DUE, exercise="brace")
    later = PromptSnoozed(at=clock("14:40"), prompt=DUE, until=clock("14:45"))
    assert why(view(next_due=clock("14:45")), FELL_DUE, shown, later) == [
        "You put the prompt of 14:30 off: it comes back at the first input after 14:45."
    ]


def test_what_became_of_the_last_prompts() -> None:
    facts: list[Fact] = []
    for hour, answer in (("10", Answer.SKIPPED), ("11", Answer.MISSED), ("12", Answer.DONE), ("13", Answer.NATURAL)):
        due = clock(f"{hour}:00")
        facts.append(PromptDue(at=due, every_ms=EVERY))
        if answer is Answer.NATURAL:
            facts.append(PromptDeferred(at=due, prompt=due, because=Deferral.CALL, until=clock("13:20")))
        else:
            facts.append(PromptShown(at=Instant(due + 5 * SECOND), prompt=due, exercise="brace"))
        if answer is Answer.DONE:
            facts.append(PromptSnoozed(at=Instant(due + MINUTE), prompt=due, until=Instant(due + 5 * MINUTE)))
        facts.append(PromptAnswered(at=Instant(due + 20 * MINUTE), prompt=due, answer=answer, verified=True))
    assert why(view(State.STANDING), *facts)[1:] == [
        "",
        "Before that:",
        "  13:00: a prompt fell due; kept back until 13:20 (a call); never shown; you got up by yourself.",
        "  12:00: a prompt fell due; shown at 12:00 (Tummy brace); put off once; done, verified at 12:20.",
        "  11:00: a prompt fell due; shown at 11:00 (Tummy brace); no reaction.",
    ]
