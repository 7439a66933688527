"""Answers each line on its input with one look of the sense that DISPLAY gets: a JSON line. Ends with its input.

In a process of its own, because python-xlib keeps one table of extension codes for all servers of a process.
"""

import os
import sys

import msgspec

from unseat.senses import choose, doctor
from unseat.senses.clocks import read_clocks
from unseat.texts import Texts


def say(what: object) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.flush()


def main() -> None:
    say(doctor(os.environ, Texts.english()))
    sense = choose(os.environ)
    say(sense and sense.name)
    for _ in sys.stdin:
        say(sense and sense.look(read_clocks().steady))
    if sense:
        sense.close()


if __name__ == "__main__":
    main()
