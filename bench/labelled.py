"""`python -m bench.labelled`: how wrong each rule is about made-up days whose truth is known, twenty of each person.

The error is the time taken for the wrong thing as a share of the true sitting. Days and rules stand in tests/labelled.
"""

from collections.abc import Sequence

from tests.labelled.answers import taught
from tests.labelled.table import DRAWN, Rows, in_range, measured, of_anybody

DAYS = 20
ANYBODY = 100


def main() -> None:
    names, rows = measured(DAYS)
    rows[DRAWN] = of_anybody(ANYBODY)
    _table(names, rows, in_range(DAYS))
    print("\nThe day's sitting, off the truth by, with a break after 2 min and thirty answers for quiet times:\n")
    print("| | as estimated | as learned |\n|---|---|---|")
    for person, off in taught(DAYS).items():
        print(f"| {person} | " + " | ".join(f"{100 * one:.1f} %" for one in off) + " |")


def _table(names: Sequence[str], rows: Rows, within: dict[str, int]) -> None:
    print("| | " + " | ".join(names) + " | days in our range |")
    print("|---|" + "---|" * (len(names) + 1))
    for person, errors in rows.items():
        days = f"{within[person]} of {DAYS}" if person in within else ""
        print(f"| {person} | " + " | ".join(f"{100 * one:.1f} %" for one in errors) + f" | {days} |")


if __name__ == "__main__":
    main()
