"""The account by which the kills are judged: it finds what is missing, strange, torn or old."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.desk import NINE
from tests.torture.account import Account, WrongError
from tests.torture.telling import Looked, Tries, Word, Wrote, heard, to
from unseat.core import facts
from unseat.core.watched import OpenBout
from unseat.core.words import MINUTE, Answer, Because, Instant, Millis, Posture
from unseat.journal import Journal

BOUT = facts.Bout(
    at=Instant(NINE),
    start=Instant(NINE - MINUTE),
    posture=Posture.SITTING,
    input_ms=Millis(MINUTE),
    because=Because.LOCKED,
)
DUE = facts.PromptDue(at=Instant(NINE), every_ms=Millis(1))
DONE = facts.PromptAnswered(at=Instant(NINE + 1), prompt=Instant(NINE), answer=Answer.DONE)
Write = Callable[..., tuple[int, ...]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite3"


@pytest.fixture
def write(path: Path) -> Write:
    def into(*new: facts.Any, open_bout: OpenBout | None = None) -> tuple[int, ...]:
        with Journal.open(path, utc_offset_s=lambda _: 0) as journal:
            return journal.append(*new, open_bout=open_bout)

    return into


def bodies(*new: facts.Any) -> tuple[str, ...]:
    return tuple(msgspec.json.encode(fact).decode() for fact in new)


def check(path: Path, *life: Word) -> None:
    account = Account()
    account.hear(life)
    account.check(path, Instant(NINE))


def open_bout(seen: int) -> OpenBout:
    return OpenBout(
        start=Instant(NINE + 1),
        posture=Posture.SITTING,
        last=Instant(seen),
        last_input=Instant(seen),
        input_ms=Millis(0),
        quiet_ms=Millis(0),
        held_ms=Millis(0),
        seen=Instant(seen),
        steady_ms=1,
        boot="",
    )


def test_all_is_well(path: Path, write: Write) -> None:
    ids = write(BOUT, DUE)
    write(DONE, open_bout=open_bout(NINE + 2 * MINUTE))
    looked = Looked(Instant(NINE + 3 * MINUTE), 1, Instant(NINE + 1))
    check(path, Tries(bodies(BOUT, DUE)), Wrote(ids), looked, Tries(bodies(DONE)))


def test_what_was_begun_may_be_there_or_not(path: Path, write: Write) -> None:
    ids = write(BOUT)
    check(path, Tries(bodies(BOUT)), Wrote(ids), Tries(bodies(DUE, DONE)))


@pytest.mark.parametrize(
    ("written", "said", "why"),
    [
        ((BOUT,), (BOUT, DUE), "acknowledged"),
        ((DUE,), (BOUT,), "acknowledged"),
        ((BOUT, DUE), (BOUT,), "nobody wrote"),
        ((BOUT, BOUT), (BOUT, BOUT), "before the one"),
        ((DUE, DONE, DONE), (DUE, DONE, DONE), "more than once"),
        ((DONE,), (DONE,), "never due"),
    ],
)
def test_what_is_missing_other_strange_or_twice(
    path: Path, write: Write, written: tuple[facts.Any, ...], said: tuple[facts.Any, ...], why: str
) -> None:
    write(*written)
    with pytest.raises(WrongError, match=why):
        check(path, Tries(bodies(*said)), Wrote(tuple(range(1, len(said) + 1))))


def test_half_of_what_was_begun(path: Path, write: Write) -> None:
    write(DUE)
    with pytest.raises(WrongError, match="nobody wrote"):
        check(path, Tries(bodies(DUE, DONE)))


def test_ids_that_go_back(path: Path) -> None:
    with pytest.raises(WrongError, match="came after"):
        Account().hear([Tries(bodies(DUE)), Wrote((2,)), Tries(bodies(DONE)), Wrote((1,))])


@pytest.mark.parametrize(("seen", "why"), [(NINE + MINUTE, "180 s old"), (None, "is lost")])
def test_an_open_bout_that_is_old_or_lost(path: Path, write: Write, seen: int | None, why: str) -> None:
    ids = write(BOUT, open_bout=open_bout(seen) if seen else None)
    looked = Looked(Instant(NINE + 4 * MINUTE), 1, Instant(NINE + 1))
    with pytest.raises(WrongError, match=why):
        check(path, Tries(bodies(BOUT)), Wrote(ids), looked)


def test_a_line_that_was_cut_short_says_nothing(tmp_path: Path) -> None:
    pipe = tmp_path / "said"
    with pipe.open("wb", buffering=0) as out:
        say = to(out.fileno())
        say(Tries(("a",)))
        say(Wrote((1,)))
    assert list(heard(pipe.read_bytes())) == [Tries(("a",)), Wrote((1,))]
    assert list(heard(pipe.read_bytes()[:-1])) == [Tries(("a",))]
