/**
 * What a producer's points come to, statement by statement. hooks/guide/tool_royalties.py says the
 * rules: all money is whole cents; a royalty is the rate of the base so far, rounded half a cent
 * up; paid is what was earned so far, less the advance and what was paid before, never below zero.
 */

import { figure } from "../words.js";
import { readMoney, readPercent, readWhole, writtenCents } from "./numbers.js";

/**
 * @typedef {"own" | "label" | "copies"} Kind
 * @typedef {object} Deal Money in cents, rates in hundredths of a per cent.
 * @property {Kind} kind
 * @property {number[]} statements Cents; for `copies` the copies sold.
 * @property {number} points
 * @property {number} fee
 * @property {number} advance
 * @property {number} costs
 * @property {number} made Tracks by this producer …
 * @property {number} tracks … of so many. For `own`, whose receipts are one recording's, both 1.
 * @property {number} commission
 * @property {"stores" | "receipts" | "covered" | "above"} base
 * @property {number} allIn
 * @property {"combined" | "net"} countedAt
 * @property {number} price
 * @property {number} reserve
 * @property {number} heldFor For how many statements.
 *
 * @typedef {{step: string, sum: string, amount: number}} Line `sum` is the sum in figures, '' where
 *   nothing is computed.
 * @typedef {object} Statement
 * @property {Line[]} lines
 * @property {number} earned By the producer so far.
 * @property {number} paid To the producer now.
 * @property {number} open Of the advance.
 * @property {number} yours To the artist now, where a label pays; below 0 it is paid by the artist.
 * @property {number} held Of the producer's royalty, in reserve.
 * @property {boolean} covered Whether the costs are.
 * @typedef {{statements: Statement[], inAll: number, paid: number}} Account `inAll` counts fee,
 *   advance and payments.
 */

/** The most that a field takes. */
export const LIMITS = {
  money: 100_000_000_00,
  price: 1_000_00,
  copies: 10_000_000,
  percent: 100_00,
  tracks: 100,
  statements: 12,
};

/** @typedef {import("./numbers.js").Reading} Reading */

const money = /** @param {string} text */ (text) => readMoney(text, { most: LIMITS.money });
const percentage = /** @param {string} text */ (text) =>
  readPercent(text, { least: 0, most: LIMITS.percent });
const count = /** @param {string} text */ (text) =>
  readWhole(text, { least: 1, most: LIMITS.tracks });

/** The fields of each deal, and how they are read. */
const COMMON = { points: percentage, fee: money, advance: money };
const TRACKS = { made: count, tracks: count };
/** @type {Record<Kind, Record<string, (text: string) => Reading>>} */
export const FIELDS = {
  own: { ...COMMON, commission: percentage, costs: money },
  label: { ...COMMON, ...TRACKS, all_in: percentage, costs: money },
  copies: {
    ...COMMON,
    ...TRACKS,
    price: (text) => readMoney(text, { most: LIMITS.price }),
    reserve: percentage,
    held_for: (text) => readWhole(text, { least: 1, most: LIMITS.statements }),
  },
};

/**
 * @typedef {object} Form What stands in the fields, as it was typed.
 * @property {Kind} deal
 * @property {"stores" | "receipts" | "covered" | "above"} base
 * @property {"combined" | "net"} counted_at
 * @property {keyof typeof import("./numbers.js").CURRENCIES} currency
 * @property {Record<string, string>} fields
 * @property {string[]} statements
 */

/**
 * @param {Form} form
 * @returns {{deal: Deal | null, wrong: Record<string, string>}} `wrong` by field, and by
 *   `statement-1` and so on; the deal is there if nothing is wrong.
 */
export function readForm({ deal: kind, base, counted_at, fields, statements }) {
  /** @type {Record<string, string>} */
  const wrong = {};
  /** @param {string} name @param {Reading} reading @returns {number} */
  const value = (name, reading) => {
    if (reading.wrong !== null) wrong[name] = reading.wrong;
    return reading.value ?? 0;
  };
  const read = Object.fromEntries(
    Object.entries(FIELDS[kind]).map(([name, how]) => [
      name,
      value(name, how(fields[name] ?? "")),
    ]),
  );
  const how = kind === "copies"
    ? /** @param {string} text */ (text) => readWhole(text, { least: 0, most: LIMITS.copies })
    : money;
  const sums = statements.map((text, n) => value(`statement-${n + 1}`, how(text)));
  const { made = 1, tracks = 1, all_in = 0, points } = read;
  if (made > tracks && !wrong.tracks) wrong.tracks = "The album has fewer tracks than that.";
  if (kind === "label" && !wrong.all_in && !wrong.points && all_in * tracks < points * made) {
    wrong.all_in = "The all-in rate holds the producer's points, so it cannot be below them.";
  }
  if (Object.keys(wrong).length > 0) return { deal: null, wrong };
  return {
    deal: {
      kind,
      base,
      countedAt: counted_at,
      statements: sums,
      points,
      made,
      tracks,
      fee: read.fee,
      advance: read.advance,
      costs: read.costs ?? 0,
      commission: read.commission ?? 0,
      allIn: all_in,
      price: read.price ?? 0,
      reserve: read.reserve ?? 0,
      heldFor: read.held_for ?? 1,
    },
    wrong,
  };
}

