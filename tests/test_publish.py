"""Scripts and styles as they are published: fewer files that do the same."""

import subprocess
from pathlib import Path

import pytest

from publish import styles
from publish.scripts import NotSimple, bundle, bundled
from tests.trees import COMMANDS, ROOT

DENO = COMMANDS / "deno"
SCRIPTS = ROOT / "overrides/assets/javascripts"
LOADED = ("?.js", "noisy.js", "asks.js")
TREE = {
    "main.js": 'import { say } from "./say.js";\nsay("main");\n',
    "noisy.js": 'import * as all from "./say.js";\nall.say("noisy");\n',
    "say.js": (
        "/** Told once. @typedef {import('./nowhere.js').Type} Type */\n"
        "const said = [];\n"
        "/** @param {string} what */\n"
        "export function say(what) {\n"
        "  // Left out.\n"
        "  /** @type {string[]} */ (said).length;\n"
        "  said.push(what);\n"
        "  return said;\n"
        "}\n"
        "/** Where it stands. */\n"
        "export const here = () => import.meta.url;\n"
    ),
    "a.js": (
        'import { say as tell } from "./say.js";\nimport { both } from "./both.js";\ntell(both);\n'
    ),
    "b.js": (
        'import { both } from "./both.js";\nimport { say } from "./say.js";\n'
        "say(`b ${[both].map((one) => `${one}  ${one}`).join()}`);\n"
    ),
    "both.js": 'import { say } from "./say.js";\nexport const both = "both";\nsay("both runs");\n',
    "deep/late.js": 'import { say } from "../say.js";\nexport const late = () => say("late");\n',
    "asks.js": 'import { say } from "./say.js";\nawait0();\nasync function await0() {\n'
    '  (await import("./deep/late.js")).late();\n}\nsay("asks");\n',
    "sound/hum-worklet.js": 'import { both } from "./hum.js";\nglobalThis.hum = both;\n',
    "unused.js": "export const unused = 1;\n",
    "sound/hum.js": "export class both {}\n",
}


def test_what_several_scripts_need_stands_once() -> None:
    made = bundled(TREE, LOADED)
    assert sorted(made) == [
        "a.js",
        "asks.js",
        "b.js",
        "deep/late.js",
        "main.js",
        "noisy.js",
        "shared.js",
        "sound/hum-worklet.js",
    ]
    assert [name for name, text in made.items() if "said.push" in text] == ["main.js"]
    assert [name for name, text in made.items() if "both runs" in text] == ["shared.js"]
    assert not any("Left out" in text or "Told once" in text for text in made.values())
    assert "import" not in made["sound/hum-worklet.js"]


def test_it_does_what_the_modules_do(tmp_path: Path) -> None:
    run = (
        'for (const name of ["main", "noisy", "a", "b", "asks"]) await import(`./${name}.js`);\n'
        "await new Promise((done) => setTimeout(done, 50));\n"
    )
    told = []
    for folder, texts in (
        ("before", TREE),
        ("after", bundled(TREE, LOADED)),
    ):
        for name, text in texts.items():
            (tmp_path / folder / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / name).write_text(text, "utf-8")
        name = "$say.say" if folder == "after" else "say"
        address = "$say.here" if folder == "after" else "here"
        taken = "$say" if folder == "after" else "say, here"
        source = "./main.js" if folder == "after" else "./say.js"
        (tmp_path / folder / "run.js").write_text(
            f'{run}const {{ {taken} }} = await import("{source}");\n'
            f'console.log({name}("end").join(), {address}().split("/").pop());\n',
            "utf-8",
        )
        done = subprocess.run(
            [DENO, "run", "--allow-read", "--no-lock", "--no-config", "run.js"],
            cwd=tmp_path / folder,
            capture_output=True,
            text=True,
            check=True,
        )
        told.append(done.stdout)
    assert told == ["main,noisy,both runs,both,b both  both,asks,late,end say.js\n"] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('export { a } from "./b.js";\n', 'main.js: cannot bundle: export { a } from "./b.js";'),
        ("export let a = 1;\n", "main.js: cannot bundle: export let a = 1;"),
        ("export default 1;\n", "main.js: cannot bundle: export default 1;"),
        ('import { a } from "./c.js";\n', "main.js imports c.js, which is not there"),
        ('import { a } from "./b.js";\n', "b.js imports main.js, which imports it in turn"),
    ],
)
def test_what_is_not_simple_is_refused(text: str, told: str) -> None:
    with pytest.raises(NotSimple) as refused:
        bundled({"main.js": text, "b.js": 'import { a } from "./main.js";\n'})
    assert str(refused.value) == told


def test_our_scripts_become_one_file_a_page_loads(tmp_path: Path) -> None:
    for file in SCRIPTS.rglob("*.js"):
        target = tmp_path / file.relative_to(SCRIPTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    bundle(tmp_path)
    names = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.js")}
    tools = {f"elements/tools/{file.stem}.js" for file in (ROOT / "docs/tools").glob("*.yml")}
    assert {"main.js", *tools} <= names
    assert {name for name in names if name.startswith("elements/tools/")} == tools
    assert not {"store.js", "progress.js", "elements/live.js"} & names
    assert all(any(folder.iterdir()) for folder in tmp_path.rglob("*/"))


def test_styles_are_merged_in_order(tmp_path: Path) -> None:
    for floor in styles.FLOORS:
        (tmp_path / f"{floor}.css").write_text(f"/* {floor} */\n.a {{\n  b: {floor};\n}}\n")
    (tmp_path / "tools.css").write_text(".tool > a {\n  color: red; /* why */\n}\n")
    styles.merge(tmp_path)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "site.css": "".join(f".a {{\nb: {floor};\n}}\n" for floor in styles.FLOORS),
        "tools.css": ".tool > a {\ncolor: red; \n}\n",
    }


def test_every_sheet_of_ours_has_its_floor_or_its_pages() -> None:
    sheets = {file.stem for file in (ROOT / "overrides/assets/stylesheets").glob("*.css")}
    assert sheets >= set(styles.FLOORS)
    asks = (ROOT / "overrides/document.html", SCRIPTS / "elements/search-dialog.js")
    texts = [file.read_text("utf-8") for file in asks]
    alone = sheets - set(styles.FLOORS)
    assert [
        name for name in sorted(alone) if not any(f"stylesheets/{name}.css" in t for t in texts)
    ] == []
