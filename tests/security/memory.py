"""What a process holds in its memory: the same bytes that a core file of it would have."""

from collections.abc import Iterable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-32-le")
"""As Python, Qt, JSON and X11 hold a text."""
PIECE = 1 << 22


def held(pid: int, texts: Iterable[str]) -> set[str]:
    """Those of the texts that the process holds. It has to be ours, or we root."""
    wanted = {text: [text.encode(encoding) for encoding in ENCODINGS] for text in texts}
    overlap = max(len(one) for forms in wanted.values() for one in forms)
    found: set[str] = set()
    for piece in _pieces(pid, overlap):
        found |= {text for text, forms in wanted.items() if any(one in piece for one in forms)}
    return found


def _pieces(pid: int, overlap: int) -> Iterator[bytes]:
    """All that can be read, in pieces that overlap."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for start, end in _mappings(pid):
            for at in range(start, end, PIECE):
                try:
                    memory.seek(at)
                    yield memory.read(min(end, at + PIECE + overlap) - at) or b""
                except (OSError, OverflowError):
                    break  # [vvar], or a mapping that went meanwhile


def _mappings(pid: int) -> Iterator[tuple[int, int]]:
    """But for parts of files that nobody can have written into: libraries."""
    for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace").splitlines():
        span, rights, *rest = line.split(maxsplit=5)
        library = "w" not in rights and rest[-1].startswith("/")
        if rights.startswith("r") and not library:
            start, _, end = span.partition("-")
            yield int(start, 16), int(end, 16)


def family(pid: int) -> set[int]:
    """The process and all that it started, and those started."""
    found = {pid}
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found |= {one for child in children.read_text().split() for one in family(int(child))}
        except OSError:
            continue  # it ended while we looked
    return found
