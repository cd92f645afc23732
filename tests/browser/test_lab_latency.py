"""The latency lab: how late pads and clicks are, to the sample, and what one's own taps come to."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.labs import at_start
from tests.browser.reader import DESKTOP, PHONE, browsing
from tests.browser.sound import rendered, run

RATE = 48_000
LAB = "labs/latency/"
HIT = """
const { build } = await load("labs/latency.js");
const context = new OfflineAudioContext(1, argument.seconds * 48000, 48000);
const pads = build(context, null, { ...argument.start, ...argument.change });
pads.output.connect(context.destination);
for (const [time, event] of argument.events) {
  context.suspend(time).then(() => {
    if (typeof event === "string") pads.hit(event);
    else pads.set({ ...argument.start, ...argument.change, ...event });
    context.resume();
  });
}
return context.startRendering();
"""


def pressed(page: Page, events: list[Any], seconds: float = 1, **change: Any) -> list[int]:
    """The samples at which sound begins after a hundredth of a second of silence."""
    argument = {
        "start": at_start("latency"),
        "change": change,
        "events": events,
        "seconds": seconds,
    }
    (samples,) = rendered(page, HIT, argument)
    found, last = [], -RATE
    for n, sample in enumerate(samples):
        if abs(sample) > 1e-9:
            if n - last > RATE / 100:
                found.append(n)
            last = n
    return found


@pytest.mark.parametrize(
    ("change", "late"),
    # Samples ÷ rate, once or twice, and what lies beyond, all at 48 kHz.
    [
        ({"buffer": "32", "beyond": 0}, 32),
        ({"buffer": "256", "beyond": 2}, 256 + 96),
        ({"buffer": "1024", "way": "round", "beyond": 0}, 2048),
        ({"buffer": "512", "rate": "96000", "beyond": 250}, 256 + 12_000),
        # 2 × 128 ÷ 44,100 s and 1 ms are 326.6 samples.
        ({"buffer": "128", "rate": "44100", "way": "round", "beyond": 1}, 327),
    ],
)
def test_a_pad_is_late_to_the_sample(modules: Page, change: dict[str, Any], late: int) -> None:
    # Where the browser lets one in between: at a multiple of 128 samples.
    press = 4096
    events = [[press / RATE, "kick"]]
    assert pressed(modules, events, click="off", **change) == [press + late]


def test_a_change_of_the_delay_holds_for_the_next_press(modules: Page) -> None:
    events = [[0.128, "clap"], [0.256, {"beyond": 20}], [0.512, "clap"]]
    first, second = pressed(modules, events, click="off", beyond=0)
    assert second - first == round(0.384 * RATE) + 960


def test_the_click_keeps_its_time_whatever_the_delay_is(modules: Page) -> None:
    clicks = pressed(modules, [[0.128, {"beyond": 200}]], 3, tempo=90, buffer="2048")
    assert [at - clicks[0] for at in clicks] == [32_000 * n for n in range(len(clicks))]
    assert len(clicks) == 5


def test_taps_are_placed_by_what_was_heard(modules: Page) -> None:
    body = """
    const { heardAt, told, summed } = await load("labs/latency.js");
    const known = { getOutputTimestamp: () => ({ contextTime: 2, performanceTime: 5000 }) };
    const unknown = { getOutputTimestamp: () => ({}), currentTime: 3, outputLatency: 0.2 };
    const now = performance.now();
    return [heardAt(known, 5250), heardAt(unknown, now + 100),
      told({ mean: -20.4, spread: 9.6 }, 16, 4.6667), summed({ mean: 20.4, spread: 9.6 })];
    """
    known, unknown, told, summed = run(modules, body)
    assert known == pytest.approx(2.25)
    assert unknown == pytest.approx(2.9, abs=0.02)
    assert summed == "spread 10\u00a0ms, 20\u00a0ms late"
    assert told == ("With 4.7\u00a0ms: 16 taps, spread 10\u00a0ms, on average 20\u00a0ms early.")


def test_pads_by_keyboard_and_what_taps_come_to(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(LAB)
        lab = page.locator(".lab")
        told, caption = lab.locator("[data-told]"), lab.locator("figcaption")
        expect(caption).to_have_text(
            "A press is heard after 4.7 ms: 2.7 ms to fill a buffer going out, 2.0 ms beyond. "
            "In air, that is 1.6 m."
        )
        lab.get_by_role("slider", name="Tempo").press("End")
        page.keyboard.press("a")
        expect(lab.locator(".lab__status")).to_have_text("")
        lab.get_by_role("button", name="Kick").focus()
        page.keyboard.press("Enter")
        expect(lab.locator(".lab__status")).to_have_text("Playing.")
        lab.get_by_label("Way", exact=True).select_option("In and out: a voice")
        expect(caption).to_contain_text(
            "after 7.3 ms: 2.7 ms to fill a buffer going in, 2.7 ms going out, 2.0 ms beyond."
        )
        measure = lab.get_by_role("button", name="Tap with sixteen clicks")
        measure.press("Enter")
        expect(told).to_have_text(
            "Listen to four clicks. Then tap with the next sixteen, on any pad."
        )
        # A change of the delay would spoil it.
        lab.get_by_role("slider", name="Beyond").press("ArrowRight")
        expect(told).to_have_text("The measurement was broken off.")
        measure.press("Enter")
        lab.get_by_role("button", name="Snare").focus()
        # More often than the clicks: of each, the first tap counts.
        for _ in range(70):
            page.keyboard.press("d")
            page.wait_for_timeout(110)
            if lab.locator("[data-results] li").count():
                break
        result = re.compile(
            r"^With 8\.3\sms: \d+ taps, spread \d+\sms, on average \d+\sms (early|late)\.$"
        )
        expect(told).to_have_text(result)
        expect(lab.locator("[data-results] li")).to_have_text(
            [re.compile(r"^8\.3\sms: spread \d+\sms, \d+\sms (early|late)$")]
        )
        expect(caption).to_contain_text("Your last taps: spread ")
        taps = re.findall(r"(\d+) taps", told.inner_text())
        assert [f"{lab.locator('svg .mark').count()}"] == taps


def test_pads_by_touch(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(f"{LAB}#preset=mixing")
        lab = page.locator(".lab")
        lab.get_by_role("button", name="Clap").click()
        expect(lab.locator(".lab__status")).to_have_text("Playing.")
        lab.get_by_label("Click", exact=True).select_option("Off")
        lab.get_by_role("button", name="Tap with sixteen clicks").click()
        expect(lab.get_by_label("Click", exact=True)).to_have_value("on")
        expect(lab.locator("[data-told]")).to_contain_text("Listen to four clicks.")
        lab.get_by_role("button", name="Stop").click()
        expect(lab.locator("[data-told]")).to_have_text("The measurement was broken off.")
