"""Facts laid out by local day, the ground of every summary.

A fact belongs to the day on which it begins, by the UTC offset kept with it: travel does not move what has been.
Bouts and unknown time are also cut at the starts of days, for pictures of one day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, tzinfo

import msgspec

from unseat.core.appointments import appointments
from unseat.core.as_said import Presence, Said, exercised, not_done, presence, said_of_exercises
from unseat.core.corrections import in_force
from unseat.core.counted import CountedBout, counted, still_open
from unseat.core.dayfacts import Day, Piece, SaidPiece
from unseat.core.days import Span, day_of, split
from unseat.core.elsewhere import NOWHERE_ELSE, Elsewhere, everyones
from unseat.core.fact import Dated
from unseat.core.offered import PromptAnswered, SessionEnded
from unseat.core.prompt_records import prompt_records
from unseat.core.rule import Rule
from unseat.core.said import Corrected, SignsRated, SignsSkipped
from unseat.core.taken_in import DayTotal
from unseat.core.union import Record, united
from unseat.core.wall import fixed, offset_s
from unseat.core.watched import Bout, Break, OpenBout
from unseat.core.words import Answer, Instant

Ledger = dict[date, Day]


def ledger(
    facts: Iterable[Dated],
    zone: tzinfo,
    rule: Rule,
    open_bout: OpenBout | None = None,
    *,
    elsewhere: Elsewhere = NOWHERE_ELSE,
) -> Ledger:
    """`zone` is where the person is now: where a fact's offset is the zone's, its days follow the zone's clock."""
    shares = elsewhere.with_own(facts)
    watched = [dated for share in shares.values() for dated in share]
    corrections = in_force(fact for fact, _ in watched)
    done = said_of_exercises(corrections)
    spans = tuple(one for one in corrections if isinstance(one, Corrected))
    said = Said(spans, frozenset(not_done((fact for fact, _ in watched), done)))
    days: Ledger = defaultdict(Day)
    records = [_record(share, zone, open_bout if name == elsewhere.here else None) for name, share in shares.items()]
    all_ = united(records, rule)
    seen = presence(all_.bouts, all_.breaks, said, rule, zone)
    _add_presence(days, seen, rule.day_starts)
    for one in spans:
        _add_said(days, one, seen.zone_at(one.start, zone), rule.day_starts)
    for share in shares.values():
        own = [(exercised(fact, done), offset) for fact, offset in share]
        _add_sessions(days, own, zone, rule.day_starts)
        _add_prompts(days, own, zone, rule.day_starts)
    _add_notes(days, everyones(shares[elsewhere.here], elsewhere), zone, rule.day_starts)
    for day in days.values():
        names = {record.due for record, _ in day.prompts} | {fact.started for fact, _ in day.sessions}
        day.exercises_said = names & done.keys()
    return days


def _record(facts: Sequence[Dated], zone: tzinfo, open_bout: OpenBout | None) -> Record:
    """What one machine watched."""
    there = [(fact, _zone(fact.at, offset, zone)) for fact, offset in facts if isinstance(fact, Bout | Break)]
    watched = [counted(fact, its) for fact, its in there if isinstance(fact, Bout)]
    if open_bout and open_bout.last > open_bout.start:
        watched.append(still_open(open_bout, zone))
    return Record(watched, [(fact, its) for fact, its in there if isinstance(fact, Break)])


def _add_presence(days: Ledger, seen: Presence, day_starts: time) -> None:
    for bout in seen.bouts:
        _add_bout(days, bout, day_starts)
    for gap in seen.gaps:
        days[day_of(gap.start, gap.zone, day_starts)].gaps.append(gap)
    for span, its in seen.unknown:
        _add_unknown(days, span, its, day_starts)


def _add_said(days: Ledger, said: Corrected, zone: tzinfo, day_starts: time) -> None:
    for day, (start, end) in split((said.start, said.end), zone, day_starts):
        days[day].corrections.append(SaidPiece(said, start, end, zone))


def _add_sessions(days: Ledger, facts: Sequence[Dated], zone: tzinfo, day_starts: time) -> None:
    answers = {fact.prompt: fact.answer for fact, _ in facts if isinstance(fact, PromptAnswered)}
    for fact, offset in facts:
        if isinstance(fact, SessionEnded) and not _repeated(fact, answers):
            there = _zone(fact.at, offset, zone)
            own = days[day_of(fact.started, there, day_starts)].sessions
            if not any(_same(fact, other) for other, _ in own):
                own.append((fact, there))


def _add_notes(days: Ledger, facts: Sequence[Dated], zone: tzinfo, day_starts: time) -> None:
    """What is shown, but enters no figure."""
    for fact, offset in facts:
        if isinstance(fact, DayTotal):
            days[fact.day].totals.append(fact)
        elif isinstance(fact, SignsRated | SignsSkipped):
            days[day_of(fact.at, _zone(fact.at, offset, zone), day_starts)].signs.append(fact)
    for appointment in appointments(fact for fact, _ in facts):
        days[appointment.day].appointments.append(appointment)


def _repeated(session: SessionEnded, answers: Mapping[Instant, Answer]) -> bool:
    """Whether the answer of its prompt tells the same: it counts there."""
    return session.prompt is not None and answers.get(session.prompt) is session.answer


def _same(one: SessionEnded, other: SessionEnded) -> bool:
    """Whether they tell the same: a machine may have taken in by hand what another one told."""
    return one.started == other.started and msgspec.structs.replace(one, source=other.source) == other


def _zone(at: Instant, offset: int, zone: tzinfo) -> tzinfo:
    return zone if offset_s(at, zone) == offset else fixed(offset)


def _add_bout(days: Ledger, bout: CountedBout, day_starts: time) -> None:
    days[day_of(bout.start, bout.zone, day_starts)].bouts.append(Piece(bout, bout.start, bout.end))
    for day, (start, end) in split((bout.start, bout.end), bout.zone, day_starts):
        days[day].pieces.append(Piece(bout, start, end))


def _add_unknown(days: Ledger, span: Span, zone: tzinfo, day_starts: time) -> None:
    days[day_of(span[0], zone, day_starts)].unknown.append(span)
    for day, piece in split(span, zone, day_starts):
        days[day].unknown_pieces.append((piece, zone))


def _add_prompts(days: Ledger, facts: Sequence[Dated], zone: tzinfo, day_starts: time) -> None:
    offsets = {fact.at: offset for fact, offset in facts}
    for record in prompt_records(fact for fact, _ in facts):
        there = _zone(record.due, offsets[record.due], zone)
        own = days[day_of(record.due, there, day_starts)].prompts
        if not any(record == other for other, _ in own):
            own.append((record, there))
