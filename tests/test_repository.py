"""What stands beside the guide in the repository: licences, forms, workflows."""

import tomllib

from tests.trees import ROOT


def test_every_licence_that_files_have_is_there_in_full() -> None:
    reuse = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))
    named = {entry["SPDX-License-Identifier"] for entry in reuse["annotations"]}
    assert {file.stem for file in (ROOT / "LICENSES").iterdir()} == named


def test_our_own_licence_is_the_one_that_is_named() -> None:
    full = (ROOT / "LICENSES/MIT.txt").read_text(encoding="utf-8")
    ours = (ROOT / "LICENSE").read_text(encoding="utf-8")
    holder = "2026 The Signal Path contributors"
    assert ours.split() == full.replace("<year> <copyright holders>", holder).split()
