"""Every reader of what comes from elsewhere, in one table: for the properties in CI and for `make fuzz`."""

from collections.abc import Mapping

from tests.fuzz import read_bus, read_imports, read_journal, read_settings, read_sound
from tests.fuzz.target import Target

TARGETS: Mapping[str, Target] = {
    target.name: target
    for module in (read_settings, read_imports, read_journal, read_bus, read_sound)
    for target in module.TARGETS
}
