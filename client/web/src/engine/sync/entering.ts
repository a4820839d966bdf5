/**
 * Entering a journal: what a new device keeps from its own yes on, until it is one of the journal's devices.
 *
 * Before that yes nothing is kept. From then on its keys are, so that no list names a device whose keys nobody has; they
 * are removed again where it is known that nobody let it in. Where that is not known, the next exchange finds out.
 */
import { type Bytes, EMPTY, hex } from "../../core/bytes.ts";
import { decode, encodeAs, list } from "../../core/codec.ts";
import { PeerError } from "../../core/errors.ts";
import { ChainHeads } from "../../core/sync/messages.ts";
import type { Reply } from "../../core/trust/pairing.ts";
import type { Roster } from "../../core/trust/roster.ts";
import { encodeRosterEntry } from "../../core/trust/statements.ts";
import { JOINING, drop, keep } from "../keys/kept.ts";
import type { FreshKeys, NewProfile, Session } from "../session.ts";
import { AWAITED, isAwaited, keepRoster } from "./joining.ts";
import { Ledger } from "./ledger.ts";
import type { Newcomer } from "./pairing.ts";
import { PASSING, isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { takeRoster } from "./rosters.ts";
import { SERVER } from "./syncing.ts";

/** Where the heads are kept that the inviter told: this device is incomplete until it holds them. */
const PROMISED = "promised";
const Promised = list(ChainHeads);
const LIMIT_BYTES = 64 * 1024;
const UNKNOWN = "unknown";
/** Refusals by which it is known that nobody let this device in. */
const NOT_LET_IN: ReadonlySet<string> = new Set(["pairing", "roster"]);
const CANCELLED: ReadonlySet<string> = new Set(["cancelled"]);

interface Answer {
  readonly journal: Bytes;
  readonly reply: Reply;
}

/** A pairing in which this device's person has said yes. `answered`: consent, and wait for what the other side says. */
export interface Entering {
  readonly session: Session;
  readonly newcomer: Newcomer;
  readonly answered: () => Promise<Answer>;
}

/** What a new device is made of. */
interface Own {
  readonly name: string;
  readonly passphrase?: string;
  readonly fresh: FreshKeys;
  /** The server. */
  readonly url: string;
}

/** Keep the keys, consent, and make the profile once the other side admits this device. Rejects with an EngineError. */
export async function enter(entering: Entering, own: Own): Promise<void> {
  const { session } = entering;
  const done = await session.alone(JOINING, async () => (await enterAlone(entering, own), true));
  if (done !== null) return;
  const mend = "go on there; or close it, and begin again";
  throw refusal("busy", "another window of the app is joining a journal.", { kept: "nothing was changed", mend });
}

async function enterAlone(entering: Entering, own: Own): Promise<void> {
  const { session, newcomer } = entering;
  const { name, passphrase = "", fresh, url } = own;
  const meta = { [SERVER]: url, [AWAITED]: EMPTY };
  const profile: NewProfile = { name, fresh, journal: hex(newcomer.journal), roster: null, passphrase, meta };
  try {
    await keep(session, profile);
  } catch (error) {
    await newcomer.mailbox.burn(); // what cannot be kept consents to nothing
    throw error;
  }
  let admitted: NewProfile;
  try {
    admitted = await admittedOf(entering, profile);
  } catch (error) {
    throw await leave(entering, profile, error);
  }
  await session.makeProfile(admitted); // whatever breaks after this, an exchange goes on from here
}

async function admittedOf({ newcomer, answered }: Entering, profile: NewProfile): Promise<NewProfile> {
  const { journal, reply } = await answered();
  const roster = await rosterOf(newcomer, journal, reply);
  const promised = { [PROMISED]: encodeAs(Promised, reply.heads) };
  if (roster === null) return { ...profile, meta: { ...profile.meta, ...promised, [AWAITED]: reply.roster } };
  const entries = roster.entries.map((entry) => encodeRosterEntry(entry));
  return { ...profile, roster: entries, meta: promised, stale: [AWAITED] }; // the server is kept already
}

/** Return the roster that admits us; null where the connection broke, and an exchange will fetch it. */
async function rosterOf(newcomer: Newcomer, journal: Bytes, reply: Reply): Promise<Roster | null> {
  try {
    return await newcomer.fetchRoster(journal, reply);
  } catch (error) {
    if (!isRefusal(error, PASSING)) throw error;
    return null;
  }
}

/** Drop the keys where nobody has let them in, and else make them a device's; return what is to be said. */
async function leave({ session, newcomer }: Entering, profile: NewProfile, error: unknown): Promise<unknown> {
  if (!isRefusal(error) && !(error instanceof PeerError)) return error; // the next start goes on with what is kept
  if (await mayBeIn(newcomer, error)) {
    await session.makeProfile(profile);
    const what = isRefusal(error, CANCELLED) ? "stopped, and the other device may have admitted this one." : error.message;
    return refusal(UNKNOWN, what, { kept: "the keys of this phone", mend: "go on here: the next exchange finds out" });
  }
  await newcomer.mailbox.burn();
  await drop(session, profile);
  return error;
}

/** Whether this device was admitted, or nobody can be asked. */
async function mayBeIn(newcomer: Newcomer, error: unknown): Promise<boolean> {
  if (!isRefusal(error, CANCELLED)) return isRefusal(error) && !isRefusal(error, NOT_LET_IN);
  try {
    return await newcomer.isLetIn();
  } catch (unanswered) {
    if (isRefusal(unanswered)) return true;
    throw unanswered;
  }
}

/** Go on with the journal that is here, under the list that admits this device. */
export async function enterAgain(
  { session, newcomer, answered }: Entering,
  remote: Remote,
  exclusively: (work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const { journal, reply } = await answered();
  const roster = await rosterOf(newcomer, journal, reply);
  if (roster === null) return;
  await exclusively(async () => {
    if (await isAwaited(session)) await keepRoster(session, roster);
    else await takeRoster(await Ledger.load(session), remote, roster);
  });
}

/** Whether what was promised at the pairing is not all here yet; what has come is promised no longer. */
export async function isIncomplete(session: Session, ledger: Ledger): Promise<boolean> {
  if (await isAwaited(session)) return true;
  const value = (await session.store.get("meta", PROMISED))?.value;
  const promised = value instanceof Uint8Array ? decode(Promised, value, LIMIT_BYTES) : [];
  return promised.some((chain) => chain.heads.some((head) => !ledger.isHeld(hex(head.hash))));
}
