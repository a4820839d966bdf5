/**
 * Erasures of a device that is revoked: those that still wait here are stopped, so that a thief destroys nothing.
 *
 * A cancelled erasure neither hides nor destroys. Whoever wrote it may have had the text destroyed on the server
 * already, by a clock that was ahead: the server is given the full bodies back.
 */
import type { NewEvent } from "../port.ts";
import type { Hex, Tables } from "../store/port.ts";
import { Eraser, WAIT_MS } from "./destroying.ts";
import { fileArrivals } from "./filing.ts";
import type { Ledger } from "./ledger.ts";

type Erasure = Tables["erasures"];

/** Return the erasures that `devices` wrote and whose 72 hours are not over here, the oldest first. */
export async function erasuresBy(ledger: Ledger, devices: readonly Hex[]): Promise<Erasure[]> {
  const rows = (await ledger.session.store.all("erasures")).filter((row) => devices.includes(row.device));
  if (rows.length === 0) return [];
  const { counting } = await Eraser.of(ledger);
  const nowMs = ledger.session.world.nowMs();
  const waiting = rows.filter((row) => counting.has(row.erasure) && nowMs - row.acceptedMs < WAIT_MS);
  return waiting.toSorted((one, other) => (one.erasure < other.erasure ? -1 : 1));
}

/** Write that these erasures do not count, and let the server have the full bodies back with the next exchange. */
export async function cancelErasures(ledger: Ledger, names: readonly Hex[]): Promise<void> {
  const { session } = ledger;
  const rows = (await session.store.all("erasures")).filter((row) => names.includes(row.erasure));
  const targets = new Map(rows.map((row) => [row.target, row.erasure]));
  const holders = await (await Eraser.of(ledger)).holders(targets);
  await session.write(
    rows.map((row): NewEvent => ({ type: "erasure.cancelled", fields: { target: row.erasure, opportunity: row.part || null } })),
  );
  for (const segment of holders) ledger.changes.put("newBodies", { hash: segment.name, put: 0 });
  await ledger.flush();
  await fileArrivals(ledger);
  await (await Eraser.of(ledger)).noteWanted();
}
