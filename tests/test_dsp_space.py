"""Microphones and rooms, computed a second time: the oracle of tests/scripts/dsp_space_test.js.
What a room does to a tone comes from mirror images instead of modes, first reflections from the
shortest way instead of a mirror."""

import random
from typing import Any

import numpy as np
from scipy import optimize

SPEED = 343.0
Place = list[float]


def a_room(roll: random.Random) -> tuple[Place, Place, Place]:
    """Walls, source and listener, none of them closer to a wall than 0.3 m."""
    walls = [roll.uniform(2.2, 7) for _ in range(3)]
    source, listener = ([roll.uniform(0.3, size - 0.3) for size in walls] for _ in range(2))
    return walls, source, listener


def images(walls: Place, source: Place, listener: Place, far: float) -> Any:
    """Distances of all mirror images of a source in hard walls, up to a distance."""
    along = []
    for size, at, heard in zip(walls, source, listener, strict=True):
        count = int(far / (2 * size)) + 2
        shifts = 2 * size * np.arange(-count, count + 1)
        along.append(np.concatenate([shifts + at, shifts - at]) - heard)
    x, y, z = np.meshgrid(*along, indexing="ij", sparse=True)
    distance = np.sqrt(x**2 + y**2 + z**2)
    return distance[distance < far]


def room_level(hertz: float, walls: Place, source: Place, listener: Place, rt60: float) -> float:
    """dB of all images together, beside one source a metre away: each is later and weaker by its
    distance, and damped by the decay of the room."""
    decay = np.log(1000) / rt60 / SPEED
    distance = images(walls, source, listener, 9 / decay)
    k = 2 * np.pi * hertz / SPEED
    # The furthest fade out softly, so that the cut leaves no echo of its own.
    soft = np.clip(2 - distance * decay / 4.5, 0, 1)
    sum_ = np.sum(soft * np.exp(-(1j * k + decay) * distance) / distance)
    return float(20 * np.log10(abs(sum_)))


def shortest(source: Place, listener: Place, axis: int, at: float) -> list[float]:
    """The point of a wall on the shortest way from source to listener, and the length of that
    way: Fermat's principle."""
    others = [n for n in range(3) if n != axis]

    def way(two: Any) -> Any:
        point = np.zeros(3)
        point[axis], point[others] = at, two
        return np.linalg.norm(point - source) + np.linalg.norm(point - listener)

    begin = [(source[n] + listener[n]) / 2 for n in others]
    options = {"xatol": 1e-10, "fatol": 1e-13}
    found = optimize.minimize(way, begin, method="Nelder-Mead", options=options)
    point = [0.0, 0.0, 0.0]
    point[axis] = at
    for n, value in zip(others, found.x, strict=True):
        point[n] = float(value)
    return [*point, float(found.fun)]


def all_modes(walls: Place, limit: float) -> list[float]:
    counts = np.indices((40, 40, 40)).reshape(3, -1).T
    hertz = SPEED / 2 * np.linalg.norm(counts / np.array(walls), axis=1)
    return [float(one) for one in np.sort(hertz[(hertz > 0) & (hertz <= limit)])]


def microphones(roll: random.Random) -> list[dict[str, float]]:
    """A gradient as the difference of two pressures close together before a small source, and the
    pressure beside it: what proximity does without its formula."""
    found = []
    for _ in range(200):
        b = roll.uniform(0.1, 1)
        degrees, metres = roll.uniform(0, 60), roll.uniform(0.02, 2)
        hertz = roll.uniform(20, 2000)
        k, gap = 2 * np.pi * hertz / SPEED, 1e-5
        heard = []
        for distance in (metres, 1e5):
            # Pressure of a point source, made as loud at any distance.
            near, far = (
                distance * np.exp(-1j * k * r) / r for r in (distance - gap / 2, distance + gap / 2)
            )
            gradient = (near - far) / (1j * k * gap)
            pressure = np.exp(-1j * k * distance)
            heard.append(abs((1 - b) * pressure + b * np.cos(np.radians(degrees)) * gradient))
        boost = 20 * np.log10(heard[0] / heard[1])
        found.append(
            {"b": b, "degrees": degrees, "metres": metres, "hertz": hertz, "boost": float(boost)}
        )
    return found


def cases() -> dict[str, Any]:
    roll = random.Random(3)
    rooms = []
    for _ in range(6):
        walls, source, listener = a_room(roll)
        rt60 = roll.uniform(0.2, 0.4)
        tones = [roll.uniform(25, 150) for _ in range(4)]
        ends = [(axis, end * walls[axis]) for axis in range(3) for end in (0, 1)]
        rooms.append(
            {
                "walls": walls,
                "source": source,
                "listener": listener,
                "rt60": rt60,
                "tones": [
                    {"hertz": one, "level": room_level(one, walls, source, listener, rt60)}
                    for one in tones
                ],
                "modes": all_modes(walls, 200),
                "reflections": [shortest(source, listener, axis, at) for axis, at in ends],
            }
        )
    return {"rooms": rooms, "microphones": microphones(roll)}
