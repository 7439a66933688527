"""KWin's protocol for a hand that is made up: org_kde_kwin_fake_input, version 1, as far as it is used.

After fake-input.xml of plasma-wayland-protocols: request 0, authenticate; request 1, pointer_motion.
"""

from functools import cache
from typing import Any

from unseat.senses.kwin_idle import _finished, _interface


@cache
def fake_input() -> Any:
    """The interface, made once: libwayland may look at it as long as the process lives."""
    from pywayland.protocol_core import Argument, ArgumentType

    def authenticate(proxy: Any, application: str, reason: str) -> None:
        proxy._marshal(0, application, reason)

    def pointer_motion(proxy: Any, right: float, down: float) -> None:
        proxy._marshal(1, right, down)

    made = _interface("org_kde_kwin_fake_input")
    text, length = Argument(ArgumentType.String), Argument(ArgumentType.Fixed)
    requests = {"authenticate": made.request(text, text)(authenticate)}
    requests["pointer_motion"] = made.request(length, length)(pointer_motion)
    return _finished(made, requests)
