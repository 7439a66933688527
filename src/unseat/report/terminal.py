"""What `unseat day` and `unseat week` print."""

from unseat.report.day_terminal import day_text
from unseat.report.week_terminal import week_text

__all__ = ["day_text", "week_text"]
