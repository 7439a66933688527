"""Settings: the shipped file, every bad value for every key, reading again, and writing one key."""

import stat
import tomllib
from collections.abc import Iterator
from datetime import time
from itertools import pairwise
from pathlib import Path

import pytest

from unseat.core.rule import Quiet, Rule
from unseat.paths import config_root
from unseat.settings import Notice, Settings, SettingsError, SettingsFile, keys, load, set_value, show

SHIPPED = config_root() / "unseat.toml"
DEFAULTS: dict[str, dict[str, object]] = tomllib.loads(SHIPPED.read_text("utf-8"))
VALUES = {f"{section}.{name}": value for section, inside in DEFAULTS.items() for name, value in inside.items()}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "config" / "unseat.toml"


def write(own: Path, text: str | bytes) -> Path:
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(text.encode() if isinstance(text, str) else text)
    return own


def wrong(own: Path, text: str | bytes) -> str:
    """The one line that says what is wrong with this own file."""
    with pytest.raises(SettingsError) as error:
        load(SHIPPED, write(own, text))
    line = str(error.value)
    assert line.isprintable()
    assert len(line) < 900
    assert line.startswith(f"{own}: ")
    return line.removeprefix(f"{own}: ")


def test_the_shipped_file_holds_every_key_in_order() -> None:
    assert list(VALUES) == list(keys())


def test_every_key_has_a_comment_above_it() -> None:
    lines = SHIPPED.read_text("utf-8").splitlines()
    uncommented = [line for above, line in pairwise(lines) if " = " in line and line[0] != "#" and above[:2] != "# "]
    assert uncommented == []


def test_the_defaults_are_those_of_the_rule() -> None:
    assert load(SHIPPED, None).rule() == Rule()


def test_the_rest_of_the_defaults() -> None:
    settings = load(SHIPPED, None)
    assert settings.presence.poll == 5000
    assert settings.exercises.places == ("chair", "standing")
    assert settings.exercises.flags == ()
    assert settings.exercises.level == 1
    assert settings.week.notice == Notice(4, time(16))


def test_an_own_file_overrides_only_what_it_names(own: Path) -> None:
    write(own, '[prompts]\nevery = "1h30"\nquiet = ["22:00-07:00"]\n[week]\nnotice = ""\nstarts = "sunday"\n')
    settings = load(SHIPPED, own)
    assert settings.rule() == Rule(every=90 * 60_000, quiet=(Quiet(time(22), time(7)),), week_starts="sunday")  # type: ignore[arg-type]
    assert settings.week.notice is None


def test_an_own_file_need_not_exist(own: Path) -> None:
    assert load(SHIPPED, own) == load(SHIPPED, None)


def test_a_trial_with_short_intervals_is_allowed(own: Path) -> None:
    text = '[presence]\nidle_after="1s"\nbreak_after="10s"\nunknown_up_to="1s"\npoll="1s"\n[prompts]\nevery="10s"\n'
    text += 'pause_wanted="1s"\npatience="1s"\nmissed_after="1s"\nsnooze="1s"\nmax_snoozes=0\nback_off_after=1\n'
    assert load(SHIPPED, write(own, text)).prompts.every == 10_000


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_read(own: Path) -> None:
    write(own, b'\xef\xbb\xbf[prompts]\r\nevery = "45m"\r\n')
    assert load(SHIPPED, own).prompts.every == 45 * 60_000


# Every bad kind of value for every key there is: a new key is tried by itself.


def bad_values() -> Iterator[tuple[str, str]]:
    for key, default in VALUES.items():
        yield from (
            (key, literal) for literal in ("1.5", "nan", "2026-11-23", "{}", "{a = 1}", "-1", "10000000000", "[[]]")
        )
        yield from (
            (key, literal)
            for literal in ('"something else"', '"0s"', '"9000h"', '"-5m"', '" "', '["chair", "chair"]', "[1]")
        )
        if not isinstance(default, bool):
            yield key, "true"
        if not isinstance(default, int) or isinstance(default, bool):
            yield key, "5"
        if not isinstance(default, list):
            yield key, "[]"
        if not isinstance(default, str):
            yield key, '"30m"'


