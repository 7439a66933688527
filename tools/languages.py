"""The languages that pictures are taken in, and what a catalogue still lacks (docs/languages.md).

`python -m tools.languages` prints, for every language, the messages that its catalogue has no words for, as entries to
put into it; it fails where there are any, or where one is no longer used.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.messages import Id, calls_below, catalogue, defects
from unseat.core.languages import LANGUAGES, Language

ROOT = Path(__file__).parents[1]


def asked(env: Mapping[str, str] = os.environ) -> tuple[Language, ...]:
    """The languages that the environment's LANGUAGES names, between spaces; all where it names none."""
    named = env.get("LANGUAGES", "").split()
    return tuple(code for code in LANGUAGES if code in named) if named else LANGUAGES


def main() -> int:
    used = {key for call in calls_below(ROOT / "src") for key in call.ids}
    wrong = 0
    for code in LANGUAGES[1:]:
        file = ROOT / "config" / "locales" / code / "LC_MESSAGES" / "unseat.po"
        found, known = catalogue(file), defects(catalogue(file), used)
        wrong += len(known)
        print(f"# {file.relative_to(ROOT)}: {len(known)} to mend", *known, sep="\n# ")
        there = {message.id if isinstance(message.id, str) else tuple(message.id) for message in found}
        print(*("\n".join(entry(key)) + "\n" for key in sorted(used - there, key=str)), sep="\n")
    return 1 if wrong else 0


def entry(key: Id) -> Iterator[str]:
    """The lines of an entry without words."""
    one, *many = (key,) if isinstance(key, str) else key
    yield f"msgid {quoted(one)}"
    if not many:
        yield 'msgstr ""'
    for text in many:
        yield from (f"msgid_plural {quoted(text)}", 'msgstr[0] ""', 'msgstr[1] ""')


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    sys.exit(main())
