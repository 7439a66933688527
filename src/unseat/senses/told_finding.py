"""What `unseat doctor` says of a sense that is told by D-Bus."""

from collections.abc import Mapping, Sequence

from unseat.core.finding import Finding
from unseat.senses.source import Source
from unseat.senses.told import Told
from unseat.texts import Texts

ANSWER_S = 2.0
SETTLE_S = 2.5
"""With what closing takes: 3 s at most."""


def finding_of(part: str, env: Mapping[str, str], sources: Sequence[Source], texts: Texts) -> Finding:
    """Who tells now. Works when one of the sources does. Blocks for 3 s at most; leaves nothing open, never raises."""
    with Told(env, sources, ANSWER_S) as told:
        told.settle(SETTLE_S)
        telling = [source.key for source in sources if told.state(source.key) is not None]
    if telling:
        return Finding(part, works=True, found=texts.say("told by {services}", services=", ".join(telling)))
    remedy = texts.say("Run unseat inside a desktop session. Some desktops have no service that tells it.")
    return Finding(part, works=False, found=texts.say("no service on D-Bus tells it"), remedy=remedy)
