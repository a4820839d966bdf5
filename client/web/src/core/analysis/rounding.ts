/**
 * Rounding for the eye: one rule for every number that is printed.
 *
 * Halves round up. A number that lies within 1e-9 below a half is that half: two programs that compute it in a
 * different order may differ by so much, and shall print alike.
 */

export const HALF_SLACK = 1e-9;

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

/** Return `value` as `decimals` does, without decimals where they are all zero: 5, 4.33. */
export function shortDecimals(value: number, places = 2): string {
  const text = decimals(value, places);
  const [whole = "", rest = ""] = text.split(".");
  return /[1-9]/.test(rest) ? text : whole;
}
