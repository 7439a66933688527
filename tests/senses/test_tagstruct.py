"""The values of PulseAudio's protocol, byte for byte."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unseat.senses import tagstruct


def test_each_value_that_the_lists_hold_is_read() -> None:
    numbers = b"L\0\0\1\2B\7"
    texts = b"tmic\0N10"
    sizes = (b"U" + bytes(8), b"a" + bytes(6), b"m\2\1\2", b"v\2" + bytes(8), b"V" + bytes(4))
    assert tagstruct.read(numbers + texts + b"".join(sizes)) == [
        258,
        7,
        b"mic",
        None,
        1,
        0,
        None,
        None,
        None,
        None,
        None,
    ]


@given(st.dictionaries(st.sampled_from(["application.id", "a", "media.name"]), st.text("xyz é"), max_size=3))
def test_properties_are_read_as_they_are_written(texts: dict[str, str]) -> None:
    expected = {name.encode(): text.encode() for name, text in texts.items()}
    assert tagstruct.read(tagstruct.properties(texts) + tagstruct.u32(1)) == [expected, 1]


@pytest.mark.parametrize("body", [b"?", b"L\0\0", b"tmic", b"U\0", b"m\5\1", b"P", b"Ptname\0", b"v"])
def test_what_is_cut_off_or_unknown_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - each has words of its own
        tagstruct.read(body)


@given(st.binary(max_size=60))
def test_no_bytes_do_more_than_that(body: bytes) -> None:
    with suppress(ValueError):
        tagstruct.read(body)
