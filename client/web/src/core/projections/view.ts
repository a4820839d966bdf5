/**
 * What views are made of: plain objects with the names of the other program's views, so that both can be compared.
 *
 * - Ids are hex, times are ISO 8601 with the offset of where the person was, days are "2026-03-05".
 * - Views hold numbers as they were computed. Whoever prints rounds, by `analysis/rounding.ts` alone.
 */

import type { Id } from "../events/base.ts";

const MINUTE_MS = 60_000;
const FIRST_MS = -62_135_596_800_000;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const ID = /^[0-9a-f]{32}$/;

/** Return whether `words` is an entry's id, and no words. */
export function isId(words: string | null): words is Id {
  return words !== null && ID.test(words);
}

/** Return `atMs` since 1970 UTC as a time `offsetMinutes` east of UTC; what no calendar holds is cut to it. */
export function moment(atMs: number, offsetMinutes: number): string {
  const local = atMs + offsetMinutes * MINUTE_MS;
  if (Math.max(atMs, local) > LAST_MS) return `9999-12-31T23:59:59.999999${zone(offsetMinutes)}`;
  if (Math.min(atMs, local) < FIRST_MS) return `0001-01-01T00:00:00${zone(offsetMinutes)}`;
  const text = new Date(local).toISOString();
  const seconds = text.slice(0, 19);
  const parts = text.slice(20, 23);
  return `${seconds}${parts === "000" ? "" : `.${parts}000`}${zone(offsetMinutes)}`;
}

/** Return the calendar day of `atMs` since 1970 UTC, `offsetMinutes` east of UTC. */
export function dayOf(atMs: number, offsetMinutes: number): string {
  return moment(atMs, offsetMinutes).slice(0, 10);
}

function zone(offsetMinutes: number): string {
  if (offsetMinutes === 0) return "Z";
  const minutes = Math.abs(offsetMinutes);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${offsetMinutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}
