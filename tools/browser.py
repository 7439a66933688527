"""A real Chromium without a window, driven over two pipes by the Chrome DevTools Protocol.

Pipes instead of a port: nothing listens, and no library is needed. A message is JSON that ends in a null byte
(`--remote-debugging-pipe`: the browser reads descriptor 3 and writes descriptor 4).
"""

import base64
import json
import os
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from tools.processes import end

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions"),
    *("--hide-scrollbars", "--remote-debugging-pipe"),
)
PATIENCE_S = 30
Json = dict[str, Any]


class BrowserError(Exception):
    """The browser refused, or did not answer in time."""


class Page:
    """One tab. `events` holds all that it reported, in order. Not for use by several threads at once."""

    def __init__(self, to: BinaryIO, of: int) -> None:
        self._to = to
        self._of = of
        self._rest = b""
        self._calls = 0
        self._session: str | None = None
        self.events: list[Json] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: object) -> Json:
        """Waits for the answer. Raises BrowserError."""
        self._calls += 1
        message: Json = {"id": self._calls, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._to.write(json.dumps(message).encode() + b"\0")
        self._to.flush()
        answer = self._until(lambda one: one.get("id") == message["id"])
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        result: Json = answer["result"]
        return result

    def show(self, file: Path, width: int, *, dark: bool = False) -> None:
        """Opens a file, `width` CSS pixels wide, and waits until it is loaded."""
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[theme])
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        self.events.clear()
        self.call("Page.navigate", url=file.absolute().as_uri())
        if not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self._until(lambda one: one.get("method") == "Page.loadEventFired")

    def value(self, script: str) -> Any:
        """What a JavaScript expression comes to; only for looking at the page."""
        return self.call("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def picture(self, file: Path) -> None:
        """The whole page as PNG."""
        taken = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(taken["data"]))

    def printed(self, file: Path) -> None:
        """The page as PDF, on the paper that it asks for."""
        taken = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        file.write_bytes(base64.b64decode(taken["data"]))

    def _until(self, wanted: Any) -> Json:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            for one in self._read(deadline):
                if "method" in one:
                    self.events.append(one)
                if wanted(one):
                    return one
        raise BrowserError(f"no answer within {PATIENCE_S} s")

    def _read(self, deadline: float) -> Iterator[Json]:
        """What has arrived: complete messages, one at a time; what follows stays for the next call."""
        if b"\0" not in self._rest and select.select([self._of], [], [], max(0, deadline - time.monotonic()))[0]:
            chunk = os.read(self._of, 1 << 16)
            if not chunk:
                raise BrowserError("the browser has ended")
            self._rest += chunk
        if b"\0" in self._rest:
            message, _, self._rest = self._rest.partition(b"\0")
            yield json.loads(message)


@contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """A page in a browser of its own, whose files lie in `folder`; it is ended with the block."""
    with ExitStack() as stack:
        to_read, to_write = os.pipe()
        of_read, of_write = os.pipe()
        stack.callback(os.close, of_read)
        to = stack.enter_context(os.fdopen(to_write, "wb"))
        log = stack.enter_context((folder / "browser.log").open("wb"))
        argv = ("chromium", *FLAGS, f"--user-data-dir={folder / 'profile'}")
        joined = f'exec "$0" "$@" 3<&{to_read} 4>&{of_write}'
        process = subprocess.Popen(
            ("bash", "-c", joined, *argv), pass_fds=(to_read, of_write), stdout=log, stderr=log, start_new_session=True
        )
        stack.callback(end, process, seconds=5)
        os.close(to_read)
        os.close(of_write)
        yield Page(to, of_read)
