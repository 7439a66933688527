"""Several processes that open a journal at the moment at which it is made."""

import multiprocessing
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from unseat.journal import Journal, JournalError

AT_ONCE, ROUNDS = 6, 40


def opened(paths: list[Path], together: Barrier, told: "SimpleQueue[tuple[int, str]]") -> None:
    for turn, path in enumerate(paths):
        together.wait(30)
        try:
            with Journal.open(path, utc_offset_s=lambda _: 0) as journal:
                told.put((turn, journal.device))
        except JournalError as error:
            told.put((turn, str(error)))


def test_a_journal_may_be_opened_while_another_makes_it(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    paths = [tmp_path / str(turn) / "journal.sqlite3" for turn in range(ROUNDS)]
    together, told = fork.Barrier(AT_ONCE), fork.SimpleQueue()
    processes = [fork.Process(target=opened, args=(paths, together, told)) for _ in range(AT_ONCE)]
    for process in processes:
        process.start()
    heard = {told.get() for _ in range(AT_ONCE * ROUNDS)}
    for process in processes:
        process.join()
    assert len(heard) == ROUNDS, sorted(heard)
