"""Labs as readers use them: by keyboard, with their own file, with a link, without script."""

import math
import struct
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from tests.browser.reader import DESKTOP, PHONE, browsing

LAB = "labs/equaliser/"
TEXT = "stages/mixing-equaliser/"
WATCHED = """
window.frames_ = 0;
const ask = window.requestAnimationFrame;
window.requestAnimationFrame = (then) => ask.call(window, (time) => { frames_++; then(time); });
window.contexts = [];
window.AudioContext = class extends AudioContext {
  constructor(...options) {
    super(...options);
    contexts.push(this);
  }
};
"""


def state(page: Page) -> str:
    """The state of the last audio context that the page made."""
    return str(page.evaluate("contexts.at(-1)?.state ?? 'none'"))


def until(page: Page, wanted: str) -> None:
    """Wait until the last audio context is in a state. Not by Playwright, which evaluates text."""
    for _ in range(100):
        if state(page) == wanted:
            return
        page.wait_for_timeout(50)
    assert state(page) == wanted


def frames(page: Page) -> int:
    """How many pictures are drawn in 300 ms."""
    before = page.evaluate("frames_")
    page.wait_for_timeout(300)
    return int(page.evaluate("frames_")) - int(before)


def test_a_lab_loads_when_a_reader_comes_near(page: Page) -> None:
    """Before, nothing of it; at once, when the address may hold its settings."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/javascripts/")[2]))
    page.goto(TEXT, wait_until="networkidle")
    assert [one for one in asked if one.endswith(".js")] == ["main.js"]
    expect(page.locator(".lab:defined")).to_have_count(0)
    page.locator(".lab").scroll_into_view_if_needed()
    expect(page.locator(".lab:defined")).to_have_count(1)
    assert "elements/labs/equaliser.js" in asked
    page.goto("about:blank")
    # The end of the page, far from its lab.
    page.goto(f"{LAB}#sources")
    expect(page.locator(".lab:defined")).to_have_count(1)


def test_what_is_done_before_a_lab_is_loaded_is_done(page: Page) -> None:
    """Neither a key press nor the focus is lost, and no choice."""
    held: list[Route] = []
    script = "**/elements/labs/beat-grid.js"
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto("labs/beat-grid/")
    lab = page.locator(".lab")
    lab.get_by_label("Setting", exact=True).select_option(index=1)
    lab.get_by_role("slider", name="Volume").press("Home")
    lab.get_by_role("slider", name="Tempo").press("End")
    fastest = lab.get_by_role("slider", name="Tempo").input_value()
    play = lab.get_by_role("button", name="Play", exact=True)
    play.focus()
    page.keyboard.press("Enter")
    lab.locator("tbody button").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".lab:defined")).to_have_count(0)
    for route in held:
        route.continue_()
    expect(page.locator(".lab:defined")).to_have_count(1)
    assert len(held) == 1
    expect(lab.locator(".lab__status")).to_have_text("Playing.")
    expect(lab.get_by_role("slider", name="Volume")).to_have_attribute(
        "aria-valuetext", "−48\u00a0dB"
    )
    expect(lab.get_by_role("slider", name="Tempo")).to_have_js_property("value", fastest)
    expect(lab.locator(".lab__says")).not_to_be_empty()
    expect(page.locator(":focus")).to_have_accessible_name("kick, step 2: rest")


@pytest.mark.parametrize(("lab", "played"), [("latency", "pads"), ("keys", "keys")])
def test_a_press_that_begins_before_a_lab_is_loaded_and_ends_after_is_heard(
    page: Page, lab: str, played: str
) -> None:
    held: list[Route] = []
    script = f"**/elements/labs/{lab}.js"
    page.route(script, lambda route: held.append(route))
    with page.expect_request(script):
        page.goto(f"labs/{lab}/")
    page.locator(f"[data-{played}] button").first.hover()
    page.mouse.down()
    for route in held:
        route.continue_()
    expect(page.locator(".lab:defined")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".lab__status")).to_have_text("Playing.")


def test_a_lab_that_cannot_be_loaded_says_so(page: Page) -> None:
    page.route("**/elements/labs/equaliser.js", lambda route: route.abort())
    page.goto(LAB)
    expect(page.locator(".lab__status")).to_have_text(
        "The lab is not here. Reload the page with a network."
    )


def test_a_lab_by_keyboard_from_start_to_stop(context: BrowserContext) -> None:
    context.add_init_script(WATCHED)
    page = context.new_page()
    page.goto(LAB)
    lab = page.locator(".lab")
    status = lab.locator(".lab__status")
    assert state(page) == "none"
    lab.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Playing: All together, with it.")
    assert state(page) == "running"
    assert frames(page) > 3
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(status).to_have_text("Playing: All together, without it.")
    bell = lab.get_by_role("group", name="Bell", exact=True)
    gain = bell.get_by_role("slider", name="Gain")
    gain.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(gain).to_have_attribute("aria-valuetext", "+4\u00a0dB")
    expect(bell).to_contain_text("+4\u00a0dB")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    expect(bell.get_by_role("slider", name="Frequency")).to_have_attribute(
        "aria-valuetext", "40\u00a0Hz"
    )
    picture = lab.get_by_role("img")
    expect(picture).to_have_accessible_description("The curve has +4 dB around 40 Hz, Q 1.4.")
    assert picture.locator("path").count() > 5
    lab.get_by_role("button", name="Reset").press("Enter")
    expect(picture).to_have_accessible_description("The curve is flat: nothing is changed.")
    lab.get_by_role("button", name="Stop").press("Enter")
    expect(status).to_have_text("Stopped.")
    until(page, "suspended")
    assert frames(page) == 0


def test_leaving_the_page_gives_the_sound_back(context: BrowserContext) -> None:
    context.add_init_script(WATCHED)
    page = context.new_page()
    page.goto(LAB)
    page.locator("[data-play]").click()
    expect(page.locator(".lab__status")).to_contain_text("Playing")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    until(page, "closed")
    expect(page.locator("[data-play]")).to_have_text("Play")
    page.locator("[data-play]").click()
    expect(page.locator(".lab__status")).to_contain_text("Playing")
    assert state(page) == "running"


def test_presets_come_by_link_and_leave_by_link(page: Page) -> None:
    page.goto(f"{LAB}#preset=nose")
    lab = page.locator(".lab")
    bell = lab.get_by_role("group", name="Bell", exact=True)
    expect(bell.get_by_role("slider", name="Gain")).to_have_attribute(
        "aria-valuetext", "+9\u00a0dB"
    )
    expect(lab.get_by_label("Sound", exact=True)).to_have_value("voice")
    page.get_by_role("link", name="Dull").click()
    shelf = lab.get_by_role("group", name="High shelf")
    expect(shelf.get_by_role("slider", name="Gain")).to_have_attribute(
        "aria-valuetext", "−9\u00a0dB"
    )
    expect(bell.get_by_role("slider", name="Gain")).to_have_attribute("aria-valuetext", "0\u00a0dB")
    bell.get_by_role("slider", name="Frequency").press("End")
    lab.get_by_role("button", name="Link to these settings").click()
    link = lab.locator("[data-link]").input_value()
    page.goto("about:blank")
    page.goto(link)
    expect(shelf.get_by_role("slider", name="Gain")).to_have_attribute(
        "aria-valuetext", "−9\u00a0dB"
    )
    expect(bell.get_by_role("slider", name="Frequency")).to_have_attribute(
        "aria-valuetext", "12,000\u00a0Hz"
    )
    # A link may hold anything.
    page.goto("about:blank")
    page.goto(f"{LAB}#preset=%3Cb%3E&bell-gain=1e9&high-pass-slope=48&bell-q=loud")
    expect(bell.get_by_role("slider", name="Gain")).to_have_attribute("aria-valuetext", "0\u00a0dB")


def test_a_file_of_ones_own(page: Page, tmp_path: Path) -> None:
    own = tmp_path / "mine.wav"
    with wave.open(str(own), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        tone = [round(9000 * math.sin(n / 5)) for n in range(8000)]
        file.writeframes(struct.pack(f"<{len(tone)}h", *tone))
    words = tmp_path / "words.mp3"
    words.write_text("no sound", "utf-8")
    empty = tmp_path / "empty.wav"
    empty.touch()
    page.goto(LAB)
    lab = page.locator(".lab")
    status = lab.locator(".lab__status")
    lab.locator("[data-file]").set_input_files(words)
    expect(status).to_have_text(
        "“words.mp3” is no sound file that this browser can read. Try WAV, FLAC or MP3."
    )
    lab.locator("[data-file]").set_input_files(empty)
    expect(status).to_have_text("“empty.wav” is empty.")
    lab.locator("[data-file]").set_input_files(own)
    expect(status).to_have_text("“mine.wav” is ready.")
    expect(lab.get_by_label("Sound", exact=True)).to_have_value("own")
    lab.get_by_role("button", name="Play").click()
    expect(status).to_have_text("Playing: mine.wav, with it.")


def test_a_lab_in_a_text_plays_and_leads_to_its_page(page: Page) -> None:
    page.goto(TEXT)
    lab = page.locator(".lab")
    expect(lab.get_by_label("Setting", exact=True)).to_have_value("mud")
    lab.get_by_role("button", name="Play").click()
    expect(lab.locator(".lab__status")).to_have_text("Playing: All together, with it.")
    page.get_by_role("link", name="All of this lab").click()
    expect(page.locator("h1")).to_have_text("Equaliser lab")
    expect(page.locator(".lab").get_by_label("Setting", exact=True)).to_have_value("mud")


def test_who_wants_less_motion_gets_pictures_that_stand(browser: Browser, address: str) -> None:
    with browsing(browser, address, DESKTOP) as context:
        context.add_init_script(WATCHED)
        page = context.new_page()
        page.emulate_media(reduced_motion="reduce")
        page.goto(LAB)
        page.locator("[data-play]").click()
        expect(page.locator(".lab [data-live] path")).to_have_count(1)
        assert frames(page) == 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_script_a_lab_is_a_text(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with browser.new_context(
        base_url=address,
        java_script_enabled=False,
        viewport=viewport,  # type: ignore[arg-type]
    ) as context:
        page = context.new_page()
        page.goto(LAB)
        expect(page.get_by_role("button", name="Play")).to_be_hidden()
        expect(page.get_by_text("The lab plays and draws with a script")).to_be_visible()
        expect(page.get_by_text("Bell Gain: +8\u00a0dB, Frequency: 250\u00a0Hz")).to_be_visible()
        expect(page.get_by_role("heading", name="Three things to try")).to_be_visible()
        page.goto(TEXT)
        expect(page.get_by_text("Hear it before you use it.")).to_be_visible()
        expect(page.locator(".lab input:visible")).to_have_count(0)


@pytest.mark.parametrize("size", [(320, 700), DESKTOP], ids=["small", "desktop"])
def test_a_lab_fits_its_screen(browser: Browser, address: str, size: tuple[int, int]) -> None:
    with browsing(browser, address, size) as context:
        page = context.new_page()
        for name in (LAB, TEXT):
            page.goto(name)
            page.wait_for_timeout(200)
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
            small = page.evaluate(
                "[...document.querySelectorAll('.lab :is(button, select, input)')]"
                ".filter((one) => {"
                "const { width, height } = one.getBoundingClientRect();"
                "return width > 0 && (width < 24 || height < 24) && one.type !== 'checkbox';"
                "}).map((one) => one.outerHTML)"
            )
            assert small == []


def test_a_hidden_boost_can_be_found_by_keyboard(page: Page) -> None:
    page.goto(LAB)
    lab = page.locator(".lab")
    exercise = lab.get_by_role("group", name="Find the problem")
    verdict = exercise.get_by_role("status")
    places = exercise.locator("[data-place]")
    expect(places.first).to_be_disabled()
    exercise.get_by_role("button", name="Hide a boost").press("Enter")
    expect(verdict).to_have_text("Where is it? Press a place.")
    expect(lab.locator(".lab__status")).to_contain_text("Playing")
    expect(lab.get_by_role("img")).to_have_accessible_description(
        "The curve is flat: nothing is changed."
    )
    lab.get_by_role("button", name="Link to these settings").click()
    assert "problem" not in lab.locator("[data-link]").input_value()
    for place in places.all():
        place.press("Enter")
        if (verdict.text_content() or "").startswith("Yes"):
            break
        expect(verdict).to_contain_text("No, at")
        expect(place).to_be_disabled()
    expect(verdict).to_contain_text("Now it is taken away. Found 1 of 1.")
    expect(places.first).to_be_disabled()
