"""What every lab owes its reader, whichever it is: all of docs/labs, one visit each.

By keyboard alone from start to stop; by axe's rules, while it plays and after; nothing goes on when
it stops or when its page is left; and no start, stop or change of it clicks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import axe
from tests.browser.labs import LABS, at_start, grid
from tests.browser.reader import PHONE, browsing
from tests.browser.sound import run
from tests.browser.test_looks import MEASURES

WATCHED = Path(__file__).with_name("labs.js").read_text("utf-8")
MOST_TABS = 90
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass
class Visit:
    """What was met on one lab's page, in sentences; all of it should be empty."""

    keyboard: list[str] = field(default_factory=list)
    axe: dict[str, list[str]] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    stopped: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all visits, on a phone."""
    with browsing(browser, address, PHONE) as context:
        context.add_init_script(WATCHED)
        context.add_init_script(MEASURES)
        yield context.new_page()


@pytest.fixture(scope="module", params=LABS)
def visit(request: pytest.FixtureRequest, reader: Page) -> Visit:
    return visited(reader, request.param)


def visited(page: Page, lab: str, spoil: str = "") -> Visit:
    """A lab from the first Tab to leaving its page, spoilt by a script or not."""
    met = Visit()
    asked: list[str] = []
    errors: list[str] = []

    page.on("request", lambda request: asked.append(request.url.rpartition("/javascripts/")[2]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"labs/{lab}/")
    page.locator(".lab:defined").wait_for()
    page.evaluate(spoil)
    others = {f"elements/labs/{other}.js" for other in LABS if other != lab}
    scripts = {url.partition("?")[0] for url in asked}
    met.before = sorted(url for url in scripts if url in others or "worklet" in url)
    met.before += [f"a context that is {state}" for state in page.evaluate("labs.states()")]
    met.keyboard = walk(page)
    met.axe = {f"playing, {scheme}": found(page, scheme) for scheme in SCHEMES}
    to_play(page, "Shift+Tab")
    met.keyboard += [f"Tab misses {one}" for one in page.evaluate("labs.missed()")]
    met.keyboard += press(page, "Stopped.")
    met.axe |= {f"stopped, {scheme}": found(page, scheme) for scheme in SCHEMES}
    met.stopped = stopped(page)
    # At once, when all that it was about to play lies ahead.
    met.keyboard += press(page, "Playing") + press(page, "Stopped.")
    met.stopped += stopped(page)
    # Pictures that move take most of the time of a visit: they do at its end only.
    page.emulate_media(reduced_motion="no-preference")
    met.keyboard += press(page, "Playing")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    until(page, "labs.states().every((state) => state === 'closed')")
    before = page.evaluate("labs.frames()")
    page.wait_for_timeout(100)
    met.left = page.evaluate("labs.left()")
    if page.evaluate("labs.frames()") != before:
        met.left.append("pictures are drawn")
    met.keyboard += errors
    return met


def stopped(page: Page) -> list[str]:
    """What goes on in a lab that was stopped."""
    until(page, "!labs.states().includes('running') && !labs.left().length")
    left: list[str] = page.evaluate("labs.left()")
    return left


def until(page: Page, condition: str) -> None:
    """Wait for a condition, but not for ever: what does not come is met by what is asked next. Not
    by Playwright, which evaluates a text in the page: its policy refuses that."""
    for _ in range(40):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)


def found(page: Page, scheme: Literal["light", "dark"]) -> list[str]:
    """What axe finds in the lab. In the dark only colours are others."""
    page.emulate_media(color_scheme=scheme)
    only = (axe.CONTRAST, axe.ENHANCED) if scheme == "dark" else ()
    return axe.findings(page, within=".lab", only=only)


def to_play(page: Page, key: str) -> None:
    """Go to the button that starts and stops the lab."""
    for _ in range(MOST_TABS):
        if page.evaluate("labs.focus()") == "play":
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} does not come to Play")


def press(page: Page, says: str) -> list[str]:
    """Start or stop it. What is wrong, if it does not say so."""
    page.keyboard.press("Enter")
    try:
        # Some labs make their sound first, which takes seconds on a busy machine.
        expect(page.locator(".lab__status")).to_contain_text(says, timeout=20_000)
    except AssertionError:
        return [f"Enter on Play brings no “{says}”, but “{page.inner_text('.lab__status')}”"]
    return []


def walk(page: Page) -> list[str]:
    """From the top of the page to Play, and on through all that can be reached, moving each."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # which skips the menus
    to_play(page, "Tab")
    wrong = press(page, "Playing")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        kind, is_at_end = page.evaluate("[labs.focus(), labs.isAtEnd()]")
        if not kind:
            return wrong
        if kind == "group":
            page.keyboard.press("ArrowRight")
            wrong.append(page.evaluate("labs.moved()"))
            page.keyboard.press("ArrowLeft")
        elif kind in ("range", "select"):
            on, back = ("Right", "Left") if kind == "range" else ("Down", "Up")
            page.keyboard.press(f"Arrow{back if is_at_end else on}")
            wrong.append(page.evaluate("labs.taken()"))
        elif kind == "checkbox":
            page.keyboard.press("Space")
            wrong.append(page.evaluate("labs.taken()"))
        wrong = [one for one in wrong if one]
    return [*wrong, "Tab never leaves the lab"]


