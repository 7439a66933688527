"""What is counted: bouts by their length, prompts by what became of them, exercise by side."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil

from unseat.core.metrics import Metrics
from unseat.core.summary import WeekSummary
from unseat.core.words import SECOND, Answer, Posture
from unseat.report import words
from unseat.report.page.parts import Chart, Section, Table
from unseat.texts import Texts

LAST_BIN = 120
"""Minutes from which bouts are counted together."""


# ---- bouts by length


def bouts(week: WeekSummary, rule: str, texts: Texts) -> Section:
    minutes = [whole / timedelta(minutes=1) for whole in bout_lengths(week)]
    counts = [sum(least <= one < least + 10 for one in minutes) for least in range(0, LAST_BIN, 10)]
    counts.append(sum(one >= LAST_BIN for one in minutes))
    most = max(5, ceil(max(counts) / 5) * 5)
    says = texts.say(
        "Bouts of sitting by length: {all} in all, {thirty} of 30 min or more, {sixty} of 60 min or more.",
        all=week.bouts,
        thirty=week.bouts_30min,
        sixty=week.bouts_60min,
    )
    drawn = [{"start": 10 * n + 0.7, "end": 10 * n + 9.3, "count": count} for n, count in enumerate(counts) if count]
    names = [*(f"{n} - {n + 10} min" for n in range(0, LAST_BIN, 10)), texts.say("{n} min or more", n=LAST_BIN)]
    return Section(
        id="bouts",
        title=texts.say("Bouts of sitting by length"),
        said=f"{says} {rule}",
        chart=Chart(
            name="bouts", says=says, values={"rows": drawn, "span": [0, most], "ticks": list(range(0, most + 1, 5))}
        ),
        table=Table(
            caption=texts.say("Number of bouts by length"),
            heads=(texts.say("length"), texts.say("number")),
            rows=tuple((name, str(count)) for name, count in zip(names, counts, strict=True)),
        ),
    )


def bout_lengths(week: WeekSummary) -> list[timedelta]:
    """The sitting bouts that began in the week, put together again where a day's start has cut them.

    One that runs past the week's end is known up to there.
    """
    lines = [line for day in week.days for line in day.record.bouts if line.posture is Posture.SITTING]
    found: list[timedelta] = []
    for line in lines:
        if not line.began_before:
            found.append(line.end - line.start)
        elif found:
            found[-1] += line.end - line.start
    return found


# ---- prompts, and left and right


def prompts(week: WeekSummary, texts: Texts) -> Section:
    own = week.prompts
    still = own.due - own.done - own.partial - own.skipped - own.missed - own.natural
    counts = [
        (words.answer(texts, Answer.DONE, verified=True), own.verified),
        (words.answer(texts, Answer.DONE), own.done - own.verified),
        (words.answer(texts, Answer.PARTIAL), own.partial),
        (words.answer(texts, Answer.SKIPPED), own.skipped),
        (words.answer(texts, Answer.MISSED), own.missed),
        (words.answer(texts, Answer.NATURAL), own.natural),
        *([(words.answer(texts, None), still)] if still else []),
    ]
    said = texts.say(
        "Verified: no input while the exercise ran. Getting up by yourself, and prompts not shown, are no failures."
    )
    return Section(
        id="prompts",
        title=texts.plural("{n} prompt and what became of it", "{n} prompts and what became of them", own.due),
        said=said,
        chart=_bars([(name, float(count), str(count)) for name, count in counts], texts),
        table=Table(
            caption=texts.say("Prompts by what became of them"),
            heads=(texts.say("answer"), texts.say("number")),
            rows=tuple((name, str(count)) for name, count in counts),
        ),
    )


def sides(own: Metrics, texts: Texts) -> Section:
    given = [(texts.say("left"), own.sides.left_s), (texts.say("right"), own.sides.right_s)]
    rows = [(name, float(span), texts.exact(int(span) * SECOND)) for name, span in given]
    return Section(
        id="sides",
        title=texts.say("Left and right"),
        said=texts.say(
            "Exercise given to each side, claimed or verified; exercises for both sides at once are not in it."
        ),
        chart=_bars(rows, texts),
        table=Table(
            caption=texts.say("Exercise by side"),
            heads=(texts.say("side"), texts.say("length")),
            rows=tuple((name, label) for name, _, label in rows),
        ),
    )


def _bars(rows: Sequence[tuple[str, float, str]], texts: Texts) -> Chart:
    return Chart(
        name="bars",
        says=texts.say("Bars: {values}.", values=texts.one_by_one(f"{name} {label}" for name, _, label in rows)),
        values={
            "names": [name for name, _, _ in rows],
            "rows": [{"name": name, "value": value, "label": label} for name, value, label in rows],
            "span": [0, max(1.0, *(value for _, value, _ in rows))],
            "height": 28 * len(rows),
            "left": 172,
            "right": 84,
        },
    )
