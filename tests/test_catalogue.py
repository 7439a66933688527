import logging
import re
import shutil
from pathlib import Path

import pytest

from unseat.catalogue import Catalogue, CatalogueError, load, read
from unseat.core.exercise import Exercise, Flag, Grade, Group, Place, Sided
from unseat.core.standing import fits

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "config" / "exercises"
CARD = """
id = "mine"
group = "core"
remedy = "core"
places = ["chair"]
sides = "each"
seconds = 60
seconds_per_side = 30
grade = "L"
sources = ["A paper"]
hidden_by = ["K"]

[name]
en = "Mine"
nl = "Van mij"

[dose]
en = "Once"
nl = "Eén keer"

[steps]
en = ["One", "Two", "Three"]
nl = ["Een", "Twee", "Drie"]

[caution]
en = "Careful"
nl = "Voorzichtig"
"""


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return load([SHIPPED])


def card(shipped: Catalogue, key: str) -> Exercise:
    found = shipped.get(key)
    assert found
    return found


def write(folder: Path, text: str, name: str = "mine") -> Path:
    file = folder / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    return file


# ---- what is shipped


def test_the_shipped_cards_are_all_sound_and_sorted(shipped: Catalogue) -> None:
    ids = [exercise.id for exercise in shipped.exercises]
    assert ids == sorted(set(ids))
    assert len(ids) == len(list(SHIPPED.glob("*.toml"))) == 30
    assert shipped.left_out == ()


def test_the_usual_places_offer_two_of_every_group(shipped: Catalogue) -> None:
    usual = [card for card in shipped.exercises if {Place.CHAIR, Place.STANDING} & set(card.places)]
    for group in Group:
        assert len([card for card in usual if card.group is group]) >= 2, group
    releases = [card for card in usual if card.group is Group.PSOAS and card.sides is Sided.EACH]
    assert len(releases) >= 2


def test_every_flag_hides_something_and_none_hides_all(shipped: Catalogue) -> None:
    assert {flag for card in shipped.exercises for flag in card.hidden_by} == set(Flag)
    for place in (Place.CHAIR, Place.STANDING):
        assert any(fits(card, [place], list(Flag)) for card in shipped.exercises)


@pytest.mark.parametrize(
    ("flag", "hidden"),
    [
        (Flag.HIP_REPLACED_FRONT, {"a1", "a2", "a3", "a4", "c3", "c4"}),
        (Flag.HIP_REPLACED_BACK, {"b9", "c3", "c6", "c9"}),
        (Flag.HIP_REPLACED_SIDE, {"c3", "c5"}),
        (Flag.SPLIT_STANCE, {"a1", "a2", "a3", "a4"}),
        (Flag.ONE_LEG, {"b6", "c3", "c4", "c5", "c9"}),
        (Flag.PREGNANCY, {"a5", "b3", "b4", "b5", "c1"}),
        (Flag.BELLY_OPERATED, {"b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"}),
        (Flag.WRIST, {"a8", "b6", "b7", "b8"}),
        (Flag.SHOULDER, {"b6", "b7", "b8"}),
        (Flag.HEART_OR_EYES, {"b2", "b8"}),
        (Flag.WHEELS, {"a3", "c6"}),
    ],
)
def test_a_flag_hides_what_could_harm(shipped: Catalogue, flag: Flag, hidden: set[str]) -> None:
    assert hidden <= {card.id for card in shipped.exercises if flag in card.hidden_by}


def test_only_what_was_read_in_a_source_is_named_as_one(shipped: Catalogue) -> None:
    words = " ".join(str(card) for card in shipped.exercises)
    assert not re.search(r"Gillen|McGill|Boccolini|3/10|\bcures?\b|genees|geneest", words)
    for exercise in shipped.exercises:
        if exercise.grade is Grade.TRIAL:
            assert any("doi 10." in source for source in exercise.sources), exercise.id


def test_the_page_on_evidence_names_every_source_and_flag(shipped: Catalogue) -> None:
    page = " ".join((ROOT / "docs" / "evidence.md").read_text(encoding="utf-8").split())
    for source in (source for exercise in shipped.exercises for source in exercise.sources):
        author_and_year = re.match(r"[\w-]+ \d{4}", source)
        doi = re.search(r"10\.\d{4}/\S+", source)
        assert (doi[0] if doi else author_and_year[0] if author_and_year else source.partition(",")[0]) in page, source
    for flag in Flag:
        assert re.search(rf"\| [^|]*\b{flag}\b[^|]* \|", page), flag
    assert "General information, not medical advice; not a medical device; does not diagnose or treat." in page


def test_texts_can_be_spoken(shipped: Catalogue) -> None:
    for exercise in shipped.exercises:
        for steps in exercise.steps.values():
            for step in steps:
                assert re.fullmatch(r"[A-ZÉ][\w ,;:.'-]*\.", step), step


def test_both_languages_say_different_things(shipped: Catalogue) -> None:
    for exercise in shipped.exercises:
        for text in (exercise.name, exercise.dose, exercise.caution, exercise.steps):
            assert text["en"] != text["nl"], exercise.id


