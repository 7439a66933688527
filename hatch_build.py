"""Build hook: compiles the message catalogues under config/locales, which are kept as text."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_messages(locales: Path) -> list[Path]:
    """Writes a `.mo` beside every `.po` below `locales` and returns the files written."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as text, target.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.parts[-3]))
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        written = compile_messages(Path(self.root) / "config" / "locales")
        build_data["artifacts"].extend(str(path.relative_to(self.root)) for path in written)
