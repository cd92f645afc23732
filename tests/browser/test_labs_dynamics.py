"""The labs of compressor and loudness: what they do to sound, measured, and how they are used."""

import wave
from math import pi, sin
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from playwright.sync_api import Browser, Page, expect
from scipy import signal
from tests.browser.labs import TONE, at_start
from tests.browser.reader import DESKTOP, PHONE, browsing
from tests.browser.sound import rendered, run

RATE = 48_000


@pytest.mark.parametrize(
    ("change", "out"),
    # A peak of −6 dBFS, by hand: −20 + 14 ÷ 4, and the others alike.
    [
        ({}, -16.5),
        ({"threshold": -36, "ratio": 10}, -33.0),
        ({"ratio": 1}, -6.0),
        ({"threshold": -12, "ratio": 2, "makeup": 3}, -6.0),
    ],
)
def test_the_compressor_turns_a_tone_down_as_its_curve_says(
    modules: Page, change: dict[str, float], out: float
) -> None:
    argument = {
        "lab": "compressor",
        "start": at_start("compressor") | change,
        "amplitude": 10 ** (-6 / 20),
        "hertz": 1000,
        "events": [],
    }
    left, right = rendered(modules, TONE, argument)
    level = 20 * np.log10(np.abs(left[-9600:]).max())
    # 0.1 dB: between two peaks of the tone the release lets go of 0.4 % of the reduction.
    assert level == pytest.approx(out, abs=0.1)
    assert left == right


MASTER = """
const { buffered } = await load("audio/material.js");
const { mastered, measure } = await load("labs/loudness.js");
const made = await mastered(buffered(argument.material, new OfflineAudioContext(2, 1, 48000)),
  { push: argument.push });
return argument.sound ? made : await measure(made);
"""


@pytest.mark.parametrize(("material", "push"), [("song", 12), ("drums", 18)])
def test_a_master_is_measured_as_other_meters_do(modules: Page, material: str, push: int) -> None:
    argument = {"material": material, "push": push}
    sound = np.array(rendered(modules, MASTER, {**argument, "sound": True}))
    found = run(modules, MASTER, {**argument, "sound": False})
    meter = pyloudnorm.Meter(RATE, filter_class="DeMan")
    assert found["loudness"] == pytest.approx(meter.integrated_loudness(sound.T), abs=0.02)
    assert max(np.abs(sound).max(axis=1)) <= 10 ** (-1 / 20) + 1e-6
    exact = 20 * np.log10(np.abs(signal.resample(sound, 16 * sound.shape[1], axis=1)).max())
    # 0.7 dB: what four times oversampling can miss near half the rate, where the hats are.
    assert exact - 0.7 <= found["peak"] <= exact + 0.02


def test_playback_is_evened_out_to_the_reference_or_stopped_by_the_peak(modules: Page) -> None:
    body = """
    const { playback } = await load("labs/loudness.js");
    return argument.map(([loudness, peak, reference]) =>
      playback({ normalise: "on", reference }, { loudness, peak }));
    """
    cases = [[-8, -1, -14], [-20, -5, -14], [-20, -10, -14], [-14, 0.5, -14], [-30, -0.5, -14]]
    # The second is Spotify's own example: −20 LUFS and −5 dBTP get 4 dB.
    assert run(modules, body, cases) == [-6, 4, 6, 0, 0]


