/**
 * What is only here, as a sealed file for another device of this journal: for the day on which no server answers.
 *
 * Nothing changes here: what is exported goes on waiting, and counts once wherever it arrives twice.
 */
import { type Bytes, hex } from "../core/bytes.ts";
import { PeerError } from "../core/errors.ts";
import { writeUnsent } from "../core/exchange/unsent.ts";
import type { Desk } from "./desk.ts";
import { EngineError } from "./errors.ts";

/** Return the file and its name. Rejects with an EngineError where nothing waits, or no key is here to seal it. */
export async function exportUnsent(desk: Desk): Promise<{ name: string; bytes: Bytes }> {
  const [roster, epochs, entries] = await Promise.all([desk.roster(), desk.epochs(), unsent(desk)]);
  if (entries.length === 0) throw new EngineError("nothing", "nothing waits here: everything was sent.");
  const sealing = { roster: roster.head, key: currentOf(epochs), keys: desk.keys(), random: desk.world.random };
  const bytes = await writeUnsent(roster.journal, entries, sealing);
  const day = new Date(desk.world.nowMs()).toISOString().slice(0, 10);
  return { name: `twoway-unsent-${day}.twoway`, bytes };
}

function currentOf(epochs: Awaited<ReturnType<Desk["epochs"]>>): (typeof epochs)["current"] {
  try {
    return epochs.current;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    throw new EngineError("no-key", "no device has given this one the newest key of the journal.", {
      kept: "everything on this device",
      mend: "Sync once, or admit this device again.",
      cause: error,
    });
  }
}

/** Return every entry of this device that no server has acknowledged, in order of ids. */
async function unsent(desk: Desk): Promise<Bytes[]> {
  const own = desk.keys().public.id;
  const rows = await desk.store.all("segments");
  const cut = rows.filter((row) => row.pushed === 0 && row.device === own).map((row) => row.hash);
  const inSegments = (await (await desk.opened()).inSegments(cut)).map((one) => one.bytes);
  const waiting = (await desk.waiting()).map((one) => one.entry);
  const byBytes = new Map([...inSegments, ...waiting].map((entry) => [hex(entry), entry]));
  // An id is near the beginning of an entry, and all before it is of one length.
  return [...byBytes].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}
