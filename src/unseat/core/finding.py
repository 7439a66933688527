"""What `unseat doctor` says of a part; senses and desktop parts alike make them."""

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """One line of `unseat doctor`: a part, whether it works, what was found, and the remedy where it does not."""

    part: str
    works: bool
    found: str
    remedy: str = ""
