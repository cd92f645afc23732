"""What templates get: places on paths, links with their names, and nothing but plain data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from guide.figures import duration, span
from guide.kinds import FRAME, Kind
from guide.load import Guide, load
from guide.views import Views
from tests.trees import ROOT, page, skills, small_guide, write


@pytest.fixture
def views(tmp_path: Path) -> Views:
    return Views(load(write(small_guide(), tmp_path)).library)


def test_every_view_of_the_real_guide_is_plain_data(real: Guide) -> None:
    made = Views(real.library)
    for page_id in real.library.published:
        view = made.page(page_id)
        assert json.loads(json.dumps(view)) == view


@pytest.mark.parametrize(
    ("base", "root"),
    [("", "/"), ("https://a.example/", "/"), ("https://a.example/guide/", "/guide/")],
)
def test_who_is_lost_is_led_on_from_the_root(tmp_path: Path, base: str, root: str) -> None:
    tree = small_guide() | {f"{name}.md": page(name) for name in ("stages/index", "a-z")}
    library = load(write(tree, tmp_path)).library
    assert Views(library, base=base).lost() == {
        "home": root,
        "data": f"{root}guide.json",
        "a_z": f"{root}a-z/",
        "sections": [{"title": "Stages", "href": f"{root}stages/"}],
        "foot": [{"title": "A z", "href": f"{root}a-z/"}],
    }


def test_titles_are_listed_without_their_articles(tmp_path: Path) -> None:
    titled = {"one": "The demo", "two": "An ear", "three": "A day", "four": "Anthem", "five": "Day"}
    tree = {
        "index.md": page("index"),
        "a-z.md": page("a-z"),
        "stages/index.md": page("stages/index"),
    }
    for name, title in titled.items():
        written = page(f"stages/{name}")
        tree[f"stages/{name}.md"] = written.replace(f"title: {name.title()}", f"title: {title}")
    listed = Views(load(write(tree, tmp_path)).library).page("a-z")["letters"]
    assert [
        (letter["letter"], [(page["title"], page["section"]) for page in letter["pages"]])
        for letter in listed
    ] == [
        ("A", [("Anthem", "Stages")]),
        ("D", [("A day", "Stages"), ("Day", "Stages"), ("The demo", "Stages")]),
        ("E", [("An ear", "Stages")]),
        ("I", [("Index", "")]),
    ]


def test_a_step_before_a_choice_tells_all_its_options(views: Views) -> None:
    assert views.page("decide/deciding")["strips"] == [
        {
            "id": "band",
            "title": "Band",
            "href": "../../paths/band/",
            "stands": [
                {
                    "on": "",
                    "step": "1",
                    "place": "Step 1 of 4 to 5",
                    "is_last": False,
                    "optional": False,
                    "because": "It comes first here.",
                    "trail": [],
                    "previous": None,
                    "next": {
                        "kind": "choice",
                        "path": "band",
                        "id": "room",
                        "question": "Where do you record?",
                        "help": None,
                        "href": "../../paths/band/#choice-room",
                        "options": [
                            {
                                "id": "home",
                                "title": "At home",
                                "time": "22–42 min",
                                "when": "You have a room for it.",
                                "nothing_to_do": None,
                                "next": step("Microphone", "../../gear/microphone/"),
                            },
                            {
                                "id": "studio",
                                "title": "In a studio",
                                "time": "11–21 min",
                                "when": "You have no room for it.",
                                "nothing_to_do": None,
                                "next": step("Recording", "../../stages/recording/"),
                            },
                        ],
                    },
                }
            ],
        }
    ]


def step(title: str, href: str, optional: bool = False, **more: Any) -> dict[str, Any]:
    return {"kind": "step", "title": title, "href": href, "optional": optional, **more}


def test_a_page_that_stands_twice_tells_both_places(views: Views) -> None:
    (strip,) = views.page("stages/recording")["strips"]
    after = step(
        "Rock",
        "../../genres/rock/",
        optional=True,
        then=step("Mixing", "../../stages/mixing/"),
    )
    home, studio = strip["stands"]
    assert (home["step"], home["next"]) == ("3", after)
    assert (studio["step"], studio["next"]) == ("2", after)
    assert home["trail"] == [{"question": "Where do you record?", "title": "At home"}]
    assert home["previous"] == {
        "title": "Microphone",
        "href": "../../gear/microphone/",
        "choice": False,
    }
    assert studio["previous"]["title"] == "Deciding"


def test_after_a_choice_the_way_back_is_the_choice(views: Views) -> None:
    (strip,) = views.page("genres/rock")["strips"]
    assert strip["stands"][0]["step"] == "3–4"
    assert strip["stands"][0]["previous"] == {
        "title": "Where do you record?",
        "href": "../../paths/band/#choice-room",
        "choice": True,
    }


def test_the_last_step_says_that_the_path_ends(views: Views) -> None:
    (strip,) = views.page("stages/mixing")["strips"]
    assert strip["stands"][0]["next"] == {"kind": "end", "href": "../../paths/band/"}


def test_choices_in_a_row_are_not_multiplied(tmp_path: Path) -> None:
    tree = small_guide()
    choices = "".join(
        f"  - choose: c{n}\n    question: Which one of {n}?\n    options:\n"
        + "".join(
            f"      - {{id: {o}, title: Way {o}, when: You like {o} better.,"
            " nothing_to_do: Nothing is needed.}\n"
            for o in ("one", "two")
        )
        for n in range(40)
    )
    tree["paths/band.yml"] = tree["paths/band.yml"].replace(
        "  - page: genres", choices + "  - page: genres"
    )
    library = load(write(tree, tmp_path)).library
    view = Views(library).page("stages/recording")
    assert len(json.dumps(view["strips"])) < 5_000
    assert view["strips"][0]["stands"][0]["next"]["options"][0]["next"] == {
        "kind": "rejoin",
        "title": "Which one of 1?",
        "href": "../../paths/band/#choice-c1",
    }


def test_steps_that_may_be_left_out_are_left_out_together(tmp_path: Path) -> None:
    tree = small_guide()
    optional = "".join(
        f"  - {{page: decide/more-{n}, because: You may like it., need: optional}}\n"
        for n in range(300)
    )
    tree |= {f"decide/more-{n}.md": page(f"decide/more-{n}", teaches="rock") for n in range(300)}
    tree["paths/band.yml"] = tree["paths/band.yml"].replace(
        "  - page: stages/mixing", optional + "  - page: stages/mixing"
    )
    library = load(write(tree, tmp_path)).library
    (strip,) = Views(library).page("decide/more-0")["strips"]
    assert strip["stands"][0]["next"] == step(
        "More 1",
        "../../decide/more-1/",
        optional=True,
        then=step("Mixing", "../../stages/mixing/"),
    )


def test_a_link_is_named_from_each_end(tmp_path: Path) -> None:
    tree = small_guide() | {
        "genres/punk.md": page(
            "genres/punk",
            "parents: [rock]\nroles: [singer]\nstages: [mixing]\ngear: [microphone]\n",
        ),
        "skills.yml": small_guide()["skills.yml"] + skills("punk"),
        "index.md": page("index", body="[Punk](genres/punk.md)"),
    }
    views = Views(load(write(tree, tmp_path)).library)
    assert views.page("genres/punk")["links"][-1] == {
        "label": "Grew from",
        "pages": [{"title": "Rock", "href": "../../genres/rock/"}],
    }
    labels = {
        g["label"]: [p["title"] for p in g["pages"]] for g in views.page("genres/rock")["links"]
    }
    assert labels["Led to"] == ["Punk"]
    labels = {
        g["label"]: [p["title"] for p in g["pages"]] for g in views.page("gear/microphone")["links"]
    }
    assert labels == {
        "Roles that work with it": ["Singer"],
        "Stages that use it": ["Mixing", "Recording"],
        "Genres that need it": ["Punk", "Rock"],
    }


def test_coverage_counts_what_is_linked_from_either_end(tmp_path: Path) -> None:
    tree = small_guide() | {"contributing/coverage.md": page("contributing/coverage")}
    coverage = Views(load(write(tree, tmp_path)).library).page("contributing/coverage")["coverage"]
    assert [column["title"] for column in coverage["columns"]] == [
        "Roles",
        "Stages",
        "Gear",
        "Genres",
    ]
    counts = {row["title"]: [cell["count"] for cell in row["cells"]] for row in coverage["rows"]}
    assert counts == {
        "Singer": [None, 2, 1, 1],
        "Mixing": [1, None, 1, 1],
        "Recording": [1, None, 1, 1],
        "Microphone": [1, 2, None, 1],
        "Rock": [1, 2, 1, None],
    }
    assert (coverage["cells"], coverage["empty"], coverage["single"]) == (15, 0, 12)
    singer = coverage["rows"][0]
    assert (singer["kind"], singer["href"]) == ("role", "../../roles/singer/")
    assert [cell["is_thin"] for cell in singer["cells"]] == [False, False, True, True]
    assert singer["linked"][0] == {
        "title": "Stages",
        "pages": [
            {"title": "Mixing", "href": "../../stages/mixing/"},
            {"title": "Recording", "href": "../../stages/recording/"},
        ],
    }


def test_the_map_of_the_real_guide_has_no_hole(real: Guide) -> None:
    coverage = Views(real.library).page("contributing/coverage")["coverage"]
    on_the_map = (Kind.ROLE, Kind.STAGE, Kind.GEAR, Kind.GENRE)
    assert coverage["empty"] == 0
    assert coverage["cells"] == 3 * sum(len(real.library.of_kind(kind)) for kind in on_the_map)
    for row in coverage["rows"]:
        met = [len(group["pages"]) for group in row["linked"]]
        assert met == [cell["count"] for cell in row["cells"] if cell["count"] is not None]


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        ((25, 40), "25–40 min"),
        ((30, 30), "30 min"),
        ((40, 119), "40–119 min"),
        ((50, 150), "1–3 h"),
        ((120, 120), "2 h"),
        ((20, 300), "under an hour to 5 h"),
    ],
)
def test_times_are_said_as_people_say_them(minutes: tuple[int, int], said: str) -> None:
    assert duration(minutes) == said


def test_a_range_of_one_is_a_number() -> None:
    assert (span((3, 3)), span((3, 4))) == ("3", "3–4")


TEMPLATES = [*(ROOT / "overrides").rglob("*.html")]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_stay_in_the_part_of_jinja_that_other_engines_share(template: Path) -> None:
    code = "".join(re.findall(r"{[{%].*?[}%]}", template.read_text("utf-8"), re.DOTALL))
    assert set(re.findall(r"\|\s*(\w+)", code)) <= {"e", "length", "url"}
    assert re.findall(r"\.(?:items|keys|values|get|append)\(", code) == []
    assert re.findall(r"\b(?:guide|option|strip|stand|view|lesson)\.\w+", code) == []
    assert re.findall(r"config\.(?!site_name)\w+", code) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_every_value_is_escaped(template: Path) -> None:
    printed = re.findall(r"{{-?\s*(.*?)\s*-?}}", template.read_text("utf-8"), re.DOTALL)
    text = r".*\| (e|url)|\".*\" if .*|config\.site_name"
    macro = (
        r"(next|route|contents|lines|bend|mark|drawn|named|number|text|sources|sleeve|row)\(.*\)"
    )
    safe_html = r"super\(\)|printed|rendered|(guide\[\"structured|piece\[\"html)\"\]|page\.content"
    html = rf"{safe_html}|(item|inner)\.title|{macro}"
    number = r"step|loop\.index|\w+\[\"(tempo|swing|year|routes|width|bend|lanes|x|reading)\"\]"
    safe = re.compile(f"{text}|{html}|{number}")
    assert [value for value in printed if not safe.fullmatch(value)] == []


def test_every_lesson_stands_in_the_table_with_its_steps_on_each_path(real: Guide) -> None:
    table = Views(real.library).page("pages-by-path")["by_path"]
    rows = {row["href"]: row["steps"] for part in table["sections"] for row in part["rows"]}
    lessons = [file.id for file in real.library.published.values() if file.lesson]
    shown = [lesson for lesson in lessons if f"../{lesson}/" in rows]
    assert list(rows) == [f"../{lesson}/" for lesson in shown]
    assert table["without"] == "labs or tools"
    assert {lesson.partition("/")[0] for lesson in lessons if lesson not in shown} == {
        "labs",
        "tools",
    }
    for lesson in lessons:
        if lesson not in shown:
            assert Views(real.library).page(lesson)["strips"] == []
            continue
        strips = {strip["title"]: strip for strip in Views(real.library).page(lesson)["strips"]}
        for column, path in enumerate(table["paths"]):
            stands = strips.get(path["title"], {"stands": []})["stands"]
            told = rows[f"../{lesson}/"][column]
            assert {part.partition(",")[0] for part in told.split(" or ")} == (
                {stand["step"] for stand in stands} or {"–"}
            )
            assert told.count("optional") == len(
                {stand["step"] for stand in stands if stand["optional"]}
            )


def test_a_question_is_printed_with_what_each_answer_leads_to(tmp_path: Path) -> None:
    tree = small_guide()
    tree["stages/mixing.md"] = tree["stages/mixing.md"].replace(
        "needs:",
        "questions:\n"
        "  - ask: What do you do first of all?\n"
        "    right: {answer: Listen, because: You cannot judge what you have not heard.}\n"
        "    wrong:\n"
        "      - {answer: Turn it up, because: Louder seems better., see: '#steps'}\n"
        "      - {answer: Ask, because: They hear it as you do., see: stages/recording#steps}\n"
        "needs:",
        1,
    )
    views = Views(load(write(tree, tmp_path)).library)
    (question,) = views.page("stages/mixing")["lesson"]["questions"]
    assert question["ask"] == "What do you do first of all?"
    right = [answer for answer in question["answers"] if answer["right"]]
    assert right == [
        {
            "text": "Listen",
            "right": True,
            "because": "You cannot judge what you have not heard.",
        }
    ]
    assert [answer["see"] for answer in question["answers"] if not answer["right"]] == [
        {"title": "Part steps", "href": "#steps"},
        {"title": "Recording: Part steps", "href": "../../stages/recording/#steps"},
    ]


def test_the_right_answer_is_found_at_every_place(real: Guide) -> None:
    places = [
        [answer["right"] for answer in question["answers"]].index(True)
        for page in real.library.published.values()
        if page.lesson
        for question in Views(real.library).page(page.id)["lesson"]["questions"]
    ]
    assert {place: places.count(place) > len(places) / 6 for place in set(places)} == {
        0: True,
        1: True,
        2: True,
    }


def test_ids_that_templates_print_are_refused_in_texts() -> None:
    printed = {
        found
        for template in (
            "page",
            "facts",
            "listen",
            "after",
            "sources",
            "strips",
            "path",
            "contents",
        )
        for found in re.findall(
            r'\bid="([a-z-]+)"',
            (ROOT / f"overrides/partials/guide/{template}.html").read_text("utf-8"),
        )
    }
    assert printed <= FRAME


def test_sources_of_records_are_numbered_after_those_of_the_text(tmp_path: Path) -> None:
    tree = small_guide()
    tree["sources.yml"] += "a-film: {title: A film, publisher: A house}\n"
    tree["genres/rock.md"] = tree["genres/rock.md"].replace(
        "Record c, year: 1990, hear: The bass moves first., sources: [a-book]",
        "Record c, year: 1990, hear: The bass moves first., sources: [a-film, a-book]",
    )
    view = Views(load(write(tree, tmp_path)).library).page("genres/rock")
    assert [source["id"] for source in view["sources"]] == ["a-book", "a-film"]
    assert [record["sources"] for record in view["lesson"]["listen"]] == [
        [{"id": "a-book", "number": 1}],
        [{"id": "a-book", "number": 1}],
        [{"id": "a-film", "number": 2}, {"id": "a-book", "number": 1}],
    ]
