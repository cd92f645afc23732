"""The arrangement lab: who plays when, how loud it is drawn and is, and its map by keyboard."""

from math import log10
from typing import Any

import numpy as np
import pyloudnorm
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.sound import rendered, run, step

RATE = 48_000
BORDER = round(9.6 * RATE)
SOON = round(0.03 * RATE)
LAB = "labs/arrangement/"
PLAY = """
const { build, rows } = await load("labs/arrangement.js");
const { seconds, from, to, at } = argument;
const context = new OfflineAudioContext(2, seconds * 48000, 48000);
const values = ({ map, ...others }) => ({ ...rows(map), ...others });
const graph = build(context, null, values(from));
graph.output.connect(context.destination);
if (to) {
  context.suspend(at).then(() => {
    graph.set(values(to));
    context.resume();
  });
}
return context.startRendering();
"""
Channels = Any


def played(modules: Page, seconds: float, **argument: Any) -> Channels:
    """What the song sounds like, as an array of samples by two channels."""
    return np.array(rendered(modules, PLAY, {"seconds": seconds, **argument})).T


def loudness(samples: Channels) -> float:
    """K-weighted, without gates, with the filters of an implementation that is not ours."""
    weighted = samples
    for filter_ in pyloudnorm.Meter(RATE, filter_class="DeMan")._filters.values():
        weighted = np.array([filter_.apply_filter(channel) for channel in weighted.T]).T
    return -0.691 + 10 * log10(float(np.sum(np.mean(weighted**2, axis=0))))


def test_parts_play_in_their_sections_and_the_song_begins_again(modules: Page) -> None:
    """The drums from the first sample of a section to its last, and not one elsewhere."""
    alone = played(modules, 9.6, **{"from": {"map": {"drums": "xx"}}})
    made = played(modules, 28.8, **{"from": {"map": {"drums": "x."}}})
    first, silent, again = (made[n * BORDER : (n + 1) * BORDER] for n in range(3))
    # The mute begins 15 ms before the border, in a tail.
    assert np.array_equal(first[:-SOON], alone[:-SOON])
    assert np.abs(silent[SOON:-SOON]).max() < 1e-4
    # What enters is all but whole at the border: 95 % of it, and all 5 ms later.
    kick = slice(0, SOON)
    assert np.abs(again[kick] - alone[kick]).max() < 0.06 * np.abs(alone[kick]).max()
    assert np.allclose(again[SOON:-SOON], alone[SOON:-SOON], atol=1e-4)


MAP = {
    "voice": ".xx",
    "doubles": "..x",
    "chords": "x.x",
    "bass": ".xx",
    "drums": ".xx",
    "shaker": "..x",
}


@pytest.mark.parametrize("wanted", ["as-played", "even"])
def test_sections_are_as_loud_as_they_are_drawn(modules: Page, wanted: str) -> None:
    values = {"map": MAP, "loudness": wanted}
    made = played(modules, 28.8, **{"from": values})
    body = """
    const { evened, loudness, rows } = await load("labs/arrangement.js");
    const params = { ...rows(argument.map), loudness: argument.loudness };
    return [0, 1, 2].map((n) => loudness(params, n) + evened(params)[n]);
    """
    drawn = run(modules, body, values)
    heard = [loudness(made[n * BORDER : (n + 1) * BORDER]) for n in range(3)]
    assert heard == pytest.approx(drawn, abs=0.1)
    if wanted == "even":
        assert max(heard) - min(heard) < 0.15
    else:
        assert heard == sorted(heard)
        assert heard[2] - heard[0] > 8
        assert np.abs(made).max() < 0.8, "all six parts, and no need of a limiter"


