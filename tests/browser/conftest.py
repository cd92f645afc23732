"""The real site, built and served once on this machine, and one Chromium to read it with."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.reader import DESKTOP, PHONE, browsing

ROOT = Path(__file__).parents[2]
# As in install.sh.
SYSTEM_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder, keeps connections, says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("NO_MKDOCS_2_WARNING", "1")
        environment.delenv("SITE_URL", raising=False)
        config = load_config(
            str(ROOT / "mkdocs.yml"), docs_dir=str(ROOT / "docs"), site_dir=str(folder), strict=True
        )
        build(config)
    return folder


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """The address at which a folder is served; ends in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served; ends in a slash."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def modules(browser: Browser) -> Iterator[Page]:
    """A page from which the scripts' modules can be loaded as they are written."""
    scripts = ROOT / "overrides/assets/javascripts"
    with serving(scripts) as address, browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto("labs/")
        yield page


@contextmanager
def launched() -> Iterator[Browser]:
    """The browser of the tests, and of the pictures."""
    system = next(filter(None, map(shutil.which, SYSTEM_BROWSERS)), None)
    with sync_playwright() as playwright:
        # Chromium's sandbox does not work for root: Playwright then adds --no-sandbox.
        browser = playwright.chromium.launch(
            executable_path=system, args=ARGUMENTS, chromium_sandbox=os.geteuid() != 0
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def context(
    request: pytest.FixtureRequest, browser: Browser, address: str
) -> Iterator[BrowserContext]:
    """A reader with a browser of their own, on a phone and on a desktop."""
    with browsing(browser, address, request.param) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
