"""The policy in a browser, on a real server that sends what we ship: all that pages do works, and
what somebody slips into a page does not run."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

CONFIGURATION = """\
{user}
daemon off;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
  include {types};
  access_log off;
  gzip on;
  gzip_comp_level 6;
  gzip_types application/javascript application/json text/css;
  {places}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/_server/nginx.conf;
  }}
}}
"""
TYPES = (
    "/etc/nginx/mime.types",
    "/opt/homebrew/etc/nginx/mime.types",
    "/usr/local/etc/nginx/mime.types",
)
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
WATCH = """
globalThis.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """nginx with the site; ends in a slash."""
    folder = tmp_path_factory.mktemp("nginx")
    port = free_port()
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(
            folder=folder,
            port=port,
            site=site,
            # Else the processes that it starts could not read what root alone may.
            user="user root;" if os.geteuid() == 0 else "",
            types=next(filter(os.path.exists, TYPES)),
            places=" ".join(f"{name}_temp_path {folder}/{name};" for name in PLACES),
        ),
        "utf-8",
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "run tests/browser/install-nginx.sh, as make test does"
    run = subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    address = f"http://127.0.0.1:{port}/"
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield address
    run.terminate()
    run.wait(timeout=30)


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with browser.new_context(base_url=server) as context:
        yield watched(context)


def watched(context: BrowserContext) -> Page:
    """A page that notes what the policy refuses."""
    context.add_init_script(WATCH)
    return context.new_page()


def refused(page: Page) -> list[str]:
    found: list[str] = page.evaluate("violations")
    return found


def answered(url: str) -> HTTPResponse | urllib.error.HTTPError:
    """What a server answers, be it that there is no such page."""
    try:
        answer: HTTPResponse = urllib.request.urlopen(url, timeout=10)
    except urllib.error.HTTPError as error:
        return error
    return answer


def test_every_answer_has_the_headers(site: Path, server: str) -> None:
    lines = (site / "_headers").read_text("utf-8").splitlines()[1:]
    headers = dict(line.strip().split(": ", 1) for line in lines)
    pages = [file.relative_to(site).as_posix() for file in site.rglob("*.html")]
    others = ["assets/javascripts/main.js", "pagefind/pagefind.js", "guide.json", "not/there/"]
    assert len(pages) > 150
    for name in [*pages, *others]:
        with answered(server + name.removesuffix("index.html")) as answer:
            assert {key: answer.headers[key] for key in headers} == headers, name
            assert answer.status == (404 if name == "not/there/" else 200)
            assert b"The line ends here" in answer.read() or answer.status == 200


def test_no_kind_of_page_does_what_is_refused(site: Path, page: Page, server: str) -> None:
    one_of_each = {
        (file.parts[len(site.parts)], len(file.parts)): file.relative_to(site).as_posix()
        for file in sorted(site.rglob("*.html"))
    }
    tools = [file.relative_to(site).as_posix() for file in site.glob("tools/*/index.html")]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in [*one_of_each.values(), *tools]:
        page.goto(name.removesuffix("index.html"))
        assert refused(page) == [], name
    assert [url for url in asked if not url.startswith(server)] == []
    assert len(one_of_each) > 12


def test_the_search_its_worker_and_worklets_work(page: Page) -> None:
    page.goto("stages/mixing/")
    page.locator("site-search button").click()
    expect(page.get_by_role("combobox", name="Search the guide")).to_be_focused()
    page.keyboard.type("reverb")
    expect(page.locator("#search-pages > *").first).to_contain_text("reverb")
    assert any("pagefind-worker" in worker.url for worker in page.workers)
    loaded = page.evaluate(
        "async () => { const sound = new AudioContext();"
        " await sound.audioWorklet.addModule('/assets/javascripts/dsp/compressor-worklet.js');"
        " return sound.state; }"
    )
    assert loaded in ("running", "suspended")
    assert refused(page) == []


def test_what_is_slipped_into_a_page_does_not_run(page: Page, server: str) -> None:
    def slip(route: Route) -> None:
        answer = route.fetch()
        html = answer.text().replace(
            "</body>",
            "<script>ran = 'inline'</script><img src=x onerror=\"ran = 'attribute'\">"
            "<script src='data:text/javascript,ran = 1'></script>"
            "<script src='https://example.com/a.js'></script>"
            "<p id=styled style='color: rgb(1, 2, 3)'>a</p><iframe src='/'></iframe></body>",
        )
        route.fulfill(response=answer, body=html)

    page.route("**/stages/mixing/", slip)
    page.goto("stages/mixing/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("typeof ran") == "undefined"
    expect(page.locator("#styled")).not_to_have_css("color", "rgb(1, 2, 3)")
    told = "\n".join(refused(page))
    for directive in ("script-src-elem inline", "script-src-attr inline", "style-src-attr inline"):
        assert directive in told
    assert re.search(r"script-src-elem (data|https://example\.com)", told)
    assert re.search(r"frame-src", told)


def test_a_page_alone_has_the_policy_too(browser: Browser, address: str) -> None:
    """On a server that sends no header, as the pages of GitHub."""
    with browser.new_context(base_url=address) as context:
        page = watched(context)
        page.goto("")
        page.evaluate(
            "const script = document.createElement('script');"
            "script.textContent = 'ran = 1'; document.body.append(script)"
        )
        assert page.evaluate("typeof ran") == "undefined"
        assert "script-src-elem inline" in refused(page)
