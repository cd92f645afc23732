"""The container: what it is made of is there, and a real nginx serves by its settings."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from publish import policy
from tests.trees import ROOT

FOLDER = ROOT / "container"
AROUND = """\
{user} daemon off; pid {folder}/pid; error_log stderr; events {{}}
http {{ access_log off; types {{ text/html html; }} {places} include {conf}; }}
"""
PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
SERVED = "/usr/share/nginx/html"


def test_it_copies_what_is_there_or_built_and_nothing_else_is_sent() -> None:
    text = (FOLDER / "Containerfile").read_text("utf-8")
    copied = re.findall(r"^COPY (\S+) (\S+)$", text, re.M)
    assert copied == [
        ("container/nginx.conf", "/etc/nginx/conf.d/default.conf"),
        ("site", SERVED),
    ]
    assert (ROOT / copied[0][0]).is_file()
    sent = [line for line in (ROOT / ".dockerignore").read_text("utf-8").split("\n")[1:] if line]
    assert sent == ["*", "!site", "!container"]


def test_a_real_nginx_serves_by_its_settings_behind_something_else(tmp_path: Path) -> None:
    """With the headers of the build; packed for a proxy too, and with no word of its own port."""
    site = tmp_path / "site"
    (site / "stages").mkdir(parents=True)
    html = f'<!doctype html><meta charset="utf-8"><title>A</title><p>{"Text. " * 300}'
    for name in ("index.html", "stages/index.html", "404.html", "manifest.webmanifest"):
        (site / name).write_text(html, "utf-8")
    policy.write(site)
    conf = (FOLDER / "nginx.conf").read_text("utf-8")
    assert f"include {SERVED}/_server/nginx.conf;" in conf
    assert "listen 8080;" in conf
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = conf.replace(SERVED, str(site)).replace("listen 8080;", f"listen 127.0.0.1:{port};")
    (tmp_path / "default.conf").write_text(conf, "utf-8")
    places = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in PLACES)
    around = AROUND.format(
        folder=tmp_path,
        places=places,
        conf=tmp_path / "default.conf",
        # Else the processes that it starts could not read what root alone may.
        user="user root;" if os.geteuid() == 0 else "",
    )
    (tmp_path / "nginx.conf").write_text(around, "utf-8")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "run tests/browser/install-nginx.sh, as make test does"
    run = subprocess.Popen([program, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")])
    try:
        while not listens(port):
            assert run.poll() is None, "nginx does not take its settings"
            time.sleep(0.02)
        page = asked(port, "/stages/")
        assert page.status == 200
        assert "default-src 'none'" in str(page.getheader("Content-Security-Policy"))
        assert page.getheader("Cache-Control") == "no-cache"
        assert page.getheader("Content-Encoding") == "gzip"
        assert asked(port, "/stages").getheader("Location") == "/stages/"
        manifest = asked(port, "/manifest.webmanifest")
        assert manifest.getheader("Content-Type") == "application/manifest+json"
        assert asked(port, "/nowhere/").status == 404
    finally:
        run.terminate()
        run.wait()


def asked(port: int, url: str) -> HTTPResponse:
    """What the server answers to a proxy for readers of https://example.com."""
    headers = {"Host": "example.com", "Accept-Encoding": "gzip", "Via": "1.1 proxy"}
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", url, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
