/** The reader's own sound file. It is read in this browser, and goes nowhere. */

/** Seconds; a longer one would fill the memory of a phone. */
export const LONGEST = 600;
const MEGABYTE = 1_000_000;
/** Of files that hold every sample, and of packed ones: about LONGEST of either. */
const MOST = { plain: 200 * MEGABYTE, packed: 30 * MEGABYTE };

/**
 * @param {File} file
 * @param {BaseAudioContext} context Its rate is that of what comes back.
 * @returns {Promise<AudioBuffer | string>} Or what is wrong with it, in words.
 */
export async function decoded(file, context) {
  const isPlain = /\.(wav|aiff?|flac)$/i.test(file.name);
  const most = isPlain ? MOST.plain : MOST.packed;
  const name = file.name.length > 40 ? `${file.name.slice(0, 40)}…` : file.name;
  if (file.size === 0) return `“${name}” is empty.`;
  if (file.size > most) {
    const [has, may] = [file.size, most].map((bytes) => Math.ceil(bytes / MEGABYTE));
    return `“${name}” has ${has} MB, and ${may} MB are the most. Cut out a part, and choose that.`;
  }
  try {
    const buffer = await context.decodeAudioData(await file.arrayBuffer());
    if (buffer.duration <= LONGEST) return buffer;
    const [has, may] = [minutes(buffer.duration), minutes(LONGEST)];
    return `“${name}” lasts ${has}, and ${may} are the most. Cut out a part, and choose that.`;
  } catch {
    return `“${name}” is no sound file that this browser can read. Try WAV, FLAC or MP3.`;
  }
}

/** @param {number} seconds @returns {string} '3:05 minutes' */
function minutes(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${`${whole % 60}`.padStart(2, "0")} minutes`;
}
