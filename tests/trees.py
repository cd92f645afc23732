"""Docs folders for tests, as texts by name: a small guide without findings, and ways to change
and to write it."""

import sysconfig
from pathlib import Path

from guide.kinds import is_index
from guide.load import load
from guide.pages import Gear, Genre, Lesson, Role, Stage, model_for

Tree = dict[str, str]

ROOT = Path(__file__).parent.parent
"""The checkout."""
COMMANDS = Path(sysconfig.get_path("scripts"))
"""Where the commands of installed packages stand: not beside Python, on Windows."""

KIND_FIELDS: dict[type, str] = {
    Role: "hire_for: [a second opinion]\ndelivers: [a file]\npaid_by: [a fee]\n",
    Stage: "comes_in: [a song]\ngoes_out: [a recording]\n",
    Gear: (
        "chain: [source, microphone]\n"
        "specs:\n"
        + "".join(f"  - {{name: Spec {n}, matters: It matters for a reason.}}\n" for n in "abc")
    ),
    Genre: (
        "origin: {place: A town, years: The 1970s}\n"
        "tempo: [90, 120]\n"
        "grooves:\n"
        "  - name: Plain\n"
        "    tempo: 100\n"
        "    steps: {kick: X...X...X...X...}\n"
        "listen:\n"
        + "".join(
            f"  - {{artist: Anon, title: Record {n}, year: 1990, hear: The bass moves first., "
            "sources: [a-book]}\n"
            for n in "abc"
        )
        + "family: rock\nsince: 1970\n"
    ),
}


def page(page_id: str, fields: str = "", body: str = "", teaches: str = "") -> str:
    """The text of a sound page: `fields` are lines of front matter beside those that its kind
    must have, `body` is put before the parts that it owes."""
    model = model_for(page_id)
    title = page_id.rpartition("/")[2].replace("-", " ").capitalize()
    matter = (
        f"title: {title}\n"
        f"summary: What {title.lower()} is, told in one sentence of a good length.\n"
        "reviewed: 2026-01-31\n"
    )
    if issubclass(model, Lesson) and not is_index(page_id):
        matter += (
            f"teaches: [{teaches or page_id.rpartition('/')[2]}]\n"
            "practice: {minutes: [10, 20], task: Do it once tonight.}\n"
            "done_when: [You can hear it well., You can see it well.]\n"
        )
        matter += KIND_FIELDS.get(model, "")
    parts = "".join(f"\n## Part {part} {{#{part}}}\n\nText of it.\n" for part in model.parts)
    return f"---\n{matter}{fields}---\n\n{body}\nText.\n{parts}"


def skills(*names: str) -> str:
    return "".join(f"{name}: Do the thing that is called {name}.\n" for name in names)


def small_guide() -> Tree:
    """A guide of eight pages and one path, without findings."""
    return {
        "index.md": page("index"),
        "skills.yml": skills("mixing", "singer", "microphone", "rock", "recording", "deciding"),
        "sources.yml": "a-book: {title: A book, publisher: A house}\n",
        "published.yml": "stages/mixing: 2026-01\n",
        "decide/deciding.md": page("decide/deciding", body="A claim.[^a-book]"),
        "roles/singer.md": page("roles/singer", "gear: [microphone]\n"),
        "stages/recording.md": page("stages/recording", "roles: [singer]\ngear: [microphone]\n"),
        "stages/mixing.md": page(
            "stages/mixing",
            "roles: [singer]\n"
            "gear: [microphone]\n"
            "needs: [{skill: recording, because: There is nothing to mix before it.}]\n",
        ),
        "gear/microphone.md": page("gear/microphone"),
        "genres/rock.md": page(
            "genres/rock", "roles: [singer]\nstages: [mixing, recording]\ngear: [microphone]\n"
        ),
        "paths/band.md": page("paths/band"),
        "paths/band.yml": PATH,
    }


PATH = """\
for: [You play in a band and want a record.]
outcomes: [mixing]
steps:
  - page: decide/deciding
    because: It comes first here.
  - choose: room
    question: Where do you record?
    options:
      - id: home
        title: At home
        when: You have a room for it.
        steps:
          - page: gear/microphone
            because: You need one at home.
          - page: stages/recording
            because: You do it yourself.
      - id: studio
        title: In a studio
        when: You have no room for it.
        steps:
          - page: stages/recording
            because: You watch how it is done.
  - page: genres/rock
    because: It is what you play.
    need: optional
  - page: stages/mixing
    because: It ends the path.
"""


def write(tree: Tree, folder: Path) -> Path:
    """Write a tree into `folder`/docs, and return that."""
    docs = folder / "docs"
    for name, text in tree.items():
        file = docs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    return docs


def findings(tree: Tree, folder: Path) -> list[str]:
    """Write a tree, check it, and return the findings as they are printed."""
    return [str(problem) for problem in load(write(tree, folder)).problems]
