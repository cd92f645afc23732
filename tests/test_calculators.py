"""The calculators, computed a second time with fractions: the oracle of
tests/scripts/calculators_test.js. And the worked examples of other pages, which must be the same
sums."""

import math
import random
from decimal import Decimal
from fractions import Fraction as F
from typing import Any

import yaml

from tests.trees import ROOT

DATA: dict[str, Any] = yaml.safe_load((ROOT / "docs/tools/calculators.yml").read_text("utf-8"))
FIELDS = {one["id"]: {f["id"]: f for f in one["fields"]} for one in DATA["calculators"]}
SPEED = F(DATA["speed_of_sound"]["metres"])
NAMES = ["C", "C sharp", "D", "D sharp", "E", "F", "F sharp", "G", "G sharp", "A", "A sharp", "B"]
Numbers = dict[str, Decimal]


def root(value: F) -> float:
    return math.sqrt(value)


def shared_notes(hertz: list[F]) -> int:
    """How many notes are the nearest one of two modes or more: by comparing, without logarithms."""
    keys = [440 * 2 ** ((n - 69) / 12) for n in range(-20, 140)]
    near = [min(keys, key=lambda k: abs(math.log(k / one))) for one in hertz]
    return sum(near.count(key) > 1 for key in set(near))


def values(sum_: str, given: Numbers) -> list[float]:
    """What each line of a calculator comes to."""
    n = {name: F(value) for name, value in given.items()}
    match sum_:
        case "delay":
            return [float(F(60_000) * F(*note["beats"]) / n["bpm"]) for note in DATA["notes"]]
        case "length":
            bar = 60 / n["bpm"] * n["beats"]
            return [float(bar), float(bar * n["bars"])]
        case "latency":
            seconds = n["samples"] / (n["rate"] * 1000)
            return [float(x) for x in (1000 * seconds, 2000 * seconds, SPEED * 2 * seconds)]
        case "size":
            rate = n["rate"] * 1000 * n["channels"] * n["bits"]  # bits a second
            one = rate * 60 * n["minutes"]
            mp3 = DATA["mp3"]["kilobits"] * 1000 * 60 * n["minutes"]
            bits = [rate * 60, one, one * n["files"], mp3]
            seconds = one * n["files"] / (n["upload"] * 1_000_000)
            return [float(x / 8_000_000) for x in bits] + [float(seconds)]
        case "modes":
            sides = [n["length"], n["width"], n["height"]]
            hertz = [SPEED / (2 * side) * k for side in sides for k in (1, 2)]
            return [float(x) for x in hertz] + [shared_notes(hertz)]
        case "reflection":
            a, b, c = n["along"], n["one"], n["other"]
            straight, by = root(a * a + (b - c) ** 2), root(a * a + (b + c) ** 2)
            # by² − straight² = 4bc, so that close numbers are not taken from each other
            more = 4 * float(b * c) / (by + straight)
            speed = float(SPEED)
            panel = float(a * b / (b + c))
            return [straight, by, more / speed * 1000, speed / more / 2, panel]
        case "quarter":
            wave = SPEED / n["tone"]
            return [float(SPEED / (n["distance"] / 25)), float(wave / 4 * 100)]
        case "loudness":
            return [float(gain(n["loudness"], n["peak"], one)) for one in DATA["services"]]
        case _:
            work = n["hours"] / n["weekly"]
            part = F(13 - n["free"], 13)
            return [math.ceil(work), math.ceil(work / part), float(52 * part * n["weekly"])]


def gain(loudness: F, peak: F, service: dict[str, Any]) -> F:
    wanted = F(service["reference"]) - loudness
    if wanted > 0 and service["quiet"] == "never":
        return F(0)
    if wanted > 0 and service["quiet"] == "to-peak":
        return max(F(0), min(wanted, F(DATA["peak"]) - peak))
    return wanted


def a_number(roll: random.Random, field: dict[str, Any]) -> Decimal:
    """Within the bounds of a field: an end of them, or something between with a few places."""
    least, most = Decimal(str(field["least"])), Decimal(str(field["most"]))
    if roll.random() < 0.1:
        return roll.choice([least, most])
    if field.get("whole"):
        return Decimal(roll.randint(int(least), int(most)))
    if least > 0 and most / least > 100:  # as often 1 to 10 as 10 to 100
        found = float(least) * float(most / least) ** roll.random()
    else:
        found = roll.uniform(float(least), float(most))
    return min(most, max(least, Decimal(str(round(found, roll.choice([0, 1, 2]))))))


def cases() -> list[dict[str, Any]]:
    """Numbers for each calculator, with what its lines come to."""
    roll = random.Random(7)
    made = []
    for sum_, fields in FIELDS.items():
        for _ in range(300):
            given = {name: a_number(roll, field) for name, field in fields.items()}
            numbers = {name: float(value) for name, value in given.items()}
            made.append({"sum": sum_, "numbers": numbers, "values": values(sum_, given)})
    return made