/**
 * @param {unknown} value Anything: what this device kept, or what an example gives.
 * @returns {Form} With empty texts for what is not there.
 */
export function soundForm(value) {
  const given = /** @type {Record<string, unknown>} */ (Object(value));
  const texts = /** @type {Record<string, unknown>} */ (Object(given.fields ?? given));
  /** @template {string} T @param {unknown} one @param {T[]} of @returns {T} */
  const among = (one, of) => of.find((known) => known === one) ?? of[0];
  const names = new Set(Object.values(FIELDS).flatMap((fields) => Object.keys(fields)));
  const list = Array.isArray(given.statements) ? given.statements.slice(0, LIMITS.statements) : [];
  return {
    deal: among(given.deal, ["own", "label", "copies"]),
    base: among(given.base, ["receipts", "stores", "covered", "above"]),
    counted_at: among(given.counted_at, ["net", "combined"]),
    currency: among(given.currency, ["USD", "GBP", "EUR"]),
    fields: Object.fromEntries([...names].map((name) => [name, short(texts[name])])),
    statements: list.length > 0 ? list.map(short) : [""],
  };
}

/** @typedef {Record<Kind, Form> & {deal: Kind}} Forms One for each deal, and which is shown. */

/**
 * @param {unknown} value Anything that this device kept.
 * @param {(kind: Kind) => unknown} [begin] What stands in the fields of a deal at first.
 * @returns {Forms}
 */
export function soundForms(value, begin = () => null) {
  const given = /** @type {Record<string, unknown>} */ (Object(value));
  const of = /** @param {Kind} kind */ (kind) => {
    const form = soundForm(given[kind]);
    return form.deal === kind && given[kind] ? form : { ...soundForm(begin(kind)), deal: kind };
  };
  const { deal } = soundForm(given);
  return { deal, own: of("own"), label: of("label"), copies: of("copies") };
}

/** @param {unknown} text */
function short(text) {
  return typeof text === "string" ? text.slice(0, 40) : "";
}

/**
 * @param {number} amount Whole cents, not below 0.
 * @param {number} rate In hundredths of a per cent.
 * @param {number} [made]
 * @param {number} [tracks]
 * @returns {number} Whole cents, half a cent up.
 */
export function part(amount, rate, made = 1, tracks = 1) {
  const whole = BigInt(amount) * BigInt(rate) * BigInt(made);
  const over = 10_000n * BigInt(tracks);
  return Number((2n * whole + over) / (2n * over));
}

/** @param {Deal} deal @returns {Account} */
export function account(deal) {
  let paid = 0;
  const statements = OF[deal.kind](deal).map((statement) => {
    const lines = [...statement.lines];
    const due = statement.earned - deal.advance - paid;
    const now = Math.max(0, due);
    if (deal.advance > 0 || paid > 0) {
      const taken = [deal.advance, paid].filter((sum) => sum > 0)
        .map((sum) => writtenCents(sum)).join(" − ");
      const told = `${writtenCents(statement.earned)} − ${taken} = ${writtenCents(due)}`;
      const names = [deal.advance > 0 && "the advance", paid > 0 && "what was paid before"];
      lines.push({
        step: `Paid now: less ${names.filter(Boolean).join(" and ")}${
          due < 0 ? ", not below 0" : ""
        }`,
        sum: told,
        amount: now,
      });
    } else {
      lines.push({ step: "Paid now", sum: "", amount: now });
    }
    paid += now;
    return { ...statement, lines, paid: now, open: Math.max(0, deal.advance - statement.earned) };
  });
  return { statements: withYours(deal, statements), inAll: deal.fee + deal.advance + paid, paid };
}

/** @typedef {Omit<Statement, "paid" | "open">} Earned */

/** @type {Record<Kind, (deal: Deal) => Earned[]>} */
const OF = { own, label, copies };

