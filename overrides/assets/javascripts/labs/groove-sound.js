/** A groove that sounds without its lab: loaded when somebody wants to hear it. */

import { Chain } from "../audio/chain.js";
import { hold, release } from "../audio/context.js";
import { build, forget, rows } from "./beat-grid.js";

/** In dB: quiet, as labs start. */
const VOLUME = -18;

/**
 * @param {import("../audio/context.js").Player} player Whoever holds the sound.
 * @param {import("../dsp/beat.js").Groove} groove
 * @returns {Promise<() => Promise<void>>} What ends it. Its caller then calls `rest`.
 */
export async function started(player, { tempo, swing, steps }) {
  const context = await hold(player);
  const silence = new AudioBuffer({ length: 1, sampleRate: context.sampleRate });
  const settings = { volume: VOLUME, bypass: false, match: 0 };
  const params = { tempo, swing, ...rows(steps) };
  const chain = await Chain.start(context, silence, build, params, settings);
  return async () => {
    await chain.stop();
    forget(context);
  };
}

/** @param {import("../audio/context.js").Player} player Plays no more. */
export async function rest(player) {
  await release(player);
}
