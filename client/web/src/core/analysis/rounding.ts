/**
 * Rounding for the eye: one rule for every number that is printed.
 *
 * Halves round up. A number that lies within 1e-9 below a half is that half: two programs that compute it in a
 * different order may differ by so much, and shall print alike.
 */

export const HALF_SLACK = 1e-9;
/** Remainders that differ by less are the same: two programs that compute them differently shall give the same parts. */
const REMAINDER_PLACES = 6;

/** Return `value` in whole units of `10 ** -places`, halves up. */
export function rounded(value: number, places = 2): number {
  return Math.floor((value + HALF_SLACK) * 10 ** places + 0.5);
}

/** Return `value` with `places` (1 or more) decimals, halves up: 0.625 is `0.63`. */
export function decimals(value: number, places = 2): string {
  const units = rounded(value, places);
  const whole = Math.floor(Math.abs(units) / 10 ** places);
  const rest = Math.abs(units) - whole * 10 ** places;
  return `${units < 0 ? "-" : ""}${whole}.${String(rest).padStart(places, "0")}`;
}

/**
 * Return parts of a whole with `places` decimals each, so that what is shown adds up to the whole as it is shown.
 *
 * By the largest remainder: each part is cut, and what is then lacking goes to those that lost most, the first first.
 * So a part may differ by one in its last place from what `decimals` makes of it alone. No part is below 0.
 */
export function sharedDecimals(parts: readonly number[], places = 2): string[] {
  const units = parts.map((part) => Math.floor((part + HALF_SLACK) * 10 ** places));
  const whole = parts.reduce((total, part) => total + part, 0);
  const lacking = rounded(whole, places) - units.reduce((total, unit) => total + unit, 0);
  const lost = parts.map((part, at) => rounded(part * 10 ** places - (units[at] ?? 0), REMAINDER_PLACES));
  const first = [...parts.keys()].sort((one, other) => (lost[other] ?? 0) - (lost[one] ?? 0));
  const more = new Set(first.slice(0, Math.max(lacking, 0)));
  return units.map((unit, at) => decimals((unit + (more.has(at) ? 1 : 0)) / 10 ** places, places));
}

/** Return `value` as `decimals` does, without decimals where they are all zero: 5, 4.33. */
export function shortDecimals(value: number, places = 2): string {
  const text = decimals(value, places);
  const [whole = "", rest = ""] = text.split(".");
  return /[1-9]/.test(rest) ? text : whole;
}
