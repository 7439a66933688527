"""`python -m bench.labelled`: how wrong each rule is about made-up days whose truth is known, twenty of each person.

The error is the time taken for the wrong thing as a share of the true sitting. Days and rules stand in tests/labelled.
"""

from collections.abc import Sequence

from tests.labelled.answers import taught
from tests.labelled.table import DAYS, RULES, in_range, measured


def main() -> None:
    print(errors())
    print("\nThe day's sitting, off the truth by, with a break after 2 min and thirty answers for quiet times:\n")
    print(answers())


def errors() -> str:
    """The first table of docs/presence.md."""
    within = {person: f"{days} of {DAYS}" for person, days in in_range().items()}
    rows = [
        (person, *map(_percent, row.values()), within.get(person, ""))  # in the order of RULES
        for person, row in measured().items()
    ]
    return _table(("", *RULES, "days in our range"), rows)


def answers() -> str:
    """The second one."""
    return _table(
        ("", "as estimated", "as learned"), [(person, *map(_percent, off)) for person, off in taught().items()]
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["|" + "".join(f" {cell} |" if cell else " |" for cell in cells) for cells in (head, *rows)]
    lines.insert(1, "|---" * len(head) + "|")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


if __name__ == "__main__":
    main()
