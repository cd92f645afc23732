"""What a rule found on a page is remembered, and forgotten with the text it was found in."""

from collections.abc import Iterator

from guide.library import Library
from guide.page_file import PageFile
from guide.page_rules import of_each_page
from guide.problem import Code, Problem
from guide.prose import Prose


def library(**texts: str) -> Library:
    found = Library("docs")
    for name, text in texts.items():
        found.pages[name] = PageFile(name, f"docs/{name}.md", None, Prose(), text, text)
    return found


def test_only_a_page_that_changed_is_asked_again() -> None:
    asked = []

    @of_each_page
    def shouts(page: PageFile) -> Iterator[Problem]:
        asked.append(page.id)
        if page.body.isupper():
            yield Problem(page.path, 1, 1, Code.LEFT_OVER, "shouts", "speak")

    def told(**texts: str) -> list[str]:
        return [problem.path for problem in shouts(library(**texts))]

    assert told(a="LOUD", b="low") == ["docs/a.md"]
    assert told(a="LOUD", b="low") == ["docs/a.md"]
    assert asked == ["a", "b"]
    assert told(a="LOUD", b="LOUD", c="") == ["docs/a.md", "docs/b.md"]
    assert told(a="low", b="LOUD") == ["docs/b.md"]
    assert asked == ["a", "b", "b", "a"]
    assert told() == []
