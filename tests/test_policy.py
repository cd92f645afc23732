"""What browsers may do with a page: the policy in it, and the files for servers."""

from pathlib import Path

import pytest

from publish import heads, policy

HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title></head><body>'
RULES = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self';"
    " img-src 'self'; font-src 'self'; media-src 'self' blob:; connect-src 'self';"
    " worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
# printf 'alert(1)' | openssl dgst -sha256 -binary | base64
ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def site(folder: Path, *bodies: str) -> Path:
    for number, body in enumerate(bodies):
        (folder / f"{number}").mkdir(parents=True)
        (folder / f"{number}/index.html").write_text(HEAD + body, "utf-8")
    heads.add(folder, policy.write(folder), "app.json")
    return folder


@pytest.mark.parametrize(
    ("body", "hashes"),
    [
        ("<p>", ""),
        ('<script type="module" src="a.js" blocking="render"></script>', ""),
        ('<script type="application/ld+json">{"a": 1}</script>', ""),
        ("<script>alert(1)</script>", f" {ALERT}"),
        ("<SCRIPT data-src=x>alert(1)</SCRIPT >", f" {ALERT}"),
    ],
)
def test_a_page_runs_files_of_the_site_and_scripts_by_their_hash(
    tmp_path: Path, body: str, hashes: str
) -> None:
    folder = site(tmp_path, "<p>", body)
    rules = RULES.format(hashes=hashes)
    for number, text in enumerate(("<p>", body)):
        assert (folder / f"{number}/index.html").read_text("utf-8") == HEAD.replace(
            "<title>",
            f'\n<meta http-equiv="Content-Security-Policy" content="{rules}">'
            '\n<link rel="manifest" href="../app.json"><title>',
        ) + text


def test_every_server_sends_the_same_headers(tmp_path: Path) -> None:
    folder = site(tmp_path, "<p>")
    lines = (folder / "_headers").read_text("utf-8").splitlines()
    assert lines[0] == "/*"
    headers = dict(line.strip().split(": ", 1) for line in lines[1:])
    assert headers == {
        "Content-Security-Policy": RULES.format(hashes="") + "; frame-ancestors 'none'",
        "Cache-Control": "no-cache",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Permissions-Policy": (
            "autoplay=(self), clipboard-write=(self), midi=(self), accelerometer=(), camera=(),"
            " display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(),"
            " payment=(), usb=()"
        ),
    }
    nginx = (folder / "_server/nginx.conf").read_text("utf-8")
    caddy = (folder / "_server/Caddyfile").read_text("utf-8")
    assert [line for line in nginx.splitlines() if line.startswith("add_header")] == [
        f'add_header {name} "{value}" always;' for name, value in headers.items()
    ]
    assert [line for line in caddy.splitlines() if line.startswith("\t") and '"' in line] == [
        f'\t{name} "{value}"' for name, value in headers.items()
    ]
