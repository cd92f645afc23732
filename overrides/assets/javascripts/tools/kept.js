/**
 * What a reader typed into a tool: kept on this device by the tool's id, and nowhere else. A tool
 * must take any value from here, since older versions of it wrote what is there.
 */

const PREFIX = "signal-path.tool.";

/**
 * @param {string} tool
 * @returns {unknown} Null if nothing is kept, or nothing can be read.
 */
export function kept(tool) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + tool) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {string} tool
 * @param {unknown} value What JSON can hold.
 * @returns {boolean} Whether it is kept: a browser can refuse, or be full.
 */
export function keep(tool, value) {
  try {
    localStorage.setItem(PREFIX + tool, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} tool */
export function erase(tool) {
  try {
    localStorage.removeItem(PREFIX + tool);
  } catch {
    // What cannot be reached holds nothing.
  }
}

/** Erase what all tools keep. */
export function eraseAll() {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX)) localStorage.removeItem(key);
    }
  } catch {
    // What cannot be reached holds nothing.
  }
}
