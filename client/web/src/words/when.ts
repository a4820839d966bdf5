/**
 * Times and days as a person reads them, in the phone's own zone.
 *
 * Names of days and months stand here, not in the phone's language settings: the app speaks one language, and reads
 * the same on every device. A clock has 24 hours.
 */
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const SHORT = 3;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The time of day: 14:30. */
export function clock(ms: number): string {
  const date = new Date(ms);
  return `${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** The day with its weekday: Thu 5 March. */
export function longDay(ms: number): string {
  const date = new Date(ms);
  return `${weekday(date)} ${date.getDate()} ${month(date)}`;
}

/** The day without its weekday: 5 Mar; with the year where that is not the one of `now`: 5 Mar 2025. */
export function shortDay(ms: number, now = ms): string {
  const date = new Date(ms);
  const year = date.getFullYear() === new Date(now).getFullYear() ? "" : ` ${date.getFullYear()}`;
  return `${date.getDate()} ${month(date).slice(0, SHORT)}${year}`;
}

/** Day and time: Thu 5 Mar, 18:00. */
export function dayAndClock(ms: number): string {
  return `${weekday(new Date(ms))} ${shortDay(ms)}, ${clock(ms)}`;
}

/** When something was: today, 08:40; yesterday, 21:15; Mon 2 Mar, 10:00; 5 Mar 2025. */
export function moment(ms: number, now: number): string {
  const days = daysBetween(ms, now);
  if (days === 0) return `today, ${clock(ms)}`;
  if (days === 1) return `yesterday, ${clock(ms)}`;
  return new Date(ms).getFullYear() === new Date(now).getFullYear() ? dayAndClock(ms) : shortDay(ms, now);
}

/** A day of the calendar, such as 2026-03-05, as a person reads it: today, tomorrow, Thu 5 Mar. */
export function calendarDay(day: string, now: number): string {
  const noon = noonOf(day);
  if (Number.isNaN(noon)) return day;
  const days = daysBetween(now, noon);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return `${weekday(new Date(noon))} ${shortDay(noon, now)}`;
}

/** How far ahead something is: in 40 minutes, in 3 hours, in 2 days; now, up to a minute away. */
export function ahead(ms: number, now: number): string {
  const left = ms - now;
  if (left < MINUTE_MS) return left > -MINUTE_MS ? "now" : "";
  if (left < 2 * HOUR_MS) return `in ${several(Math.round(left / MINUTE_MS), "minute")}`;
  if (daysBetween(now, ms) === 0) return `in ${several(Math.round(left / HOUR_MS), "hour")}`;
  const days = daysBetween(now, ms);
  return days === 1 ? "tomorrow" : `in ${several(days, "day")}`;
}

/** How much time is left, in minutes and seconds: 4:12. */
export function countdown(left_ms: number): string {
  const seconds = Math.max(0, Math.ceil(left_ms / 1000));
  return `${Math.floor(seconds / 60)}:${twoDigits(seconds % 60)}`;
}

/** How many nights lie between two moments; negative where `to` is earlier. */
export function daysBetween(from: number, to: number): number {
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}

/** The name of the day that a moment lies in: 2026-03-05. */
export function dayName(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

/** A day's noon: no change of the clocks moves that to another day. */
function noonOf(day: string): number {
  const [year, month_, date] = day.split("-").map(Number);
  return new Date(year ?? NaN, (month_ ?? NaN) - 1, date ?? NaN, 12).getTime();
}

/** The day of a moment as UTC midnight, so that days of 23 and 25 hours count as one. */
function midnight(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}

function weekday(date: Date): string {
  return DAYS[date.getDay()] ?? "";
}

function month(date: Date): string {
  return MONTHS[date.getMonth()] ?? "";
}

function several(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
