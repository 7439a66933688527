"""What a running agent takes up when the settings change: whoever holds texts and names speaks another language."""

from pathlib import Path

import pytest

from tests.test_person import person, write_settings
from unseat.core.words import Instant
from unseat.paths import config_root
from unseat.person import Person
from unseat.settings import LastGood, SettingsFile
from unseat.turning import turns
from unseat.wiring import take_up

NOW = Instant(1_795_348_800_000)
"""A Sunday, 22 November 2026, at noon in UTC."""


@pytest.fixture
def me(tmp_path: Path) -> Person:
    return person(tmp_path)


def test_language_exercises_and_weeks_change_while_it_runs(me: Person) -> None:
    texts, names, turn = me.texts, me.names, turns(me)
    file = SettingsFile(config_root() / "unseat.toml", me.places.config_file)
    settings = LastGood(file, me.settings, lambda fresh: take_up(me, turn, fresh))
    english, week = names["a1"], turn.week(NOW)
    assert texts.say("Settings") == "Settings"
    write_settings(me, '[exercises]\nlanguage = "nl"\nplaces = ["floor"]\n[week]\nstarts = "sunday"\n')
    assert settings.changed()
    assert (texts.say("Settings"), texts.language) == ("Instellingen", "nl")
    assert me.texts is texts
    assert names["a1"] == me.cards.exercises[0].name["nl"] != english
    assert turn.places == ("floor",)
    assert turn.week(NOW) != week
    write_settings(me, "")
    assert settings.changed()
    assert (texts.say("Settings"), names["a1"], turn.week(NOW)) == ("Settings", english, week)


def test_a_file_with_an_error_changes_nothing(me: Person, caplog: pytest.LogCaptureFixture) -> None:
    turn = turns(me)
    file = SettingsFile(config_root() / "unseat.toml", me.places.config_file)
    settings = LastGood(file, me.settings, lambda fresh: take_up(me, turn, fresh))
    write_settings(me, '[exercises]\nlanguage = "nl"\nlevel = 9\n')
    assert not settings.changed()
    assert me.texts.language == "en"
    assert "exercises.level" in caplog.text


def test_the_names_are_a_mapping_of_every_card(me: Person) -> None:
    names = me.names
    assert list(names) == [card.id for card in me.cards.exercises]
    assert len(names) == len(me.cards.exercises)
    assert names.get("zz", "zz") == "zz"
