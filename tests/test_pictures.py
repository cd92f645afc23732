"""Drawings: what is wrong with one, as findings compared whole, and how one is printed."""

import re
from collections.abc import Callable
from math import cos, exp, log10, pi, radians, sin, sqrt
from operator import mul
from pathlib import Path

import pytest

from guide.booklet import part
from guide.load import Guide, load
from guide.pictures import CLASSES, inline
from tests.test_looks import KINDS, SCHEMES, contrast, tokens
from tests.trees import ROOT, Tree, findings, small_guide, write

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 328 60">
  <title>A wire</title>
  <desc>A line from left to right.</desc>
  <!-- The wire. -->
  <path class="stroke accent" d="M0 30H328"/>
  <text class="text mid" x="164" y="20">A wire</text>
</svg>
"""
WIRE, MIXING = "pictures/wire.svg", "stages/mixing.md"
SHOWN = "![A wire, from left to right](../pictures/wire.svg)"


LOOKS_FIX = "give it a class: pictures.css says how that looks, in light, dark and on paper"


def guide(svg: str = SVG, shown: str = SHOWN) -> Tree:
    """A guide whose page about mixing shows a drawing in its first section, on line 20."""
    tree = small_guide() | {WIRE: svg}
    return tree | {MIXING: tree[MIXING].replace("Text of it.", shown, 1)}


def test_a_sound_drawing_has_no_findings(tmp_path: Path) -> None:
    assert findings(guide(), tmp_path) == []


@pytest.mark.parametrize(
    ("before", "after", "finding"),
    [
        (
            "  <title>A wire</title>\n",
            "",
            "1:1: D503 has no <title>\n"
            "    fix: write <title>, what it is, for those who do not see it",
        ),
        (
            "<title>A wire</title>",
            "<title/>",
            "1:1: D503 has an empty <title>\n"
            "    fix: write <title>, what it is, for those who do not see it",
        ),
        (
            "A line from left to right.",
            " ",
            "1:1: D503 has an empty <desc>\n"
            "    fix: write <desc>, all that it shows, for those who do not see it",
        ),
        (
            "  <title>A wire</title>\n  <desc>A line from left to right.</desc>\n",
            "  <desc>A line from left to right.</desc><title>A wire</title>\n",
            "1:1: D503 has its <title> in another place\n"
            "    fix: begin with <title>, then <desc>, then what is drawn",
        ),
        (
            ' viewBox="0 0 328 60"',
            "",
            "1:1: D502 has no viewBox\n"
            '    fix: write viewBox="0 0 328 200": its width and height, in pixels of a phone',
        ),
        (
            "0 0 328 60",
            "0 0 100%",
            "1:1: D502 has a viewBox that is no width and height: '0 0 100%'\n"
            '    fix: write viewBox="0 0 328 200": its width and height, in pixels of a phone',
        ),
        (
            "0 0 328 60",
            "0 0 480 60",
            "1:1: D502 is 480 units wide, and 360 are the most\n"
            "    fix: draw it narrower, or as two pictures: a phone shows one unit as one pixel",
        ),
        (
            'viewBox="0 0 328 60"',
            "viewBox='0 0 328 60'",
            "1:1: D501 cannot be printed inside a page\n"
            '    fix: begin with <svg xmlns="…" viewBox="…">, <title> and <desc>, in double quotes',
        ),
        (
            "viewBox=",
            'width="328" viewBox=',
            "1:1: D502 has a size of its own: 'width'\n"
            "    fix: leave it out: the page makes a picture as wide as there is room",
        ),
        (
            "viewBox=",
            'height="60" viewBox=',
            "1:1: D502 has a size of its own: 'height'\n"
            "    fix: leave it out: the page makes a picture as wide as there is room",
        ),
        (
            'class="text mid"',
            'class="text mid" filter="url(#blur)"',
            "6:3: D501 refers to something else: 'filter'\n"
            "    fix: draw it here: nothing else is loaded with a picture",
        ),
        (
            '"/>\n  <text',
            '"/>\n  <g><title>Again</title></g><text',
            "6:6: D501 has an element that pictures do not take: 'title'\n"
            "    fix: draw with one of circle, ellipse, g, line, path, polygon, polyline, rect, "
            "text, tspan",
        ),
        (
            'y="20"',
            'y="20" transform="scale(.5)"',
            "6:3: D502 is transformed by 'scale(.5)'\n"
            "    fix: use translate and rotate alone, so that words keep their size",
        ),
        (
            'y="20"',
            'y="20" font-size="8"',
            f"6:3: D504 says itself how it looks: 'font-size'\n    fix: {LOOKS_FIX}",
        ),
        (
            "stroke accent",
            "stroke acent",
            "5:3: D504 has a class that pictures.css does not know: 'acent'\n"
            "    fix: did you mean 'accent'? allowed: accent, area, axis, dashed, edge, end, head, "
            "mark, mid, on, pale, soft, stroke, strong, text",
        ),
        (
            'class="stroke accent"',
            'style="stroke:red"',
            f"5:3: D504 says itself how it looks: 'style'\n    fix: {LOOKS_FIX}",
        ),
        (
            'class="stroke accent"',
            'id="wire"',
            "5:3: D501 has an attribute that pictures do not take: 'id'\n"
            "    fix: take it out of <path>",
        ),
        (
            '<path class="stroke accent" d="M0 30H328"/>',
            '<image href="photo.png"/>',
            "5:3: D501 has an element that pictures do not take: 'image'\n"
            "    fix: draw with one of circle, ellipse, g, line, path, polygon, polyline, rect, "
            "text, tspan",
        ),
        (
            'd="M0 30H328"',
            'd="M0 30H328" href="#other"',
            "5:3: D501 refers to something else: 'href'\n"
            "    fix: draw it here: nothing else is loaded with a picture",
        ),
        (
            'd="M0 30H328"/>',
            'd="M0 30H328">',
            "7:3: D501 is no XML that can be read: mismatched tag\n"
            "    fix: close each element, quote each value, and write & as &amp; and < as &lt;",
        ),
        (
            "<path ",
            "<path onclick='x' ",
            "1:1: L408 is a picture that could run code\n"
            "    fix: take its scripts, event attributes and foreign objects out",
        ),
    ],
)
def test_what_is_wrong_with_a_drawing(
    tmp_path: Path, before: str, after: str, finding: str
) -> None:
    assert before in SVG
    found = findings(guide(SVG.replace(before, after, 1)), tmp_path)
    assert found == [f"docs/{WIRE}:{finding}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 0 328 60", "0 0 360 60.5"),
        ('y="20"', 'y="20" transform="translate(1 2) rotate(90)"'),
        ('class="text mid"', 'class=" text  mid "'),
        ("A line from left to right.", "A line &amp; no more."),
    ],
)
def test_what_a_drawing_may_say(tmp_path: Path, before: str, after: str) -> None:
    assert before in SVG
    assert findings(guide(SVG.replace(before, after, 1)), tmp_path) == []


def test_a_drawing_without_words_lacks_both(tmp_path: Path) -> None:
    svg = re.sub(r"  <(title|desc)>.*\n", "", SVG)
    assert findings(guide(svg), tmp_path) == [
        f"docs/{WIRE}:1:1: D503 has no <desc>\n"
        "    fix: write <desc>, all that it shows, for those who do not see it",
        f"docs/{WIRE}:1:1: D503 has no <title>\n"
        "    fix: write <title>, what it is, for those who do not see it",
    ]


def test_of_drawings_right_below_each_other_the_first_is_told(tmp_path: Path) -> None:
    shown = f"{SHOWN}\n{SHOWN}\n{SHOWN}\n\nText.\n{SHOWN}"
    assert [told.split()[0] for told in findings(guide(shown=shown), tmp_path)] == [
        f"docs/{MIXING}:20:1:",
        f"docs/{MIXING}:25:1:",
    ]


def test_a_drawing_stands_alone_in_its_paragraph(tmp_path: Path) -> None:
    told = (
        "D505 '../pictures/wire.svg' does not stand alone\n"
        "    fix: write ![What it shows](…) on a line of its own, between two empty lines"
    )
    for shown, column in ((f"See {SHOWN}", 5), (f"Text.\n{SHOWN}", 1), (SHOWN[1:], 1)):
        line = 20 + shown.count("\n")
        assert findings(guide(shown=shown), tmp_path) == [f"docs/{MIXING}:{line}:{column}: {told}"]


def test_a_picture_has_words(tmp_path: Path) -> None:
    assert findings(guide(shown="![](../pictures/wire.svg)"), tmp_path) == [
        f"docs/{MIXING}:20:1: D506 a picture without words for those who do not see it\n"
        "    fix: write what it shows between the brackets: "
        "![A voice, from the mouth to the ear](…)"
    ]


@pytest.mark.parametrize("name", [WIRE, "pictures/wire-2.svg", "pictures/room.jpg", "stages/a.svg"])
def test_a_picture_that_no_page_shows(name: str, tmp_path: Path) -> None:
    docs = write(guide(shown="Text of it." if name == WIRE else SHOWN), tmp_path)
    (docs / name).write_bytes(b"\xff\xd8\xff" if name.endswith(".jpg") else SVG.encode())
    assert [str(problem) for problem in load(docs).problems] == [
        f"docs/{name}:1:1: G212 is a picture that no page shows\n"
        "    fix: show it where it explains, or delete it"
    ]


def test_a_picture_is_used_where_a_page_leads_to_it_by_any_form_of_its_name(tmp_path: Path) -> None:
    photo = "../stages/./a%2Db.jpg#left"
    tree = guide(shown=f"{SHOWN}\n\nSee the [photo]({photo}).") | {"LICENSE": "Take it."}
    docs = write(tree, tmp_path)
    (docs / "stages/a-b.jpg").write_bytes(b"\xff\xd8\xff")
    assert load(docs).problems == []


IMG = '<p><img alt="A &amp; B" src="../../pictures/wire.svg" /></p>'
FIGURE = (
    '<figure class="picture"><svg viewBox="0 0 328 60" role="img"'
    ' aria-labelledby="picture-wire" aria-describedby="picture-wire-told">'
    '<title id="picture-wire">A &amp; B</title>'
    '<desc id="picture-wire-told">A line from left to right.</desc>'
    '<path class="stroke accent" d="M0 30H328"/>'
    '<text class="text mid" x="164" y="20">A wire</text></svg></figure>'
)


def test_a_drawing_is_printed_inside_its_page() -> None:
    assert inline(f"<p>a</p>\n{IMG}\n<p>b</p>", {WIRE: SVG}) == f"<p>a</p>\n{FIGURE}\n<p>b</p>"


def test_a_title_behind_the_address_is_its_caption() -> None:
    captioned = IMG.replace(" />", ' title="Mind the &quot;wire&quot;" />')
    assert inline(captioned, {WIRE: SVG}) == FIGURE.replace(
        "</figure>", "<figcaption>Mind the &quot;wire&quot;</figcaption></figure>"
    )


def test_other_pictures_and_unsound_drawings_are_left_alone() -> None:
    photo = IMG.replace("wire.svg", "wire.png")
    assert inline(photo + IMG, {WIRE: "<svg/>"}) == photo + IMG


def test_ids_are_unique_on_a_page_and_in_a_booklet() -> None:
    html = inline(IMG + IMG, {WIRE: SVG})
    booklet = part("stages/mixing", html).within({}) + part("stages/editing", html).within({})
    for text in (html, booklet.decode()):
        ids = re.findall(r' id="([^"]*)"', text)
        named = re.findall(r' aria-(?:labelled|described)by="([^"]*)"', text)
        assert len(ids) == len({*ids}) == len(named)
        assert sorted(ids) == sorted(named)


STYLES = (ROOT / "overrides/assets/stylesheets/pictures.css").read_text("utf-8")
LOOKS = (ROOT / "docs/contributing/looks.md").read_text("utf-8")


def test_the_style_sheet_and_the_page_about_looks_know_the_same_classes() -> None:
    styled = {*re.findall(r"\.([a-z]+)", re.sub(r"/\*.*?\*/|\{.*?\}", "", STYLES, flags=re.S))}
    assert styled - {"picture"} == {*CLASSES}
    assert dict(re.findall(r"^\| `([a-z]+)` \| ([^|]*) \|$", LOOKS, re.M)) == CLASSES


def test_all_text_is_12_units_high() -> None:
    assert re.findall(r"font-size: ([\d.]+)px", STYLES) == ["12"]


def test_the_guide_shows_each_drawing_once(real: Guide) -> None:
    shown = [
        link.target.rpartition("/")[2]
        for page in real.library.pages.values()
        for link in page.prose.links
        if link.target.endswith(".svg")
    ]
    assert sorted(shown) == sorted(name.rpartition("/")[2] for name in real.library.drawings)


PICTURES = ROOT / "docs/pictures"
Points = list[tuple[float, float]]


def parts(name: str) -> list[tuple[str, str]]:
    """The parts of a drawing: the comment over each, and what is drawn below it."""
    text = (PICTURES / f"{name}.svg").read_text("utf-8")
    return re.findall(r"<!-- (.*?) -->(.*?)(?=<!--|</svg>)", text, re.DOTALL)


def curve(drawn: str, look: str = "stroke accent") -> Points:
    """The points of the first path of a class that is drawn from point to point."""
    found = re.search(rf'<path class="{look}" d="M([\d.\sL-]*)[^"]*"/>', drawn)
    assert found
    pairs = [pair.split() for pair in found[1].split("L")]
    return [(float(x), float(y)) for x, y in pairs]


def bars(drawn: str, look: str) -> list[tuple[float, float, float]]:
    """Left, width and height of the rectangles of a class."""
    found = re.findall(
        rf'<rect class="{look}" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="([\d.]+)"', drawn
    )
    return [(float(left), float(width), float(height)) for left, width, height in found]


def dots(drawn: str, look: str) -> list[tuple[float, float]]:
    """Middles of the circles of a class."""
    found = re.findall(rf'<circle class="{look}" cx="([\d.]+)" cy="([\d.]+)"', drawn)
    return [(float(x), float(y)) for x, y in found]


def table(page: str, words: str) -> list[list[str]]:
    """The rows of the first table that comes after some words of a page."""
    text = (ROOT / "docs" / page).read_text("utf-8").partition(words)[2]
    first = re.search(r"(?:^\|.*\n)+", text, re.M)
    assert first
    return [
        [cell.strip() for cell in row.strip("|").split("|")] for row in first[0].splitlines()[2:]
    ]


def decibels(gain: float) -> float:
    return 20 * log10(gain)


def test_polar_patterns_follow_their_equations() -> None:
    patterns = {"Cardioid": (76, 0.5), "Figure-8": (252, 0.0)}
    for comment, drawn in parts("polar-patterns"):
        middle, even = patterns.pop(comment.partition(":")[0])
        points = curve(drawn, "soft stroke accent")
        assert len(points) == 61
        for step, (x, y) in enumerate(points):
            angle = radians(6 * step)
            radius = 62 * abs(even + (1 - even) * cos(angle))
            assert x == pytest.approx(middle + radius * sin(angle), abs=0.06)
            assert y == pytest.approx(112 - radius * cos(angle), abs=0.06)
    assert patterns == {}


def test_the_compressor_passes_a_share_of_what_is_over_its_threshold() -> None:
    drawn = dict(parts("compressor-curve"))
    field = next(text for comment, text in drawn.items() if "threshold, then" in comment)

    def level(point: tuple[float, float]) -> tuple[float, float]:
        return (point[0] - 40) / 6.4 - 32, -(point[1] - 12) / 6.4

    assert [level(point) for point in curve(field)] == [(-20, -20), pytest.approx((0, -15))]
    two_to_one = [level(point) for point in curve(field, "stroke")]
    assert two_to_one == [(-32, -32), (-20, -20), pytest.approx((0, -10))]
    example = dots(drawn["12 dB over the threshold, at 4:1"], "mark")
    assert [level(point)[1] for point in example] == pytest.approx([-8, -17], abs=0.02)


def equaliser(kind: str, s: complex) -> float:
    """Gain in dB of a filter of second order at s = j × frequency ÷ its own; a bell of an octave,
    or a shelf or high-pass without a bump, with a gain of 6 dB."""
    if kind == "High-pass":
        return decibels(abs(s**2 / (s**2 + sqrt(2) * s + 1)))
    a = 10 ** ((6 if kind == "High shelf" else -6) / 40)
    if kind == "Bell":
        return decibels(abs((s**2 + s * a / 1.414 + 1) / (s**2 + s / (a * 1.414) + 1)))
    near, far = s**2 + sqrt(2 * a) * s + a, a * s**2 + sqrt(2 * a) * s + 1
    return decibels(abs(a * near / far if kind == "Low shelf" else a * far / near))


def test_equaliser_shapes_follow_their_formulas() -> None:
    own = {"High-pass": 100, "Bell": 400, "Low shelf": 150, "High shelf": 6000}
    for at, (comment, drawn) in enumerate(parts("eq-shapes")):
        kind = comment.partition(",")[0]
        left, zero = at % 2 * 176, 74 + at // 2 * 158
        for x, y in curve(drawn):
            frequency = 20 * 1000 ** ((x - left) / 152)
            gain = equaliser(kind, 1j * frequency / own[kind])
            # A step of the drawing is a tenth of a unit, and a filter can be steep.
            assert (zero - y) / 4 == pytest.approx(max(gain, -12.5), abs=0.15), (kind, frequency)
        del own[kind]
    assert own == {}


def test_pan_laws_follow_their_formulas() -> None:
    laws: dict[str, Callable[[float], float]] = {
        "0 dB": lambda p: min(1, 2 * (1 - p)),
        "−3 dB": lambda p: cos(p * pi / 2),
        "−4.5 dB": lambda p: sqrt(cos(p * pi / 2) * (1 - p)),
        "−6 dB": lambda p: 1 - p,
    }
    for comment, drawn in parts("pan-law"):
        law = laws.pop(comment.partition(" in")[0], None)
        if law:
            points = curve(drawn, "stroke accent" if "−3" in comment else "stroke")
            for x, y in points[:-1]:
                assert -(y - 14) * 15 / 200 == pytest.approx(
                    decibels(law((x - 30) / 236)), abs=0.03
                )
            ((middle, _),) = dots(drawn, "mark")
            assert middle == 30 + 236 / 2
    assert laws == {}


def test_the_ducked_bass_comes_back_by_the_offbeat() -> None:
    drawn = next(text for comment, text in parts("ducking") if comment.startswith("Bass level"))
    beat = 60_000 / 124
    for look, depth, release in (("stroke accent", 6, 242), ("stroke dashed", 3, 120)):
        points = curve(drawn, look)
        times = [((x - 28) / 300 * 2 * beat, -(y - 56) / 15) for x, y in points]
        for moment, level in times[1:19]:
            # Its time constant is a third of the release: 95 % of the way is back by then.
            assert level == pytest.approx(-depth * exp(-3 * moment / release), abs=0.08)
        assert 20 <= len(times) == 38


def snare(attack: float) -> list[float]:
    """How far a compressor turns a hit down, each millisecond: 4:1 from −18 dB, release 150 ms. The
    hit falls by 60 dB in 400 ms."""
    reduction, told = 0.0, []
    for moment in range(241):
        over = max(0.0, -0.15 * moment + 18)
        wanted = over * 3 / 4
        time = attack if wanted > reduction else 150
        reduction += (wanted - reduction) * (1 - exp(-1 / time))
        told.append(reduction)
    return told


def test_a_slow_attack_lets_the_front_through() -> None:
    below = [text for comment, text in parts("attack-release") if comment.startswith("How far")]
    for drawn, attack, left in zip(below, (1, 30), (0, 176), strict=True):
        reduction = snare(attack)
        for x, y in curve(drawn):
            moment = round((x - left) / 152 * 240)
            assert (y - 170) / 2.6 == pytest.approx(reduction[moment], abs=0.03)
    assert max(snare(1)) == pytest.approx(13, abs=0.5)
    assert max(snare(30)) == pytest.approx(8, abs=0.5)


def test_echoes_stand_on_the_grid_and_halve() -> None:
    steps = {"Quarter": 1.0, "Dotted eighth": 0.75, "Eighth": 0.5}
    for comment, drawn in parts("delay-grid"):
        step = steps.pop(comment)
        for at, (left, _, height) in enumerate(bars(drawn, "strong"), 1):
            assert left == pytest.approx(at * step * 82, abs=0.06)
            assert height == pytest.approx(max(46 * 0.5**at, 1.5), abs=0.06)
    assert steps == {}


def test_swung_steps_come_late_by_their_share() -> None:
    for comment, drawn in parts("swing-grid"):
        swing = float(comment.removesuffix(" %"))
        lefts = [left for left, _, _ in bars(drawn, "strong")]
        assert lefts == pytest.approx([82 * (k + swing / 100) for k in range(4)], abs=0.06)


def test_the_speakers_and_the_head_form_a_triangle_of_equal_sides() -> None:
    drawn = dict(parts("home-studio"))
    (left, y), (head_x, head_y), (right, _) = curve(drawn["Triangle of speakers and head"])
    side = right - left
    assert ((head_x - left) ** 2 + (head_y - y) ** 2) ** 0.5 == pytest.approx(side, abs=0.1)
    assert 1.2 <= (head_y - 24) / 72 <= 1.4  # metres from the wall in front
    assert head_x - 1 == pytest.approx(2.9 * 72 / 2)


def test_the_song_is_drawn_as_its_table_says() -> None:
    rows = table("stages/arrangement.md", "{#map}")
    found = sorted(
        bar
        for look in ("strong", "soft edge accent")
        for _, drawn in parts("song-energy")
        for bar in bars(drawn, look)
    )
    drawn = [(round((width + 1.5) * 76 / 328), height / 20) for _, width, height in found]
    verse = [drawn.pop(1), drawn.pop(1)]  # the bass enters halfway
    assert verse == [(8, 2), (8, 3)]
    drawn.insert(1, (16, 3))
    told = [(int(row[2]), int(re.findall(r"\((\d)\)", row[3])[-1])) for row in rows]
    assert drawn == told


def test_the_dots_are_those_of_the_table() -> None:
    people = ("you", "producer", "recording engineer", "editor", "mixer", "mastering engineer")
    _, drawn = next(part for part in parts("who-does-what") if "tasks" in part[0])
    usual, agreed = dots(drawn, "strong"), dots(drawn, "axis")
    for at, row in enumerate(table("decide/who-does-what.md", "{#matrix}")):
        for cell, found in ((row[1], usual), (row[2], agreed)):
            # A person is named first, or after a comma or "and"; what they work on comes later.
            named = re.split(r", | and the ", cell.lower())
            told = {person for person in people for one in named if one.startswith(person)}
            there = {people[round((x - 138) / 28)] for x, y in found if y == 76 + 20 * at}
            assert there == told, row


def test_keyboards_are_as_wide_as_their_white_keys() -> None:
    drawn = dict(parts("keyboard-sizes"))
    for keys, white, alone, whole in table("gear/midi-keyboard-choosing.md", "### Width"):
        ((_, width, _),) = bars(drawn[f"{keys} keys"], "area stroke")
        assert width == pytest.approx(int(white) * 6.1)
        assert f">{alone.split(' = ')[1]} ({whole.split()[0]})<" in drawn[f"{keys} keys"]


def test_delays_are_as_long_as_the_table_says() -> None:
    drawn = dict(parts("latency-scale"))["Buffers, in and out at 48 kHz, and a metre of air"]
    told = [float(row[3].split()[0]) for row in table("gear/audio-interface.md", "**Driver and")]
    assert [width / 8 for _, width, _ in bars(drawn, "strong")] == pytest.approx(told, abs=0.02)
    for delay in told:
        assert f">{delay}<" in drawn


def test_the_comp_takes_the_lines_of_its_sheet() -> None:
    drawn = dict(parts("comp-lanes"))
    sheet = table("stages/editing.md", "{#comp-sheet}")
    chosen = {
        (round((left - 53) / 46), take)
        for take in (1, 2, 3)
        for left, _, _ in bars(drawn[f"Take {take}"], "strong")
    }
    assert chosen == {(line, int(row[4])) for line, row in enumerate(sheet)}
    for take in (1, 2, 3):
        marks = re.findall(r">([o+−])<", drawn[f"Take {take}"])
        assert marks == [row[take][0] for row in sheet]
    assert len(re.findall("<path", drawn["Cuts"])) == 4


def test_shares_are_as_wide_as_they_are_large() -> None:
    page = (ROOT / "docs/working-together/splits.md").read_text("utf-8")
    methods = [drawn for comment, drawn in parts("four-splits") if comment != "Who is who"]
    assert len(methods) == 4
    for drawn in methods:
        shares = re.findall(r">(\d+\.\d\d)<", drawn)
        widths = [width for look in LOOKS_OF_SHARES for _, width, _ in bars(drawn, look)]
        assert widths == pytest.approx([float(share) * 3.26 for share in shares], abs=0.06)
        assert round(sum(map(float, shares)), 2) == 100
        assert all(share in page for share in shares)


LOOKS_OF_SHARES = ("strong", "soft", "area edge")


def test_two_players_stand_three_times_as_far_apart() -> None:
    drawn = dict(parts("three-to-one"))["Microphones and players"]
    (a, level), (b, _) = dots(drawn, "strong")
    (_, player), _ = dots(drawn, "area stroke")
    assert b - a == 3 * (player - 10 - level)


def test_two_distances_cancel_by_the_formula() -> None:
    drawn = dict(parts("two-distances"))
    for x, y in curve(drawn["17 cm between them"]):
        frequency = 100 * 80 ** ((x - 30) / 270)
        gain = decibels(abs(cos(pi * frequency * 0.17 / 343)) + 1e-9)
        # A step of the drawing is a tenth of a unit, and a hole has steep walls.
        slope = 1.5 if gain < -12 else 0.3
        assert (122 - y) / 4 == pytest.approx(max(gain, -24), abs=slope), frequency
    ((x, _),) = dots(drawn["The first hole"], "mark")
    assert 100 * 80 ** ((x - 30) / 270) == pytest.approx(343 / 0.34, rel=0.01)


def test_two_microphones_are_a_metre_from_the_snare() -> None:
    drawn = dict(parts("drum-microphones"))["Microphones, two of them a metre from the snare"]
    for x, y in dots(drawn, "strong")[:2]:
        assert ((x - 112) ** 2 + (y - 132) ** 2) ** 0.5 == pytest.approx(110, abs=0.1)


def test_the_singer_stands_at_the_marks_of_the_page() -> None:
    drawn = dict(parts("vocal-corner"))
    ((_, microphone),) = dots(
        drawn["Microphone, its back to the bare room, and pop filter"], "strong"
    )
    marks = [float(y) for y in re.findall(r'accent" d="M\d+ ([\d.]+)h12', drawn[TAPE])]
    assert [(mark - microphone) / 1.7 for mark in marks] == [20, 40]


TAPE = "Tape marks, 20 and 40 cm from the microphone to the mouth"


def test_each_input_of_the_list_has_its_place_in_the_room() -> None:
    drawn = dict(parts("studio-rooms"))["Inputs"]
    told = [row[0] for row in table("roles/recording-engineer.md", "Here is an input list")]
    assert re.findall(r">(\d)<", drawn) == ", ".join(told).split(", ")


def test_three_points_are_three_hundredths_of_each_bar() -> None:
    drawn = dict(parts("three-bases"))
    rows = table("working-together/royalties-and-points.md", "| Left |")
    assert len(rows) == len(drawn) == 3
    for (_, formula, points), text in zip(rows, drawn.values(), strict=True):
        base = formula.partition(" ")[0]
        assert f">{base}<" in text
        assert f">3 points: {points}<" in text
        ((_, whole, _),), ((_, part, _),) = bars(text, "soft"), bars(text, "strong")
        assert whole == pytest.approx(326 * float(base.replace(",", "")) / 4526.19, abs=0.06)
        assert part == pytest.approx(whole * 0.03, abs=0.06)


def test_an_advance_is_earned_back_before_more_is_paid() -> None:
    drawn = dict(parts("advance-recouped"))
    told = [
        float(row[2]) for row in table("working-together/royalties-and-points.md", "{#advance}")
    ]
    widths = [width * 720 / 254 for _, width, _ in bars(drawn["Earned so far"], "soft")]
    assert widths == pytest.approx([min(sum_, 500) for sum_ in told], abs=0.2)
    ((_, paid, _),) = bars(drawn["Paid beyond the advance"], "strong")
    assert paid * 720 / 254 == pytest.approx(told[-1] - 500, abs=0.2)


def column(name: str, unit: float) -> list[tuple[str, float]]:
    """Look and minutes of the blocks of a column."""
    drawn = dict(parts(name))["Blocks, as high as they are long"]
    found = re.findall(r'<rect class="(\w+)[ \w]*" [^>]*height="([\d.]+)"', drawn)
    return [(look, float(height) / unit) for look, height in found]


def test_the_session_is_drawn_in_its_minutes() -> None:
    rows = table("working-together/sessions-that-go-well.md", "{#plan}")
    told = [int(row[0]) for row in rows]
    blocks = column("session-minutes", 1.36)
    assert [minutes for _, minutes in blocks] == pytest.approx(told, abs=0.05)
    recorded = [minutes for look, minutes in blocks if look == "strong"]
    assert recorded == pytest.approx([45, 40, 15], abs=0.05)


def test_the_practice_is_drawn_in_its_minutes() -> None:
    rows = table("learn/a-week-of-practice.md", "{#session}")
    spans = [[int(minute) for minute in row[0].split("–")] for row in rows]
    blocks = column("practice-session", 5.4)
    told = [end - begin for begin, end in spans]
    told[2:3] = [3, 3, 3, 3]  # the turns
    assert [minutes for _, minutes in blocks] == pytest.approx(told, abs=0.02)
    shown = re.findall(r"end[^>]*>(\d+)<", dict(parts("practice-session"))["Minutes and names"])
    assert sorted(map(int, shown)) == sorted(end - begin for begin, end in spans)


def test_hours_halve_with_each_three_decibels() -> None:
    drawn = dict(parts("loud-hours"))["Time a week"]
    told = {row[0]: row[1] for row in table("learn/hearing.md", "{#hours}")}
    shown = re.findall(r">([^<]+)</text>", drawn)
    for level, time, (_, width, _) in zip(
        shown[::2], shown[1::2], bars(drawn, "strong"), strict=True
    ):
        assert width / 5.4 == pytest.approx(40 * 2 ** ((80 - int(level)) / 3), abs=0.05)
        assert told[level] == time


def test_the_loud_week_adds_up() -> None:
    weeks = {"No plugs": 190, "Plugs, 9 dB less": 50, "Plugs, 15 dB less": 35}
    for comment, drawn in parts("loud-week"):
        if comment in weeks:
            widths = [bars(drawn, look)[0][1] / 1.44 for look in ("area edge", "soft", "strong")]
            assert widths[:2] == pytest.approx([5, 25], abs=0.1)
            assert sum(widths) == pytest.approx(weeks[comment], abs=0.1)
            assert f">{weeks.pop(comment)} %<" in drawn
    assert weeks == {}


def test_envelopes_are_those_of_the_recipes() -> None:
    recipes = {row[0]: row[3] for row in table("stages/sound-design-and-sampling.md", "{#recipes}")}
    for comment, drawn in parts("envelope")[1:]:
        sound, _, told = comment.partition(": ")
        assert re.sub(" ms|%| ", "", recipes[sound]) == re.sub("%| ", "", told)
        points = curve(drawn, "soft stroke accent")
        attack, decay, sustain, release = (
            float(part.split()[0]) / (1 if " s" in part else 100 if "%" in part else 1000)
            for part in recipes[sound].split(" / ")
        )
        left, floor = points[0]
        seconds = [(x - left) * 3 / 100 for x, _ in points]
        assert seconds == pytest.approx([0, attack, attack + decay, 1, 1 + release], abs=0.01)
        levels = [(floor - y) / 54 for _, y in points]
        assert levels == pytest.approx([0, 1, sustain, sustain, 0], abs=0.01)


def hertz(words: str) -> list[float]:
    """The frequencies that some words name; a unit also counts for the number before it."""
    found = re.findall(r"(\d+)( k?Hz)?", words)
    return [
        float(number) * (1000 if "k" in (unit or found[-1][1]) else 1) for number, unit in found
    ]


def test_ranges_are_those_of_the_table() -> None:
    drawn = dict(parts("where-sounds-lie"))["Ranges"]
    found = [bar for look in ("strong", "soft") for bar in bars(drawn, look)]
    shown = sorted([20 * 10 ** ((x - 8) / 104) for x in (a, a + width)] for a, width, _ in found)
    told = sorted(hertz(row[0]) for row in table("stages/mixing-equaliser.md", "{#ranges}"))
    told[-1].append(20_000)
    assert shown == [pytest.approx(pair, rel=0.01) for pair in told]


def test_notes_stand_on_their_keys() -> None:
    drawn = dict(parts("register"))
    told = {row[2]: int(row[1]) for row in table("stages/arrangement.md", "{#register}")}
    texts = re.findall(r">[^<]*: (\d+ Hz)<", drawn["Lowest notes"])
    white = [key for key in range(21, 109) if key % 12 in (0, 2, 4, 5, 7, 9, 11)]
    for text, (x, _) in zip(texts, dots(drawn["Lowest notes"], "mark"), strict=True):
        note = told.pop(text)
        assert x == pytest.approx(5.4 + 6.1 * (white.index(note) + 0.5), abs=0.06)
        assert f"{440 * 2 ** ((note - 69) / 12):.0f} Hz" == text
    assert told == {}


def test_absorbers_reach_down_by_the_quarter_wave() -> None:
    drawn = dict(parts("absorber-depth"))
    slabs = [width / 2.2 for _, width, _ in bars(drawn["Depths, wall to front"], "strong")]
    ((_, gap, _),) = bars(drawn["Depths, wall to front"], "edge dashed")
    depths = [slab + (gap / 2.2 if at == 2 else 0) for at, slab in enumerate(slabs)]
    told = re.findall(r">(\d+) cm: ([\d,]+) Hz<", drawn["Names"])
    assert depths == pytest.approx([float(depth) for depth, _ in told], abs=0.05)
    for depth, frequency in told:
        count = 343 / (4 * int(depth) / 100)
        assert float(frequency.replace(",", "")) == pytest.approx(count, rel=0.005)


def test_a_mode_is_loud_at_both_walls() -> None:
    drawn = dict(parts("room-mode"))
    for x, y in curve(drawn["Strength of the first mode, 48 Hz"]):
        assert (150 - y) / 100 == pytest.approx(abs(cos(pi * (x - 8) / 312)), abs=0.01)
    middle, chair = dots(drawn["Half way, and the chair at 38 per cent"], "mark")
    assert (middle[0] - 8) / 312 == 0.5
    assert (chair[0] - 8) / 312 == pytest.approx(0.38, abs=0.001)


def test_masters_play_as_loud_as_the_table_says() -> None:
    drawn = parts("loudness-turned")[1:5]
    rows = table("stages/mastering.md", "At the default setting:")
    for (_, text), (master, _, plays, peak) in zip(drawn, rows, strict=True):
        told = [float(it.replace("−", "-")) for it in re.findall(r"−\d+", master + plays + peak)]
        ((_, _, file),), ((_, _, played),) = bars(text, "area edge"), bars(text, "strong")
        peaks = [(24 - y) / 7 for _, y in dots(text, "mark")]
        assert [file / 7 - 24, peaks[0], played / 7 - 24, peaks[1]] == pytest.approx(told, abs=0.02)


def test_first_choruses_come_when_the_table_says() -> None:
    drawn = dict(parts("first-chorus"))
    for plan, intro, verse, before, told in table("genres/pop.md", "Time to the chorus"):
        lengths = [int(it.split()[0]) for it in (intro, verse, before)]
        starts = sum(lengths)
        last = bars(drawn[plan], "strong")[-1]
        assert (last[0] - 1) / 8.3 == pytest.approx(starts, abs=0.02)
        assert [int(it) for it in re.findall(r">(\d+)<", drawn[plan])] == lengths
        seconds = round(starts * 240 / 118)
        time = f"{seconds // 60}:{seconds % 60:02}"
        assert told.endswith(time)
        assert f">{time}<" in drawn[plan]


def test_two_forms_stand_on_one_scale() -> None:
    drawn = dict(parts("two-forms"))
    unit = 326 / 192  # of a bar at 124 BPM
    drums = [(left, left + width) for left, width, _ in bars(drawn["Drums"], "strong")]
    assert [round((x - 1) / unit) for pair in drums for x in pair] == [0, 96, 112, 192]
    song = [
        bar
        for look in ("strong edge", "soft edge")
        for bar in bars(drawn["Song: sections of 76 bars"], look)
    ]
    ends = max(left + width for left, width, _ in song) - 1
    assert ends / unit * 240 / 124 == pytest.approx(76 * 240 / 92, rel=0.001)
    assert len(bars(drawn["Song: sections of 76 bars"], "strong edge")) == 3


def test_twice_the_distance_is_six_decibels_less() -> None:
    drawn = dict(parts("voice-distance"))
    for x, y in curve(drawn["Level, 20 × log₁₀(20 ÷ distance)"]):
        distance = 10 + (x - 34) / 7
        assert (96 - y) / 11 == pytest.approx(decibels(20 / distance), abs=0.02)
    sways = bars(drawn["Five centimetres farther"], "strong")
    told = re.findall(r">([\d.]+) dB<", drawn["Five centimetres farther"])
    for (left, width, _), loss in zip(sways, told, strict=True):
        near = 10 + (left - 34) / 7
        assert width / 7 == 5
        assert decibels((near + 5) / near) == pytest.approx(float(loss), abs=0.05)


def test_each_deaf_side_looks_at_the_other_source() -> None:
    drawn = dict(parts("voice-and-guitar"))
    lobes = dots(drawn["What each hears"], "soft edge accent")
    lines = re.findall(r"M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)", drawn["Deaf sides, at 90 degrees"])
    for (front, back), line in zip((lobes[:2], lobes[2:]), lines, strict=True):
        x, y, to_x, to_y = map(float, line)
        assert ((front[0] + back[0]) / 2, (front[1] + back[1]) / 2) == pytest.approx(
            (x, y), abs=0.1
        )
        across = (front[0] - back[0]) * (to_x - x) + (front[1] - back[1]) * (to_y - y)
        # The cosine of the angle between what a figure-8 hears best and its dashed line.
        assert across / (34 * ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5) == pytest.approx(
            0, abs=0.01
        )


def test_streams_reach_the_cap_on_the_day_of_the_sum() -> None:
    drawn = dict(parts("beat-cap"))
    rows = table("working-together/beat-licences.md", "{#caps}")
    for (comment, start), row in zip((("Slow", 12_000), ("Playlist", 0)), rows, strict=True):
        text = next(text for name, text in drawn.items() if name.startswith(comment))
        (left, first), (right, last) = curve(text)
        assert [(188 - y) * 50_000 / 160 for y in (first, last)] == pytest.approx(
            [start, 50_000], abs=20
        )
        days = (right - left) * 60 / 270
        assert int(days + 0.01) == int(row[2])
        assert f">day {row[2]}<" in text


def test_delays_between_places_are_those_of_the_table() -> None:
    drawn = dict(parts("remote-delay"))
    told = [
        float(row[2].split()[0]) for row in table("working-together/remote-work.md", "{#delay}")
    ]
    widths = [width / 2.9 for _, width, _ in bars(drawn["One way"], "strong")]
    assert widths == pytest.approx([*told, 100], abs=0.02)
    assert all(f": {delay}<" in drawn["One way"] for delay in told)
    ((left, width, _),) = bars(drawn["What rhythm allows"], "soft")
    assert [(left - 1) / 2.9, (left - 1 + width) / 2.9] == pytest.approx([25, 30])


def test_the_echo_of_a_low_ceiling_has_its_length() -> None:
    drawn = dict(parts("low-ceiling"))
    heights = [float(it) for it in re.findall(r">(\d\.\d) m<", drawn["Heights"])]
    levels = [float(y) for y in re.findall(r'd="M56 ([\d.]+)H60', drawn["Heights"])]
    assert [2.3 - (y - 20) / 84 for y in levels] == pytest.approx(heights, abs=0.002)
    ceiling, microphone, cymbal = heights
    longer = (ceiling - cymbal) + (ceiling - microphone) - (microphone - cymbal)
    told = re.search(r">([\d.]+) m longer:<.*>first hole at (\d+) Hz<", drawn["Lengths"], re.S)
    assert told
    assert float(told[1]) == pytest.approx(longer)
    assert int(told[2]) == round(343 / (2 * longer))


def test_distance_separates_by_its_logarithm() -> None:
    for comment, drawn in parts("distance-as-mixer"):
        metres = float(re.sub(r"[^\d.]", "", comment))
        ((microphone, _),) = dots(drawn, "strong")
        _, (drums, _) = dots(drawn, "area stroke")
        assert (microphone - 40) / 80 == pytest.approx(0.3)
        assert (drums - microphone) / 80 == pytest.approx(metres)
        assert f": {decibels(metres / 0.3):.0f} dB" in drawn


def test_a_loudspeaker_and_an_ear_are_at_one_height() -> None:
    drawn = dict(parts("speaker-and-ear"))["Loudspeaker on its stand, head"]
    ((_, tweeter),), ((ear_x, ear),) = dots(drawn, "strong"), dots(drawn, "area stroke")
    assert tweeter == ear
    assert 1.2 <= (176 - ear) / 96 <= 1.4
    ((left, width, _),) = bars(drawn, "area stroke")
    front = left + width
    assert [(front - 8) / 96, (ear_x - front) / 96] == pytest.approx([0.5, 1])


def test_files_are_as_large_as_the_page_says() -> None:
    drawn = (PICTURES / "stems-and-multitracks.svg").read_text("utf-8")
    told = dict(re.findall(r">(24|6) [^<]*<.*?>([\d.]+ MB)<", drawn, re.S))
    rows = table("working-together/files-to-ask-for.md", "{#size}")
    assert told == {"24": rows[2][2], "6": rows[1][2]}
    assert len(bars(drawn, "soft edge accent")) == 24 + 6


def test_a_phone_is_30_cm_from_the_mouth() -> None:
    drawn = dict(parts("phone-place"))
    ((left, _, _),) = bars(drawn["Phone on books"], "strong")
    assert (left - 166) / 2.4 == pytest.approx(30, abs=0.1)


def power(wave: list[float]) -> float:
    return sum(height**2 for height in wave) / len(wave)


def test_sums_of_waves_are_sums() -> None:
    louder = {"The same twice": 6.0, "One upside down": None, "Two takes": 3.0}
    for comment, drawn in parts("adding-two"):
        level = louder.pop(comment.partition(":")[0])
        middles = [float(y) for y in re.findall(r'class="edge" d="M\d+ ([\d.]+)h', drawn)]
        lines = re.findall(r'class="stroke(?: accent)?"\s+d="M([\d.\sL-]*)"', drawn)
        one, other, both = (
            [middle - float(point.split()[1]) for point in line.split("L")]
            for middle, line in zip(middles, lines, strict=True)
        )
        added = [a + b for a, b in zip(one, other, strict=True)]
        assert both == pytest.approx(added, abs=0.16)
        if level is None:
            assert power(both) < 0.01
        else:
            mean = (power(one) + power(other)) / 2
            assert 10 * log10(power(both) / mean) == pytest.approx(level, abs=0.1)
    assert louder == {}


def test_a_rise_of_5_db_is_half_or_a_tenth_of_the_scale() -> None:
    for comment, drawn in parts("two-scales")[:2]:
        span = float(comment.split()[3])
        heights = [y for _, y in curve(drawn)]
        assert (max(heights) - min(heights)) / 130 == pytest.approx(5 / span, abs=0.001)


LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


def mixed(front: str, back: str, share: float) -> str:
    """The colour that `color-mix(in oklab, …)` makes (B. Ottosson, A perceptual color space for
    image processing, 2020). Oklab is linear in the cube roots, so these can be mixed as well."""

    def roots(colour: str) -> list[float]:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        light = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return [sum(map(mul, row, light)) ** (1 / 3) for row in LMS]

    cubes = [
        (share * one + (1 - share) * other) ** 3
        for one, other in zip(roots(front), roots(back), strict=True)
    ]
    light = [min(1, max(0, sum(map(mul, row, cubes)))) for row in RGB]
    codes = [12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in light]
    return "#" + "".join(f"{round(255 * code):02x}" for code in codes)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_can_be_read_on_the_surfaces_of_pictures(scheme: str) -> None:
    colours = tokens(scheme)
    share = re.search(r"--accent-pale: color-mix\(in oklab, var\(--accent-here\) (\d+)%", STYLES)
    assert share
    for accent in (*KINDS, "link"):
        soft = mixed(colours[accent], colours["page"], int(share[1]) / 100)
        assert contrast(colours["ink"], soft) >= 7
        assert contrast(colours["ink-soft"], soft) >= 4.5
        assert contrast(colours["page"], colours[accent]) >= 4.5
        assert contrast(colours[accent], soft) >= 3


def test_a_mixture_is_that_of_a_browser() -> None:
    assert mixed("#b23a34", "#fffdf8", 1) == "#b23a34"
    assert mixed("#b23a34", "#fffdf8", 0.24) == "#f1cfc7"
