// The chart of visitors and pageviews: lines drawn as SVG, read with a pointer, with the arrow keys or as a table.

import { bucketNames, count, exact, make } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const LINES = [["pageviews", "Pageviews"], ["visitors", "Visitors"]]; // drawn in this order, the second on top
const STEPS = 4; // lines of the grid above zero
const LEFT = 44, RIGHT = 8, TOP = 12, BOTTOM = 28; // pixels around the lines
const LABEL_WIDTH = 68; // pixels that one date needs

function draw(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** The largest number of the axis: 1, 2, 2.5 or 5 times a power of ten for each step, and never less than 1. */
export function niceTop(largest) {
  const step = Math.max(1, largest / STEPS);
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 2.5, 5, 10].find((each) => each * power >= step && Number.isInteger(each * power));
  return factor * power * STEPS;
}

/** A small line without axes. values: one a step, null where there is none; name: of the colour of the line. */
export function sparkline(values, name) {
  const known = values.flatMap((value, at) => (value === null ? [] : [[at, value]]));
  const box = { viewBox: "0 0 100 24", preserveAspectRatio: "none", "aria-hidden": "true" };
  const svg = draw("svg", { class: `spark ${name}`, ...box });
  if (known.length < 2) return svg;
  const numbers = known.map(([, value]) => value);
  const [least, most] = [Math.min(0, ...numbers), Math.max(...numbers)];
  const x = (at) => ((at / (values.length - 1)) * 100).toFixed(2);
  const y = (value) => (22 - (20 * (value - least)) / (most - least || 1)).toFixed(2);
  const spots = known.map(([at, value]) => `${x(at)} ${y(value)}`).join("L");
  const [first, last] = [x(known[0][0]), x(known.at(-1)[0])];
  svg.append(draw("path", { class: "area", d: `M${spots}L${last} 24L${first} 24Z` }));
  svg.append(draw("path", { class: "line", d: `M${spots}` }));
  return svg;
}

export class Chart {
  constructor({ holder, legend, reading, table }) {
    Object.assign(this, { holder, legend, reading, table });
    this.shown = new Set(LINES.map(([name]) => name));
    this.points = [];
    this.at = -1;
    for (const [name, title] of [...LINES].reverse()) {
      const button = make("button", { type: "button", class: name, "aria-pressed": "true", text: title });
      button.addEventListener("click", () => this.toggle(name, button));
      legend.append(button);
    }
    for (const kind of ["pointermove", "pointerdown"]) { // a tap never moves
      holder.addEventListener(kind, (event) => this.point(this.nearest(event)));
    }
    holder.addEventListener("pointerleave", () => this.point(-1));
    holder.addEventListener("blur", () => this.point(-1));
    holder.addEventListener("keydown", (event) => this.key(event));
    table.addEventListener("toggle", () => this.fillTable());
    new ResizeObserver(() => this.draw()).observe(holder);
  }

  /** Show a series. now: the start of the bucket that still goes on; it is dashed, and later ones are left out. */
  show({ series, granularity }, timeZone, now) {
    this.points = series;
    this.names = bucketNames(granularity, timeZone);
    this.past = series.filter((point) => point.date <= now);
    this.isOpen = this.past.length > 0 && this.past.at(-1).date === now;
    this.isEmpty = !series.some((point) => point.visitors || point.pageviews);
    const total = series.length === 1 ? "one step" : `${exact(series.length)} steps`;
    this.holder.setAttribute("aria-label", `Chart of visitors and pageviews, ${total}. Arrow keys read the values.`);
    this.at = -1;
    this.draw();
    this.fillTable();
  }

  toggle(name, button) {
    if (!this.shown.has(name)) this.shown.add(name);
    else if (this.shown.size > 1) this.shown.delete(name); // the last one stays
    button.setAttribute("aria-pressed", String(this.shown.has(name)));
    this.draw();
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.holder;
    if (!width || !this.names) return;
    this.plot = { width: width - LEFT - RIGHT, height: height - TOP - BOTTOM };
    const lines = LINES.filter(([name]) => this.shown.has(name));
    const largest = Math.max(0, ...lines.flatMap(([name]) => this.points.map((point) => point[name])));
    this.top = niceTop(largest);
    const svg = draw("svg", { "aria-hidden": "true", viewBox: `0 0 ${width} ${height}` });
    svg.append(...this.grid(width), ...this.dates(height), ...lines.flatMap(([name]) => this.line(name)));
    this.cursor = draw("g", {});
    svg.append(this.cursor);
    this.tip = make("div", { class: "tip", hidden: true });
    this.holder.replaceChildren(svg, this.tip);
    if (this.isEmpty) this.holder.append(make("p", { class: "empty", text: "No visits in these days" }));
    this.point(this.at);
  }

