"""The parts of the guide that are made of the program itself, so that they stay true: `python -m tools.guide`.

A part stands in its page below docs/guide between `<!-- made by tools.guide: NAME -->` and `<!-- end -->`. The settings
come from config/unseat.toml and its comments, the commands from the verbs' own help, the files and exit codes from the
manual page, the week from the golden one that the tests compare. tests/docs/ fails where a page is not up to date.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from inspect import cleandoc
from pathlib import Path

import click

from tools.manual import AS_IT_STANDS, FILES, STATUS
from unseat.cli.main import VERBS, unseat

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guide"
SHIPPED = ROOT / "config" / "unseat.toml"
WEEK = ROOT / "tests" / "report" / "golden" / "week-ordinary.en.txt"
MADE = re.compile(r"<!-- made by tools\.guide: (?P<name>[a-z]+) -->\n.*?<!-- end -->", re.DOTALL)
NEEDS_ESCAPE = re.compile(r"([<>|*_\[\]])")


def settings() -> str:
    """Each section of the shipped file as a table: key, default, and what its comment says."""
    lines: list[str] = []
    said: list[str] = []
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            lines += ["", f"## {section}", "", "| setting | default | what it is |", "|---|---|---|"]
            said = []
        elif line.startswith("#"):
            said.append(line.removeprefix("#").strip())
        elif " = " in line:
            key, value = line.split(" = ", 1)
            lines.append(f"| `{section}.{key}` | `{value}` | {_cell(' '.join(said))} |")
            said = []
    return "\n".join(lines).strip()


def commands() -> str:
    """Every verb: how it is called, what it says of itself, its options, and its parts."""
    context = click.Context(unseat, info_name="unseat")
    return "\n".join(line for name in VERBS for line in _command(unseat.get_command(context, name), name, context, 2))


def week() -> str:
    return f"```text\n{WEEK.read_text(encoding='utf-8').rstrip()}\n```"


PARTS: Mapping[str, Callable[[], str]] = {
    "settings": settings,
    "commands": commands,
    "week": week,
    "files": lambda: _table("folder", "what is in it", FILES),
    "status": lambda: _table("code", "meaning", STATUS),
}


def renewed(page: str) -> str:
    """The page with all its made parts made anew. Raises KeyError for a part that nobody makes."""
    return MADE.sub(lambda found: _part(found["name"]), page)


def _part(name: str) -> str:
    return f"<!-- made by tools.guide: {name} -->\n\n{PARTS[name]()}\n\n<!-- end -->"


def _command(command: click.Command | None, name: str, parent: click.Context, depth: int) -> Iterator[str]:
    if command is None:
        return
    own = click.Context(command, info_name=name, parent=parent)
    yield from (f"{'#' * depth} {own.command_path}", "", f"`{_usage(command, own)}`", "")
    yield from _prose(command.help or "")
    yield from _options(command, own)
    if isinstance(command, click.Group):
        for each in command.list_commands(own):
            yield from _command(command.get_command(own, each), each, own, depth + 1)


def _usage(command: click.Command, context: click.Context) -> str:
    return " ".join([context.command_path, *command.collect_usage_pieces(context)])


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [record for each in command.params if (record := each.get_help_record(context)) and record[1]]
    if records:
        yield from ("| option | what it does |", "|---|---|")
        yield from (f"| `{names.replace('|', ', ')}` | {_cell(said)} |" for names, said in records)
        yield ""


def _prose(text: str) -> Iterator[str]:
    """Paragraphs; one that begins with a backspace is shown as it stands, as click has it."""
    for paragraph in re.split(r"\n[ \t]*\n", cleandoc(text)):
        if paragraph.startswith(AS_IT_STANDS):
            shown = paragraph.removeprefix(AS_IT_STANDS).strip("\n").removeprefix("Example:\n")
            yield from ("```console", *(line.strip() for line in shown.split("\n")), "```", "")
        else:
            yield from (_cell(" ".join(paragraph.split())), "")


def _table(left: str, right: str, rows: Mapping[str, str]) -> str:
    return "\n".join(
        [f"| {left} | {right} |", "|---|---|", *(f"| `{one}` | {_cell(other)} |" for one, other in rows.items())]
    )


def _cell(text: str) -> str:
    """What Markdown would take for its own is escaped, but for what stands between backquotes."""
    return "".join(
        part if part.startswith("`") else NEEDS_ESCAPE.sub(r"\\\1", part) for part in re.split(r"(`[^`]*`)", text)
    )


def main() -> int:
    for file in sorted(GUIDE.glob("*.md")):
        before = file.read_text(encoding="utf-8")
        if (after := renewed(before)) != before:
            file.write_text(after, encoding="utf-8")
            print(f"renewed: {file.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
