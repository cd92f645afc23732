"""What axe finds on a page that is open: by the rules of WCAG 2.2, A and AA, and its own best
practice."""

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
CONTRAST, ENHANCED = "color-contrast", "color-contrast-enhanced"
"""The rules for 4.5 : 1, which takes axe half of its time, and for 7 : 1."""
# The texts in the booklet of a path are those of its pages. `measures.js` says which texts run.
RUN = """async ([what, rules, within]) => {
  const context = within ? { include: [within] } : { exclude: [".part__text"] };
  const { violations } = await axe.run(context, {
    runOnly: what, rules, resultTypes: ["violations"], elementRef: true, preload: false,
  });
  return violations.flatMap(({ id, nodes }) => nodes
    .filter(({ element }) => id !== "color-contrast-enhanced" || measures.runs(element))
    .map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join("; ");
      return `${id}: ${target.join(" ")}: ${why}`;
    }));
}"""


def findings(
    page: Page, *, without: Sequence[str] = (), within: str = "", only: Sequence[str] = ()
) -> list[str]:
    """Rule, element and reason of each finding, by all rules but some, or by a few `only`. The one
    for 7 : 1 wants `measures.js` on the page. `within`: in what a selector finds."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = {rule: {"enabled": rule not in without} for rule in (ENHANCED, *without)}
    what = {"type": "rule", "values": list(only)} if only else TAGS
    found: list[str] = page.evaluate(RUN, [what, rules, within])
    return found
