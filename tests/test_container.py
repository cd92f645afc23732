"""The container: what it is made of is there, and a real nginx takes its settings."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from publish import policy
from tests.trees import ROOT

FOLDER = ROOT / "container"
AROUND = "pid {folder}/pid; error_log stderr; events {{}} http {{ {places} include {conf}; }}"
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


def test_nginx_takes_its_settings_with_the_headers_of_the_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<!doctype html><meta charset="utf-8"><title>A</title>')
    policy.write(site)
    conf = (FOLDER / "nginx.conf").read_text("utf-8")
    assert f"include {SERVED}/_server/nginx.conf;" in conf
    (tmp_path / "default.conf").write_text(conf.replace(SERVED, str(site)), "utf-8")
    places = " ".join(f"{name}_temp_path {tmp_path}/{name};" for name in PLACES)
    around = AROUND.format(folder=tmp_path, places=places, conf=tmp_path / "default.conf")
    (tmp_path / "nginx.conf").write_text(around, "utf-8")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "run tests/browser/install-nginx.sh, as make test does"
    run = subprocess.run(
        [program, "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "test is successful" in run.stderr, run.stderr
