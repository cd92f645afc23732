"""Grooves as MIDI files, read back by the library and compared with the grid."""

from io import BytesIO
from pathlib import Path

import mido
import pytest

from guide import grooves
from guide.fields import Instrument
from guide.load import Guide
from guide.page_parts import Groove
from guide.pages import Genre


def read(data: bytes) -> tuple[mido.MidiFile, list[tuple[int, int, int]]]:
    """A file, and of each note when it begins (ticks), its number and velocity."""
    file = mido.MidiFile(file=BytesIO(data))
    now, notes = 0, []
    for message in file.tracks[0]:
        now += message.time
        if message.type == "note_on":
            assert message.channel == 9
            notes.append((now, message.note, message.velocity))
    assert now == 4 * file.ticks_per_beat  # one bar, so that it loops
    return file, notes


def groove(swing: int, **steps: str) -> Groove:
    return Groove.model_validate(
        {
            "name": "A bar",
            "tempo": 92,
            "swing": swing,
            "steps": {name.replace("_", "-"): row for name, row in steps.items()},
        }
    )


# Swing in percent, and milliseconds by which the even sixteenths come late at 90 BPM:
# (30,000 / 90) x (swing - 50) / 100, with the values of Linn's machine.
LATE = [(50, 0), (54, 13), (58, 27), (62, 40), (66, 53), (75, 83)]


@pytest.mark.parametrize(("swing", "late"), LATE)
def test_swing_moves_every_second_sixteenth_by_its_share_of_an_eighth(
    swing: int, late: int
) -> None:
    seconds = 60 / 90 / grooves.TICKS
    for step in range(16):
        moved = (grooves.start(step, swing) - step * grooves.TICKS / 4) * seconds * 1000
        assert moved == pytest.approx(late if step % 2 else 0, abs=1)


def test_a_file_holds_what_the_grid_shows() -> None:
    data = grooves.midi(groove(58, kick="X.....x.........", closed_hat="o..............."))
    file, notes = read(data)
    assert (file.type, len(file.tracks)) == (0, 1)
    assert notes == [(0, 36, 112), (0, 42, 40), (720, 36, 84)]
    (tempo,) = (m.tempo for m in file.tracks[0] if m.type == "set_tempo")
    assert mido.tempo2bpm(tempo) == pytest.approx(92, abs=0.01)


def test_a_hit_after_a_swung_one_does_not_cut_it_in_the_same_moment() -> None:
    _, notes = read(grooves.midi(groove(75, shaker="xxxxxxxxxxxxxxxx")))
    assert [at for at, _, _ in notes] == [grooves.start(step, 75) for step in range(16)]


def test_triplets_share_a_quarter() -> None:
    _, notes = read(grooves.midi(groove(50, ride="X..x.xX..x.x")))
    assert [at for at, _, _ in notes] == [0, 480, 800, 960, 1440, 1760]


def test_every_instrument_has_a_note_of_its_own() -> None:
    assert set(grooves.NOTES) == set(Instrument)
    assert len(set(grooves.NOTES.values())) == len(Instrument)
    assert all(35 <= note <= 81 for note in grooves.NOTES.values())  # the key map of GM 1


def test_each_real_groove_is_written_and_fits_its_page(real: Guide, tmp_path: Path) -> None:
    grooves.write(real.library, tmp_path)
    pages = [p for p in real.library.published.values() if isinstance(p.page, Genre)]
    assert pages
    for page in pages:
        assert isinstance(page.page, Genre)
        least, most = page.page.tempo
        for number, told in enumerate(page.page.grooves, 1):
            file, notes = read((tmp_path / page.id / grooves.name(page.id, number)).read_bytes())
            (tempo,) = (m.tempo for m in file.tracks[0] if m.type == "set_tempo")
            beats = round(mido.tempo2bpm(tempo))
            # Half-time grooves are written at twice the tempo that one nods to.
            assert any(least <= it <= most for it in (beats, beats / 2)), page.id
            expected = sorted(
                (
                    grooves.start(step, told.swing, told.length),
                    grooves.NOTES[name],
                    grooves.VELOCITIES[hit],
                )
                for name, row in told.steps.items()
                for step, hit in enumerate(row)
                if hit != "."
            )
            assert sorted(notes) == expected, page.id
