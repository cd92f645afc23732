// What is measured in a page: each function returns its findings as [where, what, how much].
(() => {
  const SKIPPED = "script, style, noscript, title, desc, option, :disabled, [aria-hidden=true]";
  const RUNNING = "article :is(p, li, dd, td)";
  // Words on a mark, and what is pressed: 4.5 : 1 is enough for them.
  const MARKS = "[data-hit], .chain__here, .button, button, .next a, .picture text";
  const BODY = 15; // px: text that is read at length is at least as large
  const LEAST = 4.5, LEAST_RUNNING = 7;

  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const seen = (element) =>
    element.checkVisibility({
      contentVisibilityAuto: true,
      opacityProperty: true,
      visibilityProperty: true,
    });

  /** How a finding names an element: its path, as short as it tells. */
  function named(element) {
    const names = [];
    for (let at = element; at && at !== document.body && names.length < 3; at = at.parentElement) {
      const classes = [...at.classList].map((name) => `.${name}`).join("");
      names.unshift(at.localName + (at.id ? `#${at.id}` : classes));
    }
    return names.join(" > ");
  }

  const said = (element) => element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  const find = (element, much) => [named(element), said(element), much];

  /** As CSS Color 4 defines it. */
  function fromOklab([light, a, b, alpha = 1]) {
    const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
    const linear = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
    ];
    const bent = linear.map((one) =>
      one <= 0.0031308 ? 12.92 * one : 1.055 * one ** (1 / 2.4) - 0.055
    );
    return [...bent.map((one) => Math.min(1, Math.max(0, one))), alpha];
  }

  /** Red, green, blue and alpha, from 0 to 1. */
  function colour(text) {
    const numbers = text.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    if (text.startsWith("rgb")) {
      return [...numbers.slice(0, 3).map((number) => number / 255), numbers[3] ?? 1];
    }
    if (text.startsWith("color(srgb")) return [...numbers.slice(0, 3), numbers[3] ?? 1];
    if (text.startsWith("oklab")) return fromOklab(numbers);
    throw new Error(`a colour that cannot be read: ${text}`);
  }

  const mix = (back, front, share) => back.map((one, at) => one + (front[at] - one) * share);
  const over = (back, [red, green, blue, alpha]) => mix(back, [red, green, blue], alpha);

  function luminance(channels) {
    const [red, green, blue] = channels.map((one) =>
      one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function ratio(one, other) {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }

  /** What a drawing paints behind its words: the shapes before them that hold their middle. */
  function drawnBehind(words, ground) {
    const drawing = words.closest("svg");
    if (!drawing) return ground;
    const { left, top, width, height } = words.getBoundingClientRect();
    const middle = new DOMPoint(left + width / 2, top + height / 2);
    for (const shape of all(drawing, "circle, ellipse, path, polygon, rect")) {
      const after = shape.compareDocumentPosition(words) & Node.DOCUMENT_POSITION_FOLLOWING;
      const { fill, fillOpacity } = getComputedStyle(shape);
      if (!after || fill === "none") continue;
      if (shape.isPointInFill(middle.matrixTransform(shape.getScreenCTM().inverse()))) {
        const [red, green, blue, alpha] = colour(fill);
        ground = over(ground, [red, green, blue, alpha * Number(fillOpacity)]);
      }
    }
    return ground;
  }

  /** The colour of a text and of what is painted behind it: backgrounds lie over each other from
   * the page up, each as dense as its alpha and the opacity of what it belongs to. `layers` are
   * those of each element, which many texts share. */
  function painter(canvas, onPaper) {
    const layers = new Map();
    const layer = (element) => {
      if (!layers.has(element)) {
        const style = getComputedStyle(element);
        const dropped = onPaper && style.printColorAdjust !== "exact";
        const ground = dropped ? [0, 0, 0, 0] : colour(style.backgroundColor);
        const outer = element.parentElement && layer(element.parentElement);
        const back = outer ? outer.behind : canvas;
        const opacity = Number(style.opacity);
        const faint = opacity < 1 || (outer?.faint ?? false);
        layers.set(element, { outer, back, opacity, faint, behind: over(back, ground) });
      }
      return layers.get(element);
    };
    return (element, front) => {
      const own = layer(element);
      let ground = drawnBehind(element, own.behind);
      let text = over(ground, front);
      for (let at = own; at?.faint; at = at.outer) {
        text = mix(at.back, text, at.opacity);
        ground = mix(at.back, ground, at.opacity);
      }
      return ratio(text, ground);
    };
  }

  function outside(element) {
    const chain = [];
    for (let at = element; at; at = at.parentElement) chain.unshift(at);
    return chain;
  }

  /** Whether an element's text is read at length. */
  const runs = (element, size = parseFloat(getComputedStyle(element).fontSize)) =>
    size >= BODY && Boolean(element.closest(RUNNING)) && !element.closest(MARKS);

  /** Text that is too near to the colour behind it; on paper, backgrounds are left out. */
  function contrast(onPaper = false) {
    const dark = !onPaper && matchMedia("(prefers-color-scheme: dark)").matches;
    const painted = painter(dark ? [0.07, 0.07, 0.07] : [1, 1, 1], onPaper);
    const found = [];
    const measure = (element, style, text, size) => {
      const front = colour(element.closest("svg") ? style.fill : style.color);
      const much = painted(element, front);
      if (much < (runs(element, size) ? LEAST_RUNNING : LEAST) - 0.005) {
        found.push([named(element), text.trim().slice(0, 40), Math.round(much * 100) / 100]);
      }
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const measured = new Set();
    while (texts.nextNode()) {
      const { data, parentElement: element } = texts.currentNode;
      if (measured.has(element) || !data.trim()) continue;
      measured.add(element);
      if (element.closest(SKIPPED) || !seen(element)) continue;
      const style = getComputedStyle(element);
      measure(element, style, data, parseFloat(style.fontSize));
      for (const pseudo of ["::before", "::after"]) {
        const printed = getComputedStyle(element, pseudo);
        if (/^(?!none|normal)|^"/.test(printed.content) && /\w/.test(printed.content)) {
          measure(element, printed, `${pseudo} ${printed.content}`, parseFloat(printed.fontSize));
        }
      }
    }
    return found;
  }

  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  /** Kept for those who do not see: it has no size. */
  const unseen = (element) => element.clientWidth <= 1 && element.clientHeight <= 1;

  /** What stands out of the screen sideways, though nothing scrolls it. */
  function wider() {
    const { clientWidth } = document.documentElement;
    const found = all(document.body, "*").filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const out = width > 0 && (right > clientWidth + 1 || left < -1);
      return out && seen(element) && !element.closest("svg *") &&
        !outside(element).some((around) =>
          around !== element && (scrolls(around) || unseen(around)) && around !== document.body &&
          around !== document.documentElement
        );
    });
    // The innermost: what is around it is pushed.
    return found.filter((element) => !found.some((other) => other !== element && element.contains(other)))
      .map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return find(element, `${Math.round(left)} to ${Math.round(right)} of ${clientWidth}`);
      });
  }

  /** Whether words run over the edge; what is drawn beside them may. */
  function spills(element) {
    const words = new Range();
    words.selectNodeContents(element);
    const inner = words.getBoundingClientRect(), box = element.getBoundingClientRect();
    return inner.right > box.right + 1 || inner.left < box.left - 1;
  }

  /** Text that is cut off, or runs over the edge of its own block; nothing scrolls on paper. */
  function cut(onPaper = false) {
    const found = [];
    for (const element of all(document.body, "*")) {
      if (unseen(element) || element.closest("svg, textarea, input, select")) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
      const across = scrollWidth > clientWidth + 1, down = scrollHeight > clientHeight + 1;
      if (!(across || down)) continue;
      const style = getComputedStyle(element);
      const clips = onPaper ? /hidden|clip|auto|scroll/ : /hidden|clip/;
      if (!said(element) || style.display === "inline" || !seen(element)) continue;
      if (outside(element).some((around) => unseen(around))) continue;
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      if (across && (clips.test(style.overflowX) || (own && style.overflowX === "visible" && spills(element)))) {
        found.push(find(element, `${scrollWidth} in ${clientWidth} across`));
      } else if (down && clips.test(style.overflowY)) {
        found.push(find(element, `${scrollHeight} in ${clientHeight} down`));
      }
    }
    return found;
  }

  /** What is to be pressed and is lower than 24 px, unless it stands in a line of other text (WCAG
   * 2.2, 2.5.8). */
  function targets() {
    const inText = (element) => {
      const block = element.parentElement.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, caption, span, figcaption");
      const others = all(block ?? element, "a, button").reduce(
        (length, other) => length + said(other).length, 0);
      const words = (block ?? element).textContent.replace(/\s+/g, " ").trim();
      return getComputedStyle(element).display === "inline" && block &&
        /\w/.test(words) && words.length > others + 1;
    };
    return all(document, "a[href], button, summary, input, select, textarea")
      .filter((element) => seen(element) && !element.closest(SKIPPED))
      .map((element) => {
        const boxes = [element, element.closest("label") ?? element];
        return [element, Math.max(...boxes.map((box) => box.getBoundingClientRect().height))];
      })
      .filter(([element, height]) => height > 1 && height < 23.95 && !inText(element))
      .map(([element, height]) => find(element, Math.round(height * 10) / 10));
  }

  /** What moves by itself or by a touch, though the reader asked for stillness. */
  function moving() {
    const longest = (times) => Math.max(...times.split(",").map(parseFloat));
    return all(document, "*").flatMap((element) =>
      [undefined, "::before", "::after"].flatMap((pseudo) => {
        const style = getComputedStyle(element, pseudo);
        const moves = longest(style.transitionDuration) > 0 ||
          (style.animationName !== "none" && longest(style.animationDuration) > 0) ||
          style.scrollBehavior === "smooth";
        return moves ? [find(element, pseudo ?? "itself")] : [];
      })
    ).concat(document.getAnimations().map((one) => ["", "", `${one.playState}`]));
  }

  /** Open all that is folded. */
  function unfold() {
    for (const details of all(document, "details")) details.open = true;
    for (const menu of all(document, ".menu")) menu.open = false;
  }

  /** Put a long word into one of each element that holds text of a writer. */
  function lengthen() {
    const word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenfonds";
    for (const kind of ["h1", "h2", "h3", "p", ".page-head__summary", "td", "th", "dt", "dd", "li",
      "summary", "article a", "article p a", ".chain li", "caption", "button", "label", "figcaption",
      ".cards h2 a", ".cards p", ".doors__list strong", ".line a", ".route__row p a", "cite"]) {
      const first = all(document.body, kind).filter((one) => seen(one) && !one.closest(".masthead"))[0];
      first?.append(` ${word}`);
    }
  }

  /** What cannot be used in the masthead: it stands out of the screen, or on something else. */
  function masthead() {
    const { clientWidth } = document.documentElement;
    const parts = all(document, ".masthead > *, .masthead__sections li, .menu > summary, .colours button")
      .filter((part) => seen(part) && !part.matches("nav, details, colour-choice"));
    const boxes = parts.map((part) => part.getBoundingClientRect());
    return parts.filter((_, at) => {
      const { left, right, top, bottom } = boxes[at];
      return left < 0 || right > clientWidth ||
        boxes.some((box, other) =>
          other !== at && left < box.right - 1 && right > box.left + 1 && top < box.bottom - 1 &&
          bottom > box.top + 1
        );
    }).map((part) => find(part, "out of its place"));
  }

  window.measures = { contrast, masthead, wider, cut, targets, moving, runs, unfold, lengthen };
})();
