"""The examples on the pages about findings, tried on a small guide.

The section {#example} of a page names a file and holds three fences: what makes the finding, what
is printed of it, and what is sound. What is sound either stands in the file already, and the
other is put in its place, or each is written at the end of the file, or is the whole of a new one.
Fences of `sh` are commands: those that spoil the guide, then those that mend it.

Run as a module, it writes what is printed into the pages.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from guide.load import load
from guide.printed import page_of
from guide.problem import Code
from tests.test_pictures import SHOWN, SVG, WIRE
from tests.test_tools import with_tool
from tests.trees import ROOT, Tree, page, skills, write

_FENCE = re.compile(
    r"^(?P<fence>`{3}|~{3})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)
_FILE = re.compile(r"`docs/([^`]+)`")


def example_guide() -> Tree:
    """The guide that the examples spoil: small, sound, with one of each thing."""
    tree = with_tool()
    singer = tree["roles/singer.md"]
    return tree | {
        WIRE: SVG,
        "genres/rock.md": tree["genres/rock.md"].replace("\nText.\n", f"\n{SHOWN}\n", 1),
        "roles/singer.md": singer.replace("---\n\n", "aliases: [roles/vocalist]\n---\n\n", 1),
        "learn/listening.md": page("learn/listening", "draft: true\n"),
        "skills.yml": tree["skills.yml"] + skills("listening"),
        "glossary.md": page("glossary", body="Some headroom is left."),
        "glossary.yml": "headroom: {says: The space below the ceiling., page: stages/recording}\n",
    }


@dataclass(frozen=True)
class Example:
    """One example: its file in the docs folder, what makes the finding, what is printed of it, and
    what is sound."""

    file: str
    language: str
    bad: str
    printed: str
    good: str

    def spoil(self, folder: Path) -> Path:
        """Write the small guide with the finding into a folder, and return its docs."""
        return self._write(folder, self.bad)

    def mend(self, folder: Path) -> Path:
        """Write the small guide without the finding; by commands, where it has been spoilt."""
        return self._write(folder, self.good)

    def _write(self, folder: Path, text: str) -> Path:
        tree = example_guide()
        docs = folder / "docs"
        if self.language != "sh":
            return write(tree | self._written(tree, text), folder)
        if not docs.exists():
            write(tree, folder)
        subprocess.run(["sh", "-e", "-c", text], cwd=folder, check=True)
        return docs

    def _written(self, tree: Tree, text: str) -> Tree:
        before = tree.get(self.file, "")
        if self.good in before:
            return {self.file: before.replace(self.good, text, 1)}
        return {self.file: f"{before}\n{text}" if before else text}


def example(code: Code) -> Example | None:
    """The example on the page about a code; None if the page has none."""
    section = (ROOT / page_of(code)).read_text("utf-8").partition("{#example}")[2]
    file, fences = _FILE.search(section), list(_FENCE.finditer(section))
    if not file or len(fences) != 3:
        return None
    bad, printed, good = (fence["text"] for fence in fences)
    return Example(file[1], fences[0]["language"], bad, printed, good)


def renew() -> None:
    """Write what is printed today into the pages."""
    for code in Code:
        found = example(code)
        if found is None:
            continue
        with TemporaryDirectory() as folder:
            findings = load(found.spoil(Path(folder))).findings
        if [printed.split()[1] for _, printed in findings] != [code.value]:
            sys.stderr.write(f"{code.value}: the example makes {findings}; left as it is\n")
            continue
        file = ROOT / page_of(code)
        head, mark, section = file.read_text("utf-8").partition("{#example}")
        now = section.replace(f"text\n{found.printed}", f"text\n{findings[0][1]}\n", 1)
        file.write_text(head + mark + now, encoding="utf-8")


if __name__ == "__main__":
    renew()