  grid(width) {
    return Array.from({ length: STEPS + 1 }, (_, at) => {
      const value = (this.top / STEPS) * at;
      const y = Math.round(this.y(value)) + 0.5;
      const text = draw("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, count(value));
      const line = draw("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: y, y2: y });
      return draw("g", {}, line, text);
    });
  }

  dates(height) {
    const fitting = Math.max(1, Math.floor(this.plot.width / LABEL_WIDTH));
    const every = Math.max(1, Math.ceil(this.points.length / fitting));
    return this.points.flatMap((point, at) => {
      if (at % every) return [];
      return [draw("text", { x: this.x(at), y: height - 6, "text-anchor": "middle" }, this.names.short(point.date))];
    });
  }

  line(name) {
    if (!this.past.length || this.isEmpty) return [];
    const spots = this.past.map((point, at) => `${this.x(at).toFixed(1)} ${this.y(point[name]).toFixed(1)}`);
    const [first, last] = [this.x(0).toFixed(1), this.x(this.past.length - 1).toFixed(1)];
    const ground = this.y(0).toFixed(1);
    const area = draw("path", { class: "area", d: `M${spots.join("L")}L${last} ${ground}L${first} ${ground}Z` });
    const closed = draw("path", { class: "line", d: `M${(this.isOpen ? spots.slice(0, -1) : spots).join("L")}` });
    const open = draw("path", { class: "line open", d: this.isOpen ? `M${spots.slice(-2).join("L")}` : "" });
    const only = spots.length === 1 ? [this.dot(0, name)] : [];
    return [draw("g", { class: name }, area, closed, open, ...only)];
  }

  dot(at, name) {
    return draw("circle", { class: "dot", cx: this.x(at), cy: this.y(this.points[at][name]), r: 4 });
  }

  x(at) {
    const gaps = this.points.length - 1;
    return LEFT + (gaps ? (this.plot.width / gaps) * at : this.plot.width / 2);
  }

  y(value) {
    return TOP + this.plot.height * (1 - value / this.top);
  }

  nearest(event) {
    const x = event.clientX - this.holder.getBoundingClientRect().left - LEFT;
    const at = Math.round((x / this.plot.width) * (this.points.length - 1));
    return Math.min(Math.max(at || 0, 0), this.past.length - 1);
  }

  key(event) {
    const last = this.past?.length - 1;
    const before = this.at < 0 ? last : this.at - 1;
    const moves = { ArrowLeft: before, ArrowRight: this.at + 1, Home: 0, End: last, Escape: -1 };
    if (!(event.key in moves) || !(last >= 0)) return;
    event.preventDefault();
    this.point(event.key === "Escape" ? -1 : Math.min(Math.max(moves[event.key], 0), last));
    this.reading.textContent = this.at < 0 ? "" : this.said(this.past[this.at]);
  }

  said(point) {
    return `${this.names.long(point.date)}: ${exact(point.visitors)} visitors, ${exact(point.pageviews)} pageviews`;
  }

  /** Point at one bucket, at none with -1. */
  point(at) {
    this.at = at;
    if (!this.cursor) return;
    this.cursor.replaceChildren();
    this.tip.hidden = at < 0 || this.isEmpty;
    if (this.tip.hidden) return;
    const point = this.points[at], x = this.x(at);
    const lines = LINES.filter(([name]) => this.shown.has(name));
    this.cursor.append(draw("line", { class: "cursor", x1: x, x2: x, y1: TOP, y2: TOP + this.plot.height }));
    for (const [name] of lines) this.cursor.append(draw("g", { class: name }, this.dot(at, name)));
    const rows = [...lines].reverse().map(([name, title]) =>
      make("span", { text: title }, make("em", { text: exact(point[name]) })));
    this.tip.replaceChildren(make("b", { text: this.names.long(point.date) }), ...rows);
    const room = this.holder.clientWidth - this.tip.offsetWidth;
    const beside = x + 12 > room ? x - 12 - this.tip.offsetWidth : x + 12;
    this.tip.style.left = `${Math.min(Math.max(beside, 0), Math.max(room, 0))}px`;
  }

  fillTable() {
    if (!this.table.open || !this.names) return;
    const head = make("tr", {}, make("th", { scope: "col", text: "When" }),
      make("th", { scope: "col", class: "count", text: "Visitors" }),
      make("th", { scope: "col", class: "count", text: "Pageviews" }));
    const rows = this.past.map((point) => make("tr", {}, make("td", { text: this.names.long(point.date) }),
      make("td", { class: "count", text: exact(point.visitors) }),
      make("td", { class: "count", text: exact(point.pageviews) })));
    this.table.querySelector(".scroll").replaceChildren(
      make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)));
  }
}
