"""The protocol org_kde_kwin_idle, version 1, of KDE Plasma 5 and of wlroots up to 0.16, for pywayland.

After idle.xml of plasma-wayland-protocols:

- org_kde_kwin_idle: request 0, get_idle_timeout(new id, seat, timeout in milliseconds);
- org_kde_kwin_idle_timeout: event 0, idle: no input for the timeout; event 1, resumed: input again. Its requests are
  left out, as its life ends with the connection's.
"""

from functools import cache
from typing import Any

INTERFACE = "org_kde_kwin_idle"


@cache
def kwin_idle() -> Any:
    """The interface, to be bound; what is bound has `get_idle_timeout`. Raises ImportError without pywayland."""
    from pywayland.protocol.wayland import WlSeat
    from pywayland.protocol_core import Argument, ArgumentType

    timeout = _timeout()

    def get_idle_timeout(proxy: Any, seat: Any, timeout_ms: int) -> Any:
        return proxy._marshal_constructor(0, timeout, seat, timeout_ms)  # noqa: SLF001 - as pywayland's own do

    made = _interface(INTERFACE)
    new, seat, number = ArgumentType.NewId, ArgumentType.Object, ArgumentType.Uint
    arguments = Argument(new, interface=timeout), Argument(seat, interface=WlSeat), Argument(number)
    return _finished(made, {"get_idle_timeout": made.request(*arguments)(get_idle_timeout)})


def _timeout() -> Any:
    def idle() -> None: ...

    def resumed() -> None: ...

    made = _interface("org_kde_kwin_idle_timeout")
    made.event()(idle)
    made.event()(resumed)
    return _finished(made, {})


def _interface(name: str) -> Any:
    from pywayland.protocol_core import Interface

    return type(Interface)(name, (Interface,), {"name": name, "version": 1})


def _finished(interface: Any, requests: dict[str, Any]) -> Any:
    """As the modules that pywayland generates end."""
    from pywayland.protocol_core import Proxy

    interface._gen_c()  # noqa: SLF001
    interface.proxy_class = type(f"{interface.name}_proxy", (Proxy,), {"interface": interface, **requests})
    return interface
