"""Whether a piece of work leaves threads or files open in this process."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def nothing_left() -> Iterator[None]:
    """Fails where the block leaves a thread or a file more than there was.

    Fewer are well: what earlier tests left to the garbage collector, or to a thread that was about to end, may go
    meanwhile. So do the work so often that a thing left each time outweighs those.
    """
    gc.collect()
    before = _open()
    yield
    gc.collect()
    after = _open()
    assert all(now <= then for now, then in zip(after, before, strict=True)), (before, after)


def _open() -> tuple[int, int]:
    return threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))
