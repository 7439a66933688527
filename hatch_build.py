"""Build hook: compiles the message catalogues under config/locales, which are kept as text."""

import re
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CLDR: Final = "cldr"
"""The context of the messages that are filled in from the Unicode locale data; see src/unseat/texts.py."""


def compile_messages(locales: Path) -> list[Path]:
    """Writes a `.mo` beside every `.po` below `locales` and returns the files written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target, language = source.with_suffix(".mo"), source.parts[-3]
        with source.open("rb") as text, target.open("wb") as binary:
            catalogue = read_po(text, locale=language)
            for english, own in forms(language).items():
                catalogue.add(english, own, context=CLDR)
            write_mo(binary, catalogue)
        written.append(target)
    return written


def forms(language: str) -> dict[str, str]:
    """How `language` writes days of the week, months, a day of the year and a decimal mark, by the English for it.

    From the Unicode locale data that Babel carries. Weekdays stand by themselves ("Mo"), months go with a day ("Nov.").
    """
    from babel import Locale

    own, english = Locale.parse(language), Locale.parse("en")
    weekdays = {english.days["format"]["abbreviated"][n]: own.days["stand-alone"]["abbreviated"][n] for n in range(7)}
    months = {english.months["format"]["abbreviated"][n]: own.months["format"]["abbreviated"][n] for n in range(1, 13)}
    day = str(own.datetime_skeletons["MMMEd"]).replace("MMM", "{month}").replace("E", "{weekday}")
    day = re.sub(r"\bd\b", "{day}", day)
    return {**weekdays, **months, "{weekday} {day} {month}": day, ".": own.number_symbols["latn"]["decimal"]}


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        written = compile_messages(Path(self.root) / "config" / "locales")
        build_data["artifacts"].extend(str(path.relative_to(self.root)) for path in written)
