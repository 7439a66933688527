"""One exercise card, as the catalogue gives it (the data lives under config/exercises)."""

import msgspec

Text = dict[str, str]
"""A text by language code, `en` and `nl` at least."""


class Exercise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A card of the catalogue.

    `group` is what rotates: psoas, core, glutes-legs, posture-walking. `places` are those where it can be done
    (chair, standing, floor). `sides` is "each" (left and right in turn, `seconds_per_side` each) or "both".
    `seconds` is the whole dose. `hidden_by` names the flags of the person's profile that hide the card. `grade` is
    the evidence: M trial on the exercise as a break snack, L plausible or indirect, C comfort only.
    """

    id: str
    group: str
    remedy: str
    places: tuple[str, ...]
    sides: str
    seconds: int
    seconds_per_side: int = 0
    grade: str
    sources: tuple[str, ...] = ()
    hidden_by: tuple[str, ...] = ()
    name: Text
    dose: Text
    steps: dict[str, tuple[str, ...]]
    caution: Text
