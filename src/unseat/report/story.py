"""What became of one prompt, told in a sentence."""

from collections.abc import Callable, Mapping

from unseat.core.prompt_records import PromptRecord
from unseat.core.words import Answer, Instant
from unseat.report import words
from unseat.texts import Texts

CLOCKED = (Answer.DONE, Answer.PARTIAL, Answer.SKIPPED)
"""Answers that the person gave at an instant."""


def story(record: PromptRecord, names: Mapping[str, str], when: Callable[[Instant], str], texts: Texts) -> str:
    """`names`: what the exercises are called, by their id. `when` writes an instant."""
    said = [texts.say("{time}: a prompt fell due", time=when(record.due))]
    said += [
        texts.say("kept back until {time} ({why})", time=when(one.until), why=words.kept_back(texts, one.because))
        for one in record.deferred
    ]
    said.append(_shown(record, names, when, texts))
    if record.snoozes:
        said.append(texts.plural("put off once", "put off {n} times", record.snoozes))
    answer = words.answer(texts, record.answer, verified=record.verified, elsewhere=record.elsewhere)
    at = record.answered if record.answer in CLOCKED else None
    said.append(answer if at is None else texts.say("{answer} at {time}", answer=answer, time=when(at)))
    return texts.one_by_one(said) + "."


def _shown(record: PromptRecord, names: Mapping[str, str], when: Callable[[Instant], str], texts: Texts) -> str:
    if record.shown is None:
        return texts.say("never shown")
    exercise = record.exercise or ""
    return texts.say("shown at {time} ({exercise})", time=when(record.shown), exercise=names.get(exercise, exercise))
