// The breakdowns: panels with tabs, each a table with bars. Rows beyond the first ten are asked for when wanted.

import { count, exact, make, valueName } from "./text.js";

const FIRST = 10; // rows of an overview
const MORE = 50; // rows of each further request
const MOST = 100; // rows of one request
const PANELS = [
  ["Pages", [["page", "Pages"], ["event_name", "Events"]]],
  ["Sources", [["referrer", "Referrers"], ["utm_campaign", "Campaigns"], ["utm_source", "UTM source"],
    ["utm_medium", "UTM medium"]]],
  ["Places", [["country", "Countries"], ["region", "Regions"], ["city", "Cities"]]],
  ["Systems", [["browser", "Browsers"], ["os", "Systems"], ["device", "Devices"], ["screen", "Screens"],
    ["language", "Languages"]]],
];
const VIEWS = new Set(["page"]); // counted, and arranged, by pageviews too

/** Make the panels of these types. ask(type, offset, limit): a page of rows; failed(error): says why there is none.
    open: types whose tabs are in front; chosen(): another tab is. */
export function makePanels(types, open, ask, failed, chosen) {
  return PANELS.flatMap(([title, tabs]) => {
    const shown = tabs.filter(([type]) => types.includes(type));
    return shown.length ? [new Panel(title, shown, open, ask, failed, chosen)] : [];
  });
}

class Panel {
  constructor(title, tabs, open, ask, failed, chosen) {
    Object.assign(this, { tabs, ask, failed, chosen });
    this.type = tabs[0][0];
    this.found = {}; // by type: { rows, hasMore }
    const id = `panel-${this.type}`;
    this.type = tabs.find(([type]) => open.includes(type))?.[0] ?? this.type;
    this.body = make("div", { class: "panel", id, role: "tabpanel", tabindex: "0" });
    this.more = make("button", { type: "button", class: "more", text: "Show more", hidden: true });
    this.more.addEventListener("click", () => this.load(this.found[this.type].rows.length));
    this.buttons = tabs.map(([type, text]) => {
      const button = make("button", { type: "button", role: "tab", id: `tab-${type}`, "aria-controls": id, text });
      button.addEventListener("click", () => this.choose(type));
      return button;
    });
    const list = make("div", { class: "tabs", role: "tablist", "aria-label": title }, ...this.buttons);
    list.addEventListener("keydown", (event) => this.key(event));
    list.hidden = tabs.length === 1;
    const name = make("h2", { text: tabs.length === 1 ? tabs[0][1] : title, class: tabs.length > 1 ? "hidden" : "" });
    const heading = make("div", { class: "heading" }, name, list);
    this.element = make("section", { class: "card", "aria-label": title }, heading, this.body, this.more);
    this.mark();
  }

  /** Show newer numbers. metrics: rows by type, of the types an overview has; isSame: of the days shown now. */
  show(metrics, isSame) {
    const known = isSame ? (this.found[this.type]?.rows.length ?? 0) : 0;
    this.found = {};
    for (const [type] of this.tabs) {
      if (Object.hasOwn(metrics, type)) {
        const { rows } = metrics[type];
        this.found[type] = { rows, hasMore: rows.length === FIRST };
      }
    }
    const isWhole = known <= FIRST && this.found[this.type];
    isWhole ? this.fill() : this.load(0, Math.min(Math.max(known, FIRST), MOST)); // what was unfolded stays so
  }

  /** Whether the tab in front is the one that is there without a choice. */
  get isUsual() {
    return this.type === this.tabs[0][0];
  }

  choose(type) {
    this.type = type;
    this.mark();
    this.chosen();
    this.found[type] ? this.fill() : this.load(0, FIRST);
  }

  key(event) {
    const at = this.tabs.findIndex(([type]) => type === this.type);
    const last = this.tabs.length - 1;
    const moves = { ArrowLeft: at ? at - 1 : last, ArrowRight: at < last ? at + 1 : 0, Home: 0, End: last };
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.buttons[moves[event.key]].focus();
    this.choose(this.tabs[moves[event.key]][0]);
  }

  mark() {
    this.tabs.forEach(([type], at) => {
      const isChosen = type === this.type;
      this.buttons[at].setAttribute("aria-selected", String(isChosen));
      this.buttons[at].tabIndex = isChosen ? 0 : -1;
    });
    this.body.setAttribute("aria-labelledby", `tab-${this.type}`);
  }

  async load(offset, limit = MORE) {
    const type = this.type, found = this.found;
    this.body.setAttribute("aria-busy", "true");
    this.more.disabled = true;
    try {
      const { data, pagination } = await this.ask(type, offset, limit);
      const known = offset ? found[type].rows : [];
      const names = new Set(known.map((row) => row.value));
      const rows = [...known, ...data.rows.filter((row) => !names.has(row.value))];
      found[type] = { rows, hasMore: pagination.has_more };
    } catch (error) {
      if (error.name === "AbortError") return; // newer numbers are on their way
      this.failed(error);
      found[type] ??= { rows: [], hasMore: true }; // "Show more" tries again
    } finally {
      this.more.disabled = false;
    }
    if (found === this.found && type === this.type) this.fill();
  }

  fill() {
    const { rows, hasMore } = this.found[this.type];
    this.body.removeAttribute("aria-busy");
    this.more.hidden = !hasMore;
    if (!rows.length) {
      const text = hasMore ? "Not loaded" : "Nothing in these days";
      this.body.replaceChildren(make("p", { class: "nothing", text }));
      return;
    }
    const title = this.tabs.find(([type]) => type === this.type)[1];
    const columns = [["visitors", "Visitors"]];
    if (VIEWS.has(this.type)) columns.unshift(["pageviews", "Views"]);
    const largest = Math.max(1, ...rows.map((row) => row[columns[0][0]]));
    const heads = columns.map(([, text]) => make("th", { scope: "col", class: "count", text }));
    const head = make("tr", {}, make("th", { scope: "col" }, make("span", { class: "hidden", text: title })), ...heads);
    const body = rows.map((row) => this.row(row, columns, largest));
    this.body.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  }

  row(row, columns, largest) {
    const name = valueName(this.type, row.value);
    const bar = make("i", {});
    bar.style.width = `${(100 * row[columns[0][0]]) / largest}%`;
    const value = make("td", { class: "value" }, make("div", {}, bar, make("span", { text: name, title: name })));
    const counts = columns.map(([field]) =>
      make("td", { class: "count", text: count(row[field]), title: exact(row[field]) }));
    return make("tr", {}, value, ...counts);
  }
}
