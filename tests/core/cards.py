"""Exercise cards for tests, with only what the choice looks at."""

from collections.abc import Sequence

from hypothesis import strategies as st

from unseat.core.exercise import Exercise, Flag, Grade, Group, Place, Remedy, Sided

ANYWHERE = tuple(Place)


def card(
    key: str,
    group: Group = Group.CORE,
    *,
    level: int = 1,
    then: str = "",
    places: Sequence[Place] = ANYWHERE,
    hidden_by: Sequence[Flag] = (),
    side_s: int = 0,
) -> Exercise:
    """`then`: its progression. `side_s`: the seconds of each side, 0 for both at once."""
    return Exercise(
        id=key,
        group=group,
        remedy=Remedy.CORE,
        places=tuple(places),
        sides=Sided.EACH if side_s else Sided.BOTH,
        seconds=2 * side_s or 60,
        seconds_per_side=side_s,
        level=level,
        progression=then,
        grade=Grade.COMFORT,
        hidden_by=tuple(hidden_by),
        name={},
        dose={},
        steps={},
        caution={},
    )


@st.composite
def catalogues(draw: st.DrawFn) -> list[Exercise]:
    """Any catalogue that a person could write: chains that lead down, to themselves and to nowhere too."""
    groups = draw(st.lists(st.sampled_from(Group), min_size=1, max_size=12))
    keys = [f"x{number}" for number in range(len(groups))]
    return [
        card(
            key,
            group,
            level=draw(st.integers(1, 3)),
            then=draw(st.sampled_from(["", *keys, "gone"])),
            places=draw(st.lists(st.sampled_from(Place), min_size=1, max_size=3, unique=True)),
            hidden_by=draw(st.lists(st.sampled_from(Flag), max_size=2)),
            side_s=draw(st.sampled_from([0, 30, 45, 60])),
        )
        for key, group in zip(keys, groups, strict=True)
    ]
