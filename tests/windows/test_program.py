"""A window's process: what it cannot show it says in one line, with the code of every verb."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.windows.room import clear, press, reads
from tools.window_pictures import one_look
from unseat.core.languages import LANGUAGES
from unseat.desktop.instance import only_one
from unseat.person import Person
from unseat.windows.advice_window import AdviceWindow
from unseat.windows.program import Here

BROKEN = '[prompts]\nevery = "5s"\n'


def window(me: Person, *arguments: str) -> tuple[int, str]:
    """Runs one that ends by itself; answers its exit code and what it said."""
    argv = [sys.executable, "-m", "unseat.windows", *arguments]
    env = {**me.env, "PATH": os.environ["PATH"], "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(argv, env=env, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stderr


def write_settings(me: Person, text: str) -> None:
    me.places.config_file.parent.mkdir(parents=True)
    me.places.config_file.write_text(text)


def test_an_exercise_that_there_is_not(me: Person) -> None:
    code, said = window(me, "session", "--exercise", "zz")
    assert (code, said.count("\n")) == (1, 1)
    assert 'found "zz"' in said


def test_settings_that_are_wrong(me: Person) -> None:
    write_settings(me, BROKEN)
    code, said = window(me, "card")
    assert (code, said.count("\n")) == (1, 1)
    assert "prompts.every" in said


def test_one_session_at_a_time(me: Person) -> None:
    me.make_folders()
    with only_one(me.places.session_lock):
        code, said = window(me, "session")
    assert (code, said.count("\n")) == (1, 1)
    assert "An exercise is already running" in said


def test_a_wrong_call_is_code_2(me: Person) -> None:
    assert window(me, "tray")[0] == 2


def test_a_journal_that_is_damaged(me: Person) -> None:
    me.make_folders()
    me.places.journal_file.write_bytes(b"no journal" * 1000)
    code, said = window(me, "profile")
    assert (code, said.count("\n")) == (1, 1)
    assert str(me.places.journal_file) in said


def test_the_help_shows_every_section_and_the_stop_advice_first_where_it_hurts(here: Here) -> None:
    here.show_help()
    here.show_stop()
    help_, stop = here.windows
    assert isinstance(stop, AdviceWindow)
    (first,) = (section for section in here.advice.sections if section.id == "hurts")
    assert stop.findChildren(QLabel)[0].text() == first.title.of("en")
    assert help_.findChildren(QLabel)[0].text() != first.title.of("en")
    for section in here.advice.sections:
        assert section.title.of("en") in reads(help_)
    assert here.advice.footer.of("en") in reads(stop)
    press(stop, "Close")
    assert not stop.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_is_in_the_person_s_language(qapp: QApplication, me: Person, language: str) -> None:
    write_settings(me, f'[exercises]\nlanguage = "{language}"\n')
    with me.journal() as journal:
        here = Here(qapp, me, journal)
        here.show_help()
        assert here.advice.footer.of(me.texts.language) in reads(here.windows[0])
        assert me.texts.language == language
        clear()


@pytest.mark.parametrize(
    ("language", "scale"), [("en", "1"), ("nl", "2"), ("fr", "1"), ("fr", "3"), ("de", "1"), ("de", "2")]
)
def test_no_text_is_cut_off_in_any_window(tmp_path: Path, language: str, scale: str) -> None:
    assert one_look(tmp_path, language, "light", scale) == []
    assert len(list(tmp_path.glob("*.png"))) >= 10
