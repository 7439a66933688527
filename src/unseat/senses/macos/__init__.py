"""What macOS tells. None of it was ever run on macOS: the logic is tried on made-up answers (docs/presence.md).

`calls.py` says what is asked, `frameworks.py` asks it, and the rest is what follows from the answers.
"""

from functools import cache

from unseat.senses.macos.calls import Calls


@cache
def macos() -> Calls:
    """The one of this process. On another system it can be had too, and every answer is null."""
    from unseat.senses.macos.frameworks import Frameworks

    return Frameworks()
