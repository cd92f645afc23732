"""What a browser may do with a page: its own files, and nothing else. Written as headers for the
servers that can send them, and into each page, for those that cannot (GitHub Pages).

A page runs only files of the site (Content Security Policy Level 3), and a script that stands in it
by the hash of its text: there is one, the same in all. WebAssembly is compiled for the search.
"""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

HEADERS = "_headers"
"""Netlify and Cloudflare Pages read this file of a site."""
SERVERS = "_server"
"""The folder with parts of configurations, to be included by servers of one's own."""
_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_HAS_FILE = re.compile(rb"\ssrc\s*=", re.IGNORECASE)
_IS_DATA = re.compile(rb"""\stype\s*=\s*["']?[\w/+.-]*json""", re.IGNORECASE)

_ONLY_IN_HEADERS = {"frame-ancestors": "'none'"}
"""Browsers take no notice of it in a page."""
_OTHER = {
    # What a browser has, it asks for again before it shows it: pages and scripts fit each other.
    "Cache-Control": "no-cache",
    # A page that opens in another tab, or a link to it, tells other sites nothing.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    # Labs play sound, and take notes from a keyboard if the reader asks for it.
    "Permissions-Policy": ", ".join(
        [
            *(f"{feature}=(self)" for feature in ("autoplay", "clipboard-write", "midi")),
            *(
                f"{feature}=()"
                for feature in (
                    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
                    *("magnetometer", "microphone", "payment", "usb"),
                )
            ),
        ]
    ),
}


def write(site: Path) -> str:
    """Write the files for servers beside the pages of a built site, and return what is to stand in
    the head of each page."""
    pages = site.rglob("*.html")
    rules = _rules(sorted({found for page in pages for found in inline(page.read_bytes())}))
    headers = {"Content-Security-Policy": _line({**rules, **_ONLY_IN_HEADERS}), **_OTHER}
    _write(site / HEADERS, ["/*", *(f"  {name}: {value}" for name, value in headers.items())])
    _write(
        site / SERVERS / "nginx.conf",
        [
            "# To be included in a server block, beside its root. A location that adds a header of",
            "# its own loses these: include this file there too.",
            "error_page 404 /404.html;",
            *(f'add_header {name} "{value}" always;' for name, value in headers.items()),
        ],
    )
    _write(
        site / SERVERS / "Caddyfile",
        [
            "# To be imported in a site block, beside its root and file_server.",
            "header {",
            *(f'\t{name} "{value}"' for name, value in headers.items()),
            "}",
            "handle_errors {",
            "\trewrite * /404.html",
            "\tfile_server",
            "}",
        ],
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{_line(rules)}">'


def inline(html: bytes) -> set[str]:
    """The hashes of the scripts that stand in a page and would run, as a policy names them."""
    return {
        f"'sha256-{b64encode(sha256(text).digest()).decode()}'"
        for attributes, text in _SCRIPT.findall(html)
        if not _HAS_FILE.search(attributes) and not _IS_DATA.search(attributes)
    }


def _rules(hashes: list[str]) -> dict[str, str]:
    return {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *hashes]),
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "media-src": "'self' blob:",  # sound that a lab has made
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def _line(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _write(file: Path, lines: list[str]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
