"""Beats, keys and ear training, written a second time: the oracle of
tests/scripts/dsp_music_test.js. Grooves are those of the site, and random ones, as MIDI files by
`guide.grooves`."""

import base64
import random
from fractions import Fraction
from itertools import accumulate, cycle, islice
from typing import Any

from guide import grooves
from guide.fields import Instrument
from guide.library import Library
from guide.page_parts import Groove
from guide.pages import Genre

SCALE_STEPS = {
    "major": "2212221",
    "natural minor": "2122122",
    "harmonic minor": "2122131",
    "dorian": "2122212",
    "phrygian": "1222122",
    "lydian": "2221221",
    "mixolydian": "2212212",
    "major pentatonic": "22323",
    "minor pentatonic": "32232",
    "blues": "321132",
}
"""Semitones from one note to the next."""
CHORD_STEPS = {
    "major": "43",
    "minor": "34",
    "diminished": "33",
    "augmented": "44",
    "sus2": "25",
    "sus4": "52",
    "major seventh": "434",
    "dominant seventh": "433",
    "minor seventh": "343",
    "half-diminished seventh": "334",
}
"""Chords as stacked thirds, and the two that have none."""


def random_groove(roll: random.Random) -> Groove:
    length = roll.choice([16, 16, 12])
    names = roll.sample(list(Instrument), roll.randint(1, 5))
    return Groove.model_validate(
        {
            "name": roll.choice(["A bar", "Café, slow", "x" * 120]),
            "tempo": roll.randint(20, 300),
            "swing": roll.randint(50, 75) if length == 16 else 50,
            "steps": {name: "".join(roll.choices("Xxo..", k=length)) for name in names},
        }
    )


def seconds(groove: Groove, bars: int) -> list[tuple[float, str, int]]:
    """When each hit of some bars sounds, in fractions of a second until the end."""
    quarter = Fraction(60, groove.tempo)
    found = []
    for bar in range(bars):
        for name, row in groove.steps.items():
            for step, hit in enumerate(row):
                if hit == ".":
                    continue
                if len(row) == 12:
                    place = quarter * step / 3
                else:
                    late = Fraction(groove.swing - 50, 100) * quarter / 2 if step % 2 else 0
                    place = quarter * step / 4 + late
                at = float(4 * quarter * bar + place)
                found.append((at, name.value, grooves.VELOCITIES[hit]))
    return sorted(found)


def staircases() -> list[dict[str, Any]]:
    """Answers, and each level that a staircase asks for: told by its whole history, not by a
    state that moves on."""
    roll = random.Random(11)
    found = []
    for _ in range(60):
        down = roll.choice([1, 2, 3])
        rules = {"start": 12, "range": [0.5, 16], "step": 4, "smallest": 0.5, "down": down}
        answers = [roll.random() < roll.choice([0.5, 0.7, 0.9]) for _ in range(80)]
        levels, moves = [12.0], list[int]()
        turns: list[float] = []
        since = 0
        for at, right in enumerate(answers):
            run = answers[since : at + 1]
            move = 1 if not right else -1 if len(run) >= down and all(run[-down:]) else 0
            level = levels[-1]
            if move:
                since = at + 1
                if moves and moves[-1] != move:
                    turns.append(level)
                moves.append(move)
                step = max(0.5, 4 / 2 ** len(turns))
                level = min(16, max(0.5, level + move * step))
            levels.append(level)
        used = turns[3:] if len(turns) % 2 else turns[2:]
        mean = sum(used) / len(used) if len(used) >= 2 else None
        found.append(
            {"rules": rules, "answers": answers, "levels": levels, "turns": turns, "mean": mean}
        )
    return found


def cases(library: Library) -> dict[str, Any]:
    roll = random.Random(5)
    pages = [page.page for page in library.published.values() if isinstance(page.page, Genre)]
    real = [groove for page in pages for groove in page.grooves]
    chosen = real + [random_groove(roll) for _ in range(150)]
    return {
        "grooves": [
            {
                "groove": groove.model_dump(mode="json"),
                "midi": base64.b64encode(grooves.midi(groove)).decode(),
                "seconds": seconds(groove, 2),
            }
            for groove in chosen
        ],
        "notes": {name.value: number for name, number in grooves.NOTES.items()},
        "scales": {
            name: list(islice(accumulate(cycle(map(int, steps)), initial=0), 20))
            for name, steps in SCALE_STEPS.items()
        },
        "chords": {
            name: list(accumulate(map(int, steps), initial=0))
            for name, steps in CHORD_STEPS.items()
        },
        "staircases": staircases(),
    }