def test_the_compressor_by_keyboard(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto("labs/compressor/#preset=dull")
        lab = page.locator(".lab")
        picture = lab.get_by_role("img")
        expect(picture).to_have_accessible_description(
            "Up to −22 dBFS the curve is straight, with a bend 6 dB wide around it. Above it, "
            "4 dB more going in is 1 dB more coming out. A peak of −6 dBFS that lasts comes out "
            "12 dB softer, at −18 dBFS."
        )
        lab.get_by_role("button", name="Play").press("Enter")
        expect(lab.get_by_role("status")).to_have_text("Playing: Drums, with it.")
        expect(lab.locator("[data-live] path")).not_to_have_count(0)
        attack = lab.get_by_role("slider", name="Attack")
        attack.press("End")
        expect(attack).to_have_attribute("aria-valuetext", "100\u00a0ms")
        lab.get_by_role("slider", name="Make-up gain").press("ArrowRight")
        expect(picture).to_have_accessible_description(
            "Up to −22 dBFS the curve is straight, with a bend 6 dB wide around it. Above it, "
            "4 dB more going in is 1 dB more coming out. A peak of −6 dBFS that lasts comes out "
            "12 dB softer, at −17.5 dBFS, make-up of 0.5 dB included."
        )
        lab.get_by_role("button", name="Stop").press("Enter")
        expect(lab.locator("[data-live] path")).to_have_count(0)


def test_a_file_of_ones_own_is_measured_before_it_plays(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    # Case 1 of EBU Tech 3341 for five seconds: a tone of 1 kHz, −23 dBFS in both channels.
    tone = [round(32_767 * 10 ** (-23 / 20) * sin(2 * pi * n / 48)) for n in range(5 * RATE)]
    with wave.open(str(tmp_path / "tone.wav"), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.repeat(np.array(tone, np.int16), 2).tobytes())
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto("labs/loudness/")
        lab = page.locator(".lab")
        caption = lab.locator("figcaption")
        expect(caption).to_have_text("Nothing is measured yet: press Play, or choose a file.")
        lab.get_by_label("A sound file of your own").set_input_files(tmp_path / "tone.wav")
        expect(caption).to_have_text(
            "Integrated −23.0 LUFS, short-term at most −23.0, momentary at most −23.0, "
            "true peak −23.0 dBTP. You hear it as it is."
        )
        lab.locator("summary").press("Enter")
        services = lab.locator("[data-service]")
        expect(services).to_have_text(
            [
                "+9.0 dB: −14.0 LUFS",
                "0 to +7.0 dB: −16.0 LUFS at most",
                "0 to +9.0 dB: −14.0 LUFS at most",
                "0.0 dB: −23.0 LUFS",
                "0 to +9.0 dB: −14.0 LUFS at most",
                "0 to +8.0 dB: −15.0 LUFS at most",
            ]
        )
        lab.get_by_label("Loudness", exact=True).select_option("Evened out")
        expect(caption).to_contain_text("You hear it +9.0 dB, at −14.0 LUFS.")
        push = lab.get_by_role("slider", name="Pushed by")
        for _ in range(12):
            push.press("ArrowRight")
        expect(caption).to_contain_text("Integrated −17.0 LUFS")
        expect(caption).to_contain_text("You hear it +3.0 dB, at −14.0 LUFS.")
        lab.get_by_role("button", name="Play").press("Enter")
        expect(lab.get_by_role("status")).to_have_text("Playing: tone.wav, with it.")


def test_services_are_told_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("labs/loudness/")
        page.locator("summary", has_text="What six services would do with it").click()
        expect(page.get_by_text("Spotify, −14 LUFS")).to_be_visible()
        expect(page.locator("[data-service]").first).to_be_hidden()


MATCHED = """
const { louder } = await load("audio/chain.js");
const { buffered } = await load("audio/material.js");
const { build } = await load("labs/equaliser.js");
const context = new OfflineAudioContext(2, argument.seconds * 48000, 48000);
const buffer = buffered(argument.material, context);
if (!argument.sound) return louder(buffer, build, argument.params);
const source = new AudioBufferSourceNode(context, { buffer, loop: true });
const output = argument.sound === "wet" ? build(context, source, argument.params).output : source;
output.connect(context.destination);
source.start();
return context.startRendering();
"""


@pytest.mark.parametrize(
    ("material", "change"),
    [
        ("song", {"bell-frequency": 1000, "bell-gain": 12}),
        ("drums", {"bell-frequency": 250, "bell-gain": 12}),
        ("voice", {"high-pass-slope": "24", "high-pass-frequency": 600}),
    ],
)
def test_both_sides_are_matched_as_other_meters_do(
    modules: Page, material: str, change: dict[str, float | str]
) -> None:
    # A whole loop, as long as the piece that is measured.
    argument = {"material": material, "params": at_start("equaliser") | change, "seconds": 9.6}
    meter = pyloudnorm.Meter(RATE, filter_class="DeMan")
    dry, wet = (
        meter.integrated_loudness(
            np.array(rendered(modules, MATCHED, {**argument, "sound": one})).T
        )
        for one in ("dry", "wet")
    )
    found = run(modules, MATCHED, argument)
    # The gates fall on other blocks, where the piece begins in the middle of the loop.
    assert found == pytest.approx(wet - dry, abs=0.1)
    assert abs(found) > 1
