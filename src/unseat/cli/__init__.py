"""The command line. Each verb lives in a module that is imported only when it is asked for."""

from unseat.cli.main import main

__all__ = ["main"]
