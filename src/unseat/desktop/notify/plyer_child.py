"""The short-lived process in which plyer runs: `python -m unseat.desktop.notify.plyer_child`.

It reads one `Request` as JSON from stdin and answers one `Reply` on stdout as soon as plyer has shown it or raised.
plyer may block for longer than a minute on Linux and keeps a thread for the life of a balloon on Windows; here
neither matters to the agent, and what such a thread raises can be told.
"""

import sys
import threading
from collections.abc import Callable

import msgspec


class Request(msgspec.Struct, frozen=True):
    """What plyer's `notify` takes. `timeout` in seconds."""

    title: str
    message: str
    app_name: str
    timeout: int


class Reply(msgspec.Struct, frozen=True):
    """`error` is empty when the notice was shown, as far as plyer tells."""

    error: str = ""


def tell(request: Request, notify: Callable[..., None], patience_s: float = 1.0) -> Reply:
    """Calls `notify` and waits a little for what the threads that it starts may raise."""
    errors: list[str] = []
    threading.excepthook = lambda raised: errors.append(f"{raised.exc_type.__name__}: {raised.exc_value}")
    before = set(threading.enumerate())
    try:
        notify(**msgspec.structs.asdict(request))
    except Exception as error:  # noqa: BLE001 - plyer lets through whatever its back ends raise
        return Reply(f"{type(error).__name__}: {error}")
    for thread in set(threading.enumerate()) - before:
        thread.join(patience_s)
    return Reply(errors[0] if errors else "")


def main() -> None:
    from plyer import notification

    reply = tell(msgspec.json.decode(sys.stdin.buffer.read(), type=Request), notification.notify)
    sys.stdout.buffer.write(msgspec.json.encode(reply) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
