"""Whether somebody records from a microphone, worked out from the sound server's two lists. Nothing is kept of them.

The fields are those of version 19 of the protocol: PulseAudio 16.1, src/pulsecore/protocol-native.c, functions
`source_fill_tagstruct` and `source_output_fill_tagstruct`.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from unseat.senses.pulse import NO_INDEX
from unseat.senses.tagstruct import Value

SUSPENDED = 2
METERS = frozenset({b"org.PulseAudio.pavucontrol", b"org.gnome.VolumeControl"})
"""Mixers that show how loud it is; GNOME's shell leaves out the same two when it says that a microphone is in use."""


DEEPEST = 16
"""Filters that take their sound from a filter; longer chains are circles, or made up."""


class Source(NamedTuple):
    """Something to record from. `master` is the source that a filter such as a remapped one takes its sound from."""

    number: Value
    name: Value
    monitor: bool
    suspended: bool
    master: Value


class Recording(NamedTuple):
    """A stream from a source. `own` is whether a program has it, and not the server itself, as filters do."""

    source: Value
    own: bool
    meter: bool
    paused: bool


def in_use(sources: list[Source], recordings: list[Recording]) -> bool:
    """Whether a program records from a microphone that is not suspended. One that is muted is in use all the same."""
    named = {source.name: source for source in sources}
    open_ones = {source.number for source in sources if not source.suspended and _is_microphone(source, named)}
    return any(one.source in open_ones and one.own and not one.meter and not one.paused for one in recordings)


def _is_microphone(source: Source, named: dict[Value, Source]) -> bool:
    for _ in range(DEEPEST):
        master = named.get(source.master)
        if source.monitor or master is None:
            break
        source = master
    return not source.monitor


def sources(values: list[Value]) -> list[Source]:
    """Raises ValueError when these are no such fields."""
    return list(_sources(iter(values)))


def recordings(values: list[Value]) -> list[Recording]:
    """Raises ValueError when these are no such fields."""
    fields = iter(values)
    return [_recording(record) for record in iter(lambda: list(islice(fields, 13)), [])]


def _sources(fields: Iterator[Value]) -> Iterator[Source]:
    while record := list(islice(fields, 20)):
        match record:
            case [int(number), bytes(name), *_, dict(about), _, _, state, _, _, int(ports)] if len(record) == 20:
                monitor = record[8] != NO_INDEX
                yield Source(number, name, monitor, state == SUSPENDED, about.get(b"device.master_device"))
                list(islice(fields, 3 * ports + 1))
            case _:
                raise ValueError("a source of another form")


def _recording(record: list[Value]) -> Recording:
    match record:
        case [_, _, _, client, int(source), _, _, _, _, method, _, dict(about), corked]:
            own = client != NO_INDEX and about.get(b"node.virtual") != b"true"
            peaks = method == b"peaks" or about.get(b"stream.monitor") == b"true"
            return Recording(source, own, peaks or about.get(b"application.id") in METERS, corked == 1)
    raise ValueError("a recording of another form")
