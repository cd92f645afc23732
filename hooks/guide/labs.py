"""The audio labs that there are. Each is a page, `docs/labs/<id>.md`, with its controls, settings
and texts as data beside it, `docs/labs/<id>.yml`."""

from guide.lab_arrangement import Arrangement
from guide.lab_beats import BeatGrid
from guide.lab_data import Lab
from guide.lab_ears import EarTraining
from guide.lab_equaliser import Equaliser

MODELS: dict[str, type[Lab]] = {
    "arrangement": Arrangement,
    "beat-grid": BeatGrid,
    "comping": Lab,
    "compressor": Lab,
    "ear-training": EarTraining,
    "equaliser": Equaliser,
    "keys": Lab,
    "latency": Lab,
    "level": Lab,
    "loudness": Lab,
    "microphone": Lab,
    "room": Lab,
    "space": Lab,
    "stereo": Lab,
}
"""The model of each lab's data, by the lab's id."""
