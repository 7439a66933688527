"""What the code never does, whoever writes it: no network, no shell, nothing that runs what it reads."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
MODULES = {
    *("pickle", "marshal", "shelve", "dbm", "dill", "joblib", "yaml", "code", "codeop"),
    *(
        "http",
        "urllib",
        "urllib3",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "smtplib",
        "imaplib",
        "poplib",
        "telnetlib",
    ),
    *("xmlrpc", "socketserver", "ssl", "wsgiref", "webbrowser", "asyncio"),
}
"""What runs what it reads, or speaks with the network."""
NAMES = {"eval", "exec", "compile", "__import__", "breakpoint"}
ATTRIBUTES = {
    *("os.system", "os.popen", "os.spawnl", "os.spawnv", "subprocess.getoutput", "subprocess.getstatusoutput"),
    *("tempfile.mktemp", "yaml.load", "socket.create_connection", "socket.create_server", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.AF_INET", "socket.AF_INET6", "socket.AF_PACKET", "socket.AF_BLUETOOTH"),
    *("msgspec.Raw.eval", "sys.setrecursionlimit"),
}
LISTENING = {"listen", "bind", "accept"}
MAY_HAVE_SOCKETS = {
    *("unseat/dbus/wake.py", "unseat/dbus/wire.py", "unseat/senses/pulse.py", "unseat/senses/wayland.py"),
    *("unseat/desktop/tray/loop.py", "unseat/senses/listener.py"),
}
"""Each makes local ones alone, and each is told where by the desktop's environment."""


def faults(text: str) -> Iterator[str]:
    """What in the text of a module is not allowed, each with its line."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        for found in _faults(node):
            yield f"line {getattr(node, 'lineno', 0)}: {found}"


def _faults(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Import(names):
            yield from (name.name for name in names if name.name.split(".")[0] in MODULES)
        case ast.ImportFrom(module=str(module), names=names):
            if module.split(".")[0] in MODULES:
                yield module
            yield from (whole for name in names if (whole := f"{module}.{name.name}") in ATTRIBUTES)
        case ast.Call(func=ast.Name(id)) if id in NAMES:
            yield f"{id}()"
        case ast.Attribute() if ast.unparse(node) in ATTRIBUTES:
            yield ast.unparse(node)
        case ast.Call(func=ast.Attribute(value, attr)) if attr in LISTENING and "socket" in ast.unparse(value):
            yield f"{ast.unparse(value)}.{attr}()"
        case ast.Call(func=ast.Attribute(ast.Name("socket"), "socket"), args=args) if not _local(args):
            yield "a socket that is not AF_UNIX"
        case ast.keyword(arg="shell", value=value) if ast.unparse(value) != "False":
            yield "shell="


def _local(args: list[ast.expr]) -> bool:
    return bool(args) and ast.unparse(args[0]) == "socket.AF_UNIX"


def test_no_module_of_ours_does_it() -> None:
    texts = {str(file.relative_to(SOURCE)): file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    assert len(texts) > 200
    assert {name: found for name, text in texts.items() if (found := list(faults(text)))} == {}
    assert {name for name, text in texts.items() if _has_sockets(text)} <= MAY_HAVE_SOCKETS


def _has_sockets(text: str) -> bool:
    imports = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import | ast.ImportFrom))
    return any("socket" in ast.unparse(node).split() for node in imports)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "import pickle",
            "from marshal import loads",
            "import urllib.request",
            "from http.client import HTTPConnection",
        ),
        *("eval('1')", "exec(x)", "__import__('os')", "os.system('ls')", "from os import popen", "tempfile.mktemp()"),
        *("subprocess.run('ls', shell=True)", "subprocess.run('ls', shell=asked)", "from socket import AF_INET"),
        *("socket.socket()", "socket.socket(socket.AF_INET)", "socket.socket(family)", "socket.create_connection(x)"),
        *("self._socket.listen()", "opened_socket.bind(x)", "def f():\n    import ssl", "yaml.load(x)"),
    ],
)
def test_the_search_finds_it(text: str) -> None:
    assert list(faults(text))


@pytest.mark.parametrize(
    "text", ["re.compile('x')", "socket.socket(socket.AF_UNIX)", "socket.socketpair()", "shell = 1"]
)
def test_and_nothing_else(text: str) -> None:
    assert list(faults(text)) == []
