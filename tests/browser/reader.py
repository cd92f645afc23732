"""A reader with a browser of their own: what they keep in it, and what they see."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, BrowserContext, Page

KEY, ASIDE = "signal-path", "signal-path.set-aside"
PHONE, DESKTOP = (360, 740), (1280, 800)
SINCE = "2026-11-20T10:00:00.000Z"

DOCS = Path(__file__).parents[2] / "docs"
PATH_IDS = sorted(file.stem for file in (DOCS / "paths").glob("*.yml"))

Items = list[dict[str, Any]]
"""Steps and choices, as the file of a path has them."""


def path_items(path: str) -> Items:
    found: Items = yaml.safe_load((DOCS / f"paths/{path}.yml").read_text("utf-8"))["steps"]
    return found


def title(page: str) -> str:
    front = (DOCS / f"{page}.md").read_text("utf-8").split("---")[1]
    return str(yaml.safe_load(front)["title"])


def route(items: Items, chosen: dict[str, str]) -> Items:
    """A way: the steps on it, and the choices that are still open."""
    found: Items = []
    for item in items:
        mine = [one for one in item.get("options", ()) if one["id"] == chosen.get(item["choose"])]
        found += route(mine[0].get("steps", []), chosen) if mine else [item]
    return found


def first_way(items: Items) -> dict[str, str]:
    """The first option of every choice that one then meets."""
    chosen: dict[str, str] = {}
    while choices := [item for item in route(items, chosen) if "options" in item]:
        chosen |= {choice["choose"]: choice["options"][0]["id"] for choice in choices}
    return chosen


def required(items: Items) -> list[str]:
    """The pages of the steps on a way that may not be left out."""
    return [item["page"] for item in items if "page" in item and item.get("need") != "optional"]


def counts(items: Items) -> tuple[int, int]:
    """How many steps a way has at least and at most that may not be left out."""
    least = most = len(required(items))
    for item in items:
        if "options" in item:
            ends = [counts(option.get("steps", [])) for option in item["options"]]
            least += min(end[0] for end in ends)
            most += max(end[1] for end in ends)
    return least, most


@contextmanager
def browsing(
    browser: Browser, address: str, size: tuple[int, int], dressed: bool = False
) -> Iterator[BrowserContext]:
    """A browser with nothing kept, and a screen of one size. One whose pages a test has `dressed`
    passes over their policy, which refuses styles from elsewhere. The worker, which would fetch the
    whole site behind each of them, stays away: test_offline.py is about it."""
    viewport = {"width": size[0], "height": size[1]}
    with browser.new_context(
        base_url=address,
        viewport=viewport,  # type: ignore[arg-type]
        bypass_csp=dressed,
        service_workers="block",
    ) as context:
        context.set_default_timeout(30_000)
        yield context


def progress(**parts: Any) -> dict[str, Any]:
    """What the store keeps, with some of its parts filled."""
    return {
        "version": 3,
        "path": None,
        "pages": {},
        "notes": {},
        "choices": {},
        "ears": {},
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


def on_paper(page: str) -> bool:
    """Whether a page is a booklet or a sheet: a path made for print."""
    return page.endswith(("/print/", "/sheet/"))


def unlike(pages: Iterable[str]) -> list[str]:
    """Pages without those that are all alike: of the pages about findings only the first three, of
    booklets and sheets, whose texts are those of other pages, the first two."""
    pages = list(pages)
    findings = [name for name in pages if name.startswith("contributing/findings/")]
    alike = {*findings[3:], *list(filter(on_paper, pages))[2:]}
    return [name for name in pages if name not in alike]
