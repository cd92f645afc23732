"""The grooves of genre pages as MIDI files: one bar that a sequencer can loop."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path as FolderPath

import mido

from guide.addresses import url
from guide.fields import Instrument
from guide.library import Library
from guide.page_parts import Groove
from guide.pages import Genre

TICKS = 480
"""Ticks in a quarter note. An eighth has 240, so a percent of swing is 2.4 ticks."""
CHANNEL = 9
"""Channel 10 as people count, from 1: that of drums in General MIDI."""
LENGTH = 60
"""Ticks until a note ends. Drum sounds mostly ring out by themselves."""

NOTES = {
    Instrument.KICK: 36,
    Instrument.RIM: 37,
    Instrument.SNARE: 38,
    Instrument.CLAP: 39,
    Instrument.CLOSED_HAT: 42,
    Instrument.LOW_TOM: 45,
    Instrument.OPEN_HAT: 46,
    Instrument.MID_TOM: 47,
    Instrument.CRASH: 49,
    Instrument.HIGH_TOM: 50,
    Instrument.RIDE: 51,
    Instrument.TAMBOURINE: 54,
    Instrument.COWBELL: 56,
    Instrument.BONGO: 60,
    Instrument.CONGA: 63,
    Instrument.TIMBALE: 65,
    Instrument.SHAKER: 70,
    Instrument.GUIRO: 73,
    Instrument.CLAVES: 75,
    Instrument.TRIANGLE: 81,
}
"""Note numbers of the percussion key map of General MIDI 1 (MIDI Association, 1991)."""
VELOCITIES = {"X": 112, "x": 84, "o": 40}
"""An accent, a normal hit and a ghost note, of 127: ours, for ears to tell them apart."""


def write(library: Library, site: FolderPath) -> None:
    """Write each groove of each published genre beside its page."""
    for page in library.published.values():
        if isinstance(page.page, Genre):
            folder = site / url(page.id)
            folder.mkdir(parents=True, exist_ok=True)
            for number, groove in enumerate(page.page.grooves, 1):
                (folder / name(page.id, number)).write_bytes(midi(groove))


def name(page_id: str, number: int) -> str:
    """The file of the n-th groove of a page, beside it."""
    return f"{page_id.rpartition('/')[2]}-{number}.mid"


def start(step: int, swing: int, length: int = 16) -> int:
    """Where a step of a bar of `length` begins, in ticks; steps count from 0. Each pair of
    sixteenths shares an eighth note, of which the first gets `swing` percent (R. Linn's
    definition); triplets share a quarter."""
    if length == 12:
        return step * TICKS // 3
    eighth = TICKS // 2
    return step // 2 * eighth + (round(eighth * swing / 100) if step % 2 else 0)


def midi(groove: Groove) -> bytes:
    """A MIDI file of type 0 with one bar of 4/4, its tempo and its name."""
    return _midi(groove.model_dump_json())


@cache  # while a guide is served
def _midi(json: str) -> bytes:
    groove = Groove.model_validate_json(json)
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("track_name", name=groove.name))
    track.append(mido.MetaMessage("time_signature", numerator=4, denominator=4))
    track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(groove.tempo)))
    now = 0
    for at, kind, note, velocity in sorted(_events(groove)):
        track.append(
            mido.Message(kind, channel=CHANNEL, note=note, velocity=velocity, time=at - now)
        )
        now = at
    track.append(mido.MetaMessage("end_of_track", time=4 * TICKS - now))
    file = mido.MidiFile(type=0, ticks_per_beat=TICKS)
    file.tracks.append(track)
    made = BytesIO()
    file.save(file=made)
    return made.getvalue()


def _events(groove: Groove) -> Iterator[tuple[int, str, int, int]]:
    """Ticks, kind, note and velocity. A note ends before the next one of its kind begins."""
    for instrument, row in groove.steps.items():
        hits = [step for step, hit in enumerate(row) if hit in VELOCITIES]
        starts = [start(step, groove.swing, len(row)) for step in hits]
        for step, (at, following) in zip(hits, pairwise([*starts, 4 * TICKS]), strict=True):
            note = NOTES[instrument]
            yield at, "note_on", note, VELOCITIES[row[step]]
            yield min(at + LENGTH, following), "note_off", note, 0
