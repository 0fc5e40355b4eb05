// The public page of a shared website: asks this server, and no other, for what the link opens, and shows it.

import { Chart, sparkline } from "./chart.js";
import { makePanels } from "./panels.js";
import {
  change, count, dayAfter, daysBetween, decimal, duration, exact, make, points, share, timeOfDay, wait,
} from "./text.js";

const PRESETS = [["1d", "Today", 1], ["7d", "7 days", 7], ["30d", "30 days", 30], ["90d", "90 days", 90]];
const USUAL = "30d";
const REFRESH_MS = 60_000;
const CARDS = [
  // title, number of totals or of a step, short and whole form, whether less is better, form of a change
  ["Visitors", (s, of) => s[`${of}visitors`], count, exact],
  ["Pageviews", (s, of) => s[`${of}pageviews`], count, exact],
  ["Sessions", (s, of) => s[`${of}sessions`], count, exact],
  ["Bounce rate", (s, of) => s[`${of}bounce_rate`], share, share, true, points],
  ["Average visit", (s, of) => s[`${of}avg_duration_seconds`], duration, duration],
  ["Pages a visit", (s, of) => s[`${of}pageviews`] / (s[`${of}sessions`] || 1), decimal, decimal],
];

const OF_SESSIONS = new Set(["Bounce rate", "Average visit", "Pages a visit"]); // none in a step without sessions

const find = (id) => document.getElementById(id);
const asked = new URLSearchParams(location.search);
const api = new URL(`../api/share/${location.pathname.split("/").pop()}`, location.href);
const state = {
  site: null, panels: [], range: null, shownDays: "", isShown: false, call: new AbortController(), retry: 0,
};
const chart = new Chart({
  holder: find("chart"), legend: find("legend"), reading: find("chart-reading"), table: find("table"),
});

/** A failure the page can explain. status: of HTTP, 0 when nothing answered; wait_s: when to try again. */
class Failure extends Error {
  constructor(status, message, wait_s = 0) {
    super(message);
    Object.assign(this, { status, wait_s });
  }
}

