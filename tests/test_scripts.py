"""The scripts' own tests, run by Deno, with what the guide says of the same paths as their oracle:
the browser and the build must count alike."""

import json
import os
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest

from guide import routes, tool_views
from guide.figures import duration, place
from guide.following import item_data, paths_json
from guide.load import load
from guide.paths import Choice, Option, Step, Want, steps_of
from tests import (
    test_agreement,
    test_budget,
    test_calculators,
    test_dsp_music,
    test_dsp_sound,
    test_dsp_space,
    test_labs,
    test_producer,
    test_royalties,
    test_search,
    test_splits,
    test_vetting,
)
from tests.trees import COMMANDS, ROOT

DENO = COMMANDS / "deno"
Items = list[Step | Choice]
BECAUSE = "It is needed for what follows."


def random_items(roll: random.Random, depth: int, names: list[str]) -> Items:
    """Steps and choices with pages that no other step has, a few levels deep."""
    items: Items = []
    for _ in range(roll.randint(0, 3)):
        if depth and roll.random() < 0.4:
            options = [
                Option(
                    id=f"option-{number}",
                    title=f"Option {number}",
                    when="You are one of those who take it.",
                    steps=random_items(roll, depth - 1, names),
                )
                for number in range(roll.randint(2, 3))
            ]
            names.append(f"choice-{len(names)}")
            items.append(Choice(choose=names[-1], question="Which way?", options=options))
        else:
            names.append(f"page-{len(names)}")
            want = roll.choice(list(Want))
            items.append(Step(page=names[-1], because=BECAUSE, need=want))
    return items


def random_path(roll: random.Random) -> dict[str, Any]:
    items = random_items(roll, 3, [])
    while routes.count(items) > 500:
        items = random_items(roll, 3, [])
    of: dict[str, tuple[int, int]] = {}

    def minutes(page: str) -> tuple[int, int]:
        if page not in of:
            least = roll.randint(1, 60)
            of[page] = least, least + roll.randint(0, 60)
        return of[page]

    return {
        "steps": [item_data(item) for item in items],
        "minutes": routes.minutes(items, minutes),
        "of": of,
    }


PLACES = [
    (step, steps, is_last)
    for step in ((1, 1), (17, 21))
    for steps in ((24, 24), (20, 33))
    for is_last in (False, True)
]


def test_a_place_on_a_path_is_said_in_words() -> None:
    said = [place(step, steps, is_last=is_last) for step, steps, is_last in PLACES]
    assert said == [
        "Step 1 of 24",
        "The last of 24 steps",
        "Step 1 of 20 to 33",
        "The last of 20 to 33 steps",
        "Step 17 to 21 of 24, by the way you take",
        "The last of 24 steps",
        "Step 17 to 21 of 20 to 33, by the way you take",
        "The last of 20 to 33 steps",
    ]


def test_scripts(tmp_path: Path) -> None:
    library = load(ROOT / "docs").library
    roll = random.Random(24)
    ranges = [(least, least + roll.randint(0, 900)) for least in range(1, 400)]
    oracle = {
        "paths": [random_path(roll) for _ in range(200)],
        "routes": {
            entry.id: routes.count(entry.path.steps)
            for entry in library.paths.values()
            if entry.path
        },
        "places": [(*given, place(*given[:2], is_last=given[2])) for given in PLACES],
        "durations": [(minutes, duration(minutes)) for minutes in ranges],
        "producer": test_producer.cases(),
        "royalties": test_royalties.cases(),
        "calculators": test_calculators.cases(),
        "worked": test_calculators.WORKED,
        "splits": test_splits.cases(),
        "agreement": test_agreement.cases(),
        "fees": test_agreement.FEES,
        "budget": test_budget.cases(),
        "vetting": test_vetting.cases(),
        "distances": test_search.distances(),
        "labs": test_labs.cases(),
        "scores": test_vetting.WORKED,
        "dsp_sound": test_dsp_sound.cases(),
        "dsp_music": test_dsp_music.cases(library),
        "dsp_space": test_dsp_space.cases(),
    }
    (tmp_path / "oracle.json").write_text(json.dumps(oracle), "utf-8")
    (tmp_path / "paths.json").write_text(paths_json(library), "utf-8")
    tools = {tool: tool_views.tool(library, f"tools/{tool}") or {} for tool in library.tools}
    data = {tool: json.loads(view["json"]) for tool, view in tools.items()}
    (tmp_path / "tools.json").write_text(json.dumps(data), "utf-8")
    files = {"ORACLE": "oracle.json", "GUIDE": "paths.json", "TOOLS": "tools.json"}
    given = {name: str(tmp_path / file) for name, file in files.items()}
    run = subprocess.run(
        [DENO, "test", "--quiet", "--no-check", f"--allow-read={tmp_path}", "--allow-env", "."],
        cwd=ROOT / "tests/scripts",
        env={**os.environ, **given, "NO_COLOR": "1", "DENO_NO_UPDATE_CHECK": "1"},
        capture_output=True,
        text=True,
    )
    if run.returncode:
        pytest.fail(f"{run.stdout}\n{run.stderr}", pytrace=False)
    assert " passed | 0 failed" in run.stdout


def test_every_page_that_a_path_holds_is_there_with_its_address() -> None:
    library = load(ROOT / "docs").library
    data = json.loads(paths_json(library))
    pages = {page["id"]: page for page in data["pages"]}
    on_paths = {
        step.page
        for entry in library.paths.values()
        if entry.path
        for step, _ in steps_of(entry.path)
    }
    assert set(pages) == on_paths
    for page_id, page in pages.items():
        file = library.pages[page_id]
        assert file.lesson
        assert page == {
            "id": page_id,
            "url": f"{page_id}/",
            "title": file.title,
            "least": file.minutes[0],
            "most": file.minutes[1],
            "teaches": file.teaches,
            "needs": file.needs,
            "revised": [
                {"on": f"{revision.on:%Y-%m-%d}", "what": revision.what}
                for revision in file.lesson.revised
            ],
        }
    assert [path["id"] for path in data["paths"]] == list(library.paths)
    assert data["aliases"] == library.aliases
