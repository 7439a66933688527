"""What Windows tells. None of it was ever run on Windows: the logic is tried on made-up answers (docs/presence.md).

`calls.py` says what is asked, `dlls.py` asks it, and the rest is what follows from the answers.
"""

from functools import cache

import msgspec

from unseat.senses.windows_os.calls import Calls
from unseat.senses.windows_os.notices import Notices


class Windows(msgspec.Struct, frozen=True):
    """What the senses share."""

    calls: Calls
    notices: Notices


@cache
def windows() -> Windows:
    """The one of this process. On another system it can be had too, and every answer is null."""
    from unseat.senses.windows_os.dlls import Dlls

    calls = Dlls()
    return Windows(calls, Notices(calls))
