"""What the hook adds to a build: time with it over time of the same site without it.

Both are measured in turn, many times, each build in a process of its own. A machine's speed
drifts, so each is compared with its neighbour, and the median of the ratios counts. Wall time is
what people wait for, and it is judged; beside it stands processor time, which other processes
disturb less. What only a published site has, the search index above all, is no part of that: it is
measured by itself, once, and told. The second site holds the lessons and paths many times, each
with links and skills of its own, which makes 1,000 pages. Run: make bench
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

import publish

ROOT = Path(__file__).parent.parent
MOST = 1.10
PAGES = 1_000
SHARED = {"index", *(file.stem for file in (ROOT / "docs").glob("*.md"))}
"""Pages that stand once: those beside the sections, and every index; contributing, labs, tools."""
_ONCE = {
    skill
    for kind in ("labs", "tools")
    for file in (ROOT / "docs" / kind).glob("*.md")
    for skill in yaml.safe_load(file.read_text("utf-8").split("---\n")[1]).get("teaches", ())
}
"""Skills of pages that stand once."""
_LINKED = ("roles", "stages", "gear", "genres", "parents", "related")


def copied(docs: Path, target: Path) -> Path:
    """Write a folder with the pages of `docs`, those that stand alone once, and all lessons and
    paths as often as makes PAGES pages."""
    texts = {f.relative_to(docs).as_posix(): f.read_text("utf-8") for f in docs.rglob("*.*")}
    lessons = [name for name in texts if name.endswith(".md") and not _is_shared(name)]
    copies = round(PAGES / len(lessons))
    for name, text in texts.items():
        if name.endswith("skills.yml"):
            skills = yaml.safe_load(text)
            made = {_skill(id, n): says for n in range(copies) for id, says in skills.items()}
            _write(target / name, yaml.safe_dump(made))
        elif name.startswith("paths/") and name.endswith(".yml"):
            for n in range(copies):
                _write(target / _named(name, n), yaml.safe_dump(_path(yaml.safe_load(text), n)))
        elif name == "choosing.yml":
            made = {}
            for n in range(copies):
                for key, answer in yaml.safe_load(text).items():
                    page, hash_, part = answer["page"].partition("#")
                    answer["page"] = _named(page, n) + hash_ + part
                    answer["choose"] = _nth(answer["choose"], n)
                    made[_nth(key, n)] = answer
            _write(target / name, yaml.safe_dump(made, allow_unicode=True))
        elif name == "published.yml":
            _write(target / name, "index: 2026-11\n")
        elif name.endswith(".md") and not _is_shared(name):
            for n in range(copies):
                _write(target / _named(name, n), _page(text, name, n))
        else:
            _write(target / name, text)
    return target


def _skill(id: str, n: int) -> str:
    return id if id in _ONCE else _nth(id, n)


def _nth(id: str, n: int) -> str:
    """An id in its n-th copy; the first copy keeps it, so that all else finds what it names."""
    return f"{id}-{n}" if n else id


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _is_shared(name: str) -> bool:
    folder, _, file = name.removeprefix("../").rpartition("/")
    return folder in ("contributing", "labs", "tools") or file.removesuffix(".md") in SHARED


def _named(name: str, n: int) -> str:
    """The name of a file or an id in its n-th copy."""
    stem, dot, ending = name.rpartition(".") if name.endswith((".md", ".yml")) else (name, "", "")
    return name if _is_shared(name) else f"{_nth(stem, n)}{dot}{ending}"


def _page(text: str, name: str, n: int) -> str:
    _, matter, body = text.split("---\n", 2)
    fields: dict[str, Any] = yaml.safe_load(matter)
    for key in _LINKED:
        fields[key] = [_named(link, n) for link in fields.get(key, ())]
        if not fields[key]:
            del fields[key]
    fields["teaches"] = [_skill(skill, n) for skill in fields.get("teaches", ())]
    for need in fields.get("needs", ()):
        need["skill"] = _skill(need["skill"], n)
    for revision in fields.get("revised", ()):
        revision["on"] = revision.pop(True)  # what YAML makes of a plain `on`
    for wrong in (wrong for question in fields.get("questions", ()) for wrong in question["wrong"]):
        page, hash_, part = wrong["see"].partition("#")
        wrong["see"] = (_named(page, n) if page else "") + hash_ + part
    if not fields["teaches"]:
        del fields["teaches"]
    body = re.sub(r"\]\(((?:\.\./)?[\w/-]+\.md)", lambda link: f"]({_named(link[1], n)}", body)
    body = re.sub(r"(?<=^/// for \| )[\w-]+", lambda reader: _nth(reader[0], n), body, flags=re.M)
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n{body}"


def _path(data: Any, n: int) -> Any:
    """The data of a path with every id in its n-th copy. A tool is a step of the first alone: what
    it needs is taught there."""
    if isinstance(data, list):
        return [_path(item, n) for item in data if not (n and _is_tool(item))]
    if not isinstance(data, dict):
        return data
    made = {key: _path(value, n) for key, value in data.items()}
    for key in ("page", "help", "path"):
        if key in made:
            made[key] = _named(made[key], n)
    for key in ("assumes", "outcomes"):
        if key in made:
            made[key] = [_skill(skill, n) for skill in made[key]]
    return made


def _is_tool(item: Any) -> bool:
    return isinstance(item, dict) and str(item.get("page", "")).startswith("tools/")


FINISHED = "finished"


class Seconds(NamedTuple):
    """What a build takes: on the clock, and of the processor."""

    wall: float
    processor: float


def seconds(docs: Path, hooks: bool) -> Seconds:
    """What one build takes, in a process of its own."""
    return _run(docs, "with" if hooks else "without")[0]


def _run(docs: Path, how: str) -> list[Seconds]:
    words = [sys.executable, __file__, str(docs), how]
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(run.stderr)
    return [Seconds(*map(float, line.split())) for line in run.stdout.splitlines()]


def build_once(docs: str, how: str) -> None:
    """Build the site into an empty folder, and print how long that took; with `FINISHED`, also how
    long it takes to finish it. Other builds leave that out, as `make serve` does."""
    without: dict[str, Any] = {"hooks": []} if how == "without" else {}
    finish = publish.finish
    publish.finish = lambda site: None
    with tempfile.TemporaryDirectory() as site:
        config = load_config(
            str(ROOT / "mkdocs.yml"),
            docs_dir=docs,
            site_dir=site,
            strict=how != "without",
            **without,
        )
        _print_time(lambda: build(config))
        if how == FINISHED:
            _print_time(lambda: finish(Path(site)))


def _print_time(work: Callable[[], None]) -> None:
    start, used = time.perf_counter(), sum(os.times()[:4])
    work()
    print(time.perf_counter() - start, sum(os.times()[:4]) - used)


def ratios(docs: Path, rounds: int) -> list[Seconds]:
    """Builds with the hook over builds without it, round by round. A build of each comes first and
    is not counted: it fills the caches of templates and files."""
    found: list[Seconds] = []
    for n in range(rounds + 1):
        taken = {
            hooks: seconds(docs, hooks) for hooks in ((True, False) if n % 2 else (False, True))
        }
        if n:
            found.append(
                Seconds(
                    taken[True].wall / taken[False].wall,
                    taken[True].processor / taken[False].processor,
                )
            )
        print(".", end="", flush=True)
    print()
    return found


def _told(ratios: list[float]) -> str:
    return f"{median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"


def main() -> int:
    """Print the ratios of both sites; fail above the bound."""
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        docs = ROOT / "docs"
        many = copied(docs, Path(folder) / "docs")
        for pages, rounds in ((docs, 21), (many, 9)):
            number = sum(1 for _ in pages.rglob("*.md"))
            print(f"{number} pages: building in turn with and without the hook", end=" ")
            found = ratios(pages, rounds)
            wall = [one.wall for one in found]
            worst = max(worst, median(wall))
            print(f"{number} pages: {_told(wall)} times the wall time without the hook,")
            print(f"{_told([one.processor for one in found])} times the processor time")
            built, finished = _run(pages, FINISHED)
            print(f"{number} pages: what only a published site has adds {finished.wall:.1f} s to")
            print(f"{built.wall:.1f} s, {finished.processor:.1f} s of the processor to", end=" ")
            print(f"{built.processor:.1f} s")
    print(f"at most {MOST:.2f} is allowed: {'kept' if worst <= MOST else 'missed'}")
    return int(worst > MOST)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        build_once(*sys.argv[1:])
    else:
        sys.exit(main())
