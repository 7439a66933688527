"""How unseat starts more of itself."""

import sys

from unseat.itself import PARTS, give_back, part


def test_from_a_python_each_part_is_a_module() -> None:
    assert part("unseat.windows") == (sys.executable, "-m", "unseat.windows")
    assert part("unseat", "-P") == (sys.executable, "-P", "-m", "unseat")


def test_from_a_bundle_there_is_only_the_program() -> None:
    assert part("unseat.background", "-P", bundled=True) == (sys.executable, "--as=unseat.background")


def test_other_programs_get_their_own_libraries_and_ours_the_bundles() -> None:
    env = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/own", "HOME": "/home"}
    give_back(env)
    assert env == {"LD_LIBRARY_PATH": "/own", "HOME": "/home", "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    bare = {"LD_LIBRARY_PATH": "/bundle"}
    give_back(bare)
    assert "LD_LIBRARY_PATH" not in bare


def test_the_parts_are_there() -> None:
    from importlib.util import find_spec

    assert all(find_spec(name) for name in PARTS)