def test_a_lab_by_keyboard_alone(visit: Visit) -> None:
    assert visit.keyboard == []


def test_a_lab_by_the_rules_of_axe_while_it_plays_and_after(visit: Visit) -> None:
    assert {state: some for state, some in visit.axe.items() if some} == {}


def test_a_lab_loads_what_it_uses_and_when(visit: Visit) -> None:
    """Its own script and no other lab's; no sound before Play."""
    assert visit.before == []


def test_nothing_goes_on_when_a_lab_stops_or_its_page_is_left(visit: Visit) -> None:
    assert (visit.stopped, visit.left) == ([], [])


# Clicks: a step between two samples that neither the sound before nor the one after explains.

CLICKS = """
const { Chain } = await load("audio/chain.js");
const { build } = await load(`labs/${argument.lab}.js`);
const [rate, each] = [48000, 0.16];
// At each change it is at its peak: where it crosses nought, nothing would be cut off.
const tone = new AudioBuffer({ length: rate, sampleRate: rate });
tone.getChannelData(0).forEach((_, n, all) => {
  all[n] = 0.25 * Math.cos((2 * Math.PI * 100 * n) / rate);
});
const settings = { volume: 0, bypass: false, match: 0 };
const values = (event) => ({ ...argument.start, ...event });
async function rendered(first, events, seconds) {
  const context = new OfflineAudioContext(2, Math.round(seconds * rate), rate);
  const chain = await Chain.start(context, tone, argument.build ?? build, first, settings);
  events.forEach((event, k) => {
    context.suspend((k + 1) * each).then(async () => {
      if (event === "stop") chain.stop();
      else await chain.set(values(event));
      context.resume();
    });
  });
  const made = await context.startRendering();
  return [0, 1].map((c) => made.getChannelData(c));
}
const most = (channels, from, to, measure) => {
  let found = 0;
  for (const channel of channels) {
    const end = Math.min(channel.length, Math.round(to * rate));
    for (let n = Math.max(1, Math.round(from * rate)); n < end; n++) {
      found = Math.max(found, measure(channel[n], channel[n - 1]));
    }
  }
  return found;
};
const step = (channels, from, to) => most(channels, from, to, (a, b) => Math.abs(a - b));
// What makes its own sound has steps of its own, at any time: those of some seconds without change.
const known = {};
const own = async (event) => known[JSON.stringify(event)] ??=
  argument.own ? step(await rendered(values(event), [], 2), 0, 2) : 0;
const found = [];
for (const events of argument.events) {
  const channels = await rendered(values({}), [...events, "stop"], (events.length + 2) * each);
  const tell = async (name, at, settings, ...beside) => {
    const measured = step(channels, at, at + 0.08);
    const explains = (may) => measured <= argument.most * Math.max(1e-4, may);
    if (beside.some(explains)) return;
    const owns = await Promise.all(settings.map(own));
    if (!owns.some(explains)) found.push([name, measured, Math.max(...beside, ...owns)]);
  };
  await tell("start", 0, [{}], step(channels, 0.1, each));
  let last = {};
  for (const [k, event] of events.entries()) {
    const at = (k + 1) * each;
    const steady = [[at - 0.05, at], [at + each - 0.05, at + each]];
    const beside = steady.map(([from, to]) => step(channels, from, to));
    await tell(JSON.stringify(event), at, [last, event], ...beside);
    last = event;
  }
  const at = (events.length + 1) * each;
  await tell("stop", at, [last], step(channels, at - 0.05, at));
  const rest = most(channels, at + 0.05, at + each, Math.abs);
  if (rest > 1e-4) found.push(["stopped", rest, 0]);
}
return found;
"""
MOST = 2
"""Times that a step may be larger than one that is explained: while one sound fades over to
another, both are heard. A tone that is cut off at its peak has one 75 times as large."""


