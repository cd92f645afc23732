"""Content to measure builds with: pages of about 900 words in the guide's own form, and the same
texts in a form that every engine reads. The same number of pages is always the same content."""

import random
import re
from collections import Counter
from functools import cache
from itertools import accumulate

from tests.trees import ROOT, Tree, page

_GROUP = ("decide", "stages", "gear", "roles", "genres", "learn")
"""Kinds of lessons, one after the other; those of one group of six link each other."""
_STEPS = 60
"""Pages on a path; each page is on one."""
_CHOICE = 3
"""Pages of a path before its choice; its options are a page each."""
_SITE = ("index", "a-z", "my-path", "pages-by-path", "glossary", "paths/index")
_NOT_BY_CHANCE = ("lesson", "chapter")
"""Words left out of the texts: among millions of words by lot, "next lesson" would stand somewhere,
which no page of the guide may say."""
_PARTS = 6
"""Parts of a page: with them it has about 900 words."""
_TERMS = slice(1500, 1700)
"""Words that the glossary explains, by how often they are used."""


def ours(pages: int, parts: int = _PARTS) -> Tree:
    """A guide with paths, skills, sources and a glossary, whose pages have so many parts: two at
    least, which questions lead to."""
    ids = _ids(pages)
    tree = {f"{name}.md": page(name) for name in (*_SITE, *(f"{kind}/index" for kind in _GROUP))}
    tree["index.md"] = page("index", body=f"{', '.join(_words()[0][_TERMS])}.")
    tree |= {f"{id}.md": _lesson(id, number, ids, parts) for number, id in enumerate(ids)}
    for start in range(0, len(ids), _STEPS):
        path = f"paths/path-{start // _STEPS}"
        steps = range(start, min(start + _STEPS, len(ids)))
        tree[f"{path}.md"] = page(path)
        tree[f"{path}.yml"] = _path(ids, steps)
    tree["skills.yml"] = "".join(
        f"skill-{n}: Do the thing with number {n}.\n" for n in range(len(ids))
    )
    tree["sources.yml"] = "".join(
        f"{id}: {{title: A book, publisher: A house}}\n"
        for id in ("a-book", *map(_source, range(min(50, len(ids)))))
    )
    tree["glossary.yml"] = "".join(
        f"'{word}':\n  says: What it means is said here in one plain sentence.\n"
        f"  page: {ids[number % len(ids)]}\n"
        for number, word in enumerate(sorted(_words()[0][_TERMS]))
    )
    tree["published.yml"] = "index: 2026-11\n"
    return tree


def plain(pages: int) -> Tree:
    """The same texts with a title each, and without what only the guide reads."""
    ids = _ids(pages)
    tree = {"index.md": "---\ntitle: Home\n---\n\nHome.\n"}
    for number, id in enumerate(ids):
        text = _text(id, number, ids)
        tree[f"{id}.md"] = f"---\ntitle: {id.rpartition('/')[2]}\n---\n\n{text}"
    return tree


def _ids(pages: int) -> list[str]:
    whole_groups = range(-(-pages // len(_GROUP)) * len(_GROUP))
    return [f"{_GROUP[n % len(_GROUP)]}/page-{n}" for n in whole_groups]


def _source(number: int) -> str:
    return f"book-{number % 50}"


def _lesson(id: str, number: int, ids: list[str], parts: int) -> str:
    kind, place = id.partition("/")[0], number % len(_GROUP)
    _, stage, gear, role, _, _ = (
        other.rpartition("/")[2] for other in ids[number - place :][: len(_GROUP)]
    )
    fields = {
        "stages": f"roles: [{role}]\ngear: [{gear}]\n",
        "roles": f"gear: [{gear}]\n",
        "genres": f"roles: [{role}]\nstages: [{stage}]\ngear: [{gear}]\n",
    }.get(kind, "")
    fields += (
        "questions:\n"
        "  - ask: What do you do first, when you have not done it before?\n"
        "    right: {answer: The first thing, because: It comes before all of the others.}\n"
        "    wrong:\n"
        "      - {answer: The last, because: It comes after all the others., see: '#part-1'}\n"
        "      - {answer: The next, because: It comes after the first one., see: '#part-2'}\n"
    )
    if 0 < number % _STEPS <= _CHOICE:
        fields += f"needs: [{{skill: skill-{number - 1}, because: It comes before this one.}}]\n"
    cited = _text(id, number, ids, parts).replace("\n\n## ", f"[^{_source(number)}]\n\n## ", 1)
    return page(id, fields, cited, f"skill-{number}")


def _path(ids: list[str], steps: range) -> str:
    said = [f"- {{page: {ids[n]}, because: It is number {n} of this path.}}\n" for n in steps]
    before, one, other, after = (
        said[:_CHOICE],
        said[_CHOICE],
        said[_CHOICE + 1],
        said[_CHOICE + 2 :],
    )
    options = "".join(
        f"  - {{id: {id}, title: Way {id}, when: You like it more., steps: [{step[2:].strip()}]}}\n"
        for id, step in (("one", one), ("other", other))
    )
    choice = f"- choose: way\n  question: Which way is yours?\n  options:\n{options}"
    return (
        f"for: [You want to see how long a build takes.]\noutcomes: [skill-{steps[0]}]\nsteps:\n"
        + "".join(before)
        + choice
        + "".join(after)
    )


def _text(id: str, number: int, ids: list[str], of_parts: int = _PARTS) -> str:
    """About 150 words a part: a heading, paragraphs with links, a list or a table; a quotation."""
    roll = random.Random(number)
    vocabulary, weights = _words()
    said = iter(roll.choices(vocabulary, cum_weights=weights, k=2_000 * of_parts // _PARTS))

    def words(count: int) -> str:
        return " ".join(next(said) for _ in range(count))

    def sentences(count: int) -> str:
        return " ".join(f"{words(12).capitalize()}, {words(4)}." for _ in range(count))

    def link() -> str:
        target = roll.choice(ids)
        return f"[{words(3)}](../{target}.md)"

    parts = [sentences(2)]
    for part in range(1, of_parts + 1):
        rows = "".join(f"| {words(2)} | {words(6)} |\n" for _ in range(4))
        items = "".join(f"- **{words(2)}**: {words(8)}\n" for _ in range(4))
        parts += [
            f"## {words(3).capitalize()} {{#part-{part}}}",
            f"{sentences(2)} {link()}. {sentences(2)}",
            items if part % 2 else f"| {words(1)} | {words(1)} |\n|---|---|\n{rows}",
            f"{sentences(1)} *{words(2)}*, {link()} and `{words(1)}`.",
        ]
    parts.append(f"> {sentences(1)}")
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


@cache
def _words() -> tuple[list[str], list[int]]:
    """Words of the guide's own lessons, from the most used one, and how often those up to each are
    used."""
    texts = (file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*/*.md")))
    counts = Counter(re.findall(r"\b[a-z]{2,}\b", " ".join(texts)))
    for word in _NOT_BY_CHANCE:
        del counts[word]
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [word for word, _ in ordered], list(accumulate(count for _, count in ordered))
