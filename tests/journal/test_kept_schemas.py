"""The journal of every schema opens, and tells the week that it told when it was written."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.journal.kept_schemas import KEPT, env_of, week_of
from unseat.journal.schema import STEPS
from unseat.paths import places

VERSIONS = sorted(int(path.stem) for path in KEPT.glob("*.sqlite3"))


def test_there_is_one_of_the_first_and_of_the_present_schema() -> None:
    assert VERSIONS[0] == 1
    assert VERSIONS[-1] == len(STEPS), "a schema was added: python -m tests.journal.kept_schemas FOLDER"


@pytest.mark.parametrize("version", VERSIONS)
def test_it_tells_the_same_week(version: int, tmp_path: Path) -> None:
    journal = places(env_of(tmp_path)).journal_file
    journal.parent.mkdir(parents=True)
    shutil.copyfile(KEPT / f"{version}.sqlite3", journal)
    told = json.loads((KEPT / f"{version}.json").read_text(encoding="utf-8"))
    assert told["sitting_s"] > 3_600 * 10
    assert differences(told, week_of(tmp_path)) == []


def differences(before: Any, now: Any, at: str = "week") -> list[str]:
    """Where what was told before is told otherwise. What is told besides does no harm."""
    if isinstance(before, dict) and isinstance(now, dict):
        return [found for key in before for found in differences(before[key], now.get(key), f"{at}.{key}")]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        pairs = enumerate(zip(before, now, strict=True))
        return [found for n, (one, other) in pairs for found in differences(one, other, f"{at}[{n}]")]
    return [] if before == now else [f"{at}: {before!r}, now {now!r}"]