# ---- reading


def test_a_card_is_read(tmp_path: Path) -> None:
    exercise = read(write(tmp_path, CARD))
    assert (exercise.id, exercise.group, exercise.sides) == ("mine", Group.CORE, Sided.EACH)
    assert exercise.hidden_by == (Flag.KNEE,)
    assert exercise.steps["nl"] == ("Een", "Twee", "Drie")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('id = "mine"', 'id = "other"', "id"),
        ('id = "mine"\n', "", "id"),
        ('group = "core"', 'group = "arms"', "group"),
        ('remedy = "core"', 'remedy = "massage"', "remedy"),
        ('["chair"]', '["bath"]', "places[0]"),
        ('["chair"]', "[]", "places"),
        ('["K"]', '["X9"]', "hidden_by[0]"),
        ('sides = "each"', 'sides = "both"', "seconds_per_side"),
        ("seconds_per_side = 30", "seconds_per_side = 20", "seconds_per_side"),
        ("seconds = 60", "seconds = 20", "seconds"),
        ("seconds = 60", 'seconds = "60"', "seconds"),
        ('["A paper"]', "[]", "sources"),
        ('["A paper"]', '[" "]', "sources"),
        ('grade = "L"', 'grade = "A"', "grade"),
        ('grade = "L"', 'grade = "L"\ncolour = "red"', "colour"),
        ('grade = "L"', 'grade = "L"\nlevel = 4', "level"),
        ('grade = "L"', 'grade = "L"\nprogression = 2', "progression"),
        ('nl = "Van mij"', "", "name"),
        ('nl = "Van mij"', 'fr = "À moi"', "name"),
        ('nl = "Van mij"', f'nl = "{"x" * 64}"', "name.nl"),
        ('en = "Once"', f'en = "{"x" * 121}"', "dose.en"),
        ('en = "Careful"', 'en = ""', "caution.en"),
        ('en = "Careful"', 'en = "Care\\nful"', "caution.en"),
        ('["Een", "Twee", "Drie"]', '["Een", "Twee"]', "steps"),
        ('["Een", "Twee", "Drie"]', '["Een", "Twee", "Drie", "Vier"]', "steps"),
        ('"Drie"', f'"{"x" * 121}"', "steps.nl"),
        ('"Drie"', "3", "steps[...][2]"),
        ("[name]", "[name", ""),
    ],
)
def test_a_defect_names_file_key_and_remedy(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in CARD
    file = write(tmp_path, CARD.replace(old, new, 1))
    with pytest.raises(CatalogueError) as caught:
        read(file)
    error = caught.value
    assert error.file == file
    assert error.key == key
    assert error.remedy
    assert str(file) in str(error)
    assert "\n" not in str(error)


def test_a_comfort_card_needs_no_source(tmp_path: Path) -> None:
    text = CARD.replace('grade = "L"\nsources = ["A paper"]', 'grade = "C"')
    assert read(write(tmp_path, text)).sources == ()


def test_bytes_that_are_no_text_are_a_defect(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match="UTF-8"):
        read(file)


def test_a_title_and_two_lines_fit_the_narrowest_notification(shipped: Catalogue) -> None:
    for exercise in shipped.exercises:
        for code in ("en", "nl"):
            assert len(exercise.name[code]) < 64
            assert len(f"{exercise.dose[code]}\n{exercise.caution[code]}") < 256


# ---- folders


def test_own_cards_are_added_and_replace(tmp_path: Path) -> None:
    write(tmp_path, CARD)
    write(tmp_path, CARD.replace('id = "mine"', 'id = "a6"'), "a6")
    (tmp_path / "notes.txt").write_text("not a card")
    catalogue = load([SHIPPED, tmp_path])
    assert card(catalogue, "mine").name["en"] == "Mine"
    assert card(catalogue, "a6").name["en"] == "Mine"
    assert len(catalogue.exercises) == len(load([SHIPPED]).exercises) + 1
    assert catalogue.get("nothing") is None


def test_a_broken_own_card_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = write(tmp_path, CARD.replace('id = "mine"', 'id = "a6"').replace("seconds = 60", "seconds = 61"), "a6")
    write(tmp_path, CARD)
    with caplog.at_level(logging.WARNING):
        catalogue = load([SHIPPED, tmp_path])
    assert [error.file for error in catalogue.left_out] == [broken]
    assert str(broken) in caplog.text
    assert card(catalogue, "a6") == card(load([SHIPPED]), "a6")
    assert catalogue.get("mine")


def test_a_missing_own_folder_is_no_matter(tmp_path: Path, shipped: Catalogue) -> None:
    assert load([SHIPPED, tmp_path / "none"]) == shipped


def test_a_broken_shipped_card_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "exercises"
    shutil.copytree(SHIPPED, folder)
    write(folder, CARD.replace('grade = "L"', 'grade = "Z"'))
    with pytest.raises(CatalogueError, match=r"mine\.toml: grade"):
        load([folder])


def test_no_shipped_cards_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="Install unseat again"):
        load([tmp_path])