WORKED = [
    # stages/mixing-space
    ("delay", {"bpm": "90"}, "Quarter note", "667 ms"),
    ("delay", {"bpm": "80"}, "Dotted eighth", "563 ms"),
    ("delay", {"bpm": "174"}, "Sixteenth", "86.2 ms"),
    # genres/reggae-and-dub, pop, house
    ("delay", {"bpm": "74"}, "Dotted eighth", "608 ms"),
    ("delay", {"bpm": "118"}, "Dotted eighth", "381 ms"),
    ("delay", {"bpm": "124"}, "Eighth", "242 ms"),
    # stages/beat-making, mixing-automation, sound-design-and-sampling
    ("length", {"bars": "8", "beats": "4", "bpm": "90"}, "All bars", "21.33 s"),
    ("length", {"bars": "16", "beats": "4", "bpm": "124"}, "All bars", "30.97 s"),
    ("length", {"bars": "4", "beats": "4", "bpm": "120"}, "All bars", "8 s"),
    # stages/arrangement
    ("length", {"bars": "20", "beats": "4", "bpm": "92"}, "One bar", "2.61 s"),
    # gear/audio-interface
    ("latency", {"samples": "64", "rate": "44,1"}, "One buffer", "1.5 ms"),
    ("latency", {"samples": "256", "rate": "44.1"}, "One buffer", "5.8 ms"),
    ("latency", {"samples": "64", "rate": "48"}, "In and out, at least", "2.7 ms"),
    ("latency", {"samples": "512", "rate": "48"}, "In and out, at least", "21.3 ms"),
    # working-together/files-to-ask-for, remote-work; stages/delivery-and-files; gear/daw
    ("size", {"channels": "1"}, "One file, whole", "30.24 MB"),
    ("size", {"channels": "1"}, "All files", "181.44 MB"),
    ("size", {"channels": "1"}, "Sending all files", "145.2 s, which is 2:25"),
    ("size", {"channels": "1", "files": "24"}, "All files", "725.76 MB"),
    ("size", {"rate": "44,1", "bits": "16"}, "One file, a minute", "10.58 MB"),
    ("size", {"rate": "96"}, "One file, a minute", "34.56 MB"),
    ("size", {"minutes": "3.3"}, "One file, whole", "57.02 MB"),
    ("size", {"minutes": "3.3"}, "One MP3 at 320 kbit/s", "7.92 MB"),
    ("size", {"minutes": "4", "channels": "1", "files": "16"}, "All files", "552.96 MB"),
    # gear/home-studio
    ("modes", {"length": "2.4"}, "Length, first", "71 Hz, near D (73 Hz)"),
    ("modes", {"length": "3,0"}, "Length, first", "57 Hz, near A sharp (58 Hz)"),
    ("modes", {"length": "3.5"}, "Length, first", "49 Hz, near G (49 Hz)"),
    ("modes", {"length": "4"}, "Length, first", "43 Hz, near F (44 Hz)"),
    ("modes", {"length": "5.0"}, "Length, first", "34 Hz, near C sharp (35 Hz)"),
    (
        "modes",
        {"length": "4.8", "width": "2.4", "height": "2.4"},
        "On the same note",
        "D: length, second; width, first; height, first. D: width, second; height, second",
    ),
    # stages/recording-drums: 2.3 m of ceiling, cymbals at 1.3, overheads at 1.9
    ("reflection", {"along": "0", "one": "1,0", "other": "0.4"}, "Straight way", "0.6 m"),
    ("reflection", {"along": "0", "one": "1.0", "other": "0.4"}, "Way by the wall", "1.4 m"),
    ("reflection", {"along": "0", "one": "1.0", "other": "0.4"}, "First hole", "214 Hz"),
    # gear/acoustic-treatment, gear/monitors-and-headphones
    ("quarter", {"distance": "3"}, 0, "2,858 Hz"),
    ("quarter", {"distance": "10"}, 0, "858 Hz"),
    ("quarter", {"distance": "43"}, 0, "199 Hz"),
    ("quarter", {"distance": "86"}, 0, "100 Hz"),
    ("quarter", {"distance": "50"}, 0, "172 Hz"),
    ("quarter", {"distance": "220"}, 0, "39 Hz"),
    ("quarter", {"tone": "100"}, 1, "85.8 cm"),
    # stages/mastering
    (
        "loudness",
        {"loudness": "-11"},
        "Spotify",
        "−3 dB: plays at −14 LUFS, its peak at −4 dBTP",
    ),
    (
        "loudness",
        {"loudness": "−14"},
        "Spotify",
        "0 dB: plays at −14 LUFS, its peak at −1 dBTP",
    ),
    (
        "loudness",
        {"loudness": "-20", "peak": "-5"},
        "Spotify",
        "+4 dB, stopped by the peak: plays at −16 LUFS, its peak at −1 dBTP",
    ),
    (
        "loudness",
        {"loudness": "-20", "peak": "-5"},
        "Apple Music",
        "+4 dB at most; whether it turns up is in no source of ours: plays at −16 LUFS, its peak "
        "at −1 dBTP",
    ),
    # learn/a-year-at-three-hours-a-week
    ("weeks", {}, "Weeks of work", "48 weeks"),
    ("weeks", {}, "Weeks on the calendar", "52 weeks"),
    ("weeks", {"hours": "1,1", "weekly": "0.1", "free": "0"}, "Weeks of work", "11 weeks"),
    ("weeks", {"hours": "10", "weekly": "3", "free": "0"}, "Weeks of work", "4 weeks"),
]
"""Lines that pages of the guide print, or that were computed by hand: on the numbers that the
fields begin with, where no other is given."""


def test_the_printed_examples_are_those_of_the_oracle() -> None:
    """The first figure of each line, to as many places as it has."""
    for calculator in DATA["calculators"]:
        given = {name: Decimal(f["starts"]) for name, f in FIELDS[calculator["id"]].items()}
        for row, value in zip(calculator["example"], values(calculator["id"], given), strict=True):
            if row["told"] == "none":
                assert value == 0
                continue
            shown = row["told"].split()[0].replace(",", "").replace("−", "-")
            places = len(shown.partition(".")[2])
            assert abs(float(shown) - value) <= 0.5 * 10**-places + 1e-9, row


def test_no_part_has_the_anchor_of_a_heading() -> None:
    text = (ROOT / "docs/tools/calculators.md").read_text("utf-8")
    assert [sum_ for sum_ in FIELDS if f"{{#{sum_}}}" in text] == []
