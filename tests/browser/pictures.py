"""Pictures of the site, to be looked at. Run as a command (`make pictures`), it takes all of them
anew: `.cache/pictures/index.html` shows pages of each kind, three widths beside each other, light
and dark, and on paper. With words behind it, only those whose name has one of the words.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import ThreadingHTTPServer
from itertools import groupby
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.conftest import Handler, launched

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "pictures"
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (360, 768, 1280)
PAPER = 673
"""A4 between its margins, in CSS pixels."""
HIGHEST = 12_000
"""A picture that is higher than this is cut: Chromium repeats itself further down."""


class View(NamedTuple):
    """A page as one reader sees it: how wide the screen is, and which colours it has."""

    page: str
    width: int
    scheme: Scheme
    media: Literal["screen", "print"] = "screen"

    @property
    def name(self) -> str:
        """The page and how it is seen."""
        how = self.scheme if self.media == "screen" else "paper"
        return f"/{self.page} {self.width} {how}"

    @property
    def file(self) -> str:
        """The name of its picture."""
        name = self.name.removeprefix("/").replace("/ ", " ").replace("/", "-").replace(" ", "_")
        return f"{'' if self.page else 'home'}{name}.jpg"


@contextmanager
def served(docs: Path, folder: Path) -> Iterator[str]:
    """The address of a site that is built from a docs folder into another one."""
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(folder), strict=True, site_url=""
    )
    build(config)
    # A typeface that arrives late is left out: that is kind to readers, and another picture.
    sheet = folder / "assets/stylesheets/site.css"
    styles = sheet.read_text("utf-8")
    assert "font-display: optional" in styles
    sheet.write_text(styles.replace("font-display: optional", "font-display: block"), "utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def kinds(folder: Path) -> dict[str, list[str]]:
    """The addresses of a built site's pages by the name of their kind, each kind's index first."""
    pages = json.loads((folder / "guide.json").read_text("utf-8"))["pages"]
    urls = sorted((page["url"].rpartition("/")[0].partition("/")[0], page["url"]) for page in pages)
    return {kind: [url for _, url in group] for kind, group in groupby(urls, lambda pair: pair[0])}


def views(folder: Path) -> list[View]:
    """What is worth looking at: the home page, a page of each kind, an index of each section, all
    maps of paths, what stands alone, and paper."""
    by_kind = kinds(folder)
    pages = [""]
    for kind, urls in by_kind.items():
        maps = kind == "paths"
        pages += urls if maps or len(urls) == 1 else [url for url in urls if url != ""][:2]
    path = by_kind["paths"][-1]
    papers = [f"{path}print/", f"{path}sheet/"]
    pages = [*dict.fromkeys(pages), "404.html", *papers]
    on_screens = [View(page, w, scheme) for page in pages for w in WIDTHS for scheme in SCHEMES]
    lessons = [page for page in pages if page.count("/") == 2]
    on_paper = [View(page, PAPER, "light", "print") for page in [*lessons, path, *papers]]
    return on_screens + on_paper


@contextmanager
def camera(browser: Browser, address: str) -> Iterator[Page]:
    """A page that pictures are taken of: without motion, and with the same letters everywhere."""
    context: BrowserContext
    with browser.new_context(
        base_url=address, reduced_motion="reduce", bypass_csp=True, service_workers="block"
    ) as context:
        context.set_default_timeout(60_000)
        yield context.new_page()


def take(
    page: Page, taken: View, kind: Literal["png", "jpeg"] = "jpeg", highest: int = HIGHEST
) -> bytes:
    """One picture, as high as its page, or cut at the `highest` pixel."""
    page.set_viewport_size({"width": taken.width, "height": 800})
    page.emulate_media(media=taken.media, color_scheme=taken.scheme)
    if urlsplit(page.url).path != f"/{taken.page}":
        page.goto(taken.page)
    page.evaluate("document.fonts.ready")
    height = min(page.evaluate("document.documentElement.scrollHeight"), highest)
    return page.screenshot(
        clip={"x": 0, "y": 0, "width": taken.width, "height": height},
        full_page=True,
        animations="disabled",
        type=kind,
        quality=80 if kind == "jpeg" else None,
    )


_ALL_LABS = """
async () => {
  const frame = () => new Promise(requestAnimationFrame);
  for (const lab of document.querySelectorAll(".lab")) {
    lab.scrollIntoView();
    await customElements.whenDefined(lab.localName);
    await frame();
    await frame();
  }
  scrollTo(0, 0);
}
"""
"""Labs appear when a reader comes near."""


def search(page: Page, width: int, scheme: Scheme) -> bytes:
    """A picture of the search, with what it finds."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(media="screen", color_scheme=scheme)
    page.goto("stages/mixing/")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Search the guide").fill("reverb")
    page.locator("#search-pages > :nth-child(6)").wait_for()
    return page.screenshot(animations="disabled", type="jpeg", quality=80)


def shown(taken: list[View]) -> str:
    """A page that shows pictures, those of one page beside each other."""
    parts = []
    for page, group in groupby(taken, lambda view: view.page):
        figures = "".join(
            f'<figure><a href="{escape(view.file)}"><img src="{escape(view.file)}" loading="lazy"'
            f' width="{view.width // 2}"></a><figcaption>{escape(view.name)}</figcaption></figure>'
            for view in group
        )
        parts.append(f"<h2>/{escape(page)}</h2><div>{figures}</div>")
    return (
        "<!doctype html><meta charset=utf-8><title>Pictures</title><style>body{font:1rem sans-serif"
        ";background:#888}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}figure"
        "{margin:0;max-height:90vh;overflow-y:auto;flex:none}</style>" + "".join(parts)
    )


def main() -> None:
    """Take all pictures, or those of pages whose name has one of the words that are given."""
    wanted = sys.argv[1:]
    if not wanted:
        rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as temporary,
        launched() as browser,
        served(ROOT / "docs", Path(temporary)) as address,
        camera(browser, address) as page,
    ):
        found = views(Path(temporary))
        taken = [view for view in found if not wanted or any(w in view.name for w in wanted)]
        for number, view in enumerate(taken, 1):
            print(f"{number} of {len(taken)}: {view.name}", flush=True)
            page.goto(view.page)
            page.evaluate(_ALL_LABS)
            (FOLDER / view.file).write_bytes(take(page, view))
        for width in WIDTHS:
            for scheme in SCHEMES:
                view = View("search/", width, scheme)
                (FOLDER / view.file).write_bytes(search(page, width, scheme))
                taken.append(view)
    (FOLDER / "index.html").write_text(shown(taken), encoding="utf-8")
    print(f"{FOLDER.relative_to(ROOT)}/index.html shows them")


if __name__ == "__main__":
    main()
