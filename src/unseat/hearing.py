"""What people say to the agent, by the tray, by a button, or by another process through the journal."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from unseat.core import facts
from unseat.core.durations import LASTS, MEETING, TextError, parse_duration, parse_until
from unseat.core.moments import Answered, Said, Started
from unseat.core.prompt import Stage
from unseat.core.wall import instant_of
from unseat.core.words import Answer, Instant
from unseat.desktop.base import WINDOW, Command, Outcome
from unseat.desktop.child import CARD, SESSION
from unseat.living import Living
from unseat.ports import Ports
from unseat.weekly import OPEN

log = logging.getLogger(__name__)
DID = frozenset({Answer.DONE, Answer.PARTIAL})
ANSWERS = {"done": Answer.DONE, "skipped": Answer.SKIPPED, "later": Answer.SNOOZED}


class Hearing:
    """Turns each of them into what is said to the desk, or into a fact that changes what is on."""

    def __init__(self, ports: Ports, living: Living, quit_: Callable[[str], None]) -> None:
        self.ports = ports
        self.living = living
        self.quit = quit_
        self._opening = False

    def command(self, command: Command) -> Said | None:
        """An entry of the tray. Each is a verb of the command line as well."""
        argument = command.argument
        match command.verb:
            case "break":
                return self._begin(argument or None)
            case "snooze":
                return Answered(Answer.SNOOZED)
            case "answer":
                return self._answered(ANSWERS[argument])
            case "week":
                self.ports.weekly.show(self.living.now, self.ports.settings.now)
            case "profile":
                self.ports.prompter.profile()
            case "settings":
                self.ports.prompter.settings()
            case "signs":
                self.ports.prompter.signs()
            case "correct":
                self._correct(argument)
            case "quit":
                self.quit("the person quit")
            case verb:
                self._declare(verb, argument)
        return None

    def _correct(self, meant: str) -> None:
        """The answer to the tray's question about the last time that nobody knows of."""
        if fact := self.ports.hindsight.correction(meant, self.living.now):
            self.living.desk.tell(fact)

    def _declare(self, verb: str, argument: str) -> None:
        """A fact that changes what is on, written as a sibling would write it."""
        now = self.living.now
        match verb:
            case "pause" if argument.startswith(MEETING):
                fact: facts.Any = self._meeting(argument)
            case "pause":
                fact = facts.Paused(at=now, until=self._until(argument))
            case "resume":
                fact = facts.Resumed(at=now)
            case "stand":
                fact = facts.StandingDeclared(at=now)
            case "sit":
                fact = facts.SittingDeclared(at=now)
            case _:
                log.warning("Nothing answers to %r", verb)
                return
        self.living.desk.tell(fact)
        self.wish(fact)

    def outcome(self, outcome: Outcome) -> Said | None:
        """What became of a notice or a window."""
        if outcome.slot == WINDOW:
            return self._failed(outcome) if outcome.what == "failed" else None
        if outcome.what == "button" and outcome.key == OPEN:
            self.ports.open_week()
        if outcome.what == "failed":
            prompt = self.living.desk.prompts.prompt
            due = prompt.due if prompt else None
            self.living.desk.tell(facts.NoticeFailed(at=self.living.now, prompt=due, error=outcome.error))
        said = self.ports.prompter.heard(outcome, self.living.exercise)
        return self._begin(said.exercise) if isinstance(said, Started) else said

    def _begin(self, exercise: str | None) -> Said | None:
        """A window leads through the exercise where there is one, else a notice does. That of a prompt that is shown
        comes first, unless another is asked for."""
        desk, prompt = self.living.desk, self.living.desk.prompts.prompt
        if desk.running:
            return None
        shown = prompt if prompt and prompt.stage is Stage.SHOWN and exercise in {None, prompt.exercise} else None
        chosen = (shown.exercise if shown else exercise) or desk.turn.next()
        if self.ports.prompter.session(chosen, shown.due if shown else None, desk.turn.starts(chosen)):
            self._opening = True
            return None
        return Started(exercise, timed=True)

    def _failed(self, outcome: Outcome) -> Said | None:
        """A window never came up: a notice does the same. What leads and falls silent is seen by its lock."""
        log.error("A window failed: %s: %s", outcome.key, outcome.error)
        opening, prompt = self._opening, self.living.desk.prompts.prompt
        if outcome.key == SESSION:
            self._opening = False
            return Started(timed=True) if opening else None
        if outcome.key == CARD and prompt and prompt.stage is Stage.SHOWN:
            self.ports.prompter.offer_instead()
        return None

    def wish(self, fact: facts.Any) -> Said | None:
        """A fact that a sibling process wrote, or the tray just made."""
        match fact:
            case facts.QuitWished():
                self.quit("asked by unseat quit")
            case facts.ExerciseHurt() | facts.ExerciseAllowed():
                self.living.desk.turn.saw(fact)
            case facts.Corrected() | facts.ExerciseCorrected() | facts.CorrectionUndone():
                self.ports.hindsight.told([fact])
            case facts.SignsRated() | facts.SignsSkipped():
                self.ports.weekly.saw(fact)
            case facts.AnswerWished():
                return self._answered(fact.answer, fact) if self._meant(fact) else None
            case facts.ExerciseWished():
                return self._begin(fact.exercise)
            case facts.SessionStarted() | facts.SessionEnded():
                self._opening = False
                if self.ports.recorder:
                    self.ports.recorder.fact(fact)
                return fact
            case _:
                self._turned(fact)
        return None

    def elsewhere(self, told: Sequence[facts.Any]) -> None:
        """What another machine of the person told lately; none of it where all that came is older."""
        for fact in told:
            if isinstance(fact, facts.PromptAnswered | facts.SessionEnded) and fact.answer in DID:
                self.living.desk.exercised_elsewhere(fact.at)
            self.ports.weekly.saw(fact)
        self.ports.hindsight.elsewhere(told)

    def _turned(self, fact: facts.Any) -> None:
        """A fact that changes what is on."""
        match fact:
            case facts.Paused():
                self.living.paused = fact.at, fact.until
            case facts.Resumed():
                self.living.paused = self.living.meeting = None
            case facts.MeetingSaid():
                self.living.meeting = fact.until
            case facts.StandingDeclared():
                self.living.standing = True
            case facts.SittingDeclared():
                self.living.standing = False
            case _:
                pass

    def _meant(self, wish: facts.AnswerWished) -> bool:
        """Whether the prompt it answers, if it names one, is still the open one."""
        prompt = self.living.desk.prompts.prompt
        return wish.prompt is None or (prompt is not None and prompt.due == wish.prompt)

    def _answered(self, answer: Answer, wish: facts.AnswerWished | None = None) -> Answered:
        """Done without saying which sides: the whole dose, on both."""
        sides = wish.sides if wish else None
        if answer is Answer.DONE and sides is None:
            sides = self.ports.prompter.sides(self.living.exercise)
        if wish is None:
            return Answered(answer, sides)
        return Answered(answer, sides, wish.verified, wish.reason, wish.snooze_ms)

    def _meeting(self, argument: str) -> facts.MeetingSaid:
        """Said again, it lasts so much longer."""
        now = self.living.now
        length = parse_duration(argument.removeprefix(MEETING).strip() or LASTS)
        return facts.MeetingSaid(at=now, until=Instant((self.living.meeting or now) + length))

    def _until(self, argument: str) -> Instant | None:
        """Null, without end, where nothing is said."""
        if not argument:
            return None
        now = datetime.fromtimestamp(self.living.now / 1000, self.ports.zone())
        try:
            until = parse_until(argument, now, self.living.desk.prompts.rule.day_starts)
        except TextError:
            log.exception("The tray asked for a pause that is none")
            return None
        return instant_of(until)
