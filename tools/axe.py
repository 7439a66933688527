"""The rules of axe-core, run on a page in a real browser: what keeps people from reading or using it.

The script comes with the package axe-playwright-python, of which nothing is imported (axe-core: MPL-2.0). It is
evaluated through the DevTools protocol, which no Content-Security-Policy of the page binds.
"""

import json
from functools import cache
from importlib.metadata import files

import msgspec

from tools.browser import BrowserError, Json, Page

CARRIER, SCRIPT = "axe-playwright-python", "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
"""All rules but those of level AAA and the deprecated ones."""
RUN = """
axe.run({runOnly: %s, resultTypes: ["violations"], rules: {"hidden-content": {enabled: false}}}).then((found) =>
  found.violations.flatMap(({id, impact, nodes}) =>
    nodes.map((node) => ({rule: id, impact, where: node.target.flat().join(" ")}))))
"""
"""The rule left out never finds a violation: it only lists what is hidden, and takes a third of the time."""


class Violation(msgspec.Struct, frozen=True):
    """`rule` and `impact` in axe's words; `where` is a selector."""

    rule: str
    impact: str | None
    where: str


def violations(page: Page) -> list[Violation]:
    """What axe finds on the page as it is shown now, hidden parts left out. Raises BrowserError."""
    if not page.value("typeof axe === 'object'"):
        _evaluated(page, script())
    found = _evaluated(page, RUN % json.dumps(TAGS))
    return msgspec.convert(found["value"], list[Violation])


@cache
def script() -> str:
    """The text of axe-core. Raises PackageNotFoundError without its carrier."""
    return next(file for file in files(CARRIER) or () if file.name == SCRIPT).read_text("utf-8")


def _evaluated(page: Page, expression: str) -> Json:
    answer = page.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
    if "exceptionDetails" in answer:
        raise BrowserError(str(answer["exceptionDetails"].get("exception", {}).get("description", "it failed")))
    result: Json = answer["result"]
    return result
