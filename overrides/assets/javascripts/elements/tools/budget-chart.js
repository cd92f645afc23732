import { breakEven, weight } from "../../tools/budget.js";
import { CURRENCIES } from "../../tools/numbers.js";

/** @typedef {import("../../tools/budget.js").Way} Way */

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [360, 280, 48, 22, 14, 40];

/**
 * What each way costs by the number of songs, as a band from its low to its high end.
 * @param {import("../../tools/budget.js").Data} data
 * @param {import("../../tools/budget.js").Budget} budget
 * @param {Way[]} ways
 * @param {import("../../tools/numbers.js").Currency} currency
 */
export function chart(data, budget, ways, currency) {
  const last = Math.max(10, budget.songs);
  const cost = /** @param {Way} way @param {0 | 1} end @param {number} songs */ (
    way,
    end,
    songs,
  ) => weight(data, budget, way, end, songs) / 1_000_000;
  const most = Math.max(...ways.map((way) => cost(way, 1, last)), 1);
  const step = niceStep(most / 4);
  const top = Math.ceil(most / step) * step;
  const x = /** @param {number} songs */ (songs) =>
    LEFT + ((songs - 1) / (last - 1)) * (WIDTH - LEFT - RIGHT);
  const y = /** @param {number} amount */ (amount) =>
    HEIGHT - BOTTOM - (amount / top) * (HEIGHT - TOP - BOTTOM);
  const counts = budget.worth > 0 ? "money and hours" : "money";
  const figure = document.createElement("figure");
  figure.className = "chart";
  const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  svg.setAttribute("aria-label", `Cost in ${counts} by the number of songs. The table has it too.`);
  for (let amount = 0; amount <= top; amount += step) {
    svg.append(
      drawn("line", {
        class: "chart__grid",
        x1: LEFT,
        x2: WIDTH - RIGHT,
        y1: y(amount),
        y2: y(amount),
      }),
      drawn("text", { x: LEFT - 5, y: y(amount) + 4, "text-anchor": "end" }, short(amount)),
    );
  }
  for (const songs of new Set([1, Math.round((last + 1) / 2), last])) {
    svg.append(
      drawn("text", { x: x(songs), y: HEIGHT - BOTTOM + 16, "text-anchor": "middle" }, `${songs}`),
    );
  }
  svg.append(
    drawn("text", { x: WIDTH - RIGHT, y: HEIGHT - 6, "text-anchor": "end" }, "songs"),
    drawn("text", { x: 2, y: HEIGHT - 6 }, `${CURRENCIES[currency]}, ${counts}`),
  );
  ways.forEach((way, n) => {
    const at = /** @param {0 | 1} end @param {number} songs */ (end, songs) =>
      `${x(songs).toFixed(1)},${y(cost(way, end, songs)).toFixed(1)}`;
    const points = [at(0, 1), at(0, last), at(1, last), at(1, 1)].join(" ");
    svg.append(drawn("polygon", { class: `chart__way chart__way--${n + 1}`, points }));
  });
  for (const [n, way] of ways.entries()) {
    for (const other of ways.slice(n + 1)) {
      for (const end of /** @type {const} */ ([0, 1])) {
        const songs = breakEven(data, budget, way, other, end);
        if (songs === null || songs === 1 || songs > last) continue;
        const [cx, cy] = [x(songs), y(cost(way, end, songs))];
        svg.append(drawn("circle", { class: "chart__even", cx, cy, r: 4 }));
      }
    }
  }
  ends(ways.map((way) => y((cost(way, 0, last) + cost(way, 1, last)) / 2))).forEach((place, n) => {
    const letter = { class: "chart__letter", x: WIDTH - RIGHT + 5, y: place + 4 };
    svg.append(drawn("text", letter, "ABCDEF"[n]));
  });
  if (budget.songs > 1) {
    const place = x(budget.songs);
    svg.append(
      drawn("line", { class: "chart__here", x1: place, x2: place, y1: TOP, y2: HEIGHT - BOTTOM }),
    );
  }
  const caption = document.createElement("figcaption");
  caption.textContent = ways.map(({ title }, n) => `${"ABCDEF"[n]}: ${title}`).join("; ") +
    ". Each band runs from the low end to the high end, without the reserve. A dot marks the song from" +
    " which a way costs no more than one with less gear, if it is not the first.";
  figure.append(svg, caption);
  return figure;
}

/**
 * @param {number[]} places Heights of letters.
 * @returns {number[]} The same, moved apart where they would touch.
 */
function ends(places) {
  const order = places.map((place, n) => ({ place, n })).sort((one, other) =>
    one.place - other.place
  );
  order.forEach((one, n) => {
    if (n > 0) one.place = Math.max(one.place, order[n - 1].place + 14);
  });
  const over = Math.max(0, (order.at(-1)?.place ?? 0) - (HEIGHT - BOTTOM));
  return order.sort((one, other) => one.n - other.n).map(({ place }) => place - over);
}

/** @param {number} rough @returns {number} 1, 2 or 5 times a power of ten, not below it. */
function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
}

/** @param {number} amount @returns {string} '10k' for 10,000. */
function short(amount) {
  return amount >= 1_000 ? `${Number((amount / 1_000).toFixed(1))}k` : `${amount}`;
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function drawn(tag, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.textContent = text;
  return element;
}
