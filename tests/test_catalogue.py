import logging
import re
import shutil
from pathlib import Path

import pytest

from unseat import catalogue as catalogues
from unseat.catalogue import Catalogue, CatalogueError, load, read
from unseat.core.exercise import Exercise, Flag, Grade, Group, Place, Sided, Work
from unseat.core.languages import LANGUAGES, Language
from unseat.core.progress import Progress
from unseat.core.standing import Profile, fits, standings
from unseat.core.words import Instant

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
WORK = """
[work]
times = 3
seconds = 8
rest = 3
"""
ADAPT = """
[adapt.B]
en = "Hold on"
nl = "Houd je vast"
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


def test_every_shipped_card_says_how_it_is_done(shipped: Catalogue) -> None:
    assert [card.id for card in shipped.exercises if card.work is None] == []
    assert {card.id for card in shipped.exercises if card.plan.breath} == {"a5", "a6", "a8"}
    assert all(card.seconds <= 180 for card in shipped.exercises)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_dose_in_words_is_the_one_that_is_led(shipped: Catalogue, code: Language) -> None:
    """Every number in it is one of the plan's, said as a figure or as a word."""
    words = {
        "en": "once twice three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "nl": "één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien",
        "fr": "une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
        "de": "eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn",
    }[code].split()
    for exercise in shipped.exercises:
        plan = exercise.plan
        spoken = re.findall(r"\w+", exercise.dose[code].lower().replace("mal", " mal"))
        said = [words.index(word) + 1 for word in spoken if word in words]
        said += [int(number) for number in re.findall(r"\d+", exercise.dose[code])]
        if exercise.id == "d1":
            assert (plan.seconds, said[-1]) == (120, 5), "two minutes, five where it can be"
        elif exercise.id == "c1":
            assert said == [plan.times, 3], "a hold of 3 s between going up and coming down"
        elif plan.times > 1:
            assert said[0] == plan.times, exercise.id
            assert said[1:] in ([], [plan.seconds]), exercise.id


def test_every_flag_hides_or_adapts_something_and_none_hides_all(shipped: Catalogue) -> None:
    assert {flag for card in shipped.exercises for flag in (*card.hidden_by, *card.adapt)} == set(Flag)
    for place in (Place.CHAIR, Place.STANDING):
        assert any(fits(card, [place], list(Flag)) for card in shipped.exercises)


@pytest.mark.parametrize(
    ("flag", "hidden"),
    [
        (Flag.HIP_REPLACED_FRONT, {"a1", "a2", "a3", "a4", "b6", "c1", "c3", "c4"}),
        (Flag.HIP_REPLACED_BACK, {"b9", "c3", "c6", "c9"}),
        (Flag.HIP_REPLACED_SIDE, {"c3", "c5"}),
        (Flag.SPLIT_STANCE, {"a1", "a2", "a3", "a4"}),
        (Flag.ONE_LEG, {"b6", "c3", "c4", "c5", "c9"}),
        (Flag.PREGNANCY, {"a5", "b3", "b4", "b5", "c1"}),
        (Flag.BELLY_OPERATED, {"b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"}),
        (Flag.WRIST, {"a8", "b6", "b7", "b8"}),
        (Flag.SHOULDER, {"b6", "b7", "b8"}),
        (Flag.HEART_OR_EYES, {"b2", "b7", "b8"}),
        (Flag.BALANCE, {"a4", "c4", "c5", "c9", "d3"}),
        (Flag.KNEE, {"a1", "b6", "b7", "c6", "c7"}),
        (Flag.BONES, {"a8"}),
        (Flag.WHEELS, {"a3"}),
    ],
)
def test_a_flag_hides_what_could_harm(shipped: Catalogue, flag: Flag, hidden: set[str]) -> None:
    assert hidden <= {card.id for card in shipped.exercises if flag in card.hidden_by}


ADAPTED = {
    Flag.ONE_LEG: "d1 d2",
    Flag.SPLIT_STANCE: "d3",
    Flag.DEEP_SQUAT: "c6 c7",
    Flag.HIP_REPLACED_BACK: "a5 a7 c7",
    Flag.KNEE: "a2 a3 a4 a8 d1",
    Flag.SHOULDER: "a4 b5",
    Flag.BONES: "a4 a7 c6 c7",
    Flag.HEART_OR_EYES: "b1 b3 b4 b5 b6 b9 c1 c2 c6 c7 d1",
    Flag.BALANCE: "a1 a2 a3 b1 b2 b6 b8 c2 c6 c7 c8 d1 d2 d4",
    Flag.WHEELS: "c6",
}
PAIRS = [(flag, key) for flag, keys in ADAPTED.items() for key in keys.split()]


