"""Appointments in the day, the week and the page; without any, nothing changes."""

import json
import re
from datetime import date

from tests.report.golden_pages import TODAY, WEEK
from tests.report.weeks import AMSTERDAM, RULE, at
from unseat.core.appointments import Appointment
from unseat.core.days import parse_week
from unseat.core.fact import Dated
from unseat.core.said import AppointmentNoted, AppointmentRemoved
from unseat.core.week import summarise_day, summarise_week
from unseat.core.words import Instant
from unseat.paths import config_root
from unseat.report.appointments import appointment_text
from unseat.report.as_json import day_json, week_json
from unseat.report.page import week_html
from unseat.report.terminal import day_text, week_text
from unseat.texts import Texts

ENGLISH = Texts.english()
TUESDAY, SATURDAY = date(2026, 11, 17), date(2026, 11, 21)
W47 = parse_week("2026-W47", TODAY)
LONG_AGO = at(date(2026, 8, 3), "10:00", AMSTERDAM)


def noted(day: date, whom: str, note: str = "", after: int = 0) -> Dated:
    return AppointmentNoted(at=Instant(LONG_AGO + after), day=day, whom=whom, note=note), 7200


PHYSIO, DOCTOR = noted(TUESDAY, "physiotherapist", "10:15"), noted(SATURDAY, "<i>GP</i>", after=1)
FACTS = [*WEEK, DOCTOR, PHYSIO, PHYSIO]


def test_a_day_shows_its_own() -> None:
    text = day_text(summarise_day(FACTS, TUESDAY, AMSTERDAM, RULE), ENGLISH)
    plain = day_text(summarise_day(WEEK, TUESDAY, AMSTERDAM, RULE), ENGLISH)
    assert text == plain + "\nAppointments:\n  physiotherapist (10:15)\n"


def test_a_day_of_which_nothing_else_is_known() -> None:
    text = day_text(summarise_day([DOCTOR], SATURDAY, AMSTERDAM, RULE), ENGLISH)
    assert "Nothing is known of this day" in text
    assert text.endswith("\n\nAppointments:\n  <i>GP</i>\n")


def test_a_week_shows_them_by_day() -> None:
    text = week_text(summarise_week(FACTS, W47, AMSTERDAM, RULE), ENGLISH)
    plain = week_text(summarise_week(WEEK, W47, AMSTERDAM, RULE), ENGLISH)
    assert text == plain + "\nAppointments:\n  Tue 17 Nov: physiotherapist (10:15)\n  Sat 21 Nov: <i>GP</i>\n"


def test_an_empty_week_shows_them_all_the_same() -> None:
    summary = summarise_week([PHYSIO], W47, AMSTERDAM, RULE)
    assert summary.empty
    text = week_text(summary, ENGLISH)
    assert text.endswith("at the desk.\n\nAppointments:\n  Tue 17 Nov: physiotherapist (10:15)\n")


def test_an_appointment_makes_no_week_before() -> None:
    after = parse_week("2026-W48", TODAY)
    assert summarise_week([PHYSIO], after, AMSTERDAM, RULE).previous is None


def test_one_taken_back_is_shown_nowhere() -> None:
    gone = AppointmentRemoved(at=Instant(LONG_AGO + 9), noted=PHYSIO[0].at), 7200
    assert summarise_week([*FACTS, gone], W47, AMSTERDAM, RULE).appointments == (
        Appointment(day=SATURDAY, whom="<i>GP</i>", note=""),
    )


def test_json_has_them_always() -> None:
    week = json.loads(json.dumps(week_json(summarise_week(FACTS, W47, AMSTERDAM, RULE))))
    own = {"day": "2026-11-17", "whom": "physiotherapist", "note": "10:15"}
    assert week["appointments"] == [own, {"day": "2026-11-21", "whom": "<i>GP</i>", "note": ""}]
    assert week["days"][1]["appointments"] == [own]
    assert json.loads(json.dumps(day_json(summarise_day(FACTS, TUESDAY, AMSTERDAM, RULE))))["appointments"] == [own]
    assert week_json(summarise_week(WEEK, W47, AMSTERDAM, RULE))["appointments"] == []
    assert not day_json(summarise_day(WEEK, TUESDAY, AMSTERDAM, RULE))["appointments"]


def test_the_page_has_them_as_text_and_no_markup() -> None:
    html = week_html(summarise_week(FACTS, W47, AMSTERDAM, RULE), ENGLISH, config_root())
    plain = week_html(summarise_week(WEEK, W47, AMSTERDAM, RULE), ENGLISH, config_root())
    section = re.search(r'<section aria-labelledby="appointments">.*?</section>\n', html, re.DOTALL)
    assert section is not None
    assert "<li>Sat 21 Nov: &lt;i&gt;GP&lt;/i&gt;</li>" in section[0]
    assert html.replace(section[0], "") == plain


def test_what_cannot_be_printed_never_reaches_a_terminal() -> None:
    odd = Appointment(day=TUESDAY, whom="GP\x1b[31m\n two", note="\u202eleft\x00")
    assert appointment_text(odd) == "GP[31m two (left)"
