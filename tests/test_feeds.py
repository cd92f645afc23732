"""What is told to programs: feeds of what is new, and structured data."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from guide import feeds
from guide.load import Guide, load
from guide.views import Views
from tests.trees import Tree, small_guide, write

BASE = "https://example.org/guide/"
ATOM = "{http://www.w3.org/2005/Atom}"


def revised() -> Tree:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "reviewed:",
        "revised:\n"
        "  - {on: 2026-02-03, what: The fader comes first & <last>.}\n"
        "  - {on: 2026-02-03, what: Nothing is soloed any more.}\n"
        "reviewed:",
    )
    return tree


def entries(file: Path) -> list[tuple[str, str, str]]:
    """Title, day and text of each entry of a feed."""
    feed = ElementTree.parse(file).getroot()
    ids = [str(found.text) for found in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)), "each entry is known by an id of its own"
    assert feed.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}entry/{ATOM}updated")
    return [
        (
            entry.findtext(f"{ATOM}title") or "",
            (entry.findtext(f"{ATOM}updated") or "")[:10],
            entry.findtext(f"{ATOM}summary") or "",
        )
        for entry in feed.iter(f"{ATOM}entry")
    ]


def test_a_feed_tells_what_is_new_the_latest_first(tmp_path: Path) -> None:
    library = load(write(revised(), tmp_path)).library
    site = tmp_path / "site"
    (site / "paths/band").mkdir(parents=True)
    feeds.write(library, site, BASE)
    summary = "What mixing is, told in one sentence of a good length."
    told = [
        ("Mixing", "2026-02-03", "The fader comes first & <last>."),
        ("Mixing", "2026-02-03", "Nothing is soloed any more."),
        ("New: Mixing", "2026-01-01", summary),
    ]
    assert sorted(entries(site / "feed.xml")) == sorted(told)
    assert entries(site / "feed.xml")[-1] == told[-1]
    assert entries(site / "paths/band/feed.xml") == entries(site / "feed.xml")


def test_a_site_without_an_address_has_no_feed(tmp_path: Path) -> None:
    feeds.write(load(write(revised(), tmp_path)).library, tmp_path / "site", "")
    assert not (tmp_path / "site").exists()


def graph(views: Views, page: str) -> list[dict[str, Any]]:
    text = views.page(page)["structured"]
    assert "<" not in text, "nothing in it can end the element that it stands in"
    made: list[dict[str, Any]] = json.loads(text)["@graph"]
    return made


def test_a_lesson_tells_its_kind_its_skills_its_paths_and_its_place(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = (
        tree["stages/mixing.md"]
        .replace(
            "Text of it.",
            "Text.\n\n1. **Level `A` first.** Then go on.\n2. **[Pan](#in) it.**\n",
            1,
        )
        .replace("title: Mixing", 'title: "Mixing <live>"')
    )
    views = Views(load(write(tree, tmp_path)).library, base=BASE)
    lesson, trail, *more = graph(views, "stages/mixing")
    assert lesson == {
        "@type": "LearningResource",
        "@id": f"{BASE}stages/mixing/",
        "url": f"{BASE}stages/mixing/",
        "name": "Mixing <live>",
        "description": "What mixing is, told in one sentence of a good length.",
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "dateModified": "2026-01-31",
        "learningResourceType": "stage",
        "teaches": ["Do the thing that is called mixing."],
        "isPartOf": [{"@id": f"{BASE}paths/band/"}],
    }
    assert trail["itemListElement"][0]["name"] == "Signal Path"
    assert trail["itemListElement"][-1]["item"] == f"{BASE}stages/mixing/"
    steps = [step["name"] for node in more for step in node["step"]]
    assert steps == ["Level A first", "Pan it"]


def test_a_path_is_a_course_of_its_pages(tmp_path: Path) -> None:
    views = Views(load(write(small_guide(), tmp_path)).library, base=BASE)
    course = graph(views, "paths/band")[0]
    assert course["@type"] == "Course"
    assert course["teaches"] == ["Do the thing that is called mixing."]
    assert course["provider"] == {"@type": "Organization", "name": "Signal Path", "url": BASE}
    assert {"@id": f"{BASE}stages/mixing/"} in course["hasPart"]


def test_without_an_address_nothing_is_told(tmp_path: Path) -> None:
    assert Views(load(write(small_guide(), tmp_path)).library).page("index")["structured"] == ""


@pytest.mark.parametrize("stage", ["stages/mixing", "stages/recording-voice"])
def test_the_steps_of_a_stage_are_a_how_to(real: Guide, stage: str) -> None:
    how_to = graph(Views(real.library, base=BASE), stage)[-1]
    written = re.findall(r"^\d+\. \*\*", real.library.pages[stage].body, re.M)
    assert how_to["@type"] == "HowTo"
    assert 5 <= len(how_to["step"]) <= len(written)
    assert not any(re.search(r"[\[\]*`]|\.$", step["name"]) for step in how_to["step"])


def test_every_real_page_has_its_type(real: Guide) -> None:
    views = Views(real.library, base=BASE)
    types = {page: graph(views, page)[0]["@type"] for page in real.library.published}
    assert types["index"] == "WebSite"
    assert {kind for page, kind in types.items() if page.startswith("paths/")} == {
        "CollectionPage",
        "Course",
    }
    assert set(types.values()) == {
        "WebSite",
        "CollectionPage",
        "Course",
        "LearningResource",
        "WebPage",
    }
