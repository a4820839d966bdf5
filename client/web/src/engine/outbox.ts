/**
 * The outbox: entries that wait to be cut into segments, each sealed at once.
 *
 * While the journal is open an entry is sealed under the local key. While it is locked it is boxed to this device's
 * own public key, so that writing needs no secret; whoever opens the journal next seals it anew, which is faster to
 * open. What was changed on the disk does not open, stays where it is, and holds nothing else up.
 */
import { type Bytes, hex, utf8 } from "../core/bytes.ts";
import { PeerError } from "../core/errors.ts";
import { ID_BYTES } from "../core/ids.ts";
import type { Secrets } from "./keys/keeper.ts";
import type { Waiting } from "./session.ts";
import type { DraftRow, OutboxRow } from "./store/port.ts";
import type { World } from "./world.ts";

const USE = "outbox";
const RANDOM_DIGITS_BYTES = 4;
type Sealed = Pick<OutboxRow, "boxed" | "sealed">;

/** What boxes and opens boxes: only a locked journal needs it, so it is no part of the first load. */
export const loadBoxes = (): Promise<typeof import("../core/sealing/boxes.ts")> => import("../core/sealing/boxes.ts");

/** Return the key for an entry with this id: keys rise as ids do, and two readings of one id have two. */
export function outboxKey(id: Bytes, random: World["random"]): string {
  return hex(id) + hex(random(RANDOM_DIGITS_BYTES));
}

/** Return the id in a key of the outbox. */
export function idOfKey(key: string): string {
  return key.slice(0, 2 * ID_BYTES);
}

/**
 * Return `text` sealed to this device, bound to its `use` and `place`. `agreement`: its public key, all that is
 * needed while locked.
 */
export async function sealHere(
  secrets: Secrets | null,
  agreement: Bytes,
  use: string,
  place: string,
  text: Bytes,
): Promise<Sealed> {
  if (secrets !== null) return { boxed: 0, sealed: await secrets.local.seal(use, text, utf8(place)) };
  const { sealBox } = await loadBoxes();
  return { boxed: 1, sealed: await sealBox(agreement, boxInfo(use, place), text) };
}

/** Return the text. Rejects with a CannotOpenError. */
export async function openHere(secrets: Secrets, use: string, place: string, row: Sealed): Promise<Bytes> {
  if (row.boxed === 0) return secrets.local.open(use, row.sealed, utf8(place));
  const { openBox } = await loadBoxes();
  return openBox(secrets.keys.agreement, boxInfo(use, place), row.sealed);
}

function boxInfo(use: string, place: string): Bytes {
  return utf8(`twoway/1/local/${use}\0${place}`);
}

/** Return the row in which `entry` waits. */
export async function sealEntry(
  secrets: Secrets | null,
  agreement: Bytes,
  key: string,
  entry: Bytes,
): Promise<OutboxRow> {
  return { key, ...(await sealHere(secrets, agreement, USE, key, entry)) };
}

/** Return what waits in `rows`, without those that do not open. */
export async function openRows(secrets: Secrets, rows: readonly OutboxRow[]): Promise<Waiting[]> {
  const opened = await Promise.all(rows.map((row) => orNothing(openHere(secrets, USE, row.key, row))));
  return rows.flatMap(({ key }, place) => {
    const entry = opened[place];
    return entry === null || entry === undefined ? [] : [{ key, entry }];
  });
}

/** Return the rows that were written while locked, sealed anew. */
export async function adopted(
  secrets: Secrets,
  agreement: Bytes,
  rows: { outbox: readonly OutboxRow[]; drafts: readonly DraftRow[] },
): Promise<{ outbox: OutboxRow[]; drafts: DraftRow[] }> {
  const again = async <R extends Sealed>(row: R, use: string, place: string): Promise<R[]> => {
    if (row.boxed === 0) return [];
    const text = await orNothing(openHere(secrets, use, place, row));
    return text === null ? [] : [{ ...row, ...(await sealHere(secrets, agreement, use, place, text)) }];
  };
  const outbox = await Promise.all(rows.outbox.map((row) => again(row, USE, row.key)));
  const drafts = await Promise.all(rows.drafts.map((row) => again(row, DRAFT, row.where)));
  return { outbox: outbox.flat(), drafts: drafts.flat() };
}

/** What drafts are sealed as. */
export const DRAFT = "draft";

/** What the places of choices begin with. */
export const CHOSEN = "chosen/";

/** Return where the words of a box lie, and beside them what was chosen by hand for them: they come and go together. */
export function placesOf(where: string): [string, string] {
  return [where, CHOSEN + where];
}

/** Return what comes, or null where it was changed on the disk. */
export async function orNothing<T>(opening: Promise<T>): Promise<T | null> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof PeerError) return null;
    throw error;
  }
}
