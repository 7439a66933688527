"""`python -m bench.labelled`: how wrong each rule is about made-up days whose truth is known, twenty of each person.

The error is the time taken for the wrong thing as a share of the true sitting. Days and rules stand in tests/labelled.
"""

from tests.labelled.table import measured

DAYS = 20


def main() -> None:
    names, rows = measured(DAYS)
    print("| | " + " | ".join(names) + " |")
    print("|---|" + "---|" * len(names))
    for person, errors in rows.items():
        print(f"| {person} | " + " | ".join(f"{100 * one:.1f} %" for one in errors) + " |")


if __name__ == "__main__":
    main()