/** @param {Deal} deal @returns {Earned[]} */
function own(deal) {
  const { points, commission, base, costs } = deal;
  let stores = 0;
  let received = 0;
  return deal.statements.map((gross) => {
    const kept = part(gross, commission);
    const before = base === "stores" ? stores : received;
    const added = base === "stores" ? gross : gross - kept;
    stores += gross;
    received += gross - kept;
    const covered = received >= costs;
    /** @type {Line[]} */
    const lines = [{ step: "The stores pay", sum: "", amount: gross }];
    if (commission > 0) {
      lines.push({
        step: `The distributor keeps ${percent(commission)}`,
        sum: product(gross, commission),
        amount: kept,
      });
    }
    lines.push({
      step: "You receive",
      sum: commission > 0 ? `${writtenCents(gross)} − ${writtenCents(kept)}` : "",
      amount: gross - kept,
    });
    if (before > 0) {
      lines.push({
        step: base === "stores" ? "Paid by the stores so far" : "Received so far",
        sum: `${writtenCents(before)} + ${writtenCents(added)}`,
        amount: before + added,
      });
    }
    let sum = base === "stores" ? stores : received;
    if (base === "covered" && !covered) {
      const sum0 = `${writtenCents(received)} is below ${writtenCents(costs)}`;
      lines.push({ step: "Base: costs are not covered yet", sum: sum0, amount: 0 });
      sum = 0;
    } else if (base === "covered") {
      lines.push({ step: "Base: costs are covered, so all of it", sum: "", amount: sum });
    } else if (base === "above") {
      sum = Math.max(0, received - costs);
      lines.push({
        step: covered ? "Base: above the costs" : "Base: above the costs, not below 0",
        sum: `${writtenCents(received)} − ${writtenCents(costs)}`,
        amount: sum,
      });
    }
    const earned = part(sum, points);
    lines.push({ step: "Earned so far", sum: product(sum, points), amount: earned });
    return { lines, earned, yours: 0, held: 0, covered };
  });
}

/** @param {Deal} deal @returns {Earned[]} */
function label(deal) {
  const { points, allIn, costs, countedAt, made, tracks } = deal;
  let receipts = 0;
  return deal.statements.map((now) => {
    const before = receipts;
    receipts += now;
    const together = part(receipts, allIn);
    const theirs = part(receipts, points, made, tracks);
    const covered = isCovered(deal, receipts);
    /** @type {Line[]} */
    const lines = [{ step: "The label receives", sum: "", amount: now }];
    if (before > 0) {
      const sum = `${writtenCents(before)} + ${writtenCents(now)}`;
      lines.push({ step: "Received so far", sum, amount: receipts });
    }
    lines.push(
      { step: "All-in royalty so far", sum: product(receipts, allIn), amount: together },
      {
        step: "The producer's part of it",
        sum: product(receipts, points, made, tracks),
        amount: theirs,
      },
      {
        step: "Yours",
        sum: `${writtenCents(together)} − ${writtenCents(theirs)}`,
        amount: together - theirs,
      },
    );
    const counts = countedAt === "net" ? together - theirs : together;
    const which = countedAt === "net" ? "your part" : "the all-in royalty";
    lines.push({
      step: covered ? `Costs are covered by ${which}` : `Costs are not covered by ${which} yet`,
      sum: `${writtenCents(counts)} of ${writtenCents(costs)}`,
      amount: Math.min(counts, costs),
    });
    const earned = covered ? theirs : 0;
    const step = covered ? "Earned so far, back to the first record" : "Earned so far";
    lines.push({ step, sum: "", amount: earned });
    return { lines, earned, yours: 0, held: 0, covered };
  });
}

/** @param {Deal} deal @param {number} receipts So far, in cents. */
function isCovered({ points, allIn, costs, countedAt, made, tracks }, receipts) {
  const over = BigInt(tracks);
  const theirs = countedAt === "net" ? BigInt(points) * BigInt(made) : 0n;
  const rate = BigInt(allIn) * over - theirs;
  return BigInt(receipts) * rate >= BigInt(costs) * 10_000n * over;
}

/**
 * What the artist gets, where a label pays both.
 * @param {Deal} deal
 * @param {Statement[]} statements
 */