async function get(path, params, signal) {
  const url = new URL(api.pathname + path, location.href);
  url.search = new URLSearchParams(params).toString();
  let response;
  try {
    response = await fetch(url, { signal, credentials: "omit", cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(0, "The server cannot be reached.");
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  throw new Failure(response.status, body.error?.message ?? "", Number(response.headers.get("Retry-After")) || 1);
}

// Ranges

function presetRange(key) {
  const preset = PRESETS.find(([name]) => name === key);
  const last = state.site.today;
  return preset && { key, first: dayAfter(last, 1 - preset[2]), last };
}

/** The range in the page's address; the usual one when there is none that can be shown. */
function rangeOfAddress() {
  const [first, last] = [asked.get("start"), asked.get("end")];
  const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text ?? "") && !Number.isNaN(Date.parse(text));
  if (isDay(first) && isDay(last) && !wrongRange(first, last)) return { key: "custom", first, last };
  return presetRange(asked.get("range")) ?? presetRange(USUAL);
}

/** What is wrong with a range, in a sentence; empty when nothing is. */
function wrongRange(first, last) {
  if (!first || !last) return "Choose both days.";
  if (first > last) return "The first day comes after the last.";
  const { max_days: most } = state.site;
  return daysBetween(first, last) > most ? `At most ${exact(most)} days can be shown at once.` : "";
}

function showRange(range) {
  state.range = range;
  for (const button of find("ranges").children) {
    button.setAttribute("aria-pressed", String(button.dataset.key === range.key));
  }
  [find("first").value, find("last").value] = [range.first, range.last];
  asked.delete("range"), asked.delete("start"), asked.delete("end");
  if (range.key === "custom") asked.set("start", range.first), asked.set("end", range.last);
  else if (range.key !== USUAL) asked.set("range", range.key);
  keepAddress();
}

/** Keep the tabs in front in the page's address, as the range is: who gets the link sees what its sender saw. */
function keepTabs() {
  const chosen = state.panels.filter((panel) => !panel.isUsual).map((panel) => panel.type);
  chosen.length ? asked.set("tabs", chosen.join(".")) : asked.delete("tabs");
  keepAddress();
}

function keepAddress() {
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

function choose(range) {
  showRange(range);
  load();
}

function makeRanges() {
  const buttons = PRESETS.map(([key, text]) => {
    const button = make("button", { type: "button", "data-key": key, text });
    button.addEventListener("click", () => {
      openCustom(false);
      choose(presetRange(key));
    });
    return button;
  });
  const custom = make("button", {
    type: "button", "data-key": "custom", "aria-controls": "custom", "aria-expanded": "false", text: "Custom",
  });
  custom.addEventListener("click", () => openCustom(find("custom").hidden));
  find("ranges").replaceChildren(...buttons, custom);
}

function openCustom(isOpen) {
  const form = find("custom");
  form.hidden = !isOpen;
  find("wrong").textContent = "";
  find("ranges").lastElementChild.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) find("first").focus();
}

find("custom").addEventListener("submit", (event) => {
  event.preventDefault();
  const [first, last] = [find("first").value, find("last").value];
  const wrong = wrongRange(first, last);
  find("wrong").textContent = wrong;
  if (!wrong) choose({ key: "custom", first, last });
});

// Loading

async function load() {
  state.call.abort();
  clearTimeout(state.retry);
  const call = (state.call = new AbortController());
  find("content").setAttribute("aria-busy", "true");
  if (!state.isShown) say("Loading…", "", { isLoading: true });
  try {
    const isNewDay = await learnSite(call.signal);
    if (isNewDay && state.range.key !== "custom") showRange(presetRange(state.range.key));
    const params = { start_date: state.range.first, end_date: state.range.last };
    const { data } = await get("/overview", params, call.signal);
    showNumbers(data);
  } catch (error) {
    if (error.name !== "AbortError") showFailure(error);
  } finally {
    if (call === state.call) find("content").removeAttribute("aria-busy");
  }
}

/** Ask what the link is about, once a day: the day it is there ends every preset. */
async function learnSite(signal) {
  const before = state.site;
  if (before && todayAt(before.timezone) === before.today) return false;
  const site = (state.site = (await get("", {}, signal)).data);
  if (before) return before.today !== site.today;
  document.title = `${site.name} – visitors`;
  find("name").textContent = site.name;
  const link = find("domain");
  link.textContent = site.domain;
  link.href = `https://${site.domain}/`;
  link.hidden = false;
  find("last").max = find("first").max = site.today;
  const open = (asked.get("tabs") ?? "").split(".");
  state.panels = makePanels(site.metrics, open, askRows, (error) => notice(adviceFor(error)), keepTabs);
  find("panels").replaceChildren(...state.panels.map((panel) => panel.element));
  makeRanges();
  find("ranges").hidden = false;
  showRange(rangeOfAddress());
  return false;
}

function todayAt(timeZone) {
  try {
    return new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(new Date()); // YYYY-MM-DD
  } catch {
    return ""; // a zone this browser does not know: the server is asked each time
  }
}

function askRows(type, offset, limit) {
  const params = { type, offset, limit, start_date: state.range.first, end_date: state.range.last };
  return get("/metrics", params, state.call.signal);
}

// Showing

function showNumbers({ stats, pageviews, metrics, session_series: sessions = [] }) {
  find("message").hidden = true;
  find("content").hidden = false;
  state.isShown = true;
  notice("");
  const { first, last } = state.range;
  const isUnfair = first === last && last === state.site.today; // a day that goes on against a whole one
  const steps = wholeSteps(pageviews).map((point, at) => ({ ...sessions[at], ...point }));
  find("cards").replaceChildren(...CARDS.map((card) => makeCard(stats, steps, isUnfair, ...card)));
  chart.show(pageviews, state.site.timezone, currentBucket(pageviews));
  const days = `${first} ${last}`;
  for (const panel of state.panels) panel.show(metrics, days === state.shownDays);
  if (days !== state.shownDays) { // a refresh is no news for who listens
    find("status").textContent = `Showing ${exact(stats.visitors)} visitors and ${exact(stats.pageviews)} pageviews`;
  }
  state.shownDays = days;
  find("facts").textContent = `Days in ${state.site.timezone} · as of ${timeOfDay(new Date())}`;
}

/** The steps that are over; with few of them also the one that goes on. */
function wholeSteps(pageviews) {
  const now = currentBucket(pageviews);
  const past = pageviews.series.filter((point) => point.date <= now);
  return past.length > 2 && past.at(-1).date === now ? past.slice(0, -1) : past;
}

/** The label of the bucket that still goes on. Labels of hours are instants in UTC, so they sort as texts too. */
function currentBucket({ series, granularity }) {
  if (granularity !== "hour") return state.site.today;
  const now = new Date().toISOString();
  return series.findLast((point) => point.date <= now)?.date ?? "";
}

function makeCard(stats, steps, isUnfair, title, value, short, whole, isInverted = false, differ = change) {
  const [now, before] = [value(stats, ""), value(stats, "prev_")];
  const isSame = short(now) === short(before); // digits that nobody sees are no change
  const isFirst = differ === points && !stats.prev_sessions; // nothing to take the difference from
  const changedBy = differ(now, before);
  const text = isUnfair || isFirst || !changedBy ? "" : isSame ? "as before" : changedBy;
  const isBetter = now > before !== isInverted;
  const tone = isSame ? undefined : isBetter ? "up" : "down";
  const arrow = isSame ? "" : now > before ? "▲ " : "▼ ";
  const changed = make("dd", { class: "change", "data-tone": text ? tone : undefined });
  if (text) {
    changed.title = `${whole(before)} in the same time before`;
    changed.append(make("span", { "aria-hidden": "true", text: arrow }), text);
    if (!isSame) changed.append(make("span", { class: "before", text: ` before: ${short(before)}` }));
  }
  const values = steps.map((step) => (OF_SESSIONS.has(title) && !step.sessions ? null : value(step, "")));
  const spark = make("dd", { class: "course" }, sparkline(values, title.split(" ")[0].toLowerCase()));
  return make("div", { class: "card" }, make("dt", { text: title }),
    make("dd", { class: "number", text: short(now), title: whole(now) }), changed, spark);
}

function showFailure(error) {
  if (error.status === 404) {
    state.isShown = false;
    find("content").hidden = find("ranges").hidden = find("custom").hidden = true;
    say("This link does not work", "Sharing was switched off, or the link was replaced. Ask for a new one.");
    stopRefreshing();
    return;
  }
  if (error.status === 429) state.retry = setTimeout(load, error.wait_s * 1000);
  if (state.isShown) notice(adviceFor(error));
  else say("The numbers cannot be shown", adviceFor(error), { canRetry: true });
}

function adviceFor(error) {
  if (error.status === 429) return `Too many requests from here. There is room again in ${wait(error.wait_s)}.`;
  if (error.status === 503) return "The server is busy. Choose fewer days, or try again in a moment.";
  return error.message || "The server has a problem. Try again in a moment.";
}

function say(title, text, { canRetry = false, isLoading = false } = {}) {
  find("message").hidden = false;
  find("message").classList.toggle("loading", isLoading);
  find("message-title").textContent = title;
  find("message-text").textContent = text;
  find("retry").hidden = !canRetry;
}

/** Say something above numbers that stay; an empty text takes it away. */
function notice(text) {
  find("notice").hidden = !text;
  find("notice").textContent = text;
}

// The start

const refreshing = setInterval(() => document.visibilityState === "visible" && load(), REFRESH_MS);
const stopRefreshing = () => clearInterval(refreshing);

if (["light", "dark"].includes(asked.get("theme"))) document.documentElement.dataset.theme = asked.get("theme");
if (asked.get("embed") === "true") document.documentElement.dataset.embed = "";
find("retry").addEventListener("click", load);
load();
