from datetime import date, timedelta
from typing import Any

import pytest

from tests.report.weeks import AMSTERDAM, at
from unseat.core.view import OpenPrompt, Parts, Published, View
from unseat.core.words import MINUTE, Deferral, Instant, Millis, State
from unseat.report.status import STATUS, status_json, status_text
from unseat.texts import Texts

DAY = date(2026, 11, 23)
NOW = at(DAY, "14:42", AMSTERDAM)
SINCE = at(DAY, "14:00", AMSTERDAM)
WHOLE = Parts(sense="x11", tray="xembed", notifier="notifications")
EVERY = Millis(30 * MINUTE)


def view(state: State = State.SITTING, **more: Any) -> View:
    start = SINCE if state is State.SITTING else None
    own: dict[str, Any] = {"since": SINCE, "bout_start": start, "every": EVERY}
    return View(state=state, **(own | more))


def said(own: View, parts: Parts = WHOLE) -> list[str]:
    published = Published(NOW, own, parts)
    return status_text(published, running=True, now=NOW, zone=AMSTERDAM, texts=Texts.english()).splitlines()


@pytest.mark.parametrize(
    ("own", "lines"),
    [
        (
            view(next_due=Instant(NOW + 8 * MINUTE)),
            ["Sitting since 14:00: 42 min, estimated.", "The next prompt comes in 8 min."],
        ),
        (
            view(next_due=NOW),
            [
                "Sitting since 14:00: 42 min, estimated.",
                "The next prompt comes when you touch keyboard or mouse.",
            ],
        ),
        (view(State.STANDING), ["Standing since 14:00: 42 min, as you said."]),
        (view(State.AWAY, next_due=NOW), ["Away since 14:00: 42 min."]),
        (view(State.UNWATCHED), ["Nothing is watched since 14:00: see unseat doctor."]),
        (view(State.PAUSED, paused=True), ["Prompts are paused until you say: unseat resume."]),
        (
            view(State.PAUSED, paused=True, paused_until=Instant(NOW + 18 * MINUTE), bout_start=SINCE),
            ["Prompts are paused until 15:00. You have been sitting for 42 min, estimated."],
        ),
        (
            view(waiting_for=Deferral.CALL),
            ["Sitting since 14:00: 42 min, estimated.", "A prompt is due, and kept back by: a call."],
        ),
        (
            view(meeting_until=Instant(NOW + 18 * MINUTE), next_due=Instant(NOW + 8 * MINUTE)),
            [
                "Sitting since 14:00: 42 min, estimated.",
                "In a meeting until 15:00, which holds like a call. It is over sooner: unseat resume",
                "The next prompt comes in 8 min.",
            ],
        ),
        (
            view(prompt=OpenPrompt(SINCE, "brace", Instant(NOW - MINUTE))),
            ["Sitting since 14:00: 42 min, estimated.", "A prompt waits for your answer since 14:41."],
        ),
        (
            view(prompt=OpenPrompt(SINCE, "brace", NOW, started=NOW)),
            ["Sitting since 14:00: 42 min, estimated.", "An exercise is running since 14:42."],
        ),
    ],
)
def test_how_things_stand(own: View, lines: list[str]) -> None:
    assert said(own) == lines


def test_a_time_of_another_day_has_its_date() -> None:
    assert said(view(State.AWAY, since=at(DAY - timedelta(days=3), "17:00", AMSTERDAM)))[0].startswith(
        "Away since Fri 20 Nov 17:00"
    )


def test_parts_that_are_missing_are_named_with_the_remedy() -> None:
    assert said(view(State.STANDING), Parts())[1:] == [
        "Keyboard and mouse can't be seen here: see unseat doctor.",
        "No panel shows the icon: see unseat doctor.",
        "No notifications can be shown: see unseat doctor.",
    ]


@pytest.mark.parametrize("published", [None, Published(NOW, view(), WHOLE)])
def test_an_agent_that_does_not_run_knows_nothing(published: Published | None) -> None:
    text = status_text(published, running=False, now=NOW, zone=AMSTERDAM, texts=Texts.english())
    assert text.endswith("Start it: unseat run")
    found = status_json(published, running=False, now=NOW)
    assert list(found) == list(STATUS)
    assert (found["agent"], found["state"], found["sitting_s"], found["since"]) == ("stopped", "unwatched", 0, None)


def test_an_agent_that_has_just_begun() -> None:
    text = status_text(None, running=True, now=NOW, zone=AMSTERDAM, texts=Texts.english())
    assert text == "The agent runs, and has not looked yet. Ask again in a moment."
    assert status_json(None, running=True, now=NOW)["agent"] == "running"


def test_the_status_for_programs() -> None:
    own = view(
        next_due=Instant(NOW + 8 * MINUTE), waiting_for=Deferral.TYPING, prompt=OpenPrompt(SINCE, "brace", SINCE)
    )
    assert status_json(Published(NOW, own, WHOLE), running=True, now=NOW) == {
        "agent": "running",
        "state": "sitting",
        "since": "2026-11-23T13:00:00+00:00",
        "sitting_s": 42 * 60,
        "next_prompt_in_s": 480,
        "waiting_for": "typing",
        "prompt": {"exercise": "brace", "shown": "2026-11-23T13:00:00+00:00"},
        "sense": "x11",
        "tray": "xembed",
        "notifier": "notifications",
    }


def test_a_prompt_that_is_overdue_comes_in_no_time() -> None:
    own = view(next_due=Instant(NOW - MINUTE))
    assert status_json(Published(NOW, own, WHOLE), running=True, now=NOW)["next_prompt_in_s"] == 0