function withYours(deal, statements) {
  if (deal.kind !== "label") return statements;
  let [receipts, paid, before] = [0, 0, 0];
  return statements.map((statement, n) => {
    receipts += deal.statements[n];
    paid += statement.paid;
    const together = part(receipts, deal.allIn);
    const theirs = part(receipts, deal.points, deal.made, deal.tracks);
    const isNet = deal.countedAt === "net";
    const owed = Math.max(0, together - (isNet ? theirs : 0) - deal.costs);
    const soFar = isNet ? owed : owed - paid;
    const yours = soFar - before;
    const less = before === 0 ? "" : ` − ${writtenCents(before)}`.replace("− −", "+ ");
    const sum = isNet
      ? `${writtenCents(owed)}${less}`
      : `${writtenCents(owed)} − ${writtenCents(paid)}${less}`;
    before = soFar;
    const step = yours < 0 ? "You pay it: the label owes you less than that" : "To you now";
    return { ...statement, yours, lines: [...statement.lines, { step, sum, amount: yours }] };
  });
}

/** @param {Deal} deal @returns {Earned[]} */
function copies(deal) {
  const { points, price, reserve, heldFor, made, tracks } = deal;
  let [sold, royalty, earned] = [0, 0, 0];
  /** @type {number[]} */
  const kept = [];
  return deal.statements.map((now, n) => {
    sold += now;
    const base = sold * price;
    const soFar = part(base, points, made, tracks);
    const added = soFar - royalty;
    royalty = soFar;
    kept.push(part(added, reserve));
    const released = kept[n - heldFor] ?? 0;
    earned += added - kept[n] + released;
    /** @type {Line[]} */
    const lines = [
      {
        step: "Copies so far × price",
        sum: `${figure(sold)} × ${writtenCents(price)}`,
        amount: base,
      },
      { step: "Royalty so far", sum: product(base, points, made, tracks), amount: soFar },
    ];
    if (n > 0) {
      const sum = `${writtenCents(soFar)} − ${writtenCents(soFar - added)}`;
      lines.push({ step: "Of it, new with this statement", sum, amount: added });
    }
    if (kept[n] > 0) {
      lines.push({ step: "Held in reserve", sum: product(added, reserve), amount: kept[n] });
    }
    if (released > 0) lines.push({ step: "Reserve released", sum: "", amount: released });
    lines.push({ step: "Earned so far, without what is held", sum: "", amount: earned });
    return { lines, earned, yours: 0, held: soFar - earned, covered: true };
  });
}

/**
 * Who is paid when, in sentences.
 * @param {Deal} deal
 * @param {Account} of
 * @returns {string[]}
 */
export function moments(deal, { statements }) {
  const at = /** @param {(one: Statement) => boolean} test */ (test) =>
    statements.findIndex(test) + 1;
  /** @type {string[]} */
  const told = [];
  const last = /** @type {Statement} */ (statements.at(-1));
  const hasCosts = deal.kind === "label" ||
    (deal.kind === "own" && ["covered", "above"].includes(deal.base));
  if (hasCosts && deal.costs > 0) {
    const covered = at((one) => one.covered);
    told.push(
      covered
        ? `The costs are covered with statement ${covered}.`
        : "The costs are not covered yet.",
    );
  }
  if (deal.advance > 0) {
    const back = at((one) => one.open === 0);
    told.push(
      back
        ? `The advance is earned back with statement ${back}.`
        : `Of the advance, ${writtenCents(last.open)} is still to be earned back.`,
    );
  }
  const first = at((one) => one.paid > 0);
  told.push(
    first
      ? `The first royalty is paid out with statement ${first}.`
      : "No statement so far pays out a royalty.",
  );
  const pocket = at((one) => one.yours < 0);
  if (pocket) {
    const sum = writtenCents(-statements[pocket - 1].yours);
    told.push(
      `With statement ${pocket} you pay ${sum} of it yourself: the label does not owe you that yet.`,
    );
  }
  if (last.held > 0) told.push(`At the end, ${writtenCents(last.held)} is still held in reserve.`);
  return told;
}

/** @param {number} hundredths */
function percent(hundredths) {
  return `${hundredths / 100} %`;
}

/**
 * @param {number} cents
 * @param {number} rate
 * @param {number} [made]
 * @param {number} [tracks]
 * @returns {string} '3,847.26 × 3 % = 115.4178': the result is unrounded, and stands there only if
 *   it has more places than money.
 */
function product(cents, rate, made = 1, tracks = 1) {
  const cut = made === tracks ? "" : ` × ${made} ÷ ${tracks}`;
  const sum = `${writtenCents(cents)} × ${percent(rate)}${cut}`;
  const places = (BigInt(cents) * BigInt(rate)).toString().padStart(7, "0");
  const rest = places.slice(-6).replace(/0+$/, "");
  if (cut || rest.length <= 2) return sum;
  const units = figure(BigInt(places.slice(0, -6)));
  return `${sum} = ${units}.${rest}`;
}
