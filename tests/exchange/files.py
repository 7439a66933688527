"""One sound file of each kind that can be imported, how each is read, and what must hold of any that is read."""

from datetime import date
from itertools import pairwise

import msgspec

from tests.exchange.test_activitywatch import event, export
from tests.exchange.test_idlelog import NOON, NOW, record
from tests.exchange.test_workrave import DAY, TODAY, WHERE
from unseat.core.facts import Any as AnyFact
from unseat.core.offered import PromptAnswered, PromptDue
from unseat.core.rule import Rule
from unseat.core.said import AppointmentNoted
from unseat.core.watched import Bout
from unseat.core.words import SECOND, Answer, Because, Instant, Millis, Posture
from unseat.exchange.exported import Line
from unseat.exchange.found import Found, UnusableError
from unseat.exchange.sources import File, from_activitywatch, from_unseat, from_workrave

START, END = Instant((NOON - 7200) * SECOND), Instant((NOON - 3600) * SECOND)
HISTORY = "".join(DAY.replace("12 6 125", f"{day} 6 125") for day in (10, 11, 12))
THIRD = HISTORY.replace("m 6 100 200 300 400 500 600 ", "G 100")


def bout(start: int = START, end: int = END) -> Bout:
    span = Millis(end - start)
    because, posture = Because.NO_INPUT, Posture.SITTING
    return Bout(at=Instant(end), start=Instant(start), posture=posture, input_ms=span, because=because)


def lines(*facts: AnyFact) -> bytes:
    """An export of these facts."""
    numbered = enumerate(facts, start=1)
    entries = (Line(id=n, at=fact.at, offset_s=3600, device="c0ffee", fact=fact) for n, fact in numbered)
    return b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)


def sound(noon: int = NOON) -> dict[str, bytes]:
    """The files by name, of the hours around `noon` (Unix seconds); Workrave's statistics are of July 2025."""
    late, since = Instant((noon - 3600) * SECOND), noon - NOON
    due = PromptDue(at=Instant(late - 1_800_000), every_ms=Millis(1_800_000))
    return {
        "idlelog.a.log": record(1, noon, noon + 600, 590)
        + record(noon + 600, noon + 900, noon + 1800, 15, version=2)
        + record(noon + 1800, noon + 2000, noon + 5600, 3600),
        "todaystats": TODAY.encode(),
        "historystats": f"WorkRaveStats 4\n{HISTORY}".encode(),
        "historystats.3": f"WorkRaveStats 3\n{THIRD}".encode(),
        "aw.json": export(event(since, 600), event(since + 600, 900, "afk"), event(since + 1500, 40)).encode(),
        "all.jsonl": lines(
            bout(late - 3_600_000, late),
            due,
            PromptAnswered(at=late, prompt=due.at, answer=Answer.NATURAL),
            AppointmentNoted(at=late, day=date(2026, 12, 1), whom="physiotherapist", note=""),
        ),
    }


SOUND = sound()


def read(name: str, data: bytes) -> Found:
    """As the verbs read it. Raises UnusableError."""
    file = File(name, data)
    if name.endswith(".json"):
        return from_activitywatch(file, NOW, Rule())
    return from_unseat(file) if name.endswith(".jsonl") else from_workrave([file], WHERE, Rule())


def taken(name: str, data: bytes) -> Found | None:
    """Null where the file as a whole is refused. Whatever is refused or left out is told in one line that names it."""
    found, said = None, []
    try:
        found = read(name, data)
        said = [str(left) for left in found.left_out]
    except UnusableError as error:
        said = [str(error)]
    assert all(one.startswith(f"{name}: ") and one.isprintable() for one in said)
    return found


def holds(found: Found) -> None:
    """What is taken lies in the past, and no bout lies over another of its own source."""
    assert all(0 <= carried.fact.at <= NOW for carried in found.facts)
    bouts = sorted((one.start, one.at) for one in facts(found) if isinstance(one, Bout))
    assert all(before[1] <= after[0] for before, after in pairwise(bouts))


def facts(found: Found) -> list[AnyFact]:
    return [carried.fact for carried in found.facts]