def test_a_flag_adapts_what_it_need_not_hide(shipped: Catalogue) -> None:
    assert {(flag, card.id) for card in shipped.exercises for flag in card.adapt} == set(PAIRS)


@pytest.mark.parametrize(("flag", "key"), PAIRS)
def test_an_adapted_card_is_still_offered(shipped: Catalogue, flag: Flag, key: str) -> None:
    one = card(shipped, key)
    profile = Profile(list(Place), [flag], level=3)
    assert standings(shipped.exercises, profile, Progress(), Instant(0))[key].offered
    for code in LANGUAGES:
        assert one.adaptations([flag], code) == (one.adapt[flag][code],)


def test_adaptations_can_be_spoken(shipped: Catalogue) -> None:
    for text in (text for exercise in shipped.exercises for text in exercise.adapt.values()):
        assert len(set(text.values())) == len(LANGUAGES)
        assert all(re.fullmatch(r"[A-ZÉ][\w\s,;:'’-]*\.", line) for line in text.values()), text  # noqa: RUF001 French


def test_only_what_was_read_in_a_source_is_named_as_one(shipped: Catalogue) -> None:
    words = " ".join(str(card) for card in shipped.exercises)
    assert not re.search(r"Gillen|McGill|Boccolini|3/10|\bcures?\b|genees|geneest|guéri|heilt", words)
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
                assert re.fullmatch(r"[A-ZÀÉ][\w\s,;:.'’-]*\.", step), step  # noqa: RUF001 French


def test_all_languages_say_different_things(shipped: Catalogue) -> None:
    for exercise in shipped.exercises:
        for text in (exercise.name, exercise.dose, exercise.caution, exercise.steps):
            assert len({str(said) for said in text.values()}) == len(LANGUAGES), exercise.id


def test_every_language_takes_leave_to_stop(shipped: Catalogue) -> None:
    """Whatever hurts is stopped, in so many words, in each language or in none."""
    stops = {"en": "Stop if", "nl": "Stop als", "fr": "Arrêtez si", "de": "Hören Sie auf, wenn"}
    for exercise in shipped.exercises:
        assert len({stop in exercise.caution[code] for code, stop in stops.items()}) == 1, exercise.id


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
        ('en = "Mine"\nnl = "Van mij"', "", "name"),
        ('nl = "Van mij"', 'nl = "Van mij"\neo = "Mia"', "name"),
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


def test_a_card_may_say_how_it_is_done_and_what_to_mind(tmp_path: Path) -> None:
    exercise = read(write(tmp_path, CARD + WORK + ADAPT))
    assert exercise.plan == Work(times=3, seconds=8, rest=3)
    assert exercise.adaptations(["K", "B"], "nl") == ("Houd je vast",)
    assert read(write(tmp_path, CARD)).plan == Work(seconds=30)


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ("times = 3", "times = 4", "work", "4 x 8 s + 3 x 3 s rest = 41 s, but seconds_per_side = 30"),
        ("rest = 3\n", "", "work", "3 x 8 s = 24 s, but seconds_per_side = 30"),
        ("times = 3", "times = 0", "work.times", "Expected `int` >= 1"),
        ("rest = 3", "rest = -3", "work.rest", "Expected `int` >= 0"),
        ("rest = 3", "rest = 3\nbreath = [4, 6]", "work", "8 s are no whole number of breaths of 10 s"),
        ("rest = 3", "rest = 3\nbreath = [4]", "work.breath", "Expected `array` of length 2, got 1"),
        ("rest = 3", "rest = 3\nhold = 3", "work.hold", "Object contains unknown field `hold`"),
        ('nl = "Houd je vast"', "", "adapt.B", "languages en"),
        ('nl = "Houd je vast"', 'nl = "Houd je vast"\nde = "Halt"', "adapt.B", "languages en, nl, de"),
        ('en = "Hold on"', f'en = "{"x" * 121}"', "adapt.B.en", "121 characters"),
        ('en = "Hold on"', 'en = "Hold\\non"', "adapt.B.en", "7 characters"),
        ("adapt.B", "adapt.K", "adapt.K", "is in hidden_by too"),
        ("adapt.B", "adapt.X", "adapt", "Invalid enum value 'X'"),
    ],
)
def test_a_dose_that_does_not_add_up_and_a_vague_adaptation_are_defects(
    tmp_path: Path, old: str, new: str, key: str, found: str
) -> None:
    assert old in WORK + ADAPT
    with pytest.raises(CatalogueError) as caught:
        read(write(tmp_path, CARD + (WORK + ADAPT).replace(old, new, 1)))
    assert (caught.value.key.replace("[...]", ""), caught.value.found) == (key, found)


