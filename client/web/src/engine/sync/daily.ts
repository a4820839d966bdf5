/**
 * The daily check: a bounded part of the journal is inspected after an exchange, the next part the day after, and so on
 * from the beginning again, so that what rots on this disk is found without being asked.
 */
import type { Ledger } from "./ledger.ts";
import type { Part } from "./part.ts";

const CHECKED = "checked";
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Check the part of the day, where that is due; what came with the first exchange was checked as it came.
 *
 * Returns what was put right; what is damaged is told with what lasts.
 */
export async function checkDaily(ledger: Ledger): Promise<readonly string[]> {
  const { store, world } = ledger.session;
  const nowMs = world.nowMs();
  const value = (await store.get("meta", CHECKED))?.value;
  const [lastMs = 0, from = 0] = typeof value === "string" ? value.split(" ").map(Number) : [];
  if (value !== undefined && Math.abs(nowMs - lastMs) < DAY_MS) return [];
  const { next, faults } = value === undefined ? { next: 0, faults: [] } : await partFrom(ledger, from || 0);
  ledger.changes.put("meta", { key: CHECKED, value: `${nowMs} ${next}` });
  await ledger.flush();
  return faults;
}

/** Check what came after the place `from`; where the code cannot be had now, nothing is lost but a day. */
async function partFrom(ledger: Ledger, from: number): Promise<Part> {
  const loaded = await import("./part.ts").catch(() => null);
  return loaded === null ? { next: from, faults: [] } : loaded.checkPart(ledger, from);
}
