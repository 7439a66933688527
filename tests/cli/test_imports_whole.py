"""An import is whole or not at all, by the verbs: what fails in its middle leaves the journal as it was."""

import sqlite3
from contextlib import closing

import pytest

from tests.cli.test_imports import NINE, Write, write
from tests.cli.test_verbs import Run, env, journal, run
from tests.exchange.files import bout, lines, read, sound
from unseat.core.rule import Rule
from unseat.core.taken_in import Imported
from unseat.core.words import SECOND
from unseat.exchange.merging import Known, fit
from unseat.journal import Journal, JournalError

__all__ = ["env", "journal", "run", "write"]

FILES = sound(NINE + 10_800)
VERB = {"aw.json": "activitywatch", "all.jsonl": "unseat"}
REFUSE = """
CREATE TRIGGER refuse BEFORE INSERT ON fact WHEN NEW.kind = '{kind}' AND (SELECT count(*) FROM fact) > {after}
BEGIN SELECT RAISE(ABORT, 'no room for this one'); END
"""


def refuse(journal: Journal, kind: str, after: int = 0) -> None:
    """From now on the file takes no fact of this kind where it holds more than `after` facts."""
    with closing(sqlite3.connect(journal.path)) as connection:
        connection.execute(REFUSE.format(kind=kind, after=after))
        connection.commit()


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_twice_is_once(run: Run, journal: Journal, write: Write, name: str) -> None:
    verb, file = VERB.get(name, "workrave"), write(name, FILES[name])
    code, said, err = run("import", verb, file)
    assert (code, err) == (0, "")
    assert " taken" in said
    stored = list(journal.facts())
    marks = [entry.fact for entry in stored if isinstance(entry.fact, Imported)]
    assert [(one.taken, one.left_out) for one in marks] == [(len(stored) - 1, 0)]
    code, said, _ = run("import", verb, file)
    assert code == 0
    assert said.startswith("Nothing new was taken.\n")
    assert list(journal.facts()) == stored


def test_an_import_that_fails_at_its_last_fact_has_written_none(
    run: Run, journal: Journal, write: Write, name: str
) -> None:
    """The mark of the import is the last: by then all else had been written."""
    journal.append(bout(NINE * SECOND, (NINE + 600) * SECOND))
    before = list(journal.facts())
    refuse(journal, "imported", after=1)
    code, said, err = run("import", VERB.get(name, "workrave"), write(name, FILES[name]))
    assert (code, said, err.count("\n")) == (3, "", 1)
    assert list(journal.facts()) == before


def test_an_import_that_fails_at_its_second_bout_has_not_written_the_first(
    run: Run, journal: Journal, write: Write
) -> None:
    refuse(journal, "bout")
    assert run("import", "workrave", write("idlelog.a.log", FILES["idlelog.a.log"]))[0] == 3
    assert list(journal.facts()) == []


def test_a_disk_that_fills_up_in_the_middle_takes_nothing(journal: Journal) -> None:
    journal.append(bout(NINE * SECOND, (NINE + 600) * SECOND))
    before = list(journal.facts())
    starts = [(NINE + 1000 * n) * SECOND for n in range(1, 400)]
    found = read("all.jsonl", lines(*(bout(start, start + 600 * SECOND) for start in starts)))
    chosen = fit(found.facts, Known((), None), found.facts[-1].fact.at, Rule().break_after).kept
    assert len(chosen) == len(starts)
    (pages,) = journal._connection.execute("PRAGMA page_count").fetchone()
    journal._connection.execute(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(JournalError, match="the disk is full"):
        journal.take_in(lambda: chosen)
    assert list(journal.facts()) == before
    journal._connection.execute("PRAGMA max_page_count = 100000")
    assert journal.take_in(lambda: chosen) == len(starts)
