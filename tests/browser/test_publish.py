"""What is published in fewer, smaller files says the same to a browser."""

import re
from pathlib import Path

from playwright.sync_api import Page
from tests.browser.conftest import ROOT

from publish import styles

RULES = """texts => texts.map(text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
})"""


def test_styles_are_the_rules_that_we_wrote(page: Page, site: Path) -> None:
    sources = ROOT / "overrides/assets/stylesheets"
    published = site / "assets/stylesheets"
    for name, parts in [
        (styles.SITE, [f"{floor}.css" for floor in styles.FLOORS]),
        *((file.name, [file.name]) for file in published.glob("*.css") if file.name != styles.SITE),
    ]:
        written = "\n".join((sources / part).read_text("utf-8") for part in parts)
        ours, theirs = page.evaluate(RULES, [written, (published / name).read_text("utf-8")])
        assert len(ours) > 20
        assert _tight(theirs) == _tight(ours)


def _tight(rules: list[str]) -> list[str]:
    """Without the spaces that the values of custom properties keep."""
    return [re.sub(r"\s*,\s*", ",", re.sub(r"\s+", " ", rule)) for rule in rules]
