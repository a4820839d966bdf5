/**
 * Joining, once a device was admitted: it fetches the list of devices that says so, now or with a later exchange.
 *
 * Its keys are kept from its own yes on, before it consents to anything, so that whatever breaks then leaves no device
 * in the list whose keys nobody has.
 */
import { type Bytes, equal, unhex } from "../../core/bytes.ts";
import { NotAllowedError } from "../../core/errors.ts";
import type { DeviceKeys } from "../../core/sealing/keys.ts";
import { SyncReply, SyncRequest } from "../../core/sync/messages.ts";
import { type Roster, found } from "../../core/trust/roster.ts";
import { decodeRosterEntry, encodeRosterEntry } from "../../core/trust/statements.ts";
import type { EngineError } from "../errors.ts";
import type { Session } from "../session.ts";
import { isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { journalPath, signIn } from "./signing.ts";

const NOT_LET_IN: ReadonlySet<string> = new Set(["pairing"]);
const UNKNOWN: Bytes = new Uint8Array(32);
/** Where the hash of the roster entry is kept that is still to come; empty where nobody could tell it. */
export const AWAITED = "awaited";

/**
 * Return the roster that admits the device with `keys`, proved from its genesis on.
 *
 * `awaited`: the hash of the entry that the other device told; empty where it could not. Rejects with an EngineError
 * or a PeerError.
 */
export async function fetchRoster(remote: Remote, journal: Bytes, keys: DeviceKeys, awaited: Bytes): Promise<Roster> {
  const page = await firstPage(remote, journal, keys);
  const roster = await found(page.roster.map((data) => decodeRosterEntry(data)));
  const isTold = awaited.length === 0 || roster.numberOf(awaited) !== null;
  if (equal(roster.journal, journal) && isTold && roster.isStanding(keys.public.id)) return roster;
  const what = "the server holds another list of devices than the one that admitted this device.";
  throw refusal("roster", what, { mend: "ask whoever runs the server, and pair again" });
}

async function firstPage(remote: Remote, journal: Bytes, keys: DeviceKeys): Promise<SyncReply> {
  try {
    await signIn(remote, journal, keys);
    return await remote.call(`${journalPath(journal)}/sync`, SyncRequest, { roster: UNKNOWN, heads: [] }, SyncReply);
  } catch (error) {
    if (!(error instanceof NotAllowedError)) throw error;
    const what = `${remote.address.url} does not let this device in.`;
    throw refusal("pairing", what, { kept: "nothing was changed", mend: "invite on the other device, for new words" });
  }
}

/** Fetch the roster where it has not come yet. Rejects with an EngineError or a PeerError. */
export async function complete(session: Session, remote: Remote): Promise<void> {
  const awaited = (await session.store.get("meta", AWAITED))?.value;
  if (!(awaited instanceof Uint8Array)) return;
  try {
    await keepRoster(session, await fetchRoster(remote, unhex(session.profile()?.journal ?? ""), session.keys(), awaited));
  } catch (error) {
    throw isRefusal(error, NOT_LET_IN) ? notYet(error.trouble.what) : error;
  }
}

/** Whether the roster is still to come. */
export async function isAwaited(session: Session): Promise<boolean> {
  return (await session.store.get("meta", AWAITED)) !== undefined;
}

/** Keep the roster that admits this device: it is awaited no longer. */
export async function keepRoster(session: Session, roster: Roster): Promise<void> {
  const rows = roster.entries.map((entry, number) => ({ number, entry: encodeRosterEntry(entry) }));
  await session.store.commit({ expect: { roster: 0 }, put: { roster: rows }, del: { meta: [AWAITED] } });
  session.changed();
}

/** What a device is told that has its keys, and is on no list: the other side may still say yes, or has said no. */
function notYet(what: string): EngineError {
  const mend = "say yes on the other device too; or invite there again, and choose Pair this phone anew in Settings";
  return refusal("pairing", what, { kept: "the keys of this phone, and what was written here", mend });
}
