/** A rectangular room: its modes, where the bass goes, and the first reflections. */

import { decibels } from "./level.js";
import { SPEED_OF_SOUND } from "./time.js";

/**
 * @typedef {[x: number, y: number, z: number]} Place Metres from a corner: length, width, height.
 * @typedef {object} Mode
 * @property {Place} order How many half waves fit along each side.
 * @property {number} hertz
 * @property {"axial" | "tangential" | "oblique"} kind Between two, four or six of the walls.
 */

const KINDS = /** @type {const} */ (["axial", "tangential", "oblique"]);

/**
 * Modes of a room with hard walls: c ÷ 2 × √((p ÷ L)² + (q ÷ W)² + (r ÷ H)²) (J. W. Strutt, Lord Rayleigh,
 * The Theory of Sound, 1878, § 267).
 * @param {Place} walls Length, width and height in metres.
 * @param {number} limit In Hz.
 * @returns {Mode[]} By frequency.
 */
export function modes(walls, limit) {
  const most = walls.map((size) => Math.floor(2 * size * limit / SPEED_OF_SOUND));
  /** @type {Mode[]} */
  const found = [];
  for (let p = 0; p <= most[0]; p++) {
    for (let q = 0; q <= most[1]; q++) {
      for (let r = 0; r <= most[2]; r++) {
        const hertz = SPEED_OF_SOUND / 2 * Math.hypot(p / walls[0], q / walls[1], r / walls[2]);
        const sides = [p, q, r].filter(Boolean).length;
        if (sides && hertz <= limit) {
          found.push({ order: [p, q, r], hertz, kind: KINDS[sides - 1] });
        }
      }
    }
  }
  return found.sort((one, other) => one.hertz - other.hertz);
}

/**
 * Above this, so many modes overlap that a room sounds even: 2000 × √(RT60 ÷ volume) (M. Schroeder, H.
 * Kuttruff, "On Frequency Response Curves in Rooms", JASA 34(1), 1962).
 * @param {number} rt60 Seconds.
 * @param {number} volume Cubic metres.
 * @returns {number} Hz.
 */
export function schroeder(rt60, volume) {
  return 2000 * Math.sqrt(rt60 / volume);
}

/**
 * Pressure of a mode at a place: cosines that are ±1 at each wall (Rayleigh, as above).
 * @param {Place} order
 * @param {Place} place
 * @param {Place} walls
 * @returns {number} −1 to 1; 0 is a place where this mode is not heard.
 */
export function modeShape(order, place, walls) {
  return order.reduce(
    (shape, count, axis) => shape * Math.cos(count * Math.PI * place[axis] / walls[axis]),
    1,
  );
}

/**
 * How loud a tone is at one place while a source plays at another: the sum over all modes, each
 * damped alike (H. Kuttruff, Room Acoustics, chapter 3). With the wave number k − jδ ÷ c, δ = 6.91 ÷ RT60,
 * it is the same as the sum over all mirror images. For the bass: modes are summed up to 500 Hz above four
 * times the tone, which leaves about 1 dB where source and listener are close or a hole is deep.
 * @param {number} hertz
 * @param {Place} source
 * @param {Place} listener
 * @param {Place} walls
 * @param {number} rt60 Seconds.
 * @returns {number} dB, beside the same source one metre away without a room.
 */
export function pressureLevel(hertz, source, listener, walls, rt60) {
  return tone(hertz, [source], walls, rt60)(listener);
}

/** @type {Mode} The pressure that rises and falls everywhere alike. */
const EVEN = { order: [0, 0, 0], hertz: 0, kind: "axial" };

/**
 * `pressureLevel` for many listeners: what does not depend on them is worked out once.
 * @param {number} hertz
 * @param {Place[]} sources Several play alike, each with its part of one.
 * @param {Place} walls
 * @param {number} rt60
 * @param {Mode[]} [known] For many tones: `modes` up to 500 Hz above four times the highest.
 * @returns {(listener: Place) => number} dB.
 */
export function tone(hertz, sources, walls, rt60, known = modes(walls, 4 * hertz + 500)) {
  const k = 2 * Math.PI * hertz / SPEED_OF_SOUND;
  const damping = 3 * Math.LN10 / rt60 / SPEED_OF_SOUND;
  const share = 4 * Math.PI / (walls[0] * walls[1] * walls[2]) / sources.length;
  const most = walls.map((_, axis) => Math.max(0, ...known.map(({ order }) => order[axis])));
  const shapes = sources.map((source) => cosines(source, walls, most));
  const parts = [EVEN, ...known].map(({ order, hertz: own }) => {
    const weight = order.reduce((product, count) => product * (count ? 2 : 1), 1);
    const shape = shapes.reduce((sum, cosine) => sum + shapeOf(cosine, order), 0);
    const strength = share * weight * shape;
    const real = (2 * Math.PI * own / SPEED_OF_SOUND) ** 2 - k ** 2 + damping ** 2;
    const imaginary = 2 * k * damping;
    const size = real ** 2 + imaginary ** 2;
    return { order, real: strength * real / size, imaginary: -strength * imaginary / size };
  });
  return (listener) => {
    const cosine = cosines(listener, walls, most);
    let [real, imaginary] = [0, 0];
    for (const part of parts) {
      const shape = shapeOf(cosine, part.order);
      real += shape * part.real;
      imaginary += shape * part.imaginary;
    }
    return decibels(Math.hypot(real, imaginary));
  };
}

/**
 * @param {Place} place
 * @param {Place} walls
 * @param {number[]} most Half waves along each side.
 * @returns {number[][]} What `modeShape` multiplies, for each side and each count of half waves.
 */