@pytest.mark.parametrize(("key", "literal"), list(bad_values()))
def test_a_bad_value_is_refused_by_name(own: Path, key: str, literal: str) -> None:
    section, name = key.split(".")
    line = wrong(own, f"[{section}]\n{name} = {literal}\n")
    assert line.startswith(f"{key}: found ")
    assert f", allowed is {keys()[key].allowed}" in line


@pytest.mark.parametrize(
    "key", [key for key, value in VALUES.items() if isinstance(value, str) and value[-1:] in "smh" and value]
)
def test_a_duration_below_its_range_is_refused(own: Path, key: str) -> None:
    section, name = key.split(".")
    assert "such as " in wrong(own, f'[{section}]\n{name} = "0.9s"\n')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[prompts]\nevery = "5s"',
            'prompts.every: found "5s", allowed is a duration of at least 10s and at most 24h such as "30m"',
        ),
        ("[prompts]\nmax_snoozes = 21", "prompts.max_snoozes: found 21, allowed is a whole number from 0 to 20"),
        ("[prompts]\nmax_snoozes = true", "prompts.max_snoozes: found true, allowed is a whole number from 0 to 20"),
        ("[prompts]\nback_off_after = 0", "prompts.back_off_after: found 0, allowed is a whole number from 1 to 100"),
        (
            '[prompts]\nquiet = ["22:00"]',
            'prompts.quiet: found ["22:00"], allowed is a list in which each is two different local times',
        ),
        ('[prompts]\nquiet = ["07:00-7:00"]', 'prompts.quiet: found ["07:00-7:00"], allowed is'),
        (
            "[exercises]\nplaces = []",
            'exercises.places: found [], allowed is a list of at least one, each one of "chair"',
        ),
        ('[exercises]\nflags = ["P4"]', 'exercises.flags: found ["P4"], allowed is'),
        ("[exercises]\nlevel = 4", "exercises.level: found 4, allowed is a whole number from 1 to 3"),
        ("[exercises]\nlevel = 0", "exercises.level: found 0, allowed is a whole number from 1 to 3"),
        ('[exercises]\nlanguage = "es"', 'exercises.language: found "es", allowed is one of "", "en", "nl", "fr"'),
        ('[week]\nnotice = "vrij 16:00"', 'week.notice: found "vrij 16:00", allowed is "" or a day (mon, tue'),
        ('[week]\nnotice = "fri"', 'week.notice: found "fri", allowed is'),
        ('[prompts]\nevry = "30m"', "prompts.evry: there is no such setting, did you mean prompts.every?"),
        ('[presence]\nevery = "30m"', "presence.every: there is no such setting, did you mean prompts.every?"),
        ("[week]\nzzzzz = 1", "week.zzzzz: there is no such setting, allowed is one of week.starts, week.notice"),
        ("[promts]", "promts: there is no such section, did you mean [prompts]?"),
        ("[zzz]", "zzz: there is no such section, allowed are [presence], [prompts], [exercises], [windows], [week]"),
        ("prompts = 5", "prompts: found 5, allowed is a section [prompts]"),
        ("[[prompts]]", "prompts: found [{}], allowed is a section [prompts]"),
        ("every = 5", "every: there is no such section, allowed are"),
        ('"a\\nb" = 5', "a?b: there is no such section, allowed are"),
        (
            '[presence]\nidle_after = "2m"',
            'presence.idle_after: found "2m", allowed is a duration below presence.break_after ("120s")',
        ),
        (
            '[presence]\nbreak_after = "60s"',
            'presence.break_after: found "60s", allowed is a duration above presence.idle_after ("60s")',
        ),
        (
            '[presence]\nidle_after = "30s"\nbreak_after = "20s"',
            'presence.idle_after: found "30s", allowed is a duration below',
        ),
        ('[prompts]\n\nevery "30m"', "is not TOML: Expected '=' after a key in a key/value pair (at line 3, column 7)"),
        ('[prompts]\nevery = "30m"\nevery = "31m"\n', "is not TOML: Cannot overwrite a value (at line 3"),
        (b'[prompts]\n# caf\xe9\nevery = "30m"', "line 2 is not UTF-8, allowed is a text file saved as UTF-8"),
        ("a = " + "[" * 5000, "is not TOML that can be read: brackets nested too deep"),
        (
            "[prompts]\nmax_snoozes = 0x" + "f" * 5000,
            "prompts.max_snoozes: found a number too long to show, allowed is",
        ),
        ("[prompts]\nmax_snoozes = " + "9" * 5000, "is not TOML: "),
    ],
)
def test_what_is_wrong_is_said_in_one_line(own: Path, text: str | bytes, said: str) -> None:
    assert wrong(own, text).startswith(said)


