/** What a streaming service does to the level of a song, as a change of volume at playback. */

/**
 * @typedef {object} Service
 * @property {number} reference The loudness that it aims at, in LUFS.
 * @property {"to-peak" | "never" | "unknown"} quiet Whether it turns quiet songs up: as far as their
 *   peak allows, never, or told by no source.
 */

/**
 * @param {{loudness: number, peak: number}} song In LUFS and dBTP.
 * @param {Service} service
 * @param {number} ceiling The highest peak after turning up, in dBTP.
 * @returns {{gain: number, stopped: boolean}} In dB: where nobody says what becomes of a quiet song,
 *   the most that it can be. And whether the peak kept it from all that was wanted.
 */
export function normalised({ loudness, peak }, { reference, quiet }, ceiling) {
  const wanted = reference - loudness;
  if (wanted <= 0 || quiet === "unknown") return { gain: wanted, stopped: false };
  if (quiet === "never") return { gain: 0, stopped: false };
  const gain = Math.max(0, Math.min(wanted, ceiling - peak));
  return { gain, stopped: gain < wanted };
}
