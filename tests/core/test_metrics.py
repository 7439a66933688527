import csv
import json
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.core.fact import Fact, Sides
from unseat.core.metrics import Metrics, PromptCounts, measure
from unseat.core.offered import PromptAnswered, PromptDeferred, PromptDue, PromptShown, PromptSnoozed, SessionEnded
from unseat.core.prompt_records import Deferred, PromptRecord, prompt_records
from unseat.core.words import HOUR, MINUTE, SECOND, Answer, Deferral, Instant, Millis, Posture

DATA = Path(__file__).parent / "data"
PRINTED = json.loads((DATA / "expected.json").read_text())


class Stretch(msgspec.Struct, frozen=True):
    length: Millis
    posture: Posture = Posture.SITTING


def sat(*lengths: int) -> list[Stretch]:
    return [Stretch(Millis(length)) for length in lengths]


def of(bouts: Iterable[Stretch], unknown_ms: int = 0, prompts: Iterable[PromptRecord] = ()) -> Metrics:
    own = list(bouts)
    return measure(own, breaks=len(own), unknown_ms=unknown_ms, prompts=prompts)


def printed(value: float | None) -> float:
    return float(f"{value:.10g}")


def test_the_names_are_those_of_the_contract() -> None:
    names = (
        "sitting_s, sitting_upper_s, standing_s, bouts, breaks, breaks_per_sitting_h, longest_s, mean_bout_s, "
        "median_bout_s, bouts_30min, share_30min, bouts_60min, share_60min, usual_bout_s, usual_bout_fitted_s, gini, "
        "alpha, prompts, sides"
    )
    assert ", ".join(Metrics.__struct_fields__) == names
    prompts = "due, shown, done, verified, partial, skipped, missed, natural, snoozes, adherence_share"
    assert ", ".join(PromptCounts.__struct_fields__) == prompts


def test_every_figure_that_pbpatterns_prints() -> None:
    rows = csv.DictReader((DATA / "sedentary_bouts_601.csv").read_text().splitlines())
    lengths = [int(row["lengths_min"]) * MINUTE for row in rows]
    own = of(sat(*lengths))
    assert own.bouts == PRINTED["n_SB_bouts"]
    assert own.sitting_s == PRINTED["total_SB_min"] * 60
    assert printed((own.mean_bout_s or 0) / 60) == PRINTED["mean_SB_bout_min"]
    assert own.median_bout_s == PRINTED["Q50"] * 60
    assert printed(own.breaks_per_sitting_h) == PRINTED["fragmentation_index_breaks_per_sed_hour"]
    assert printed((own.share_30min or 0) * own.sitting_s / 3600) == printed(PRINTED["sb_30_Inf_hr"])
    assert own.usual_bout_s == PRINTED["ubd_empirical"] * 60
    assert printed((own.usual_bout_fitted_s or 0) / 60) == PRINTED["ubd_predicted"]
    assert printed(own.gini) == PRINTED["gini"]
    assert printed(own.alpha) == PRINTED["alpha"]


def test_without_a_record_nothing_is_claimed() -> None:
    own = measure([], breaks=0, unknown_ms=0, prompts=[])
    assert (own.sitting_s, own.sitting_upper_s, own.bouts, own.bouts_30min) == (0, 0, 0, 0)
    undefined = (own.breaks_per_sitting_h, own.longest_s, own.mean_bout_s, own.median_bout_s, own.share_30min)
    assert undefined == (None,) * 5
    assert (own.usual_bout_s, own.usual_bout_fitted_s, own.gini, own.alpha) == (None,) * 4
    assert own.prompts.adherence_share is None
    assert own.sides == Sides(left_s=0, right_s=0)


def test_a_bout_of_exactly_half_an_hour_is_a_long_one() -> None:
    own = of(sat(30 * MINUTE - 1, 30 * MINUTE, 60 * MINUTE - 1, 60 * MINUTE))
    assert (own.bouts_30min, own.bouts_60min) == (3, 1)
    assert own.share_60min == 60 * MINUTE / (180 * MINUTE - 2)


def test_ten_bouts_are_a_pattern_and_nine_are_none() -> None:
    nine = of(sat(*range(MINUTE, 10 * MINUTE, MINUTE)))
    ten = of(sat(*range(MINUTE, 11 * MINUTE, MINUTE)))
    assert (nine.usual_bout_s, nine.usual_bout_fitted_s, nine.gini, nine.alpha) == (None,) * 4
    assert ten.usual_bout_s == 7 * 60
    assert None not in (ten.usual_bout_fitted_s, ten.gini, ten.alpha)


def test_ten_equal_bouts_have_no_curve_and_no_exponent() -> None:
    own = of(sat(*[5 * MINUTE] * 10))
    assert own.usual_bout_s == 300
    assert (own.usual_bout_fitted_s, own.alpha) == (None, None)
    assert own.gini == pytest.approx(0)


def test_standing_is_no_sitting_and_unknown_only_widens_the_range() -> None:
    own = of([*sat(HOUR), Stretch(Millis(20 * MINUTE), Posture.STANDING)], unknown_ms=5 * MINUTE)
    assert (own.sitting_s, own.sitting_upper_s, own.standing_s, own.bouts) == (3600, 3900, 1200, 1)


