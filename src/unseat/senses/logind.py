"""What systemd's login manager tells: this session is locked, the machine is about to sleep, its lid is closed.

After org.freedesktop.login1(5). elogind speaks the same language.
"""

import logging
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from typing import Any

from unseat.dbus.words import Address, Body, BusError, Call, Signal
from unseat.senses.lid import Lid
from unseat.senses.source import CHANGED, Pause, Soon, Step, Steps, Which, bare, first_truth, get, only, truth

NAME = "org.freedesktop.login1"
MANAGER = Address(NAME, "/org/freedesktop/login1", f"{NAME}.Manager")
SESSION = f"{NAME}.Session"
ME = Address(NAME, "/org/freedesktop/login1/user/self", f"{NAME}.User")
INHIBIT = Call(MANAGER, "Inhibit", "ssss", ("sleep", "unseat", "writes down the open bout", "delay"))
REQUESTED_S = 10.0
LID = get(MANAGER, "LidClosed")
LID_S = 0.3
"""What asking for the lid may delay a sleep by, in seconds."""
LATE_S = 3.0
"""Within how many seconds of waking a switch has told that the lid is open."""


class SessionLock:
    """Whether this session is locked: its property LockedHint, which the lock screen keeps.

    The signals Lock and Unlock only *ask* for a lock screen to come or go, and some heed them but keep no LockedHint
    (i3lock). So they count for `requested_s` (10 s), and then LockedHint is asked: a lock that nobody carried out, or
    that nobody tells of, is no lock. Without a session of its own (started as a user's service) the person's graphical
    one counts.
    """

    key = "logind: LockedHint"
    bus: Which = "system"
    service = NAME
    rules = (
        f"interface='{SESSION}',member='Lock'",
        f"interface='{SESSION}',member='Unlock'",
        f"member='{CHANGED}',arg0='{SESSION}'",
    )

    def __init__(self, env: Mapping[str, str], requested_s: float = REQUESTED_S) -> None:
        self._name = env.get("XDG_SESSION_ID", "")
        self._requested_s = requested_s
        self._path = ""

    def ask(self) -> Steps:
        self._path = yield from self._found()
        (hint,) = yield get(Address(NAME, self._path, SESSION), "LockedHint")
        yield truth(bare(hint))

    def hear(self, signal: Signal) -> Steps | None:
        if signal.path != self._path:
            return None
        match signal:
            case Signal(member="Lock" | "Unlock" as asked):
                return self._requested(locked=asked == "Lock")
            case Signal(member="PropertiesChanged", body=(_, changed, _)) if "LockedHint" in changed:
                return only(truth(bare(changed["LockedHint"])))
            case Signal(member="PropertiesChanged", body=(_, _, invalidated)) if "LockedHint" in invalidated:
                return self.ask()
        return None

    def lost(self) -> None:
        self._path = ""

    def _requested(self, *, locked: bool) -> Steps:
        yield locked
        yield Pause(self._requested_s)
        yield from self.ask()

    def _found(self) -> Generator[Step, Body, str]:
        """The path of the session: as the environment names it, else this process's, else the person's graphical one.

        Raises BusError where there is none.
        """
        try:
            (path,) = yield self._own()
        except BusError:
            (((_, (_, path)),)) = yield get(ME, "Display")
        return str(path)

    def _own(self) -> Call:
        if self._name:
            return Call(MANAGER, "GetSession", "s", (self._name,))
        return Call(MANAGER, "GetSessionByPID", "u", (os.getpid(),))


class Sleep:
    """Whether the machine sleeps, or is about to, and a delay of that for as long as `before_sleep` takes.

    Before it tells that, it asks whether the lid is closed, since that is what happened first.

    `before_sleep` is called in the thread that listens, after "asleep" can be read and before the machine sleeps; it
    should return within 1 s (logind waits 5 s unless set otherwise, InhibitDelayMaxSec). What it raises is logged. The
    delay is given up right after, and taken again on waking. Null: never delay anything.
    """

    key = "logind: PrepareForSleep"
    bus: Which = "system"
    service = NAME
    rules = (f"path='{MANAGER.path}',interface='{MANAGER.interface}',member='PrepareForSleep'",)

    def __init__(self, before_sleep: Callable[[], None] | None, lid: Lid) -> None:
        self._before_sleep = before_sleep
        self._lid = lid
        self._delay: Any = None

    def ask(self) -> Steps:
        (preparing,) = yield get(MANAGER, "PreparingForSleep")
        asleep = truth(bare(preparing))
        self._lid.asleep = asleep is True
        yield asleep
        if asleep is False:
            yield from self._delayed()

    def hear(self, signal: Signal) -> Steps | None:
        match signal:
            case Signal(member="PrepareForSleep", body=(True,)):
                return self._falling_asleep()
            case Signal(member="PrepareForSleep", body=(False,)):
                return self._awake()
        return None

    def lost(self) -> None:
        self._lid.asleep = False
        self._let_sleep()

    def _let_sleep(self) -> None:
        delay, self._delay = self._delay, None
        if delay:
            delay.close()

    def _falling_asleep(self) -> Steps:
        yield from self._lid_asked()
        self._lid.asleep = True
        yield True
        if self._before_sleep:
            try:
                self._before_sleep()
            except Exception:  # whatever it is, the machine must be let to sleep
                logging.getLogger(__name__).exception("what should happen before sleep failed")
        self._let_sleep()

    def _lid_asked(self) -> Steps:
        """An open lid, no lid and no answer are all one here."""
        with suppress(BusError):
            closed = first_truth((yield Soon(LID, LID_S)))
            self._lid.seen(closed, hand=closed is True)

    def _awake(self) -> Steps:
        yield False
        self._lid.asleep = False
        yield from self._delayed()

    def _delayed(self) -> Steps:
        """Takes a delay. Where that is forbidden, the last minute before a sleep may be lost, and nothing else."""
        if self._before_sleep and not self._delay:
            with suppress(BusError):
                (given,) = yield INHIBIT
                self._delay = given if hasattr(given, "close") else None
        yield False


class LidClosed:
    """Whether the lid is closed, for `lid` to know, and each turn that a hand gives it while the machine is awake.

    Before systemd 256 no change of it is signalled: then it is known as it was on waking, and as `Sleep` finds it.
    Where one is, it comes right after PrepareForSleep(true) and would end the steps of `Sleep`: so it has its own.
    Where there is no lid it is open; an elogind may not know the property, and then nothing is known.
    """

    key = "logind: LidClosed"
    bus: Which = "system"
    service = NAME
    rules = (f"path='{MANAGER.path}',member='{CHANGED}',arg0='{MANAGER.interface}'", *Sleep.rules)

    def __init__(self, lid: Lid, late_s: float = LATE_S) -> None:
        self._lid = lid
        self._late_s = late_s

    def ask(self) -> Steps:
        """One that is found closed was closed at no instant that anybody saw."""
        (value,) = yield LID
        closed = truth(bare(value))
        yield self._lid.seen(closed, hand=closed is False)

    def hear(self, signal: Signal) -> Steps | None:
        match signal:
            case Signal(member="PrepareForSleep", body=(False,)):
                return self._awake()
            case Signal(member="PropertiesChanged", body=(_, changed, _)) if "LidClosed" in changed:
                return only(self._lid.seen(truth(bare(changed["LidClosed"])), hand=True))
        return None

    def lost(self) -> None:
        self._lid.seen(None)

    def _awake(self) -> Steps:
        yield from self.ask()
        if self._lid.closed:
            yield Pause(self._late_s)
            yield from self.ask()
