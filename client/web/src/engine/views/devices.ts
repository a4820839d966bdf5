/** The list of devices: who may read, since when, how long each has been silent, and what this one may end. */
import { hex } from "../../core/bytes.ts";
import { idMs } from "../../core/ids.ts";
import { openSegment } from "../../core/sealing/segment.ts";
import { openEpochKeys } from "../../core/trust/epochs.ts";
import { type Member, mayRevoke } from "../../core/trust/members.ts";
import { decodeEntry } from "../../core/entry.ts";
import type { DevicesPage } from "../devices-page.ts";
import type { Id } from "../port.ts";
import type { Hex } from "../store/port.ts";
import { orNothing } from "../sync/destroying.ts";
import { Paper } from "../sync/founding.ts";
import type { Ledger } from "../sync/ledger.ts";
import { erasedBy } from "./erasures.ts";
import { UNKNOWN, namesIn } from "../sync/names.ts";
import { STALE_MS, Signs } from "../sync/signs.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What is known of when devices wrote: by device, its oldest and newest entry, as it says. */
type Written = ReadonlyMap<Hex, { readonly firstMs: number; readonly lastMs: number }>;

/** Return the page. `isIncomplete`: whether what was promised to this device at its pairing is not all here. */
export async function devicesPage(ledger: Ledger, isIncomplete: boolean): Promise<DevicesPage> {
  const { session, pinned } = ledger;
  const epochs = await openEpochKeys(pinned, session.keys());
  const names = await namesIn(pinned, epochs);
  const heard = new Map((await session.store.all("heard")).map((row) => [row.device, row.atMs]));
  const written = await writtenBy(ledger);
  const lacking = new Set((await (await Signs.of(ledger)).missing()).map((run) => run.device));
  const own = pinned.members.get(session.keys().public.id);
  const mayEnd = (id: Hex, member: Member): boolean =>
    own !== undefined && id !== own.public.id && member.revoked === null && mayRevoke(own, member);
  const ended = [...pinned.members].filter(([id, member]) => mayEnd(id, member)).map(([id]) => id);
  const erasures = await erasedBy(ledger, ended);
  const paper = new Paper(session);
  const rows: DevicesPage["rows"] = [];
  for (const [id, member] of pinned.members) {
    const isThis = id === own?.public.id;
    const dates = member.isPaper ? await paper.datesOf(id) : null;
    const heardMs = isThis || member.isPaper ? null : (heard.get(id) ?? written.get(id)?.lastMs ?? null);
    rows.push({
      id,
      name: names.get(id) ?? UNKNOWN,
      is_this: isThis,
      is_paper: member.isPaper,
      is_revoked: member.revoked !== null,
      since_ms: dates?.made ?? (await sinceMs(ledger, member, written)),
      tried_ms: dates?.tried ?? null,
      heard_ms: heardMs,
      silent_days: member.revoked === null && heardMs !== null ? silentDays(session.world.nowMs() - heardMs) : 0,
      is_incomplete: isThis ? isIncomplete : lacking.has(id),
      may_revoke: mayEnd(id, member),
      admitted: admittedBy(ledger, id),
      erasures: erasures.get(id) ?? [],
    });
  }
  const { fingerprintWords } = await import("../sync/words.ts");
  return { fingerprint: fingerprintWords(pinned.head), rows };
}

function silentDays(silentMs: number): number {
  return silentMs > STALE_MS ? Math.floor(silentMs / DAY_MS) : 0;
}

function admittedBy(ledger: Ledger, device: Hex): Id[] {
  const members = ledger.pinned.standing().filter((member) => hex(member.signer) === device);
  return members.map((member) => member.public.id).filter((id) => id !== device);
}

async function writtenBy(ledger: Ledger): Promise<Written> {
  const written = new Map<Hex, { firstMs: number; lastMs: number }>();
  for (const { entry, device } of await ledger.session.entries()) {
    const ms = idMs(entry.id);
    const known = written.get(device) ?? { firstMs: ms, lastMs: ms };
    written.set(device, { firstMs: Math.min(known.firstMs, ms), lastMs: Math.max(known.lastMs, ms) });
  }
  return written;
}

/** Return since when `member` has been in the list: a roster bears no time, so the first entry after it tells. */
async function sinceMs(ledger: Ledger, member: Member, written: Written): Promise<number> {
  const own = written.get(member.public.id)?.firstMs;
  if (own !== undefined) return own;
  const nowMs = ledger.session.world.nowMs();
  if (member.number === 0) return Math.min(nowMs, ...[...written.values()].map((each) => each.firstMs));
  const later = [...ledger.segments.values()].filter((row) => row.roster >= member.number && row.count > 0);
  const first = new Map<Hex, (typeof later)[number]>();
  for (const row of later) if (row.number <= (first.get(row.chain)?.number ?? row.number)) first.set(row.chain, row);
  const epochs = await openEpochKeys(ledger.pinned, ledger.session.keys());
  let since = nowMs;
  for (const segment of await ledger.read([...first.values()].map((row) => row.hash))) {
    const cited = ledger.pinned.numberOf(segment.header.roster) ?? 0;
    const opened = await orNothing(Promise.resolve().then(() => openSegment(segment, epochs.at(cited))));
    const items = opened?.items.filter(([blind]) => blind.length > 0) ?? [];
    for (const [, data] of items) {
      const entry = await orNothing(Promise.resolve().then(() => decodeEntry(data)));
      if (entry !== null) since = Math.min(since, idMs(entry.id));
    }
  }
  return since;
}
