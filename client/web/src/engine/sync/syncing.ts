/** A session with the server: everything that one exchange needs and leaves behind, from the store to the signs. */
import { text, utf8 } from "../../core/bytes.ts";
import { BadKeyError, BadRosterError, BadSignatureError, MalformedError, PeerError } from "../../core/errors.ts";
import { EngineError } from "../errors.ts";
import type { Sign } from "../port.ts";
import type { Session } from "../session.ts";
import { came } from "./admitted.ts";
import { orNothing } from "./destroying.ts";
import { Exchange, type Outcome, type Progress } from "./exchange.ts";
import { SYNCED, fileArrivals, noteSigners } from "./filing.ts";
import { lacksOwn, noteForgotten } from "./forgotten.ts";
import { checkDaily } from "./daily.ts";
import { complete } from "./joining.ts";
import { Ledger } from "./ledger.ts";
import { recall } from "./memory.ts";
import { closeGaps } from "./mending.ts";
import { KEPT, isRefusal, refusal } from "./refusals.ts";
import type { Remote } from "./remote.ts";
import { dropUnsent, settleErasures } from "./settling.ts";
import { Signs } from "./signs.ts";
import { damage } from "./trust-states.ts";

export const SERVER = "server";
export const DEVICES = "devices";
const SIGNS = "signs";
const LABEL = "signs";
/** How long what is news is told: a phone is looked at a few times a day. */
const NEWS_MS = 24 * 60 * 60 * 1000;

/** Return the address of the server that this journal is exchanged with; empty where there is none. */
export async function rememberedServer(session: Session): Promise<string> {
  const value = (await session.store.get("meta", SERVER))?.value;
  return typeof value === "string" ? value : "";
}

/** Exchange everything with `remote` and remember it. Rejects with an EngineError; what came until then stays. */
export async function exchange(session: Session, remote: Remote, progress: Progress): Promise<Outcome> {
  try {
    await complete(session, remote);
    const ledger = await Ledger.load(session);
    await orNothing(fileArrivals(ledger)); // without any key there is nothing to read
    await dropUnsent(ledger);
    const device = session.keys().public.id;
    const memory = await recall(session, device);
    const wasOlder = lacksOwn(ledger, memory);
    noteForgotten(ledger, ledger.pinned, device, memory);
    const outcome = await new Exchange(ledger, remote, progress).run();
    outcome.restored = wasOlder && !lacksOwn(ledger, memory);
    await leave(ledger, remote, outcome);
    return outcome;
  } catch (error) {
    throw await said(session, remote, error);
  }
}

/** File what came, note with whom this was and when, settle what was erased, and keep the signs. */
async function leave(ledger: Ledger, remote: Remote, outcome: Outcome): Promise<void> {
  const { session } = ledger;
  const { url } = remote.address;
  const known = await rememberedServer(session);
  if (known && known !== url) outcome.lost = 0; // what was acknowledged was so by another server
  const unopened = (await orNothing(fileArrivals(ledger))) ?? 0;
  await noteSigners(ledger);
  const devices = ledger.pinned.standing().filter((member) => !member.isPaper).length;
  ledger.changes.put("meta", { key: SERVER, value: url });
  ledger.changes.put("meta", { key: SYNCED, value: session.world.nowMs() });
  ledger.changes.put("meta", { key: DEVICES, value: devices });
  await ledger.flush();
  const faults = await checkDaily(ledger);
  const hasArrived = outcome.received > 0 || came(outcome.arrived) > 0 || outcome.again > 0;
  await settleErasures(ledger, remote, { hasArrived, hasLost: outcome.lost > 0 });
  const signs = await orNothing(Signs.of(ledger));
  await closeGaps(ledger);
  if (signs !== null) await keepSigns(session, [...signs.after(outcome, unopened), ...damage(faults)], await stillTrue(signs));
}

async function stillTrue(signs: Signs): Promise<Sign[]> {
  return [...(await signs.damaged()), ...(await signs.lasting())];
}

/** Return `error` as what is to be shown of it. */
async function said(session: Session, remote: Remote, error: unknown): Promise<unknown> {
  if (isRefusal(error)) {
    const { code, what, kept, mend } = error.trouble;
    return new EngineError(code, what, { kept: kept.replace(KEPT, await waiting(session)), mend, cause: error });
  }
  const isDishonest =
    error instanceof MalformedError ||
    error instanceof BadSignatureError ||
    error instanceof BadRosterError ||
    error instanceof BadKeyError;
  if (!isDishonest) return error instanceof PeerError ? unread(error) : error;
  const { trouble } = dishonest(remote, error);
  const kept = `${await waiting(session)}; nothing of that was taken`;
  return refusal(trouble.code, trouble.what, { kept, mend: trouble.mend });
}

/** Return what is to be said of what cannot be read here, and may be good: a newer format, above all. */
function unread(error: PeerError): EngineError {
  const mend = "close the app and open it again, in case there is a newer one; you can go on writing";
  return refusal("refused", `${error.message}.`, { kept: "everything, as it is", mend });
}

/** Return what is to be said where a server sent what is not as it should be. */
export function dishonest(remote: Remote, error: Error): EngineError {
  const what = `${remote.address.url} sent what no Twoway server sends: ${error.message}.`;
  return refusal("server", what, { mend: "ask whoever runs the server; you can go on writing" });
}

/** Return what a failed exchange leaves to the next one. */
async function waiting(session: Session): Promise<string> {
  const count = await session.store.waiting();
  if (count === 0) return "everything on this device; nothing waits to be sent";
  return count === 1 ? "1 entry waits on this device" : `${count} entries wait on this device`;
}

/** Signs that were told, sealed at rest: they name devices. `news`: with the time at which each was told. */
interface Kept {
  readonly news: readonly { readonly atMs: number; readonly sign: Sign }[];
  readonly lasting: readonly Sign[];
}

async function readSigns(session: Session): Promise<Kept> {
  const value = (await session.store.get("meta", SIGNS))?.value;
  const opened = value instanceof Uint8Array && session.isOpen() ? await orNothing(session.openLocal(LABEL, value)) : null;
  return opened === null ? { news: [], lasting: [] } : (JSON.parse(text(opened)) as Kept);
}

async function keepSigns(session: Session, told: readonly Sign[], lasting: readonly Sign[]): Promise<void> {
  const nowMs = session.world.nowMs();
  const before = (await readSigns(session)).news.filter(
    ({ atMs, sign }) => nowMs - atMs < NEWS_MS && !told.some((one) => one.what === sign.what),
  );
  const kept: Kept = { news: [...before, ...told.map((sign) => ({ atMs: nowMs, sign }))], lasting };
  const value = await session.sealLocal(LABEL, utf8(JSON.stringify(kept)));
  await session.store.commit({ put: { meta: [{ key: SIGNS, value }] } });
}

/** Read the lasting signs anew, after something was settled. */
export async function refreshSigns(ledger: Ledger): Promise<void> {
  const signs = await Signs.of(ledger);
  await keepSigns(ledger.session, [], await stillTrue(signs));
}

/** Return the signs to be shown; none while locked. */
export async function signsToShow(session: Session): Promise<Sign[]> {
  const { news, lasting } = await readSigns(session);
  const fresh = news.filter(({ atMs }) => session.world.nowMs() - atMs < NEWS_MS);
  return [...fresh.map(({ sign }) => sign), ...lasting];
}
