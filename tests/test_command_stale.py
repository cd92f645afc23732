"""`guide stale`: the pages that nobody has checked for longest."""

import datetime
import re
from pathlib import Path

from tests.conftest import Run
from tests.trees import small_guide, write


def test_the_oldest_of_each_kind_come_first(tmp_path: Path, run: Run) -> None:
    tree = small_guide()
    today = datetime.date.today()
    days = {"stages/mixing.md": 400, "stages/recording.md": 1, "gear/microphone.md": 0}
    for name, age in days.items():
        day = today - datetime.timedelta(days=age)
        tree[name] = re.sub(r"reviewed: .*", f"reviewed: {day}", tree[name])
    write(tree, tmp_path)
    mixing, recording, gear = (today - datetime.timedelta(days=age) for age in days.values())
    foot = "\nChecked one, all of it, its sources too? Write today's date behind 'reviewed:'.\n"
    assert run("stale", "--kind", "stages") == (
        0,
        f"Stages:\n  {mixing}   400 days  docs/stages/mixing.md\n"
        f"  {recording}      1 day  docs/stages/recording.md\n{foot}",
        "",
    )
    out = run("stale", "--most", "1").out
    assert f"Stages:\n  {mixing}   400 days  docs/stages/mixing.md\nGear:\n" in out
    assert f"Gear:\n  {gear}     0 days  docs/gear/microphone.md\nGenres:\n" in out


def test_drafts_are_nobodys_to_check(tmp_path: Path, run: Run) -> None:
    write(small_guide(), tmp_path)
    run("new", "learn", "Sight reading")
    assert "sight-reading" not in run("stale").out
