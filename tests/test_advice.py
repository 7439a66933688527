"""The advice that is shipped: whole, sourced, and without what nobody checked; and that a broken one is refused."""

import re
from pathlib import Path

import pytest

from unseat.advice import Advice, AdviceError, Urgency, load
from unseat.core.languages import LANGUAGES, Language
from unseat.paths import config_root

ROOT = config_root()
SHIPPED = (ROOT / "advice" / "advice.toml").read_text(encoding="utf-8")
UNCHECKED = (
    r"abscess|abces|abcès|abszess",
    r"\b3 ?/ ?10\b|out of (10|ten)|\bvan de (10|tien)\b|\bsur (10|dix)\b|\bvon (10|zehn)\b",
    r"within a day|binnen (een|één) dag|24 (hours|uur|heures|stunden)|en un jour|eines tages",
    r"sharp|shooting|stekend|scherpe pijn|schiet|lancinant|aiguë|stechend|einschieß",
    r"(six|6) weeks after (birth|giving)|(zes|6) weken na de bevalling",
    r"semaines après (l.acc|la nais)|wochen nach der (ent|geb)",
    r"Boccolini|Gillen",
    r"(cure|heal|realign|rebalanc|straighten)(s|es|ed|ing)?\b",
    r"genees|geneest|rechtzet|in balans breng",
    r"guéri|soigne |redresse|rééquilibr",
    r"\bheil(t|en|ung)|begradig|ins gleichgewicht",
    r"diagnosed? with|you have a (tight|short|weak)|je psoas is|votre psoas est|ihr psoas ist",
)
"""What the notes on the evidence mark as remembered only, and promises that nobody can make."""


@pytest.fixture(scope="module")
def advice() -> Advice:
    return load(ROOT)


def said(advice: Advice, language: Language) -> list[str]:
    words = [advice.footer, *(section.title for section in advice.sections)]
    words += [claim for section in advice.sections for claim in section.claims]
    words += [item.lead for section in advice.sections for item in section.items if item.lead]
    return [one.of(language) for one in words]


# ---- what is shipped


def test_every_claim_names_a_source_that_is_written_out(advice: Advice) -> None:
    for section in advice.sections:
        for claim in section.claims:
            assert bool(claim.sources) is claim.claim, claim.en
            assert all(len(advice.sources[key]) > 20 for key in claim.sources)


def test_there_are_three_lists_of_red_flags_and_all_in_them_is_sourced(advice: Advice) -> None:
    assert [section.urgency for section in advice.red_flags] == list(Urgency)
    assert [len(section.items) for section in advice.red_flags] == [8, 5, 7]
    assert all(item.claim for section in advice.red_flags for item in section.items)


@pytest.mark.parametrize(
    ("urgency", "words"),
    [
        (
            Urgency.NOW,
            ("genitals or anus", "geslachtsdelen of anus", "organes génitaux", "Geschlechtsteile oder After"),
        ),
        (Urgency.NOW, ("can't pass urine", "kunt niet plassen", "ne pouvez pas uriner", "kein Wasser lassen")),
        (Urgency.NOW, ("both legs", "allebei je benen", "les deux jambes", "beiden Beinen")),
        (Urgency.NOW, ("Chest pain", "Pijn op de borst", "dans la poitrine", "in der Brust")),
        (Urgency.SAME_DAY, ("fever", "koorts", "fièvre", "Fieber")),
        (Urgency.SAME_DAY, ("calf", "kuit", "mollet", "Wade")),
        (Urgency.SAME_DAY, ("pregnant", "zwanger", "enceinte", "schwanger")),
        (Urgency.SOON, ("cancer", "kanker", "cancer", "Krebs")),
        (Urgency.SOON, ("under 20 or over 55", "jonger dan 20 of ouder dan 55", "moins de 20", "jünger als 20")),
        (Urgency.SOON, ("since you began", "sinds je met", "depuis que vous avez", "seit Sie mit diesen Übungen")),
    ],
)
def test_a_red_flag_stands_in_its_list(advice: Advice, urgency: Urgency, words: tuple[str, ...]) -> None:
    items = advice.flagged(urgency).items
    told = dict(zip(LANGUAGES, words, strict=True))
    found = [[item for item in items if told[code] in item.of(code)] for code in LANGUAGES]
    assert len(found[0]) >= 1
    assert found == [found[0]] * len(LANGUAGES)


def test_the_emergency_number_is_that_of_all_of_europe(advice: Advice) -> None:
    assert all("112" in advice.flagged(Urgency.NOW).title.of(language) for language in LANGUAGES)


def test_the_five_signs_lead_to_a_list(advice: Advice) -> None:
    (signs,) = (section for section in advice.sections if section.id == "signs")
    assert len(signs.items) == 5
    assert all(item.levels for item in signs.items)
    no_diagnosis = (
        "None of them is a diagnosis",
        "Geen ervan is een diagnose",
        "Aucune n",
        "Nichts davon ist eine",
    )
    assert all(words in signs.paragraphs[0].of(code) for code, words in zip(LANGUAGES, no_diagnosis, strict=True))