function cosines(place, walls, most) {
  return walls.map((size, axis) =>
    Array.from({ length: most[axis] + 1 }, (_, n) => Math.cos(n * Math.PI * place[axis] / size))
  );
}

/** @param {number[][]} cosine @param {Place} order @returns {number} `modeShape`, from a table. */
function shapeOf(cosine, order) {
  return cosine[0][order[0]] * cosine[1][order[1]] * cosine[2][order[2]];
}

/**
 * What a listener hears of one short sound: all mirror images of its source, each softer by its
 * distance and by the damping (J. Allen, D. Berkley, "Image Method for Efficiently Simulating Small-Room
 * Acoustics", JASA 65(4), 1979). Its spectrum is `pressureLevel`. For the bass: an image between two
 * samples is shared by both, and what comes after 45 dB of decay is only its mean, without modes.
 * @param {Place} source
 * @param {Place} listener
 * @param {Place} walls
 * @param {number} rt60 Seconds.
 * @param {number} rate In Hz.
 * @returns {Float32Array} 1 for a source one metre away; it begins when the source sounds.
 */
export function roomResponse(source, listener, walls, rt60, rate) {
  const length = Math.ceil(1.5 * rt60 * rate);
  const last = Math.ceil(length / 2);
  const farthest = last / rate * SPEED_OF_SOUND;
  const response = new Float32Array(length);
  const decay = Float64Array.from(response, (_, n) => 10 ** (-3 * n / (rt60 * rate)));
  const [across, along, up] = walls.map((size, axis) => {
    const count = Math.ceil(farthest / size / 2) + 1;
    const images = Array.from({ length: 2 * count + 1 }, (_, n) => 2 * (n - count) * size)
      .flatMap((shift) => [shift + source[axis], shift - source[axis]]);
    return images.map((image) => (image - listener[axis]) ** 2).sort((one, other) => one - other);
  });
  const limit = farthest ** 2;
  for (const x of across) {
    if (x > limit) break;
    for (const y of along) {
      if (x + y > limit) break;
      for (const z of up) {
        const squared = x + y + z;
        if (squared > limit) break;
        const metres = Math.sqrt(squared);
        const at = metres / SPEED_OF_SOUND * rate;
        const before = Math.floor(at);
        const amplitude = decay[before] / metres;
        response[before] += amplitude * (1 - at + before);
        response[before + 1] += amplitude * (at - before);
      }
    }
  }
  // So many images are there in each shell: 4π × distance² × thickness ÷ volume.
  const shell = 4 * Math.PI * (SPEED_OF_SOUND / rate) ** 2 / (walls[0] * walls[1] * walls[2]);
  for (let n = last; n < length; n++) response[n] = shell * n * decay[n];
  return response;
}

/**
 * @param {ArrayLike<number>} response
 * @param {number} hertz
 * @param {number} rate
 * @returns {number} dB that it gives a tone.
 */
export function levelOf(response, hertz, rate) {
  // The next angle is the last one, turned: much quicker than its functions.
  const [across, up] = [Math.cos, Math.sin].map((of) => of(2 * Math.PI * hertz / rate));
  let [real, imaginary, x, y] = [0, 0, 1, 0];
  for (let n = 0; n < response.length; n++) {
    real += response[n] * x;
    imaginary -= response[n] * y;
    const next = x * across - y * up;
    y = x * up + y * across;
    x = next;
  }
  return decibels(Math.hypot(real, imaginary));
}

/** @param {number} hertz @returns {number} Metres: as deep must an absorber be to work well there. */
export function quarterWave(hertz) {
  return SPEED_OF_SOUND / (4 * hertz);
}

/**
 * A loudspeaker before a wall, heard from the front: direct sound and reflection together.
 * @param {number} hertz
 * @param {number} metres From the loudspeaker to the wall behind it.
 * @returns {number} dB beside the loudspeaker alone: 6 more in the bass, and a first hole where the
 *   distance is a quarter wave, for the reflection goes it twice.
 */
export function boundaryLevel(hertz, metres) {
  return decibels(2 * Math.cos(2 * Math.PI * hertz * metres / SPEED_OF_SOUND));
}

/**
 * First reflections: each wall is a mirror, and the sound seems to come from behind it.
 * @typedef {object} Reflection
 * @property {string} wall
 * @property {Place} point Where a mirror on the wall would show the loudspeaker.
 * @property {number} metres The whole way.
 * @property {number} later Milliseconds after the direct sound.
 * @property {number} level dB beside the direct sound, by distance alone.
 * @param {Place} source
 * @param {Place} listener
 * @param {Place} walls
 * @returns {Reflection[]}
 */
export function firstReflections(source, listener, walls) {
  const direct = Math.hypot(...source.map((from, axis) => from - listener[axis]));
  const names = [["front", "back"], ["left", "right"], ["floor", "ceiling"]];
  return names.flatMap((pair, axis) =>
    pair.map((wall, end) => {
      const at = end * walls[axis];
      const image = source.map((from, other) => other === axis ? 2 * at - from : from);
      const metres = Math.hypot(...image.map((from, other) => from - listener[other]));
      const part = (at - image[axis]) / (listener[axis] - image[axis]);
      const point = /** @type {Place} */ (image.map((from, other) =>
        other === axis ? at : from + part * (listener[other] - from)
      ));
      return {
        wall,
        point,
        metres,
        later: 1000 * (metres - direct) / SPEED_OF_SOUND,
        level: decibels(direct / metres),
      };
    })
  );
}
