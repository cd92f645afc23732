"""The beat grid: hits on their samples, changes that keep the time, and the grid by keyboard."""

from io import BytesIO
from pathlib import Path
from typing import Any

import mido
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.browser.sound import rendered

RATE = 48_000
LAB = "labs/beat-grid/"
BUILD = """
const { build, rows } = await load("labs/beat-grid.js");
const context = new OfflineAudioContext(2, argument.seconds * 48000, 48000);
const { tempo, swing, steps } = argument.groove;
const made = build(context, null, { tempo, swing, ...rows(steps) });
made.output.connect(context.destination);
return context.startRendering();
"""
CHANGE = """
const { Chain } = await load("audio/chain.js");
const { build, rows } = await load("labs/beat-grid.js");
const context = new OfflineAudioContext(2, argument.seconds * 48000, 48000);
const buffer = new AudioBuffer({ length: 1, sampleRate: 48000 });
const settings = { volume: 0, bypass: false, match: 0 };
const values = ({ tempo, swing, steps }) => ({ tempo, swing, ...rows(steps) });
const chain = await Chain.start(context, buffer, build, values(argument.from), settings);
context.suspend(argument.at).then(async () => {
  await chain.set(values(argument.to));
  context.resume();
});
return context.startRendering();
"""


def onsets(samples: list[float], gap: float) -> list[int]:
    """The samples at which sound begins after at least `gap` seconds of silence."""
    found: list[int] = []
    last = -RATE
    for n, sample in enumerate(samples):
        if abs(sample) > 1e-5:
            if n - last > gap * RATE:
                found.append(n)
            last = n
    return found


@pytest.mark.parametrize(
    ("tempo", "swing", "row", "length"),
    [
        (90, 58, "xx......xx......", 16),
        (124, 50, "x...x..x........", 16),
        (77, 50, "x.x...xx....", 12),
    ],
)
def test_hits_stand_on_their_samples(
    modules: Page, tempo: int, swing: int, row: str, length: int
) -> None:
    """Each sixteenth pair shares an eighth note by Linn's swing; triplets share a quarter."""
    groove = {"tempo": tempo, "swing": swing, "steps": {"claves": row}}
    bar = 240 / tempo
    left, _ = rendered(modules, BUILD, {"groove": groove, "seconds": 2 * round(bar) + 1})
    places = [
        step / 12 if length == 12 else (step // 2 + (swing / 100 if step % 2 else 0)) / 8
        for step, hit in enumerate(row)
        if hit != "."
    ]
    # The loop is a whole number of samples, so the second bar may be off by half of one.
    whole = round(bar * RATE)
    expected = [round(place * bar * RATE) for place in places]
    expected += [whole + at for at in expected]
    found = onsets(left, 0.02)
    # The first sample of a hit is a sine's: nought.
    assert [at - found[0] for at in found[: len(expected)]] == [
        pytest.approx(at - expected[0], abs=1) for at in expected
    ]
    assert found[0] <= 2


def test_a_change_keeps_the_place_in_the_bar(modules: Page) -> None:
    """A beat is added in the middle of a bar: what follows comes when it would have come."""
    before = {"tempo": 120, "swing": 50, "steps": {"claves": "x......." * 2}}
    after = {"tempo": 120, "swing": 50, "steps": {"claves": "x...x..." * 2}}
    left, _ = rendered(modules, CHANGE, {"from": before, "to": after, "at": 1.3, "seconds": 4})
    found = [round(at / RATE, 2) for at in onsets(left, 0.1)]
    late = found[0]
    assert late < 0.05
    assert [round(at - late, 2) for at in found] == [0, 1, 1.5, 2, 2.5, 3, 3.5]


def test_the_grid_by_keyboard_and_what_leaves_it(context: BrowserContext, tmp_path: Path) -> None:
    page = context.new_page()
    page.goto(LAB)
    lab = page.locator(".lab")
    lab.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(lab.get_by_role("status")).to_have_text("Playing.")
    cell = lab.get_by_role("button", name="kick, step 1: accent", exact=True)
    cell.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("X")
    focused = page.locator(":focus")
    expect(focused).to_have_accessible_name("kick, step 2: accent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(focused).to_have_accessible_name("snare, step 2: hit")
    page.keyboard.press("Delete")
    expect(focused).to_have_accessible_name("snare, step 2: rest")
    page.keyboard.press("o")
    expect(lab.locator("figcaption")).to_contain_text("kick on 1, 2, 8, 11; snare on 2, 5, 13")
    assert lab.locator("tbody button[tabindex='0']").count() == 1, "one stop of the Tab key"
    with page.expect_download() as download:
        lab.get_by_role("button", name="Save as MIDI file").press("Enter")
    file = mido.MidiFile(file=BytesIO(Path(download.value.path()).read_bytes()))
    notes = [message for message in file if message.type == "note_on" and message.velocity]
    assert [message.note for message in notes].count(36) == 4
    lab.get_by_role("button", name="Link to these settings").press("Enter")
    link = lab.locator("[data-link]").input_value()
    lab.get_by_role("button", name="Stop").press("Enter")
    other = context.new_page()
    other.goto(link)
    expect(other.locator(".lab figcaption")).to_contain_text(
        "kick on 1, 2, 8, 11; snare on 2, 5, 13"
    )


def test_a_groove_of_a_genre_plays_where_it_stands(context: BrowserContext) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("genres/house/")
    assert not any("shared" in url for url in asked), "sound is loaded when it is wanted"
    play = page.locator("groove-player button")
    play.first.press("Enter")
    expect(play.first).to_have_accessible_name("Stop: Four on the floor")
    play.nth(1).press("Enter")
    expect(play.first).to_have_accessible_name("Play: Four on the floor")
    play.nth(1).press("Enter")
    expect(play.nth(1)).to_have_accessible_name("Play: Deep house shuffle")
    page.get_by_role("link", name="Change it in the beat grid").nth(1).click()
    expect(page.locator(".lab figcaption")).to_contain_text("One bar at 120 BPM, with 58 % swing")


def test_of_two_grooves_the_last_one_asked_for_plays(page: Page) -> None:
    """However their script comes: the first is over before it is there."""
    held: list[Route] = []
    page.route("**/labs/groove-sound.js", lambda route: held.append(route))
    page.goto("genres/house/")
    play = page.locator("groove-player button")
    with page.expect_request("**/labs/groove-sound.js"):
        play.first.press("Enter")
    expect(play.first).to_have_accessible_name("Stop: Four on the floor")
    play.nth(1).press("Enter")
    expect(play.first).to_have_accessible_name("Play: Four on the floor")
    with page.expect_response("**/shared.js"):
        held[0].continue_()
    page.wait_for_timeout(200)
    expect(play.first).to_have_accessible_name("Play: Four on the floor")
    expect(play.nth(1)).to_have_accessible_name("Stop: Deep house shuffle")


def test_every_groove_can_be_chosen(page: Page) -> None:
    page.goto(LAB)
    select: Any = page.get_by_label("Groove of a genre")
    select.select_option(label="House: Four on the floor")
    expect(page.locator(".lab figcaption")).to_contain_text("clap on 5, 13")
    assert page.locator(".lab tbody tr").count() == 4
    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".lab figcaption")).to_contain_text("kick on 1, 8, 11")
