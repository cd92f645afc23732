"""The keys lab: what its notes sound like, measured, and how they are played: by letters, by touch,
by MIDI, and by nobody who did not mean to."""

from math import log10, pi
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.labs import at_start
from tests.browser.reader import DESKTOP, PHONE, browsing
from tests.browser.sound import rendered, run, step

RATE = 48_000
LAB = "labs/keys/"
# Notes as [note, velocity, begin, end], beside what the lab plays by itself.
PLAYED = """
const { build } = await load("labs/keys.js");
const context = new OfflineAudioContext(1, argument.seconds * 48000, 48000);
const keys = build(context, null, { ...argument.start, ...argument.change });
keys.silence();
for (const [note, velocity, begin, end] of argument.notes) {
  keys.on(note, velocity, begin);
  if (end) keys.off(note, end);
}
keys.output.connect(context.destination);
return context.startRendering();
"""


def played(page: Page, notes: list[Any], seconds: float = 1, **change: Any) -> Any:
    argument = {"start": at_start("keys"), "change": change, "notes": notes, "seconds": seconds}
    return np.array(rendered(page, PLAYED, argument)[0])


def pitch(samples: Any) -> float:
    """The frequency of the lowest harmonic, by the turn of its phase from one part to the next."""
    size = 16_384
    window = np.hanning(size)
    spectrum = np.abs(np.fft.rfft(samples[:size] * window))
    # The harmonic that stands out first.
    rough = int(np.argmax(spectrum > 0.3 * spectrum.max()))
    rough += int(np.argmax(spectrum[rough : rough + 8]))
    far = 4096
    first, second = (
        np.sum(samples[at : at + size] * window * np.exp(-2j * pi * rough * np.arange(size) / size))
        for at in (0, far)
    )
    turned = np.angle(second / first) / (2 * pi)
    expected = rough * far / size
    return float((round(expected - turned) + turned) * RATE / far)


