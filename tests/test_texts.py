import logging
import re
import shutil
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from hatch_build import compile_messages, forms
from tests.messages import Call, Id, calls, calls_below, catalogue, defects, misfilled
from unseat.core.languages import LANGUAGES, OWN_NAMES, Language, in_all, listed, printable
from unseat.core.words import HOUR, MINUTE, SECOND
from unseat.texts import MONTHS, WEEKDAYS, Texts, choose_language

ROOT = Path(__file__).parents[1]
LOCALES = ROOT / "config" / "locales"
OTHERS = LANGUAGES[1:]
"""All but the language of the source."""

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "h"
msgstr "u"

msgid "{minutes} min sitting"
msgstr "{minutes} min gezeten"

msgid "{n} break"
msgid_plural "{n} breaks"
msgstr[0] "{n} onderbreking"
msgstr[1] "{n} onderbrekingen"
"""


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("locales")
    folder = root / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "unseat.po").write_text(PO)
    compile_messages(root)
    return root


@pytest.fixture(scope="module")
def dutch(locales: Path) -> Texts:
    return Texts.for_language("nl", locales)


def test_english_says_the_message_itself() -> None:
    texts = Texts.english()
    assert texts.language == "en"
    assert texts.say("{minutes} min sitting", minutes=42) == "42 min sitting"
    assert texts.plural("{n} break", "{n} breaks", 1) == "1 break"
    assert texts.plural("{n} break", "{n} breaks", 0) == "0 breaks"


def test_dutch_comes_from_the_catalogue(dutch: Texts) -> None:
    assert dutch.language == "nl"
    assert dutch.say("{minutes} min sitting", minutes=42) == "42 min gezeten"
    assert dutch.plural("{n} break", "{n} breaks", 1) == "1 onderbreking"
    assert dutch.plural("{n} break", "{n} breaks", 2) == "2 onderbrekingen"


def test_an_unknown_message_is_said_in_english(dutch: Texts) -> None:
    assert dutch.say("{n} widgets", n=3) == "3 widgets"


def test_a_missing_catalogue_is_reported_and_english_is_spoken(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        texts = Texts.for_language("nl", tmp_path)
    assert texts.language == "en"
    assert texts.say("hello") == "hello"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "unseat.mo is missing" in caplog.text


@pytest.mark.parametrize(
    ("setting", "env", "chosen"),
    [
        ("", {}, "en"),
        ("nl", {"LANG": "en_US.UTF-8"}, "nl"),
        ("en", {"LANG": "nl_NL.UTF-8"}, "en"),
        ("", {"LANG": "nl_BE.UTF-8"}, "nl"),
        ("", {"LANG": "nl"}, "nl"),
        ("", {"LANG": "nl_NL@euro"}, "nl"),
        ("", {"LANG": "nds_DE.UTF-8"}, "en"),
        ("", {"LANG": "fr_BE.UTF-8"}, "fr"),
        ("", {"LANG": "fr_FR.UTF-8@euro"}, "fr"),
        ("", {"LANG": "de_AT.UTF-8"}, "de"),
        ("", {"LANG": "de_CH"}, "de"),
        ("", {"LANG": "DE-de"}, "de"),
        ("", {"LANG": "frp_IT.UTF-8"}, "en"),
        ("", {"LANG": "es_ES.UTF-8"}, "en"),
        ("fr", {"LANG": "nl_NL.UTF-8"}, "fr"),
        ("de", {}, "de"),
        ("", {"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ("", {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8"}, "nl"),
        ("", {"LC_MESSAGES": "nl_NL.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ("", {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "nl_NL.UTF-8"}, "nl"),
        ("", {"LC_TIME": "nl_NL.UTF-8", "LANG": "en_US.UTF-8"}, "en"),
        ("", {"LANGUAGE": "nl:en", "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}, "nl"),
        ("", {"LANGUAGE": "es:nl_BE:en", "LANG": "es_ES.UTF-8"}, "nl"),
        ("", {"LANGUAGE": "de_CH:fr_CH:en", "LANG": "it_CH.UTF-8"}, "de"),
        ("", {"LANGUAGE": "es:pt", "LANG": "nl_NL.UTF-8"}, "en"),
        ("", {"LANGUAGE": "", "LANG": "nl_NL.UTF-8"}, "nl"),
        ("", {"LANGUAGE": "nl"}, "nl"),
        ("", {"LANGUAGE": "nl", "LC_ALL": "C", "LANG": "nl_NL.UTF-8"}, "en"),
        ("", {"LANGUAGE": "nl", "LANG": "POSIX"}, "en"),
        ("", {"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_language_is_chosen_as_gettext_does(setting: str, env: dict[str, str], chosen: str) -> None:
    assert choose_language(setting, env) == chosen


@given(st.text(), st.dictionaries(st.sampled_from(["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]), st.text()))
def test_any_environment_gives_a_language(setting: str, env: dict[str, str]) -> None:
    assert choose_language(setting, env) in LANGUAGES


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Texts]:
    """The texts of every language, as the build makes them."""
    folder = tmp_path_factory.mktemp("built") / "locales"
    shutil.copytree(LOCALES, folder, ignore=shutil.ignore_patterns("*.mo"))
    compile_messages(folder)
    return {code: Texts.for_language(code, folder) for code in LANGUAGES}


def test_all_languages_are_there(shipped: dict[Language, Texts]) -> None:
    assert {path.name for path in LOCALES.iterdir()} == set(OTHERS)
    assert [texts.language for texts in shipped.values()] == list(LANGUAGES) == list(OWN_NAMES)
    assert len({texts.say("Not now") for texts in shipped.values()}) == len(LANGUAGES)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_calls_itself_as_unicode_does(code: Language) -> None:
    assert (Locale.parse(code).get_language_name(code) or "").casefold() == OWN_NAMES[code].casefold()


DAYS = {
    "en": ("Mon 23 Nov", "Sun 1 Mar", "Thu 13 Aug"),
    "nl": ("ma 23 nov", "zo 1 mrt", "do 13 aug"),
    "fr": ("lun. 23 nov.", "dim. 1 mars", "jeu. 13 août"),
    "de": ("Mo, 23. Nov.", "So, 1. März", "Do, 13. Aug."),
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_day_is_written_as_the_language_does(shipped: dict[Language, Texts], code: Language) -> None:
    days = (date(2026, 11, 23), date(2026, 3, 1), date(2026, 8, 13))
    assert tuple(map(shipped[code].day, days)) == DAYS[code]


@pytest.mark.parametrize("code", OTHERS)
@given(day=st.dates())
def test_a_day_is_written_with_the_words_of_babel(shipped: dict[Language, Texts], code: Language, day: date) -> None:
    written = shipped[code].day(day)
    assert re.split(r",? ", written)[0] == format_date(day, "ccc", locale=code)
    assert written.endswith(format_date(day, "MMM", locale=code))
    assert str(day.day) in written


@pytest.mark.parametrize("code", LANGUAGES)
@given(x=st.decimals(-9999, 9999, places=3, allow_nan=False))
def test_a_number_is_written_as_babel_does(shipped: dict[Language, Texts], code: Language, x: Decimal) -> None:
    assert shipped[code].number(float(x), 3) == format_decimal(x + 0, format="0.000", locale=code)


@pytest.mark.parametrize("code", OTHERS)
def test_plurals_follow_the_rule_of_the_language(shipped: dict[Language, Texts], code: Language) -> None:
    messages, rule = catalogue(LOCALES / code / "LC_MESSAGES" / "unseat.po"), get_plural(code)
    assert (messages.num_plurals, messages.plural_expr) == (rule.num_plurals, rule.plural_expr)
    one, many = (shipped[code].plural("{n} prompt", "{n} prompts", n).partition(" ")[2] for n in (1, 2))
    none = shipped[code].plural("{n} prompt", "{n} prompts", 0).partition(" ")[2]
    assert one != many
    assert none == (one if code == "fr" else many)


def test_the_build_finds_every_form_that_is_asked_for() -> None:
    for code in OTHERS:
        assert {*WEEKDAYS, *MONTHS, "{weekday} {day} {month}", "."} == forms(code).keys()


def test_french_keeps_its_double_marks_with_the_word_before_them() -> None:
    files = [LOCALES / "fr" / "LC_MESSAGES" / "unseat.po", *sorted((ROOT / "config").glob("[ae]*/*.toml"))]
    french = [
        line
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if "’" in line or "msgstr" in line  # noqa: RUF001 French
    ]
    assert len(french) > 700
    assert [line for line in french if re.search(r"\S [:;?!»]|« ", line)] == []


def test_what_is_missing_in_a_language_is_told_in_the_first_that_has_it() -> None:
    assert in_all({"de": "ja", "nl": "ja!"}) == {"en": "ja!", "nl": "ja!", "fr": "ja!", "de": "ja"}
    assert listed(["xx", "de", "en"]) == "en, de, xx"
    assert listed([]) == "none"


def test_a_line_of_french_is_printable() -> None:
    assert printable("Quoi\N{NO-BREAK SPACE}?")
    assert not printable("one\ntwo")


def test_days_and_clocks(dutch: Texts) -> None:
    english = Texts.english()
    assert english.day(date(2026, 11, 23)) == "Mon 23 Nov"
    assert dutch.day(date(2026, 11, 23)) == "ma 23 nov"
    assert dutch.day(datetime(2026, 3, 1, 12)) == "zo 1 mrt"  # noqa: DTZ001 a local day has no zone
    assert english.clock(time(14, 5)) == dutch.clock(time(14, 5, 59)) == "14:05"
    assert english.clock(time(0, 0)) == "00:00"


@pytest.mark.parametrize(
    ("ms", "english", "dutch_"),
    [
        (0, "0 s", "0 s"),
        (59 * SECOND + 999, "59 s", "59 s"),
        (MINUTE, "1 min", "1 min"),
        (HOUR - 1, "59 min", "59 min"),
        (HOUR, "1 h 00 min", "1 u 00 min"),
        (HOUR + 5 * MINUTE, "1 h 05 min", "1 u 05 min"),
        (25 * HOUR + 59 * MINUTE + 59 * SECOND, "25 h 59 min", "25 u 59 min"),
    ],
)
def test_lengths(dutch: Texts, ms: int, english: str, dutch_: str) -> None:
    assert Texts.english().length(ms) == english
    assert dutch.length(ms) == dutch_


@pytest.mark.parametrize(
    ("ms", "english", "dutch_"),
    [
        (0, "0 s", "0 s"),
        (90 * SECOND, "1 min 30 s", "1 min 30 s"),
        (120 * SECOND, "2 min", "2 min"),
        (HOUR, "1 h", "1 u"),
        (HOUR + SECOND, "1 h 1 s", "1 u 1 s"),
        (HOUR + 30 * MINUTE, "1 h 30 min", "1 u 30 min"),
    ],
)
def test_exact_lengths(dutch: Texts, ms: int, english: str, dutch_: str) -> None:
    assert Texts.english().exact(ms) == english
    assert dutch.exact(ms) == dutch_


def test_numbers(dutch: Texts) -> None:
    assert Texts.english().number(3.44, 1) == "3.4"
    assert dutch.number(3.44, 1) == "3,4"
    assert dutch.number(-0.04, 1) == "0,0"
    assert dutch.number(12) == "12"


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_numbers_differ_in_their_mark_only(dutch: Texts, x: float, decimals: int) -> None:
    english = Texts.english().number(x, decimals)
    assert dutch.number(x, decimals).replace(",", ".") == english
    assert float(english) == pytest.approx(x, abs=0.51 * 10**-decimals, rel=1e-9)


@pytest.fixture(scope="module")
def found() -> list[Call]:
    return calls_below(ROOT / "src")


def test_every_message_in_the_source_can_be_found_and_gets_its_values(found: list[Call]) -> None:
    assert [call.where for call in found if not call.ids] == []
    assert [call.where for call in found if misfilled(call)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_fits_the_source(found: list[Call], code: Language) -> None:
    used = {key for call in found for key in call.ids}
    assert defects(catalogue(LOCALES / code / "LC_MESSAGES" / "unseat.po"), used) == []


@pytest.mark.parametrize(
    ("source", "ids", "wrong"),
    [
        ('texts.say("a {x}", x=1)', ("a {x}",), False),
        ('self._texts.say("a" if b else "c")', ("a", "c"), False),
        ('texts.plural("{n} b", "{n} bs", k)', (("{n} b", "{n} bs"),), False),
        ('say = texts.say\nsay("a")', ("a",), False),
        ('T = {1: "a", 2: "b"}\ntexts.say(T[x])', ("a", "b"), False),
        ('T: dict[int, str] = {1: "a", 2: f(x)}\ntexts.say(T[x])', (), False),
        ('m = "a"\nm = g()\ntexts.say(m)', (), False),
        ("texts.say(name)", (), False),
        ('texts.plural("a", many, 2)', (), False),
        ('texts.say("c {x}", y=2)', ("c {x}",), True),
        ('texts.say("c", y=2)', ("c",), True),
        ('T = ("a {x}", "b")\ntexts.say(T[0], x=2)', ("a {x}", "b"), False),
        ('texts.say("c {x}", **values)', ("c {x}",), False),
    ],
)
def test_messages_are_found_and_others_noticed(source: str, ids: tuple[Id, ...], wrong: bool) -> None:
    (call,) = calls(source, "f")
    assert call.ids == ids
    assert misfilled(call) is wrong


def test_every_kind_of_defect_is_found() -> None:
    text = PO + '\n#, fuzzy\nmsgid "f"\nmsgstr "f"\n\nmsgid "e"\nmsgstr ""\n\nmsgid "u"\nmsgstr "u"\n'
    text += '\nmsgid "{a}"\nmsgstr "{b}"\n'
    used: set[Id] = {"h", "{minutes} min sitting", ("{n} break", "{n} breaks"), "f", "e", "{a}", "m"}
    assert defects(read_po(BytesIO(text.encode())), used) == [
        "missing: 'm'",
        "not translated: 'e'",
        "not translated: 'f'",
        "other placeholders: '{a}'",
        "unused: 'u'",
    ]
