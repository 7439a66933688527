"""Two real Syncthings on this computer that know of nobody but each other, and ask nobody anything."""

import json
import os
import socket
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen
from xml.etree import ElementTree as ET

from tools.virtual import wait_until

FOLDER = "unseat"
ALONE = {
    "globalAnnounceEnabled": "false",
    "localAnnounceEnabled": "false",
    "relaysEnabled": "false",
    "natEnabled": "false",
    "startBrowser": "false",
    "urAccepted": "-1",
    "autoUpgradeIntervalH": "0",
    "crashReportingEnabled": "false",
    "announceLANAddresses": "false",
    "reconnectionIntervalS": "1",
    "progressUpdateIntervalS": "-1",
    "setLowPriority": "false",
}
"""No discovery, no relay, no question to any server."""


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


class Syncthing:
    """One of them, and the folder that it carries. `start` it once both are acquainted."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "shared"
        self.folder.mkdir(parents=True)
        self.listen, self.control = free_port(), free_port()
        self._env = {"HOME": str(home), "PATH": os.environ["PATH"], "STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1"}
        self._run("generate", f"--home={home / 'config'}", "--no-default-folder")
        self.device = self._run(f"--home={home / 'config'}", "--device-id").strip()
        self._process: subprocess.Popen[bytes] | None = None

    def acquaint(self, other: "Syncthing") -> None:
        """Writes its settings: the other one at its port on this computer, and the folder that both have."""
        file = self.home / "config" / "config.xml"
        tree = ET.parse(file)  # noqa: S314  its own
        root = tree.getroot()
        assert root is not None
        self._key = root.findtext("gui/apikey") or ""
        options = {**ALONE, "listenAddress": f"tcp://127.0.0.1:{self.listen}"}
        for name, value in options.items():
            self._set(root, f"options/{name}", value)
        self._set(root, "gui/address", f"127.0.0.1:{self.control}")
        device = ET.SubElement(root, "device", id=other.device, name=other.home.name)
        ET.SubElement(device, "address").text = f"tcp://127.0.0.1:{other.listen}"
        watching = {"fsWatcherEnabled": "true", "fsWatcherDelayS": "1"}
        carried = ET.SubElement(root, "folder", {"id": FOLDER, "path": str(self.folder), **watching})
        ET.SubElement(carried, "maxConflicts").text = "10"
        for one in (self, other):
            ET.SubElement(carried, "device", id=one.device)
        tree.write(file)

    def start(self) -> None:
        argv = ["syncthing", "serve", f"--home={self.home / 'config'}", "--no-browser", "--no-restart"]
        with (self.home / "log").open("wb") as log:
            self._process = subprocess.Popen(argv, env=self._env, stdout=log, stderr=subprocess.STDOUT)
        wait_until(self._answers, "Syncthing")

    def stop(self) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(10)

    def scan(self) -> None:
        """Sees at once what has changed in the folder."""
        self.ask("POST", f"db/scan?folder={FOLDER}")

    def connected(self) -> bool:
        found = self.ask("GET", "system/connections")["connections"]
        return any(one["connected"] for one in found.values())

    def pause(self) -> None:
        self.ask("POST", "system/pause")

    def resume(self) -> None:
        self.ask("POST", "system/resume")

    def ask(self, method: str, path: str) -> Any:
        """By its own way of being asked, on this computer."""
        where = f"http://127.0.0.1:{self.control}/rest/{path}"
        request = Request(where, method=method, headers={"X-API-Key": self._key})
        with urlopen(request, timeout=10) as answer:  # noqa: S310
            body = answer.read()
        return json.loads(body) if body else None

    def _answers(self) -> bool:
        try:
            return bool(self.ask("GET", "system/ping"))
        except (URLError, OSError):
            return False

    def _run(self, *words: str) -> str:
        done = subprocess.run(["syncthing", *words], env=self._env, capture_output=True, text=True, check=True)
        return done.stdout

    @staticmethod
    def _set(root: ET.Element, path: str, value: str) -> None:
        found = root.find(path)
        assert found is not None, path
        found.text = value
