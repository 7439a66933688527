"""Several processes that open a journal at the moment at which it is made, or closed by the last of them."""

import itertools
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path, PosixPath

import pytest

from unseat.core.said import Paused
from unseat.core.words import Instant
from unseat.journal import Journal, JournalError

AT_ONCE, ROUNDS = 6, 40
LOOKS = 24
"""More than there are looks at the disk in one opening: each gets its turn."""
PAUSE = Paused(at=Instant(1_700_000_000_000), until=None)


class Watched(PosixPath):
    """A path of which each look at the disk tells what was there before `meanwhile` was called."""

    meanwhile: Callable[[], None]

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        try:
            return super().stat(follow_symlinks=follow_symlinks)
        finally:
            type(self).meanwhile()


def opened(paths: list[Path], together: Barrier, told: "SimpleQueue[tuple[int, str]]") -> None:
    for turn, path in enumerate(paths):
        together.wait(30)
        try:
            with open_at(path) as journal:
                told.put((turn, journal.device))
        except JournalError as error:
            told.put((turn, str(error)))


def open_at(path: Path, mend_at: Instant | None = None) -> Journal:
    return Journal.open(path, utc_offset_s=lambda _: 0, mend_at=mend_at)


def after_looks(looks: int, act: Callable[[], object]) -> type[Watched]:
    """Acts once, in the middle of that look."""
    seen = itertools.count()

    class Interrupted(Watched):
        @staticmethod
        def meanwhile() -> None:
            if next(seen) == looks:
                act()

    return Interrupted


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
    assert len(heard) == ROUNDS, [answers for answers in sorted(heard) if "journal" in answers[1]]


@pytest.mark.parametrize("mend_at", [None, PAUSE.at])
@pytest.mark.parametrize("looks", range(LOOKS))
def test_one_that_is_made_between_two_looks_is_taken_as_it_is(
    tmp_path: Path, looks: int, mend_at: Instant | None
) -> None:
    path = tmp_path / "journal.sqlite3"
    path.touch(mode=0o600)  # as whoever makes one does first
    theirs: list[Journal] = []

    def make() -> None:
        theirs.append(open_at(path))
        theirs[0].append(PAUSE)

    with open_at(after_looks(looks, make)(path), mend_at) as journal:
        if not theirs:
            make()
        assert journal.mended is None
        assert [stored.fact for stored in journal.facts()] == [PAUSE]
    theirs[0].close()


@pytest.mark.parametrize("mend_at", [None, PAUSE.at])
@pytest.mark.parametrize("looks", range(LOOKS))
def test_one_whose_log_goes_between_two_looks_is_opened(tmp_path: Path, looks: int, mend_at: Instant | None) -> None:
    path = tmp_path / "journal.sqlite3"
    theirs = open_at(path)
    theirs.append(PAUSE)
    with open_at(after_looks(looks, theirs.close)(path), mend_at) as journal:
        theirs.close()
        assert journal.mended is None
        assert [stored.fact for stored in journal.facts()] == [PAUSE]