def test_body_oriented_therapy_is_told_honestly(advice: Advice) -> None:
    (therapy,) = (section for section in advice.sections if section.id == "therapy")
    sham = ("not better than a sham", "niet beter dan een schijn", "pas mieux", "nicht besser als eine Schein")
    assert all(words in therapy.items[0].of(code) for code, words in zip(LANGUAGES, sham, strict=True))
    assert therapy.sources == ("Hall 2016", "Franke 2017")


@pytest.mark.parametrize("pattern", UNCHECKED)
def test_nothing_is_said_that_nobody_checked(advice: Advice, pattern: str) -> None:
    texts = [text for language in LANGUAGES for text in said(advice, language)] + list(advice.sources.values())
    assert [text for text in texts if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_languages_say_as_much(advice: Advice, language: Language) -> None:
    for en, own in zip(said(advice, "en"), said(advice, language), strict=True):
        assert en != own
        assert len(en) < 20 or 0.3 < len(en) / len(own) < 3
        assert en.endswith((".", "?")) == own.endswith((".", "?"))
        assert sorted(re.findall(r"\d+", re.sub(r" \(in England.*?\)", "", en))) == sorted(re.findall(r"\d+", own))


def test_what_a_person_may_type_is_the_same_in_all(advice: Advice) -> None:
    commands = [
        re.findall(r"unseat (?:answer|appointment)[a-z -]*", " ".join(said(advice, code))) for code in LANGUAGES
    ]
    assert [len(one) for one in commands] == [2] * len(LANGUAGES)


def test_the_evidence_page_has_the_same_footer(advice: Advice) -> None:
    root = Path(__file__).parents[1]
    for page in ("docs/evidence.md", "README.md"):
        assert advice.footer.en.removeprefix("General ") in " ".join((root / page).read_text(encoding="utf-8").split())


# ---- what is broken


def broken(folder: Path, before: str, after: str) -> AdviceError:
    assert before in SHIPPED
    (folder / "advice").mkdir()
    (folder / "advice" / "advice.toml").write_text(SHIPPED.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(AdviceError) as refused:
        load(folder)
    return refused.value


@pytest.mark.parametrize(
    ("before", "after", "key", "found"),
    [
        ('id = "emergency"\n', "", "sections[0].id", "missing required field `id`"),
        ('nl = "Hier helpt geen oefening', "#", "sections[0].paragraphs[0].nl", "field `nl`"),
        ('nl = "Hier helpt geen oefening', 'eo = "Hier', "sections[0].paragraphs[0].eo", "unknown field `eo`"),
        ('fr = "Ici, aucun', "#", "sections[0].paragraphs[0].fr", "field `fr`"),
        ('de = "Hier hilft', "#", "sections[0].paragraphs[0].de", "field `de`"),
        ('urgency = "now"', 'urgency = "later"', "sections[0].urgency", "Invalid enum value 'later'"),
        ('urgency = "same-day"', 'urgency = "soon"', "sections", "red flags for now, soon, soon"),
        ('id = "soon"', 'id = "hurts"', "sections", "'hurts' is there twice"),
        ('title.nl = "Wat mensen merken"', 'title.nl = " "', "signs.nl", "has to be one line"),
        ('lead.en = "GP"', 'lead.en = ""', "whom.en", "has to be one line"),
        ('en = "General information', 'en = "General\\ninformation', "footer.en", "has to be one line"),
        ('thighs."\n', 'thighs."\nclame = false\n', "", "unknown field `clame`"),
        ('sources = ["Hall 2016"]\n', "", "therapy", "no source for 'Manual therapy"),
        ('sources = ["Hall 2016"]', 'sources = ["Hall 2061"]', "sources", "'Hall 2061' is not named"),
        ('"Hall 2016" = ', '"Halls 2016" = ', "sources", "'Hall 2016' is not named"),
        ("[sources]\n", '[sources]\n"Nobody 1900" = "x"\n', "sources", "'Nobody 1900' is used nowhere"),
    ],
)
def test_a_defect_is_named_with_its_place(tmp_path: Path, before: str, after: str, key: str, found: str) -> None:
    error = broken(tmp_path, before, after)
    assert error.key.startswith(key)
    assert found in error.found
    assert str(error).startswith(f"{tmp_path / 'advice' / 'advice.toml'}: ")
    assert str(error).endswith("Install unseat again")
    assert "\n" not in str(error)


def test_a_section_without_items(tmp_path: Path) -> None:
    titles = "".join(f'title.{code} = "New"\n' for code in LANGUAGES)
    section = f'[[sections]]\nid = "new"\n{titles}\n[sources]\n'
    assert "new: no items" in str(broken(tmp_path, "[sources]\n", section))


@pytest.mark.parametrize("raw", [b"= 1", b"\xff\xfe"])
def test_no_toml(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "advice").mkdir()
    (tmp_path / "advice" / "advice.toml").write_bytes(raw)
    with pytest.raises(AdviceError, match="can't be read"):
        load(tmp_path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(AdviceError, match=r"can't be read .*Install unseat again"):
        load(tmp_path)
