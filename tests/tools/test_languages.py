"""What a catalogue lacks is printed as entries that can be pasted into it."""

from io import BytesIO

import pytest
from babel.messages.pofile import read_po

from tests.messages import Id, defects
from tools.languages import asked, entry
from unseat.core.languages import LANGUAGES

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.mark.parametrize("key", ['say "so"', "two\nlines", "back\\slash {name}", ("{n} day", "{n} days")])
def test_an_entry_is_read_as_its_message_without_words(key: Id) -> None:
    text = HEADER + "\n".join(entry(key)) + "\n"
    assert defects(read_po(BytesIO(text.encode())), {key}) == [f"not translated: {key!r}"]


def test_the_environment_may_name_languages() -> None:
    assert asked({}) == asked({"LANGUAGES": " "}) == LANGUAGES
    assert asked({"LANGUAGES": "de fr eo"}) == ("fr", "de")
