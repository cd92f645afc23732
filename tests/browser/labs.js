// What a lab leaves behind it, and what the keyboard meets on the way: run before the page's scripts.
(() => {
  const contexts = [];
  const sources = new Set();
  const edges = new Map();
  const clocks = new Set();
  let frames = 0;

  const ask = requestAnimationFrame;
  globalThis.requestAnimationFrame = (then) => ask((time) => (frames++, then(time)));
  const [set, clear] = [setInterval, clearInterval];
  globalThis.setInterval = (...all) => {
    const clock = set(...all);
    clocks.add(clock);
    return clock;
  };
  globalThis.clearInterval = (clock) => {
    clocks.delete(clock);
    clear(clock);
  };

  globalThis.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      contexts.push(this);
    }
  };
  const isHeard = (node) => contexts.includes(node.context);
  const { connect, disconnect } = AudioNode.prototype;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioNode && isHeard(this)) {
      if (!edges.has(this)) edges.set(this, new Set());
      edges.get(this).add(to);
    }
    return connect.call(this, to, ...rest);
  };
  AudioNode.prototype.disconnect = function (...what) {
    if (what[0] instanceof AudioNode) edges.get(this)?.delete(what[0]);
    else edges.delete(this);
    return disconnect.apply(this, what);
  };
  for (const { prototype } of [AudioScheduledSourceNode, AudioBufferSourceNode]) {
    const { start, stop } = prototype;
    if (Object.hasOwn(prototype, "start")) {
      prototype.start = function (...when) {
        if (isHeard(this)) sources.add(this);
        this.addEventListener("ended", () => sources.delete(this));
        return start.apply(this, when);
      };
    }
    if (Object.hasOwn(prototype, "stop")) {
      prototype.stop = function (when = 0) {
        this.ends = Math.max(when, this.context.currentTime);
        return stop.call(this, when);
      };
    }
  }

  /** What reaches a node, through all others. */
  function before(node, found = new Set()) {
    for (const [from, to] of edges) {
      if (to.has(node) && !found.has(from)) before(from, found.add(from));
    }
    return found;
  }

  const lab = () => document.querySelector(".lab");
  const short = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  const CONTROLS = "button, select, input, textarea, summary, a[href], [tabindex]";

  globalThis.labs = {
    /** The states of all contexts so far. */
    states: () => contexts.map(({ state }) => state),

    /** What still goes on in contexts that are not closed, in words. */
    left() {
      const open = contexts.filter(({ state }) => state !== "closed");
      // A second more: what is stopped ends by itself, if its context runs so long.
      const on = [...sources].filter(({ context, ends = Infinity }) =>
        open.includes(context) && ends > context.currentTime + 1
      );
      return [
        ...on.map((one) => `${one.constructor.name} plays on`),
        ...open.flatMap(({ destination }) =>
          [...before(destination)].map((one) => `${one.constructor.name} is connected`)
        ),
        ...[...clocks].map(() => "a clock ticks"),
        ...open.filter(({ state }) => state === "running").map(() => "a context runs"),
      ];
    },

    frames: () => frames,

    /**
     * What has the focus: "" outside of the lab, else what a test does with it. It is remembered, to
     * see what a key does to it.
     */
    focus() {
      const element = document.activeElement;
      const { value, checked } = element;
      labs.kept = { element, value, checked, text: lab().textContent };
      labs.met ??= new Set();
      labs.met.add(element);
      if (!lab().contains(element)) return "";
      if (element.matches("[data-play]")) return "play";
      // Of cells and keys one is a stop of the Tab key; arrows lead to the others.
      const group = element.tabIndex === 0 &&
        element.closest("table, [role=application], [role=group]");
      const isRoving = element.hasAttribute("tabindex") && group !== lab() &&
        group?.querySelector("[tabindex='-1']");
      if (isRoving) return "group";
      if (element.matches("input[type=range], input[type=checkbox], input[type=radio]")) {
        return element.type;
      }
      return element.localName;
    },

    /** Whether a control is at its end, so that only the key back moves it. */
    isAtEnd() {
      const { value, max, selectedIndex, options } = labs.kept.element;
      const last = options ? [...options].findLastIndex((one) => !one.disabled) : 0;
      return options ? selectedIndex >= last : Number(value) >= Number(max);
    },

    /** What is wrong with the control after a key: nothing, or a sentence. */
    taken() {
      const { element, value, checked, text } = labs.kept;
      const name = short(element);
      if (element !== document.activeElement) return `the focus is gone from ${name}`;
      // A list from which one thing after the other is taken stands at its first line again.
      const isSame = element.value === value && element.checked === checked;
      if (isSame && (value || text === lab().textContent)) return `no key moves ${name}`;
      if (element.type !== "range") return "";
      const said = element.getAttribute("aria-valuetext") ?? "";
      const shown = element.parentElement.querySelector("[data-said]")?.textContent;
      return said && said === shown ? "" : `${name} says “${said}” and shows “${shown}”`;
    },

    /** Where the arrow led: another one of the same group. */
    moved() {
      const element = document.activeElement;
      const { element: old } = labs.kept;
      return element !== old && element.localName === old.localName
        ? ""
        : `arrows stay at ${short(old)}`;
    },

    /** Controls that Tab did not come to. */
    missed() {
      return [...lab().querySelectorAll(CONTROLS)].filter((one) =>
        !one.disabled && !labs.met.has(one) && one.checkVisibility() &&
        (one.tabIndex >= 0 ||
          !one.parentElement.closest("table, [role]")?.querySelector("[tabindex='0']"))
      ).map(short);
    },
  };
})();
