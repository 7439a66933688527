"""Writing settings into a file that a person wrote by hand: whatever its shape, only the values asked for change."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unseat.paths import config_root
from unseat.settings import SettingsError, load, set_values
from unseat.settings.edited import edited
from unseat.settings.trial import line_at_fault, problems

SHIPPED = config_root() / "unseat.toml"
SECTIONS = {"prompts": ("every", "snooze", "quiet"), "week": ("notice", "signs"), "exercises": ("places", "level")}
KEYS = [f"{section}.{name}" for section, names in SECTIONS.items() for name in names]
VALUES = st.one_of(
    st.text("abc \"'#[]=\\\néü😀", max_size=8),
    st.booleans(),
    st.integers(-9, 99),
    st.lists(st.text("a#,]", max_size=3)),
)
REMARKS = st.sampled_from(["", "# why", "   # [week]", '# every = "1m"', "\t"])


@st.composite
def sections(draw: st.DrawFn, section: str) -> list[str]:
    """The lines of one, in one of the ways TOML has, with remarks anywhere."""
    names = draw(st.lists(st.sampled_from(SECTIONS[section]), unique=True, min_size=1))
    lines = [draw(st.sampled_from([f"[{section}]", f"[ {section} ] # it", f'["{section}"]']))]
    for name in names:
        literal = draw(st.sampled_from(['"1m"', "'x # y'", "7", "true", "[ # list\n  'a', # one\n]", '"""\\\n  z"""']))
        indent, remark = draw(st.sampled_from(["", "  ", "\t"])), draw(st.sampled_from(["", " # mine", "#[x]"]))
        lines += [draw(REMARKS), f"{indent}{name} = {literal}{remark}"]
    return [*lines, draw(REMARKS)]


@st.composite
def files(draw: st.DrawFn) -> str:
    chosen = draw(st.lists(st.sampled_from(list(SECTIONS)), unique=True))
    lines = [draw(REMARKS), *(line for section in chosen for line in draw(sections(section)))]
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def by_key(text: str) -> dict[str, object]:
    return {
        f"{section}.{name}": value for section, inside in tomllib.loads(text).items() for name, value in inside.items()
    }


@given(files(), st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1))
def test_only_what_is_asked_for_changes(text: str, wanted: dict[str, object]) -> None:
    after = edited(text, wanted)
    assert by_key(after) == {**by_key(text), **wanted}
    assert after.endswith("\n")
    kept = [line for line in text.splitlines() if line.strip().startswith("#")]
    assert [line for line in after.splitlines() if line.strip() in {one.strip() for one in kept}] == kept
    untouched = [line for line in text.splitlines() if line.strip().partition(" ")[0] in SECTIONS["prompts"]]
    if not any(key.startswith("prompts.") for key in wanted):
        assert all(line in after.splitlines() for line in untouched)


@settings(max_examples=40)
@given(files(), st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1))
def test_line_ends_stay_those_of_the_file(text: str, wanted: dict[str, object]) -> None:
    after = edited(text, wanted)
    if "\r\n" in text:
        assert after.count("\r\n") == after.count("\n")
    else:
        assert "\r" not in after


@settings(max_examples=40)
@given(files(), st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1))
def test_writing_the_same_again_changes_nothing(text: str, wanted: dict[str, object]) -> None:
    after = edited(text, wanted)
    assert edited(after, wanted) == after


# ---- some at once


def test_all_or_none(tmp_path: Path) -> None:
    own = tmp_path / "unseat.toml"
    own.write_text("[week]\nsigns = true\n")
    with pytest.raises(SettingsError, match=r"prompts\.snooze"):
        set_values(SHIPPED, own, {"prompts.every": "45m", "prompts.snooze": "5"})
    assert own.read_text() == "[week]\nsigns = true\n"


def test_two_that_only_fit_together_are_written_together(tmp_path: Path) -> None:
    own = tmp_path / "unseat.toml"
    fresh = set_values(SHIPPED, own, {"presence.idle_after": "3m", "presence.break_after": "4m"})
    assert fresh == load(SHIPPED, own)
    assert fresh.presence.idle_after == 180_000


# ---- before anything is written


def test_every_problem_is_told_by_its_key(tmp_path: Path) -> None:
    own = tmp_path / "unseat.toml"
    found = problems(SHIPPED, own, {"prompts.every": "5s", "prompts.snooze": "5m", "week.notice": "friday"})
    assert set(found) == {"prompts.every", "week.notice"}
    assert found["prompts.every"].startswith('found "5s", allowed is a duration of at least 10s')
    assert problems(SHIPPED, own, {"prompts.every": "45m"}) == {}
    assert problems(SHIPPED, own, {"presence.break_after": "30s"}).keys() == {"presence.break_after"}
    assert problems(SHIPPED, own, {"prompts.evry": "30m"}).keys() == {"prompts.evry"}
    assert not own.exists()


def test_a_file_that_is_broken_is_a_problem_of_no_key(tmp_path: Path) -> None:
    own = tmp_path / "unseat.toml"
    own.write_text("[prompts\n")
    assert problems(SHIPPED, own, {"prompts.every": "45m"})[""].startswith("is not TOML: ")


# ---- which line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[prompts]\nevery = "5s"\n', 2),
        ('# every\n\n[prompts]  # every = "1m"\n\n# every\n  every = "5s"\n', 6),
        ('[prompts]\nquiet = [\n "22:00-07:00",\n]\n\nevery = "5s"\n', 6),
        ('[prompts]\nquiet = [\n "x",\n]\n', 2),
        ('prompts.every = "5s"\n', 1),
        ('[week]\nstarts = "monday"\n\n[prompts]\nevery = 5\n', 5),
        ('\n\nprompts = {every = "5s"}\n', 3),
        ("[prompts]\nevery =\n", 2),
        ("[prompts]\n\nquiet = [\n", 4),
        ('[prompts]\nevery = "30m"\nevery = "40m"\n', 3),
        ("[week]\n[week]\n", 2),
        ("[promts]\n", 1),
        ("prompts = 5\n", 1),
    ],
)
def test_the_line_at_fault(tmp_path: Path, text: str, line: int) -> None:
    own = tmp_path / "unseat.toml"
    own.write_text(text)
    with pytest.raises(SettingsError) as error:
        load(SHIPPED, own)
    assert line_at_fault(text, error.value) == line


def test_what_is_in_no_line_has_none(tmp_path: Path) -> None:
    assert line_at_fault("[week]\n", SettingsError(tmp_path, "prompts.every", "is missing")) is None
    assert line_at_fault("[week]\n", SettingsError(tmp_path, "", "cannot be read")) is None