def test_a_folder_is_no_settings_file(own: Path) -> None:
    own.mkdir(parents=True)
    with pytest.raises(SettingsError, match="cannot be read: Is a directory"):
        load(SHIPPED, own)


def test_a_key_missing_from_the_shipped_file_is_found(own: Path) -> None:
    with pytest.raises(SettingsError, match=r"presence\.poll: is missing, allowed is a duration"):
        load(write(own, "[presence]\n"), None)


# Reading again


def test_a_file_is_read_again_only_when_it_changed(own: Path) -> None:
    file = SettingsFile(SHIPPED, own)
    assert isinstance(file.reread(), Settings)
    assert file.reread() is None
    write(own, '[prompts]\nevery = "45m"\n')
    changed = file.reread()
    assert isinstance(changed, Settings)
    assert changed.prompts.every == 45 * 60_000
    assert file.reread() is None


def test_an_error_is_told_once_and_its_mending_is_seen(own: Path) -> None:
    file = SettingsFile(SHIPPED, write(own, "[prompts]\nevery = 5\n"))
    assert isinstance(file.reread(), SettingsError)
    assert file.reread() is None
    write(own, '[prompts]\nevery = "50m"\n')
    assert isinstance(file.reread(), Settings)
    own.unlink()
    assert file.reread() == load(SHIPPED, None)


# Writing one key

PERSONAL = """\
# mine
[week]   # the week
notice = "mon 9:00"  # with coffee # really

[prompts] # how often
  every = "40m"   # was "30m" # too often
quiet = [ # nights
  "22:00-07:00", # sleep
]
# about the desk

[presence]
"""


def test_one_key_is_changed_and_all_else_is_kept(own: Path) -> None:
    set_value(SHIPPED, write(own, PERSONAL), "prompts.every", "45m")
    assert own.read_text() == PERSONAL.replace('every = "40m"', 'every = "45m"')


def test_a_comment_behind_a_value_with_a_hash_is_kept(own: Path) -> None:
    settings = set_value(SHIPPED, write(own, PERSONAL), "week.notice", "fri 16:00")
    assert own.read_text() == PERSONAL.replace('"mon 9:00"', '"fri 16:00"')
    assert settings.week.notice == Notice(4, time(16))


def test_a_new_key_comes_at_the_end_of_its_section(own: Path) -> None:
    set_value(SHIPPED, write(own, PERSONAL), "prompts.max_snoozes", "3")
    assert own.read_text() == PERSONAL.replace("]\n# about", "]\nmax_snoozes = 3\n# about")


def test_a_value_of_several_lines_becomes_one(own: Path) -> None:
    set_value(SHIPPED, write(own, PERSONAL), "prompts.quiet", "12:00-13:00, 22:00-7:00")
    assert 'quiet = ["12:00-13:00", "22:00-7:00"]\n# about the desk\n' in own.read_text()
    set_value(SHIPPED, own, "prompts.quiet", "")
    assert "quiet = []\n# about the desk\n" in own.read_text()


def test_a_section_and_the_file_are_made_where_missing(own: Path) -> None:
    set_value(SHIPPED, own, "prompts.every", "45m")
    set_value(SHIPPED, own, "exercises.flags", "P1, wheels")
    set_value(SHIPPED, own, "prompts.patience", "1m")
    assert own.read_text() == '[prompts]\nevery = "45m"\npatience = "1m"\n\n[exercises]\nflags = ["P1", "wheels"]\n'
    assert stat.S_IMODE(own.stat().st_mode) == 0o600
    assert stat.S_IMODE(own.parent.stat().st_mode) == 0o700
    assert list(own.parent.iterdir()) == [own]


def test_windows_line_ends_are_kept(own: Path) -> None:
    set_value(SHIPPED, write(own, b'[prompts]\r\nevery = "40m"\r\n'), "prompts.every", "45m")
    assert own.read_bytes() == b'[prompts]\r\nevery = "45m"\r\n'


def test_a_file_without_a_last_line_end(own: Path) -> None:
    set_value(SHIPPED, write(own, "[prompts]"), "prompts.every", "45m")
    assert own.read_text() == '[prompts]\nevery = "45m"\n'


