"""Loading pystray while another thread loads what it needs as well."""

import subprocess
import sys

AT_ONCE = """
import importlib.util, sys, threading
from unseat.desktop.tray.face import load_pystray

MAIN = threading.get_ident()
begun = threading.Event()

def waits():
    return sys._current_frames()[MAIN].f_code.co_name == "acquire"  # importlib's lock on a module

class HalfWay:
    \"\"\"Stops the import of six before its first line until the main thread waits for it.\"\"\"

    def find_spec(self, name, path, target=None):
        if name != "six":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        execute = spec.loader.exec_module
        def slowly(module):
            begun.set()
            while not waits():
                pass
            execute(module)
        spec.loader.exec_module = slowly
        return spec

sys.meta_path.insert(0, HalfWay())
threading.Thread(target=lambda: __import__("six"), daemon=True).start()
begun.wait()
load_pystray()
"""


def test_what_another_thread_has_half_loaded_is_waited_for() -> None:
    """pynput and pystray need six, and `from six.moves import` does not wait for a thread that is loading six."""
    argv = (sys.executable, "-W", "error", "-c", AT_ONCE)
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")
