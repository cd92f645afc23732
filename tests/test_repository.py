"""What stands beside the guide in the repository: licences, forms, workflows."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from guide.cli import cli
from guide.problem import Code
from tests.trees import COMMANDS, ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_every_licence_that_files_have_is_there_in_full() -> None:
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))
    named = {entry["SPDX-License-Identifier"] for entry in reuse["annotations"]}
    assert {file.stem for file in (ROOT / "LICENSES").iterdir()} == named


def test_our_own_licence_is_the_one_that_is_named() -> None:
    full = (ROOT / "LICENSES/MIT.txt").read_text(encoding="utf-8")
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    holder = "2026 The Signal Path contributors"
    assert ours.split() == full.replace("<year> <copyright holders>", holder).split()


def test_each_rule_of_the_style_guide_names_a_check_that_exists() -> None:
    written = (ROOT / "docs/contributing/style.md").read_text(encoding="utf-8")
    text = re.sub(r"\[(\w+)\]\(findings/[^)]+\)", r"\1", written)
    keepers = re.findall(r"^\| [^|]+ \| ([^|]+) \|$", text.replace("| rule | kept by |", ""), re.M)
    listed = subprocess.run(
        [COMMANDS / "rumdl", "rule"], capture_output=True, text=True, check=True
    ).stdout
    checks = {code.value for code in Code} | set(re.findall(r"MD\d+", listed)) | {"human", "typos"}
    # Rules of rumdl that are switched off check nothing.
    off = tomllib.loads((ROOT / ".rumdl.toml").read_text(encoding="utf-8"))["global"]["disable"]
    assert len(keepers) > 20
    assert {name for keeper in keepers for name in keeper.split(", ")} <= checks - set(off)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_little_and_ends(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    assert "group" in workflow["concurrency"]
    for job in workflow["jobs"].values():
        assert job["permissions"]
        assert "uses" in job or job["timeout-minutes"] <= 60


def test_what_workflows_run_is_there() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in WORKFLOWS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([.\w/-]+)(?= |$)", re.sub("#.*", "", text), re.M):
        assert re.search(rf"^{re.escape(target)}:", makefile, re.M), target
    assert set(re.findall(r"(?:bin/|run: )guide (\w+)", text)) <= set(cli.commands)
    for module in re.findall(r"python3? -m (publish[\w.]*)", text):
        assert (ROOT / "hooks" / f"{module.replace('.', '/')}.py").exists()


def test_only_what_never_runs_what_was_sent_holds_a_secret() -> None:
    with_secret = [f.stem for f in WORKFLOWS if "secrets." in f.read_text(encoding="utf-8")]
    assert with_secret == ["preview-deploy"]
    deploy = yaml.safe_load((ROOT / ".github/workflows/preview-deploy.yml").read_text("utf-8"))
    checkout = deploy["jobs"]["deploy"]["steps"][0]
    assert checkout["with"] == {"persist-credentials": False}, "the main branch: no ref is named"


def test_what_is_no_text_stands_in_docs_alone() -> None:
    """There they are pictures, whose kind and size are checked; elsewhere they came by mistake."""
    listed = subprocess.run(
        ["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(listed) > 100
    files = [line.partition("\t") for line in listed]
    assert [
        file for kind, _, file in files if "i/-text" in kind and not file.startswith("docs/")
    ] == []
