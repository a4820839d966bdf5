/**
 * What devices erased and what would be destroyed yet: shown where one of them is revoked, so that a person says which
 * were theirs.
 *
 * The text of an erased entry is here until its 72 hours are over. One that is not here, and was erased longer ago by
 * the clock of the device that says so, seems to have been destroyed as it should be, before this device met it.
 */
import { unhex } from "../../core/bytes.ts";
import type { Entry } from "../../core/entry.ts";
import { isUnread } from "../../core/events/unread.ts";
import { decodeEvent } from "../../core/events/vocabulary.ts";
import { short } from "../../core/ids.ts";
import { fold } from "../../core/journal/fold.ts";
import { gather } from "../../core/journal/gather.ts";
import { msOf } from "../../core/journal/named.ts";
import { labelsOf } from "../../core/projections/labels.ts";
import { told, whatWords } from "../../core/projections/log.ts";
import type { DevicesPage } from "../devices-page.ts";
import type { Id } from "../port.ts";
import type { Hex } from "../store/port.ts";
import { erasuresBy } from "../sync/cancelling.ts";
import { WAIT_MS } from "../sync/destroying.ts";
import type { Ledger } from "../sync/ledger.ts";

type Erased = DevicesPage["rows"][number]["erasures"];

const ROOM = 80;

/** Return what each of `devices` erased, the oldest first. */
export async function erasedBy(ledger: Ledger, devices: readonly Hex[]): Promise<Map<Hex, Erased>> {
  const waiting = await erasuresBy(ledger, devices);
  const found = new Map<Hex, Erased>();
  if (waiting.length === 0) return found;
  const all = (await ledger.session.entries()).map((placed) => placed.entry);
  const { entries } = gather(all);
  const labels = labelsOf(fold(all), new Map());
  const byId = new Map(entries.map(({ id, entry }) => [id, entry]));
  const nowMs = ledger.session.world.nowMs();
  for (const { erasure, target, device } of waiting) {
    const entry = byId.get(target);
    const isGone = entry === undefined && msOf(erasure) + WAIT_MS <= nowMs;
    found.set(device, [...(found.get(device) ?? []), { id: erasure, text: said(target, entry, labels), is_gone: isGone }]);
  }
  return found;
}

/** Return what an entry says, as long as its text is here; what it is where it holds no words. */
function said(id: Id, entry: Entry | undefined, labels: ReadonlyMap<Id, string>): string {
  if (entry === undefined) return `entry ${short(unhex(id))}`;
  const event = decodeEvent(entry.type, entry.fields);
  const words = isUnread(event) || event.type === "entry.corrected" ? "" : told(event, labels);
  return words === "" ? `${whatWords(entry.type)} ${short(unhex(id))}` : `“${shortened(words)}”`;
}

function shortened(text: string): string {
  const line = Array.from(text.replaceAll(/\s+/g, " ").trim());
  return line.length <= ROOM ? line.join("") : `${line.slice(0, ROOM - 1).join("")}…`;
}
