"""`unseat run`: the agent on this desktop."""

from pathlib import Path

import click


@click.command("run")
@click.option("--record", type=click.Path(path_type=Path), help="Also write an activity log, for `unseat replay`.")
def run_verb(record: Path | None) -> None:
    """Start the agent: it watches, prompts and writes down until you quit it from the tray, or with Ctrl+C.

    \b
    Example:
      unseat run
    """
    from unseat.background import become

    become(record)