def test_the_table_of_powers_is_that_of_the_loops(modules: Page) -> None:
    """At another rate too, where only the noise of the shaker is another."""
    body = """
    const { loudness, PARTS, powers, rows } = await load("labs/arrangement.js");
    const made = powers(44100);
    const pairs = PARTS.flatMap((one) => PARTS.map((other) => [one, other]));
    return pairs.map(([one, other]) => {
      const names = [...new Set([one, other])];
      const params = rows(Object.fromEntries(names.map((name) => [name, "x"])));
      const power = names.flatMap((a) => names.map((b) => made[a][b])).reduce((s, p) => s + p, 0);
      return loudness(params, 0) - (-0.691 + 10 * Math.log10(power / 1e6));
    });
    """
    assert run(modules, body) == pytest.approx([0] * 36, abs=0.2)


def test_a_mute_at_any_moment_does_not_click(modules: Page) -> None:
    """The bass is muted on a long note, let in again at once, and muted at a border."""
    steady = played(modules, 2, **{"from": {"map": {"bass": "x."}}})
    argument = {"from": {"map": {"bass": "x."}}, "to": {"map": {"bass": ".x"}}, "at": 0.6}
    muted = played(modules, 10.5, **argument)
    most = max(step(channel) for channel in steady.T)
    assert max(step(channel) for channel in muted.T) <= 1.1 * most
    late = round(0.7 * RATE)
    assert np.abs(muted[late : BORDER - SOON]).max() < 1e-5
    assert np.abs(muted[BORDER : BORDER + SOON]).max() > 0.01


def test_a_repeated_section_leads_on_into_the_song(modules: Page) -> None:
    """Only the second section is heard; then the song goes on with the third, in time."""
    map_ = {"drums": ".x.", "voice": "..x", "bass": "x.."}
    argument = {"from": {"map": map_, "hear": "1"}, "to": {"map": map_, "hear": "song"}, "at": 11}
    made = played(modules, 30, **argument)
    alone = {
        part: played(modules, 1, **{"from": {"map": {part: "x"}}}) for part in ("drums", "voice")
    }
    second = slice(SOON, RATE)
    for begin, part in ((0, "drums"), (BORDER, "drums"), (2 * BORDER, "voice")):
        assert np.allclose(made[begin:][second], alone[part][second], atol=1e-4), begin


def test_the_map_by_keyboard(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{LAB}#preset=full-verse")
    lab = page.locator(".lab")
    picture = lab.get_by_role("img")
    lab.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(lab.get_by_role("status")).to_have_text("Playing.")
    expect(lab.locator("thead th[data-now]")).to_have_text("Intro")
    cell = lab.get_by_role("button", name="Voice in Intro", exact=True)
    expect(cell).to_have_attribute("aria-pressed", "false")
    cell.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_have_accessible_name("Bass in Verse")
    page.keyboard.press("Space")
    expect(focused).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(picture).to_have_accessible_description(
        "Intro: chords, bass, drums; −21 LUFS. Verse: voice, chords; −21 LUFS. "
        "Chorus: voice, doubles, chords, bass, drums, shaker; −18 LUFS. "
        "Verse 2: voice, chords, bass, drums; −19 LUFS. "
        "Bridge: voice, chords, bass, drums; −19 LUFS. "
        "Last chorus: voice, doubles, chords, bass, drums, shaker; −18 LUFS."
    )
    assert lab.locator("tbody button[tabindex='0']").count() == 1, "one stop of the Tab key"
    lab.get_by_label("Play", exact=True).select_option("Bridge only")
    expect(lab.locator("thead th[data-now]")).to_have_text("Bridge")
    lab.get_by_role("button", name="Link to these settings").press("Enter")
    link = lab.locator("[data-link]").input_value()
    lab.get_by_role("button", name="Stop").press("Enter")
    expect(lab.locator("thead th[data-now]")).to_have_count(0)
    other = context.new_page()
    other.goto(link)
    same = other.locator(".lab")
    expect(same.get_by_role("button", name="Bass in Verse", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(same.get_by_role("img")).to_have_accessible_description(
        str(picture.evaluate("(svg) => svg.nextElementSibling.textContent.trim()"))
    )
    expect(same.get_by_label("Play", exact=True)).to_have_value("4")
