"""Drawings where they are shown: in a browser, with the letters that are there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.reader import DESKTOP, PHONE, browsing

FAULTS = """async () => {
    await document.fonts.ready
    const faults = []
    for (const svg of document.querySelectorAll(".picture svg")) {
        const name = svg.getAttribute("aria-labelledby")
        const frame = svg.getBoundingClientRect()
        const unit = frame.width / svg.viewBox.baseVal.width
        const words = [...svg.querySelectorAll("text")].map((text) => ({
            text: text.textContent,
            turned: text.hasAttribute("transform"),
            size: parseFloat(getComputedStyle(text).fontSize) * unit,
            ...text.getBoundingClientRect().toJSON(),
        }))
        for (const [at, one] of words.entries()) {
            if (one.left < frame.left - 1 || one.right > frame.right + 1
                || one.top < frame.top - 1 || one.bottom > frame.bottom + 2)
                faults.push(`${name}: '${one.text}' leaves the picture`)
            if (one.size < 11.9) faults.push(`${name}: '${one.text}' is ${one.size} pixels high`)
            for (const other of words.slice(at + 1)) {
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
                // A line of text is higher than its letters; the boxes of turned ones mean little.
                if (across > 0 && down > one.size / 3 && !(one.turned && other.turned))
                    faults.push(`${name}: '${one.text}' touches '${other.text}'`)
            }
        }
    }
    return faults
}"""


@pytest.mark.parametrize("fonts", [True, False], ids=["our typeface", "the system's"])
def test_words_of_pictures_stay_apart_and_inside(
    browser: Browser, address: str, site: Path, fonts: bool
) -> None:
    """On a phone, and once that has grown to a desktop."""
    faults = []
    with browsing(browser, address, PHONE) as context:
        if not fonts:
            context.route("**/*.woff2", lambda route: route.abort())
        page = context.new_page()
        for file in sorted(site.rglob("index.html")):
            place = file.relative_to(site).as_posix().removesuffix("index.html")
            if '<figure class="picture">' in file.read_text("utf-8") and "print/" not in place:
                page.goto(place)
                assert page.locator(".picture svg").first.is_visible()
                for width, height in (PHONE, DESKTOP):
                    page.set_viewport_size({"width": width, "height": height})
                    faults += page.evaluate(FAULTS)
    assert faults == []


def test_a_screen_reader_hears_what_a_picture_is_and_shows(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto("stages/mixing-balance/")
        picture = page.get_by_role("img", name="The left speaker under four pan laws")
        told = picture.evaluate(
            "it => document.getElementById(it.getAttribute('aria-describedby')).textContent"
        )
        assert told.startswith("The level of the left speaker while a mono part moves")
