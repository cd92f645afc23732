"""What axe finds on a page that is open: by the rules of WCAG 2.2, A and AA, and its own best
practice."""

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
    page: Page,
    *,
    contrast: bool = True,
    enhanced: bool = False,
    within: str = "",
    only: tuple[str, ...] = (),
) -> list[str]:
    """Rule, element and reason of each finding. `enhanced`: running text has 7 : 1; the page needs
    `measures.js` then. `within`: in what a selector finds. `only`: by these rules."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = {CONTRAST: {"enabled": contrast}, ENHANCED: {"enabled": enhanced}}
    what = {"type": "rule", "values": only} if only else TAGS
    found: list[str] = page.evaluate(RUN, [what, rules, within])
    return found
