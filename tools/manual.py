"""The manual page unseat(1), made from what the verbs themselves say: `python -m tools.manual > unseat.1`."""

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc

import click

from unseat.cli.main import VERBS, unseat
from unseat.version import VERSION

AS_IT_STANDS = "\b"
ABOUT = "notices long sitting and offers one short exercise that undoes it"
FILES = {
    "~/.config/unseat/unseat.toml": "what you set; only what differs from the defaults needs to be in it",
    "~/.config/unseat/exercises/": "exercises of your own",
    "~/.local/share/unseat/": "the journal, and its copies in backups/",
    "~/.local/state/unseat/": "the log, and the page of the week",
}
STATUS = {"0": "done", "1": "not possible, and the message says why", "2": "a wrong call", "3": "a bug of unseat"}


def page() -> str:
    """In the man macros (groff_man(7))."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f'.TH UNSEAT 1 "" "unseat {VERSION}" "User Commands"'
    yield from (".SH NAME", f"unseat \\- {ABOUT}")
    yield from (".SH SYNOPSIS", ".B unseat", ".I VERB", "[options]")
    yield from (".SH DESCRIPTION", *_prose(unseat.help or ""))
    yield ".SH VERBS"
    for name in VERBS:
        yield from _verb(name)
    yield from (".SH FILES", *_list(FILES), ".SH EXIT STATUS", *_list(STATUS))


def _verb(name: str) -> Iterator[str]:
    context = click.Context(unseat, info_name="unseat")
    if (command := unseat.get_command(context, name)) is None:
        return
    own = click.Context(command, info_name=name, parent=context)
    yield f".SS {_safe(' '.join([name, *command.collect_usage_pieces(own)]))}"
    yield from _prose(command.help or "")
    yield from _list(
        {
            names: said
            for each in command.params
            if (record := each.get_help_record(own))
            for names, said in [record]
            if said
        }
    )
    if isinstance(command, click.Group):
        yield from _list({each: command.commands[each].get_short_help_str(200) for each in sorted(command.commands)})


def _prose(text: str) -> Iterator[str]:
    """Paragraphs; one that begins with a backspace is shown as it stands, as click has it."""
    for paragraph in re.split(r"\n[ \t]*\n", cleandoc(text)):
        if paragraph.startswith(AS_IT_STANDS):
            yield from (".PP", ".nf", *map(_safe, paragraph.removeprefix(AS_IT_STANDS).strip("\n").split("\n")), ".fi")
        else:
            yield from (".PP", _safe(" ".join(paragraph.split())))


def _list(items: dict[str, str]) -> Iterator[str]:
    for name, said in items.items():
        yield from (".TP", f".B {_safe(name)}", _safe(said))


def _safe(text: str) -> str:
    """A line that begins with a dot or an apostrophe would be a request."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe


if __name__ == "__main__":
    sys.stdout.write(page())
