/** Instants: what lived times are put in order by, cut to the calendar as `moment` cuts them. */

const MINUTE_MS = 60_000;
const FIRST_MS = Date.parse("0001-01-01T00:00:00Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");
/** A `moment` that is cut off ends in 999999 microseconds. */
const REST_MS = 0.999;

/** Return the instant, ms since 1970 UTC, of the `moment` of these two. */
export function instant(atMs: number, offsetMinutes: number): number {
  const ahead = offsetMinutes * MINUTE_MS;
  if (Math.max(atMs, atMs + ahead) > LAST_MS) return LAST_MS + REST_MS - ahead;
  if (Math.min(atMs, atMs + ahead) < FIRST_MS) return FIRST_MS - ahead;
  return atMs;
}
