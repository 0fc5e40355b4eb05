// Numbers, dates and names as the visitor's own language writes them. Values come from strangers: they are only ever
// compared or returned as text.

const LARGEST_GROUPED = 9999;
const grouped = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const oneDecimal = new Intl.NumberFormat(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const signed = new Intl.NumberFormat(undefined, {
  style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero",
});
const signedWhole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0, signDisplay: "exceptZero" });
const plainPercent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 0, useGrouping: false });
const seconds = new Intl.NumberFormat(undefined, { style: "unit", unit: "second", unitDisplay: "long" });
const regions = new Intl.DisplayNames(undefined, { type: "region", fallback: "code" });
const languages = new Intl.DisplayNames(undefined, { type: "language", fallback: "code" });

const DEVICES = { desktop: "Desktop", mobile: "Mobile", tablet: "Tablet" };
const NAMES = {
  country: (value) => (/^[A-Z]{2}$/.test(value) ? regions.of(value) : value),
  language: (value) => (/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/.test(value) ? languageName(value) : value),
  device: (value) => (Object.hasOwn(DEVICES, value) ? DEVICES[value] : value),
  referrer: (value) => (value === "(direct)" ? "Direct" : value),
};

function languageName(tag) {
  try {
    return languages.of(tag);
  } catch {
    return tag; // looks like a language tag and is none
  }
}

export const exact = (value) => grouped.format(value);
export const count = (value) => (value > LARGEST_GROUPED ? compact : grouped).format(value);
export const decimal = (value) => oneDecimal.format(value);
export const wait = (length_s) => seconds.format(length_s);
export const share = (fraction) => percent.format(fraction);
export const valueName = (type, value) => (NAMES[type]?.(value) ?? value) || "(empty)";

/** The number that `share` writes for a fraction. */
const asShown = (fraction) => parseFloat(plainPercent.format(fraction));

/** The change between two fractions in percentage points, as they are written: +3 pts. */
export function points(now, before) {
  const difference = asShown(now) - asShown(before);
  return `${signedWhole.format(difference)} ${Math.abs(difference) === 1 ? "pt" : "pts"}`;
}

/** m:ss, from an hour on h:mm:ss. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** The signed change in percent; empty when there was nothing before. */
export const change = (now, before) => (before ? signed.format((now - before) / before) : "");

/** A formatter of times in the zone of the website; one the browser has never heard of counts as UTC. */
function formatter(options, timeZone) {
  try {
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone: "UTC" });
  }
}

/** How the buckets of a series are called: short on the axis, whole when pointed at. */
export function bucketNames(granularity, timeZone) {
  const isHour = granularity === "hour";
  const zone = isHour ? timeZone : "UTC"; // a day is named by its date alone
  const time = formatter({ timeStyle: "short" }, zone);
  const day = formatter({ day: "numeric", month: "short" }, zone);
  const whole = formatter({ weekday: "short", day: "numeric", month: "short", year: "numeric" }, zone);
  const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "short", timeZone: time.resolvedOptions().timeZone });
  const isWithinDay = (date) => isHour && clock.format(date) !== "00:00";
  return {
    short: (label) => (isWithinDay(new Date(label)) ? time : day).format(new Date(label)),
    long: (label) => whole.format(new Date(label)) + (isHour ? `, ${time.format(new Date(label))}` : ""),
  };
}

export const timeOfDay = (date) => formatter({ timeStyle: "short" }, undefined).format(date);

/** `YYYY-MM-DD` some days later. */
export function dayAfter(day, days) {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How many days a range has, both ends included. */
export function daysBetween(first, last) {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}

/** Make an element; `text` and `title` are never read as markup. */
export function make(tag, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}
