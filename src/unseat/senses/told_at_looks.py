"""What `unseat doctor` says of what Windows and macOS are asked at each look."""

from unseat.core.finding import Finding
from unseat.texts import Texts


def session_wanted(texts: Texts) -> str:
    """The remedy where a system tells nothing of the person's session."""
    return texts.say("start unseat in your own desktop session, not as a service and not over a network")


def lock(system: str, texts: Texts, *, told: bool) -> Finding:
    part = texts.say("lock and sleep")
    if told:
        found = texts.say("{system} tells whether the session is locked; sleep is seen by the clocks", system=system)
        return Finding(part, works=True, found=found)
    found = texts.say(
        "{system} does not tell whether the session is locked; sleep is seen by the clocks", system=system
    )
    return Finding(part, works=False, found=found, remedy=session_wanted(texts))


def microphone(system: str, texts: Texts, *, told: bool) -> Finding:
    yes = texts.say("{system} tells whether a microphone is in use", system=system)
    no = texts.say("{system} does not tell whether a microphone is in use", system=system)
    return _held("microphone", yes if told else no, texts, told=told)


def camera(system: str, texts: Texts, *, told: bool) -> Finding:
    yes = texts.say("{system} tells whether a camera is in use", system=system)
    no = texts.say("{system} does not tell whether a camera is in use", system=system)
    return _held("camera", yes if told else no, texts, told=told)


def screen_kept_on(system: str, texts: Texts, *, told: bool) -> Finding:
    yes = texts.say("{system} tells whether a program keeps the screen on", system=system)
    no = texts.say("{system} does not tell whether a program keeps the screen on", system=system)
    return _held(texts.say("presentations and videos"), yes if told else no, texts, told=told)


def full_screen(system: str, texts: Texts, *, told: bool) -> Finding:
    yes = texts.say("{system} tells whether a window fills the screen", system=system)
    no = texts.say("{system} does not tell whether a window fills the screen", system=system)
    return _held("full screen", yes if told else no, texts, told=told)


def disturb(system: str, texts: Texts) -> Finding:
    """Neither system has a public question for it."""
    return Finding(
        texts.say("do not disturb"),
        works=False,
        found=texts.say("{system} tells no program of it, and keeps notices back by itself", system=system),
        remedy=texts.say("set the times that should stay quiet: prompts.quiet (see: unseat config)"),
    )


def _held(part: str, found: str, texts: Texts, *, told: bool) -> Finding:
    remedy = "" if told else texts.say("say so yourself when you sit without input: unseat pause meeting")
    return Finding(part, works=told, found=found, remedy=remedy)
