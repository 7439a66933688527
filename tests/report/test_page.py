"""The week's page as text: what it says, and that what it promises to a browser and a reader holds."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from tests.report.golden_pages import dutch, kept, spoken
from tests.report.html_pages import GOLDEN, MONDAY, PAGES, WEEK, weeks, without_charts
from tests.report.weeks import AMSTERDAM, worked
from unseat.catalogue import load
from unseat.core.dayrecord import PromptLine, SessionLine
from unseat.core.exercise import Exercise
from unseat.core.fact import Sides
from unseat.core.figure import Figure
from unseat.core.imported import ImportedLine
from unseat.core.languages import LANGUAGES, Language
from unseat.core.summary import WeekSummary
from unseat.core.words import Answer, Millis
from unseat.figures import figure_of
from unseat.paths import config_root
from unseat.report.page import week_html
from unseat.report.page.counts import bout_lengths
from unseat.report.page.draw import fill
from unseat.report.page.exercised import exercised
from unseat.report.past import comparable, daily
from unseat.report.sentences import sentences
from unseat.texts import Texts

ENGLISH = Texts.english()
EARLIER, WEEK_47 = weeks("2026-W47", WEEK)[:-1], weeks("2026-W47", WEEK)[-1]


@pytest.fixture(scope="module", params=["en", "nl"])
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return ENGLISH if request.param == "en" else dutch(tmp_path_factory.mktemp("locales"))


class Outline(HTMLParser):
    """The tags of a page in order, those that never close left out of the nesting; raises where tags are crossed."""

    LONE = ("meta", "link", "img", "br", "hr", "input")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.LONE:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


# ---- the whole


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_it_was_looked_at(name: str, texts: Texts) -> None:
    golden = GOLDEN / f"{name}.{texts.language}.html"
    assert without_charts(PAGES[name](texts)) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", LANGUAGES[2:])
def test_an_ordinary_week_is_as_it_was_looked_at_in_every_language(code: Language, tmp_path: Path) -> None:
    html = PAGES["week-ordinary"](spoken(code, tmp_path))
    assert f'<html lang="{code}">' in html
    golden = GOLDEN / f"week-ordinary.{code}.html"
    assert without_charts(html) == golden.read_text(encoding="utf-8")


def test_every_golden_file_has_a_page() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {f"{name}.{code}.html" for name, code in kept(PAGES)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_nothing_else(name: str, texts: Texts) -> None:
    html = PAGES[name](texts)
    outline = Outline(html)
    assert len(html.encode()) <= 600_000
    assert not outline.all("script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use")
    assert not re.search(r"https?://(?!www\.w3\.org/)|@import|url\(|javascript:", html)
    assert not any(name.startswith("on") for _, attributes in outline.tags for name in attributes)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_seeing_it(name: str, texts: Texts) -> None:
    outline = Outline(PAGES[name](texts))
    assert outline.all("html")[0]["lang"] == texts.language
    assert len(outline.all("title", "h1", "main")) == 3
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for svg in outline.all("svg"):
        assert svg.get("aria-hidden") == "true" or (svg["role"] == "img" and svg["aria-label"])
    assert len(outline.all("caption")) == len(outline.all("table"))
    assert {cell.get("scope") for cell in outline.all("th")} <= {"row", "col"}
    assert len(outline.all("figure")) == len(outline.all("details"))
    names = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {attributes["aria-labelledby"] for attributes in outline.all("section")} <= set(names)


def test_an_empty_week_has_no_empty_sections() -> None:
    outline = Outline(PAGES["week-empty"](ENGLISH))
    assert not outline.all("figure", "table")
    assert len(outline.all("section")) == 1


def test_what_a_person_named_is_text_and_no_markup() -> None:
    html = week_html(WEEK_47, ENGLISH, config_root(), names={"brace": "<b>&\"brace'"})
    assert "<b>" not in html
    assert "&lt;b&gt;&amp;&#34;brace&#39;" in html


# ---- the sentences


def test_three_sentences_on_an_ordinary_week() -> None:
    was, before, suggested = sentences(WEEK_47, EARLIER, ENGLISH)
    assert was == (
        "You sat for an estimated 33 h 58 min (on 6 days), between 32 h 54 min and 36 h 47 min, and the longest time "
        "without a break was 2 h 11 min."
    )
    assert before == (
        "That is 5 h 39 min a day with a record; in the four weeks before it was 6 h 27 min a day "
        "(15 days with a record)."
    )
    assert suggested == (
        "A suggestion: plan something to get up for between 12:00 and 14:00, because 4 of the 11 bouts of 60 min or "
        "more began then."
    )


def test_only_four_weeks_are_compared() -> None:
    assert sentences(WEEK_47, EARLIER, ENGLISH) == sentences(WEEK_47, EARLIER[-4:], ENGLISH)
    assert sentences(WEEK_47, EARLIER, ENGLISH) != sentences(WEEK_47, EARLIER[-3:], ENGLISH)


def test_without_weeks_before_nothing_is_compared() -> None:
    assert "the four weeks before have no record" in sentences(WEEK_47, [], ENGLISH)[1]


@pytest.mark.parametrize("field", ["break_after", "idle_after", "unknown_up_to"])
def test_weeks_of_another_rule_are_never_compared(field: str) -> None:
    other = msgspec.structs.replace(WEEK_47.rule, **{field: Millis(17_000)})
    ruled = [msgspec.structs.replace(week, rule=other) for week in EARLIER]
    assert comparable(WEEK_47, [*ruled, EARLIER[0]]) == [EARLIER[0]]
    html = week_html(WEEK_47, ENGLISH, config_root(), earlier=ruled)
    assert "no record to compare it with" in html
    assert 'id="trend"' not in html


def test_the_rhythm_of_prompts_is_no_other_rule() -> None:
    other = msgspec.structs.replace(WEEK_47.rule, every=Millis(45 * 60_000))
    assert comparable(WEEK_47, [msgspec.structs.replace(EARLIER[0], rule=other)])


def suggestion(week: WeekSummary) -> str:
    return sentences(week, [], ENGLISH)[-1]


def evenly(minutes: int, count: int) -> WeekSummary:
    """A day with `count` bouts of so many minutes, five minutes apart, and no prompts."""
    start, script = timedelta(hours=6), []
    for _ in range(count):
        end = start + timedelta(minutes=minutes)
        script.append("-".join(f"{str(at).zfill(8)[:5]}" for at in (start, end)))
        start = end + timedelta(minutes=5)
    own = weeks("2026-W47", worked(MONDAY, AMSTERDAM, (" ".join(script),)), 1)[0]
    none = msgspec.structs.replace(own.prompts, due=0, shown=0, done=0, verified=0, partial=0, skipped=0, missed=0)
    return msgspec.structs.replace(own, prompts=none, sides=Sides())


def test_little_data_carries_no_suggestion() -> None:
    assert suggestion(evenly(20, 9)) == "9 bouts of sitting are too few to base a suggestion on."
    assert suggestion(evenly(20, 1)) == "1 bout of sitting is too little to base a suggestion on."


def test_an_even_week_keeps_its_rhythm() -> None:
    assert "keep the rhythm as it is, because the middle bout lasted 20 min" in suggestion(evenly(20, 10))


@pytest.mark.parametrize(("minutes", "said"), [(30, False), (31, True)])
def test_bouts_beyond_the_rhythm(minutes: int, said: bool) -> None:
    own = suggestion(evenly(minutes, 10))
    assert (f"because half of the bouts lasted {minutes} min or more, and your rhythm is 30 min" in own) is said


@pytest.mark.parametrize(("shown", "missed", "said"), [(10, 4, True), (12, 4, True), (13, 4, False), (9, 9, False)])
def test_prompts_without_reaction(shown: int, missed: int, said: bool) -> None:
    week = evenly(20, 10)
    prompts = msgspec.structs.replace(week.prompts, due=shown, shown=shown, missed=missed)
    own = suggestion(msgspec.structs.replace(week, prompts=prompts))
    assert (f"because {missed} of the {shown} prompts shown got no reaction" in own) is said


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [(100, 300, "begin on the left"), (300, 100, "begin on the right"), (300, 290, "keep"), (40, 90, "keep")],
)
def test_one_side_that_got_less_goes_first(left: int, right: int, said: str) -> None:
    own = suggestion(msgspec.structs.replace(evenly(20, 10), sides=Sides(left_s=left, right_s=right)))
    assert f"A suggestion: {said}" in own


# ---- the figures


def test_the_average_leaves_out_days_without_a_record() -> None:
    own = daily([WEEK_47])
    assert own is not None
    assert own.days == 6
    assert own.sitting_s == pytest.approx(WEEK_47.sitting_s / 6)
    assert daily([weeks("2026-W30", WEEK, 1)[0]]) is None


@pytest.mark.parametrize("name", ["2026-W47", "2026-W46", "2026-W43"])
def test_bouts_cut_at_the_start_of_a_day_are_whole_again(name: str) -> None:
    week = weeks(name, WEEK, 1)[0]
    lengths = bout_lengths(week)
    assert len(lengths) == week.bouts
    assert sum(lengths, timedelta()).total_seconds() == week.sitting_s


def test_a_night_past_four_is_one_bout() -> None:
    week = weeks("2026-W47", worked(MONDAY, AMSTERDAM, ("23:00-05:00",)), 1)[0]
    assert bout_lengths(week) == [timedelta(hours=6)]


# ---- drawing


def test_holes_are_filled_with_values_of_their_type() -> None:
    spec = {"a": "{n}", "b": ["{n}", "{n} u", 3], "c": {"d": "plain"}}
    assert fill(spec, {"n": 2}) == {"a": 2, "b": [2, "2 u", 3], "c": {"d": "plain"}}
    with pytest.raises(KeyError):
        fill("{none}", {})


def test_a_drawing_has_the_week_in_both_widths_and_only_the_colours_of_the_page() -> None:
    html = PAGES["week-ordinary"](ENGLISH)
    charts = re.findall(r'<svg class="(wide|narrow)".*?</svg>', html, flags=re.DOTALL)
    assert charts.count("wide") == charts.count("narrow") == 6
    drawn = "".join(re.findall(r"<svg .*?</svg>", html, flags=re.DOTALL))
    colours = set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn))
    assert {colour for colour in colours if not colour.startswith("var(--")} <= {"none", "transparent"}
    for text in ("Mon 16 Nov", "6:47", "30 min", "W36"):
        assert f">{text}</text>" in drawn


# ---- colours


def colours(css: str) -> list[dict[str, str]]:
    """The themes of the style sheet: light, dark, print."""
    return [dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_theme_has_contrast() -> None:
    themes = colours(Path(config_root() / "pages" / "week.css").read_text(encoding="utf-8"))
    assert len(themes) == 3
    for theme in themes:
        for ground in (theme["paper"], theme["ground"]):
            assert min(contrast(theme[text], ground) for text in ("ink", "soft")) >= 4.5
        shapes = ("sitting", "standing", "unknown", "ink")
        assert min(contrast(theme[shape], theme["paper"]) for shape in shapes) >= 3
        assert contrast(theme["held"], theme["sitting"]) >= 3


def test_the_measure_of_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


# ---- from other programs


def test_what_other_programs_wrote_down_stands_apart() -> None:
    day = msgspec.structs.replace(WEEK_47.days[5], imported=(ImportedLine(source="workrave", active_s=18_000),))
    days = (*WEEK_47.days[:5], day, WEEK_47.days[6])
    html = week_html(msgspec.structs.replace(WEEK_47, days=days), ENGLISH, config_root())
    plain = week_html(WEEK_47, ENGLISH, config_root())
    section = re.search(r'<section aria-labelledby="imported">.*?</section>\n', html, re.DOTALL)
    assert section is not None
    assert "Workrave: 5 h 00 min of activity" in section[0]
    assert html.replace(section[0], "") == plain


FOLDER = config_root() / "exercises"
SHIPPED = load([FOLDER])


def drawable(exercise: str) -> tuple[Exercise, Figure]:
    card, figure = SHIPPED.get(exercise), figure_of(exercise, [FOLDER])
    assert card
    assert figure
    return card, figure


CARDS = {"psoas-chair": drawable("a3"), "brace": drawable("b2"), "sit-to-stand": drawable("c6")}
"""The exercises of the made-up week, each with a shipped card."""


def test_what_was_done_is_shown_with_its_figure(texts: Texts) -> None:
    page = week_html(WEEK_47, texts, config_root(), earlier=EARLIER, cards=CARDS)
    Outline(page)
    assert texts.say("What you did") in page
    for card, _ in CARDS.values():
        assert page.count(f"<title>{card.name[texts.language]}</title>") == 2, "by day and by night"
    assert len(page.encode()) < 600_000
    assert texts.say("What you did") not in week_html(WEEK_47, texts, config_root(), earlier=EARLIER)


def test_the_exercises_of_a_week_are_counted() -> None:
    shown = list(exercised(WEEK_47, CARDS, ENGLISH))
    said = [text for one in shown for text in one.said]
    times = sum(int(text.split()[1]) for text in said if text.startswith("done "))
    lines: list[PromptLine | SessionLine] = []
    for day in WEEK_47.days:
        lines += [*day.record.prompts, *day.record.sessions]
    assert times == sum(line.answer is Answer.DONE and (line.exercise or "") in CARDS for line in lines) > 0
    assert len(shown) == len(CARDS)