def test_a_dose_of_both_sides_at_once_adds_up_to_the_whole(tmp_path: Path) -> None:
    both = CARD.replace('sides = "each"', 'sides = "both"').replace("seconds_per_side = 30\n", "")
    with pytest.raises(CatalogueError, match="= 30 s, but seconds = 60"):
        read(write(tmp_path, both + WORK))
    assert read(write(tmp_path, both.replace("seconds = 60", "seconds = 30") + WORK)).seconds == 30


@pytest.mark.parametrize(
    ("old", "new", "key", "found"),
    [
        ('"Three"]', '"This cures your back"]', "steps.en", "'cures' promises a cure"),
        ('nl = "Voorzichtig"', 'nl = "Geneest je rug"', "caution.nl", "'Geneest' promises a cure"),
        ('nl = "Voorzichtig"', 'nl = "Guérit le dos"', "caution.nl", "'Guérit' promises a cure"),
        ('nl = "Voorzichtig"', 'nl = "Heilt den Rücken"', "caution.nl", "'Heilt' promises a cure"),
        ('en = "Once"', 'en = "Proven to work"', "dose.en", "'Proven' claims something, and sources is empty"),
        (
            'nl = "Houd je vast"',
            'nl = "Voorkomt pijn"',
            "adapt.B.nl",
            "'Voorkomt' claims something, and sources is empty",
        ),
    ],
)
def test_a_promise_and_a_claim_without_a_source_are_defects(
    tmp_path: Path, old: str, new: str, key: str, found: str
) -> None:
    text = (CARD + ADAPT).replace('grade = "L"\nsources = ["A paper"]', 'grade = "C"')
    assert read(write(tmp_path, text))
    with pytest.raises(CatalogueError) as caught:
        read(write(tmp_path, text.replace(old, new, 1)))
    assert (caught.value.key, caught.value.found) == (key, found)


@pytest.mark.parametrize("claim", ["Une étude le dit", "Cela soulage", "Es lindert", "Eine Studie sagt es"])
def test_a_claim_is_known_in_every_language(tmp_path: Path, claim: str) -> None:
    text = CARD.replace('grade = "L"\nsources = ["A paper"]', 'grade = "C"').replace("Careful", claim)
    with pytest.raises(CatalogueError, match="claims something, and sources is empty"):
        read(write(tmp_path, text))


def test_a_claim_with_its_source_may_be_made(tmp_path: Path) -> None:
    assert read(write(tmp_path, CARD.replace('en = "Once"', 'en = "As in a study"'))).sources == ("A paper",)


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
        for code in LANGUAGES:
            assert len(exercise.name[code]) < 64
            assert len(f"{exercise.dose[code]}\n{exercise.caution[code]}") < 256


# ---- languages


def in_one(code: str) -> str:
    """The card in Dutch alone, called by another code."""
    return re.sub(
        r"^nl = ", f"{code} = ", re.sub(r"^en = .*\n", "", CARD + ADAPT, flags=re.MULTILINE), flags=re.MULTILINE
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_own_card_may_be_in_one_language_and_is_read_so_in_all(tmp_path: Path, code: Language) -> None:
    exercise = read(write(tmp_path, in_one(code)))
    for text in (exercise.name, exercise.dose, exercise.steps, exercise.caution, exercise.adapt[Flag.BALANCE]):
        assert tuple(text) == LANGUAGES
        assert len({str(said) for said in text.values()}) == 1
    assert exercise.name["fr"] == "Van mij"


def test_what_an_own_card_has_no_words_for_is_said_in_english(tmp_path: Path) -> None:
    exercise = read(write(tmp_path, CARD))
    assert exercise.name == {"en": "Mine", "nl": "Van mij", "fr": "Mine", "de": "Mine"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_shipped_card_lacks_no_language(tmp_path: Path, code: Language) -> None:
    folder = tmp_path / "exercises"
    shutil.copytree(SHIPPED, folder)
    text = (folder / "d3.toml").read_text(encoding="utf-8")
    without = re.sub(rf"(\[adapt\.P2\]\n(?:.*\n)*?){code} = .*\n?", r"\1", text)
    assert without != text
    write(folder, without, "d3")
    with pytest.raises(CatalogueError, match=r"d3\.toml: adapt\.P2: languages .* Write it in en, nl, fr, de"):
        load([folder])


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


def test_what_is_said_of_a_long_value_is_short() -> None:
    key, complaint = catalogues.place(f"Invalid enum value '{'9' * 5000}' - at `$.group`")
    assert key == "group"
    assert len(complaint) < 400