@pytest.mark.parametrize("sound", ["piano", "organ", "tone"])
def test_notes_have_their_frequencies(modules: Page, sound: str) -> None:
    for note in (36, 48, 60, 69, 81, 96):
        samples = played(modules, [[note, 100, 0, None]], 2, sound=sound)
        hertz = 440 * 2 ** ((note - 69) / 12)
        # 1 cent is a hundredth of a key. The filter of the piano has come to rest by then.
        assert 1200 * log10(pitch(samples[-RATE // 2 :]) / hertz) / log10(2) == pytest.approx(
            0, abs=1
        )


def test_velocity_is_loudness_and_brightness_but_not_for_an_organ(modules: Page) -> None:
    def of(velocity: int, sound: str) -> tuple[float, float]:
        samples = played(modules, [[60, velocity, 0, None]], sound=sound)[: RATE // 4]
        spectrum = np.abs(np.fft.rfft(samples)) ** 2
        bright = np.sum(spectrum * np.arange(len(spectrum))) / np.sum(spectrum)
        return float(np.abs(samples).max()), float(bright)

    soft, hard = of(32, "piano"), of(127, "piano")
    # 1.5 · 20 · log₁₀(32 ÷ 127), and a little for the filter, which shapes the peak.
    assert 20 * log10(soft[0] / hard[0]) == pytest.approx(-17.96, abs=1)
    assert soft[1] < 0.9 * hard[1]
    assert of(32, "organ") == of(127, "organ")


@pytest.mark.parametrize("sound", ["piano", "organ", "tone"])
def test_no_note_clicks_when_it_begins_or_ends(modules: Page, sound: str) -> None:
    """Beside one that goes on: pressed again, let go at once, let go late, and one too many."""
    low = 36
    steady = played(modules, [[low, 127, 0, None]], 1, sound=sound)
    most = step(list(steady))
    for notes in (
        [[low, 127, 0.1, 0.3]],
        [[low, 127, 0.1, 0.103]],
        [[low, 127, 0.1, None], [low, 127, 0.303, None]],
    ):
        samples = played(modules, notes, 1, sound=sound)
        # Two of them overlap for a moment.
        assert step(list(samples)) <= 2.2 * most
    assert (
        np.abs(played(modules, [[low, 127, 0.1, 0.3]], 2, sound=sound)[-RATE // 2 :]).max() < 1e-5
    )


def test_ten_notes_at_most_and_none_hangs(modules: Page) -> None:
    body = """
    const { build, VOICES, LONGEST } = await load("labs/keys.js");
    const context = new OfflineAudioContext(1, 48000, 48000);
    const keys = build(context, null, argument);
    keys.silence();
    const sounding = (time) =>
      keys.played().filter(({ begin, end }) => begin <= time && time < end).map(({ note }) => note);
    for (let n = 0; n < 14; n++) keys.on(40 + n, 100, 0.01 * n);
    const all = [sounding(0.5), sounding(0.13 + LONGEST)];
    keys.on(53, 100, 0.6);
    all.push(sounding(0.7));
    keys.silence();
    return [VOICES, all, keys.played().length];
    """
    most, sounding, left = run(modules, body, at_start("keys"))
    assert most == 10
    assert sounding == [
        [*range(44, 54)],
        [],
        [*range(44, 53), 53],
    ]
    assert left == 0
    # Ten of the loudest stay below what the limiter has to hold back at −24 dB.
    notes = [[36 + 4 * n, 127, 0, None] for n in range(10)]
    assert np.abs(played(modules, notes)).max() * 10 ** (-24 / 20) < 10 ** (-1 / 20)


def test_one_key_plays_the_chord_of_its_degree(modules: Page) -> None:
    body = """
    const { sounding, phrase } = await load("labs/keys.js");
    return argument.map(([params, note]) =>
      note === null ? phrase(params).map(({ notes }) => notes) : sounding(params, note));
    """
    c = {"octave": 4, "root": "c", "scale": "major", "plays": "triad"}
    a = {"octave": 3, "root": "a", "scale": "harmonic-minor", "plays": "seventh"}
    five = {"octave": 4, "root": "c", "scale": "minor-pentatonic", "plays": "triad"}
    found = run(
        modules,
        body,
        [(c, 62), (c, 61), (c, 127), (a, 64), (a, 56), (five, 60), (c | {"plays": "note"}, None)],
    )
    assert found == [
        [62, 65, 69],
        [61],
        [127],
        [64, 68, 71, 74],
        [56, 59, 62, 65],
        [60],
        [[note] for note in (60, 62, 64, 65, 67, 69, 71, 72)],
    ]


def down(page: Page) -> list[str]:
    """The keys that are shown as held down."""
    return [
        key.get_attribute("aria-label") or ""
        for key in page.locator("[data-keys] [data-down]").all()
    ]


def test_letters_play_where_the_keys_have_the_focus_and_nowhere_else(
    browser: Browser, address: str
) -> None:
    with browsing(browser, address, DESKTOP) as context:
        page = context.new_page()
        page.goto(LAB)
        lab = page.locator(".lab")
        status = lab.locator(".lab__status")
        told, caption = lab.locator("[data-told]"), lab.locator("figcaption")
        lab.get_by_role("slider", name="Volume").focus()
        page.keyboard.press("a")
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_accessible_name("C4, note 60, in the scale")
        expect(status).to_have_text("")
        page.keyboard.down("a")
        expect(status).to_have_text("Playing.")
        expect(told).to_have_text("C4")
        page.keyboard.down("e")
        page.keyboard.down("g")
        expect(told).to_have_text("C minor: C4 D♯4 G4")
        expect(caption).to_have_text(
            "C4, note 60, 261.6 Hz; D♯4, note 63, 311.1 Hz; G4, note 67, 392.0 Hz: C minor, "
            "velocity 84. Marked: C major, C D E F G A B."
        )
        assert len(down(page)) == 3
        page.keyboard.up("e")
        page.keyboard.down("d")
        expect(told).to_have_text("C major: C4 E4 G4")
        # No key hangs whose letter is let go elsewhere.
        page.keyboard.press("Tab")
        expect(lab.locator("[data-down]")).to_have_count(0)
        for key in "agd":
            page.keyboard.up(key)
        page.keyboard.press("Shift+Tab")
        page.keyboard.down("a")
        expect(lab.locator("[data-down]")).to_have_count(1)
        page.evaluate("dispatchEvent(new Event('blur'))")
        expect(lab.locator("[data-down]")).to_have_count(0)
        page.keyboard.up("a")
        # Arrows, Enter, octaves; what belongs to the page or the browser passes by.
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("x")
        expect(page.locator(":focus")).to_have_accessible_name("D sharp 6, note 87")
        page.keyboard.press("Enter")
        expect(told).to_have_text("D♯6")
        page.keyboard.press("Control+s")
        page.keyboard.press("Home")
        page.keyboard.press("z")
        page.keyboard.press("z")
        page.keyboard.press("Space")
        expect(told).to_have_text("C3")
        # What a screen reader presses lets go by itself.
        lab.locator("[data-keys] button").nth(4).dispatch_event("click")
        expect(told).to_have_text("E3")
        expect(lab.locator("[data-down]")).to_have_count(0)
        page.keyboard.press("/")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.type("adg")
        expect(told).to_have_text("E3")


def test_a_finger_slides_from_key_to_key(browser: Browser, address: str) -> None:
    with browsing(browser, address, PHONE) as context:
        page = context.new_page()
        page.goto(f"{LAB}#preset=one-finger")
        lab = page.locator(".lab")
        keys = lab.locator("[data-keys] button")
        keys.first.scroll_into_view_if_needed()
        boxes = [keys.nth(at).bounding_box() for at in (0, 4)]
        (first, other) = [(box["x"] + 4, box["y"] + box["height"] - 8) for box in boxes if box]
        page.mouse.move(*first)
        page.mouse.down()
        expect(lab.locator("[data-told]")).to_have_text("C major: C3 E3 G3")
        page.mouse.move(*other)
        expect(lab.locator("[data-told]")).to_have_text("E minor: E3 G3 B3")
        assert len(down(page)) == 3
        page.mouse.move(other[0], other[1] + 200)
        expect(lab.locator("[data-down]")).to_have_count(0)
        page.mouse.up()
        narrow = page.evaluate(
            "[...document.querySelectorAll('[data-keys] button')]"
            ".filter((one) => one.getBoundingClientRect().width < 24).length"
        )
        assert narrow == 0


MIDI = """
window.inputs = new Map();
window.asked = 0;
navigator.requestMIDIAccess = async () => {
  asked++;
  if (window.refused) throw new DOMException("", "NotAllowedError");
  return window.access = { inputs, onstatechange: null };
};
window.plug = (id, name) => {
  inputs.set(id, { id, name, state: "connected", close() { this.closed = true; } });
  window.access?.onstatechange?.();
};
window.send = (id, ...data) => inputs.get(id).onmidimessage?.({ data: new Uint8Array(data) });
"""


def test_a_midi_keyboard_plays_if_the_reader_lets_it(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        context.add_init_script(MIDI)
        page = context.new_page()
        page.goto(LAB)
        lab = page.locator(".lab")
        told = lab.locator("[data-midi-told]")
        assert page.evaluate("asked") == 0
        page.evaluate("window.refused = true")
        lab.get_by_role("button", name="Use a MIDI keyboard").press("Enter")
        expect(told).to_have_text("The browser refuses MIDI. Letters and touch work all the same.")
        page.evaluate("window.refused = false")
        lab.get_by_role("button", name="Use a MIDI keyboard").press("Enter")
        expect(told).to_have_text("No MIDI keyboard is there. Plug one in; it is found by itself.")
        page.evaluate("plug('one', 'Small keys')")
        expect(told).to_have_text("Listening to Small keys.")
        page.evaluate("[60, 64, 67, 70].forEach((note, n) => send('one', 0x90, note, 100 + n))")
        expect(lab.locator("[data-told]")).to_have_text("C dominant seventh: C4 E4 G4 A♯4")
        expect(lab.locator("figcaption")).to_contain_text("velocity 100, 101, 102, 103.")
        page.evaluate("send('one', 0x80, 70, 64)")
        page.evaluate("send('one', 0x90, 67, 0)")
        expect(lab.locator("[data-down]")).to_have_count(2)
        # Notes of a keyboard that goes away do not hang.
        page.evaluate("inputs.get('one').state = 'disconnected'; access.onstatechange()")
        expect(lab.locator("[data-down]")).to_have_count(0)
        expect(told).to_contain_text("No MIDI keyboard is there.")
        page.evaluate("plug('one', 'Small keys')")
        page.evaluate("send('one', 0x90, 60, 100)")
        expect(lab.locator("[data-down]")).to_have_count(1)
        page.evaluate("send('one', 0xb0, 123, 0)")
        expect(lab.locator("[data-down]")).to_have_count(0)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
        assert page.evaluate("[access.onstatechange, inputs.get('one').onmidimessage]") == [
            None,
            None,
        ]
        assert page.evaluate("inputs.get('one').closed")
        expect(lab.get_by_role("button", name="Use a MIDI keyboard")).to_be_visible()
        page.evaluate("delete navigator.requestMIDIAccess")
        page.evaluate("delete Navigator.prototype.requestMIDIAccess")
        lab.get_by_role("button", name="Use a MIDI keyboard").press("Enter")
        expect(told).to_have_text(
            "This browser has no Web MIDI. Letters and touch work all the same."
        )
