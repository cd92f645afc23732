"""A reader with a browser of their own: what they keep in it, and what they see."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

KEY, ASIDE = "signal-path", "signal-path.set-aside"
PHONE, DESKTOP = (360, 740), (1280, 800)
SINCE = "2026-11-20T10:00:00.000Z"


@contextmanager
def browsing(browser: Browser, address: str, size: tuple[int, int]) -> Iterator[BrowserContext]:
    """A browser with nothing kept, and a screen of one size."""
    viewport = {"width": size[0], "height": size[1]}
    with browser.new_context(base_url=address, viewport=viewport) as context:  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        yield context


def progress(**parts: Any) -> dict[str, Any]:
    """What the store keeps, with some of its parts filled."""
    return {
        "version": 2,
        "path": None,
        "pages": {},
        "notes": {},
        "choices": {},
        "settings": {"times": False, "hours": None, "colours": "auto"},
        "saved": None,
        "declined": None,
        **parts,
    }


def marks(*pages: str, state: str = "can", since: str = SINCE) -> dict[str, Any]:
    """Pages with one state."""
    return {page: {"state": state, "since": since} for page in pages}


def taken(**options: str) -> dict[str, Any]:
    """Options by choice; '_' stands for the hyphen in a choice's id."""
    return {
        choice.replace("_", "-"): {"option": option, "since": SINCE}
        for choice, option in options.items()
    }


def keep(context: BrowserContext, text: str | dict[str, Any], key: str = KEY) -> None:
    """Let the browser hold a text before its next page is opened, once."""
    value = text if isinstance(text, str) else json.dumps(text)
    script = (
        f"if (!sessionStorage.getItem('kept {key}')) {{"
        f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)});"
        f"sessionStorage.setItem('kept {key}', 'yes') }}"
    )
    context.add_init_script(script)


def kept(page: Page) -> Any:
    """What the browser holds."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")
