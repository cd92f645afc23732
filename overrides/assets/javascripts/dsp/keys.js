/**
 * Keys: note numbers as MIDI counts them, their names and frequencies, scales and chords, and what
 * a MIDI keyboard sends.
 */

/** Black keys have the name of a sharp here. */
const NAMES = ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"];

/**
 * Semitones over the root.
 * @type {Record<string, number[]>}
 */
export const SCALES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  "natural minor": [0, 2, 3, 5, 7, 8, 10],
  "harmonic minor": [0, 2, 3, 5, 7, 8, 11],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  "major pentatonic": [0, 2, 4, 7, 9],
  "minor pentatonic": [0, 3, 5, 7, 10],
  blues: [0, 3, 5, 6, 7, 10],
};

/** @type {Record<string, number[]>} */
export const CHORDS = {
  major: [0, 4, 7],
  minor: [0, 3, 7],
  diminished: [0, 3, 6],
  augmented: [0, 4, 8],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  "major seventh": [0, 4, 7, 11],
  "dominant seventh": [0, 4, 7, 10],
  "minor seventh": [0, 3, 7, 10],
  "half-diminished seventh": [0, 3, 6, 10],
};

/** Of two notes, by the semitones between them. */
const INTERVALS = [
  "unison",
  "minor second",
  "major second",
  "minor third",
  "major third",
  "perfect fourth",
  "tritone",
  "perfect fifth",
  "minor sixth",
  "major sixth",
  "minor seventh",
  "major seventh",
  "octave",
];
const INVERSIONS = ["", ", first inversion", ", second inversion", ", third inversion"];

/**
 * @param {number} note 0 to 127; middle C is 60.
 * @returns {string} Such as C4 for middle C (scientific pitch notation); some programs call it C3.
 */
export function noteName(note) {
  return `${NAMES[note % 12]}${Math.floor(note / 12) - 1}`;
}

/**
 * @param {string} name A letter, sharps or flats, an octave: C4, f#3, B♭-1.
 * @returns {number | null} Its note number; none where it is no name or no MIDI note.
 */
export function noteNumber(name) {
  const parts = /^([A-G])([#♯]*|[b♭]*)(-?\d+)$/i.exec(name.trim());
  if (!parts) return null;
  const [, letter, signs, octave] = parts;
  const bent = [...signs].reduce((sum, sign) => sum + ("#♯".includes(sign) ? 1 : -1), 0);
  const note = NAMES.indexOf(letter.toUpperCase()) + bent + 12 * (Number(octave) + 1);
  return note >= 0 && note <= 127 ? note : null;
}

/**
 * Equal temperament: a semitone is a factor of 2 to the 1/12 (ISO 16 has 440 Hz for the A, note 69).
 * @param {number} note
 * @param {number} [tuning] Of that A, in Hz.
 * @returns {number} Hz.
 */
export function frequency(note, tuning = 440) {
  return tuning * 2 ** ((note - 69) / 12);
}

/**
 * @param {number} hertz
 * @param {number} [tuning]
 * @returns {{note: number, cents: number}} The nearest note, and how far above it, −50 to 50.
 */
export function nearest(hertz, tuning = 440) {
  const exact = 69 + 12 * Math.log2(hertz / tuning);
  const note = Math.round(exact);
  return { note, cents: 100 * (exact - note) };
}

/**
 * @param {number} root
 * @param {string} name One of `SCALES`.
 * @param {number} count
 * @returns {number[]} So many notes upwards, through the octaves.
 */
export function scale(root, name, count) {
  const steps = SCALES[name];
  return Array.from(
    { length: count },
    (_, at) => root + steps[at % steps.length] + 12 * Math.floor(at / steps.length),
  );
}

/**
 * @param {number} root
 * @param {string} name One of `CHORDS`.
 * @param {number} [inversion] How many of its lowest notes stand an octave higher.
 * @returns {number[]} Upwards.
 */
export function chord(root, name, inversion = 0) {
  const notes = CHORDS[name].map((step) => root + step);
  return [...notes.slice(inversion), ...notes.slice(0, inversion).map((note) => note + 12)];
}

/**
 * The chord on a degree of a scale: every other note of it.
 * @param {number} root Of the scale.
 * @param {string} name One of `SCALES`, with seven notes.
 * @param {number} degree From 1.
 * @param {number} [size] Notes of the chord.
 * @returns {number[]} Upwards.
 */
export function degreeChord(root, name, degree, size = 3) {
  const notes = scale(root, name, degree + 2 * size);
  return Array.from({ length: size }, (_, at) => notes[degree - 1 + 2 * at]);
}

/**
 * What some notes are together. Octaves and doubled notes do not count; of two chords with the same
 * notes it is the one whose root lies lowest.
 * @param {number[]} notes
 * @returns {string} 'C minor, first inversion', 'major third', 'C4'; empty if it has no name here.
 */
export function together(notes) {
  const sorted = [...new Set(notes)].sort((a, b) => a - b);
  if (sorted.length === 0) return "";
  const [lowest] = sorted;
  if (sorted.length === 1) return noteName(lowest);
  if (sorted.length === 2) return INTERVALS[sorted[1] - lowest] ?? "";
  const heard = [...new Set(sorted.map((note) => (note - lowest) % 12))].sort((a, b) => a - b);
  for (const root of heard) {
    const steps = heard.map((step) => (step - root + 12) % 12).sort((a, b) => a - b).join();
    for (const [name, chord] of Object.entries(CHORDS)) {
      if (chord.join() !== steps) continue;
      const inversion = chord.indexOf((12 - root) % 12);
      return `${NAMES[(lowest + root) % 12]} ${name}${INVERSIONS[inversion]}`;
    }
  }
  return "";
}

/**
 * How loud a velocity is. Every instrument has its own rule; by this one, half of it is 9 dB softer.
 * @param {number} velocity 0 to 127.
 * @returns {number} A factor, 1 for the hardest.
 */
export function velocityGain(velocity) {
  return (velocity / 127) ** 1.5;
}

/**
 * What a MIDI message says about notes (MIDI 1.0). A note-on of velocity 0 is a note-off.
 * @param {ArrayLike<number>} bytes
 * @returns {{kind: "on" | "off" | "all off", note: number, velocity: number} | null}
 */
export function noteMessage(bytes) {
  const [status, note, velocity] = Array.from(bytes);
  const told = { note: note & 127, velocity: velocity & 127 };
  if (bytes.length !== 3) return null;
  const kind = status >> 4;
  if (kind === 9 && told.velocity > 0) return { kind: "on", ...told };
  if (kind === 8 || kind === 9) return { kind: "off", ...told };
  // All sound off, all notes off.
  if (kind === 11 && (note === 120 || note === 123)) return { kind: "all off", ...told };
  return null;
}