def test_seconds_are_whole_where_they_can_be() -> None:
    own = of(sat(1500, 2500))
    assert repr(own.sitting_s) == "4"
    assert repr(own.mean_bout_s) == "2"
    assert repr(own.longest_s) == "2.5"


@given(st.lists(st.integers(1, 5 * HOUR), max_size=30), st.integers(0, HOUR))
def test_the_figures_fit_together(lengths: list[int], unknown_ms: int) -> None:
    own = of(sat(*lengths), unknown_ms)
    assert own.sitting_s <= own.sitting_upper_s
    assert own.bouts_60min <= own.bouts_30min <= own.bouts
    assert 0 <= (own.share_60min or 0) <= (own.share_30min or 0) <= 1
    if lengths:
        assert own.longest_s is not None
        assert own.mean_bout_s is not None
        assert own.mean_bout_s <= own.longest_s <= own.sitting_s
        assert own.mean_bout_s * own.bouts == pytest.approx(own.sitting_s)


# ---- prompts


def due(minute: int, *later: Fact) -> list[Fact]:
    return [PromptDue(at=Instant(minute * MINUTE), every_ms=Millis(30 * MINUTE)), *later]


def answered(minute: int, answer: Answer, *, verified: bool | None = None, sides: Sides | None = None) -> Fact:
    at = Instant(minute * MINUTE)
    return PromptAnswered(at=Instant(at + MINUTE), prompt=at, answer=answer, verified=verified, sides=sides)


def shown(minute: int, after_s: int = 5) -> Fact:
    at = Instant(minute * MINUTE)
    return PromptShown(at=Instant(at + after_s * SECOND), prompt=at, exercise="brace")


def test_a_prompt_with_its_whole_story() -> None:
    at = Instant(30 * MINUTE)
    later = Instant(40 * MINUTE)
    own = prompt_records(
        due(
            30,
            PromptDeferred(at=at, prompt=at, because=Deferral.CALL, until=Instant(at + 2 * MINUTE)),
            PromptDeferred(at=at, prompt=at, because=Deferral.TYPING, until=Instant(at + 3 * MINUTE)),
            PromptShown(at=Instant(at + 3 * MINUTE), prompt=at, exercise="brace"),
            PromptSnoozed(at=Instant(at + 4 * MINUTE), prompt=at, until=later),
            PromptShown(at=later, prompt=at, exercise="brace"),
            PromptAnswered(at=Instant(later + MINUTE), prompt=at, answer=Answer.DONE, verified=True, sides=Sides(1, 2)),
        )
    )
    assert own == [
        PromptRecord(
            due=at,
            shown=Instant(at + 3 * MINUTE),
            deferred=(
                Deferred(Deferral.CALL, Instant(at + 2 * MINUTE)),
                Deferred(Deferral.TYPING, Instant(at + 3 * MINUTE)),
            ),
            snoozes=1,
            answered=Instant(later + MINUTE),
            answer=Answer.DONE,
            exercise="brace",
            verified=True,
            sides=Sides(1, 2),
        )
    ]


def test_facts_of_a_prompt_that_fell_due_elsewhere_are_passed_over() -> None:
    assert prompt_records([shown(10), answered(10, Answer.DONE)]) == []
    assert prompt_records(due(30)) == [PromptRecord(due=Instant(30 * MINUTE))]


def test_every_fate_has_its_count() -> None:
    facts = [
        *due(10, shown(10), answered(10, Answer.DONE, verified=True, sides=Sides(40, 40.5))),
        *due(20, shown(20), answered(20, Answer.DONE, verified=False)),
        *due(30, shown(30), answered(30, Answer.PARTIAL, sides=Sides(30, 0))),
        *due(40, shown(40), answered(40, Answer.SKIPPED, sides=Sides(7, 7))),
        *due(50, shown(50), answered(50, Answer.MISSED)),
        *due(60, answered(60, Answer.NATURAL)),
        *due(70, shown(70), answered(70, Answer.NATURAL)),
        *due(80, shown(80), PromptSnoozed(at=Instant(0), prompt=Instant(80 * MINUTE), until=Instant(0))),
    ]
    own = of([], prompts=prompt_records(facts))
    assert own.prompts == PromptCounts(
        due=8,
        shown=7,
        done=2,
        verified=1,
        partial=1,
        skipped=1,
        missed=1,
        natural=2,
        snoozes=1,
        adherence_share=0.4,
    )
    assert own.sides == Sides(left_s=70, right_s=40.5)


def test_an_exercise_unasked_counts_for_the_sides_but_for_no_prompt() -> None:
    session = SessionEnded(
        at=Instant(9), started=Instant(1), exercise="brace", answer=Answer.DONE, verified=True, sides=Sides(40, 40)
    )
    own = measure([], breaks=0, unknown_ms=0, prompts=[], sessions=[session])
    assert own.sides == Sides(left_s=40, right_s=40)
    assert own.prompts.due == 0