def changes(lab: str) -> list[list[dict[str, float | str]]]:
    """Each control from its start to its ends, or to its first two other options, and back; and
    each setting."""
    found: list[list[dict[str, float | str]]] = []
    for group in LABS[lab]["groups"]:
        for one in group["controls"]:
            ends = [option["id"] for option in one.get("options", ())] or [
                one["least"],
                one["most"],
            ]
            others = [end for end in ends if end != one["starts"]]
            found.append([*({one["id"]: end} for end in others[:2]), {}])
    return [*found, [one["set"] | grid(lab, one["id"]) for one in LABS[lab]["presets"]]]


def clicks(page: Page, lab: str, **more: Any) -> Any:
    start = at_start(lab) | grid(lab, "")
    own = LABS[lab].get("makes_sound", False)
    events = changes(lab)
    # What makes its own sound may keep it for a context: all in one.
    events = [[one for some in events for one in some]] if own else events
    argument = {"lab": lab, "start": start, "events": events, "own": own, "most": MOST}
    return run(page, CLICKS, argument | more)


@pytest.mark.parametrize("lab", LABS)
def test_no_start_no_stop_and_no_change_clicks(modules: Page, lab: str) -> None:
    assert clicks(modules, lab) == []


def test_a_click_is_met(modules: Page) -> None:
    """A lab that sets its gain at once."""
    spoilt = """
    argument.build = (context, input, { bell }) => {
      const output = new GainNode(context, { gain: 1 });
      input.connect(output);
      return { output, set: ({ bell }) => void (output.gain.value = bell ?? 1) };
    };
    """
    argument = {"lab": "equaliser", "start": {}, "own": False, "most": MOST}
    events = [[{"bell": 0.2}, {}]]
    found = run(modules, spoilt + CLICKS, argument | {"events": events})
    assert [name for name, *_ in found] == ['{"bell":0.2}', "{}"]


def test_pages_without_a_lab_load_nothing_of_labs(reader: Page) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto("learn/hearing/")
    reader.goto("labs/")
    assert asked
    assert [url for url in asked if "/labs/" in url.partition("/javascripts/")[2]] == []


SPOILT = """(() => {
  document.querySelector("[data-reset]").tabIndex = -1;
  document.querySelector("[data-share]").textContent = "";
  document.querySelector(".lab label").style.color = "#777";
  AudioBufferSourceNode.prototype.stop = AudioNode.prototype.disconnect = () => {};
  AudioContext.prototype.suspend = async () => {};
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name !== "aria-valuetext") setAttribute.call(this, name, value);
  };
  document.querySelector("select[data-material]").addEventListener("keydown", (event) => {
    if (event.key !== "Tab") event.preventDefault();
  });
})()"""


def test_faults_are_met(reader: Page) -> None:
    """A control that Tab passes by, one that keys do not move, one whose value is not said, one
    without a name; words too pale; a sound that goes on."""
    spoilt = visited(reader, "stereo", SPOILT)
    assert any("Tab misses" in one and "data-reset" in one for one in spoilt.keyboard)
    assert any("no key moves" in one and "data-material" in one for one in spoilt.keyboard)
    assert any("says" in one and "and shows" in one for one in spoilt.keyboard)
    assert [state for state, some in spoilt.axe.items() if some] == [*spoilt.axe]
    assert spoilt.axe["playing, light"][0].startswith("button-name")
    assert {"a context runs", "AudioBufferSourceNode plays on", "GainNode is connected"} <= set(
        spoilt.stopped
    )
