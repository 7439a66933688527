"""This person's unseat: folders, settings, language, cards and journal, all of them named by the environment."""

from pathlib import Path

import pytest

from unseat.core import facts
from unseat.core.words import Instant
from unseat.journal import JournalError
from unseat.person import Person
from unseat.settings import SettingsError


def person(home: Path, **more: str) -> Person:
    own = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return Person({**own, "LANG": "C.UTF-8", "TZ": "UTC", **more})


def write_settings(me: Person, text: str) -> None:
    me.places.config_file.parent.mkdir(parents=True, exist_ok=True)
    me.places.config_file.write_text(text, encoding="utf-8")


def test_looking_at_a_person_makes_nothing(tmp_path: Path) -> None:
    me = person(tmp_path)
    assert me.settings.exercises.flags == ()
    assert me.texts.language == "en"
    assert "a1" in me.names
    assert list(tmp_path.iterdir()) == []


def test_the_language_is_the_setting_s_before_the_desktop_s(tmp_path: Path) -> None:
    assert person(tmp_path, LANG="nl_NL.UTF-8").texts.language == "nl"
    me = person(tmp_path, LANG="en_GB.UTF-8")
    write_settings(me, '[exercises]\nlanguage = "nl"\n')
    assert me.texts.language == "nl"
    assert me.names["a1"] == me.cards.exercises[0].name["nl"]


def test_settings_that_are_wrong_say_where(tmp_path: Path) -> None:
    me = person(tmp_path)
    write_settings(me, '[prompts]\nevery = "5s"\n')
    with pytest.raises(SettingsError, match=r"prompts\.every"):
        _ = me.settings


def test_settings_are_read_once(tmp_path: Path) -> None:
    me = person(tmp_path)
    before = me.settings
    write_settings(me, "[exercises]\nlevel = 3\n")
    assert me.settings is before
    assert person(tmp_path).settings.exercises.level == 3


def test_the_journal_is_made_with_its_folders_for_this_person_alone(tmp_path: Path) -> None:
    me = person(tmp_path)
    with me.journal() as journal:
        journal.append(facts.Welcomed(at=Instant(1_800_000_000_000)))
    assert me.places.journal_file.parent.stat().st_mode & 0o777 == 0o700
    with me.journal() as journal:
        assert journal.last(facts.Welcomed)


def test_a_journal_whose_folder_cannot_be_made_says_which(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    me = person(tmp_path)
    with pytest.raises(JournalError, match="data"), me.journal():
        pass