def test_a_link_to_the_file_stays_a_link(own: Path, tmp_path: Path) -> None:
    real = write(tmp_path / "dotfiles" / "unseat.toml", '[prompts]\nevery = "40m"\n')
    own.parent.mkdir()
    own.symlink_to(real)
    set_value(SHIPPED, own, "prompts.every", "45m")
    assert own.is_symlink()
    assert real.read_text() == '[prompts]\nevery = "45m"\n'


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("prompts.every", "5s", 'prompts.every: found "5s", allowed is a duration of at least 10s'),
        ("prompts.every", "", 'prompts.every: found "", allowed is'),
        ("prompts.max_snoozes", "many", 'prompts.max_snoozes: found "many", allowed is a whole number'),
        ("prompts.evry", "30m", "prompts.evry: there is no such setting, did you mean prompts.every?"),
        ("every", "30m", "every: there is no such setting, did you mean prompts.every?"),
        ("presence.idle_after", "10m", 'presence.idle_after: found "10m", allowed is a duration below'),
        ("exercises.flags", 'P1"\n[x]', "exercises.flags: found "),
        ("exercises.language", "n\udcff", "exercises.language: found "),
    ],
)
def test_a_bad_value_is_never_written(own: Path, key: str, value: str, said: str) -> None:
    write(own, PERSONAL)
    with pytest.raises(SettingsError) as error:
        set_value(SHIPPED, own, key, value)
    assert str(error.value).startswith(f"{own}: {said}")
    assert str(error.value).isprintable()
    assert own.read_text() == PERSONAL


@pytest.mark.parametrize(
    "text", ['prompts.every = "40m"\n', 'prompts = {every = "40m"}\n', '["prompts"]\n"every" = "40m"\n']
)
def test_an_unusual_way_of_writing_stays_as_it_is(own: Path, text: str) -> None:
    set_value(SHIPPED, write(own, text), "prompts.every", "45m")
    assert own.read_text() == text.replace("40m", "45m")
    assert set_value(SHIPPED, own, "prompts.snooze", "4m").prompts.snooze == 4 * 60_000


def test_a_bad_value_can_be_mended_but_not_another_one_beside_it(own: Path) -> None:
    write(own, "[prompts]\nevery = 5\n")
    with pytest.raises(SettingsError, match=r"prompts\.every"):
        set_value(SHIPPED, own, "prompts.patience", "1m")
    assert set_value(SHIPPED, own, "prompts.every", "45m").prompts.every == 45 * 60_000


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(SettingsError, match="cannot be "):
        set_value(SHIPPED, blocked / "unseat.toml", "prompts.every", "45m")


def test_what_is_shown_is_what_is_in_force(own: Path) -> None:
    set_value(SHIPPED, own, "prompts.every", "45m")
    shown = {setting.key: setting for setting in show(SHIPPED, own)}
    assert list(shown) == list(keys())
    assert (shown["prompts.every"].value, shown["prompts.every"].default, shown["prompts.every"].own) == (
        "45m",
        "30m",
        True,
    )
    assert (shown["exercises.places"].value, shown["exercises.places"].own) == ("chair,standing", False)


@pytest.mark.parametrize("key", list(keys()))
def test_every_default_can_be_written_as_it_is_shown(own: Path, key: str) -> None:
    value = next(setting.value for setting in show(SHIPPED, own) if setting.key == key)
    assert set_value(SHIPPED, own, key, value) == load(SHIPPED, None)
    assert key in {setting.key for setting in show(SHIPPED, own) if setting.own}


def test_a_break_may_follow_the_persons_rhythm(own: Path) -> None:
    rule = load(SHIPPED, write(own, '[presence]\nbreak_after = "auto"\n')).rule()
    assert (rule.break_after, rule.break_after_most) == (120_000, 300_000)
    assert load(SHIPPED, None).rule().break_after_most is None


def test_hours_may_have_weekdays(own: Path) -> None:
    rule = load(
        SHIPPED, write(own, '[prompts]\nquiet = ["fri 12:00-13:00"]\nworking = ["mon-fri 08:30-17:30"]\n')
    ).rule()
    assert rule.quiet == (Quiet(time(12), time(13), (4,)),)
    assert rule.working == (Quiet(time(8, 30), time(17, 30), (0, 1, 2, 3, 4)),)
