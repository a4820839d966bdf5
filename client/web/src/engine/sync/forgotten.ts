/**
 * What this device knew at its last exchange and its journal does not know: an older copy was put in its place.
 *
 * That is noted before an exchange, and is over as soon as it has come again. Where the server went back as well, it
 * does not come: then it is said.
 */
import { hex, type Bytes } from "../../core/bytes.ts";
import type { Roster } from "../../core/trust/roster.ts";
import type { Hex } from "../store/port.ts";
import { lostHashes } from "./branches.ts";
import type { Ledger } from "./ledger.ts";
import type { Memory } from "./memory.ts";

const LIST = "forgotten-list";

/** Keep what `memory` of this `device` names and is not here: heads, and the list of devices. */
export function noteForgotten(ledger: Ledger, roster: Roster, device: Hex, memory: Memory | null): void {
  if (memory === null) return;
  const own = new Set(memory.own.map((each) => hex(each.chain)));
  for (const { chain: bytes, heads } of memory.heads) {
    const chain = hex(bytes);
    for (const head of heads) {
      const hash = hex(head.hash);
      if (ledger.isHeld(hash)) continue;
      const author = own.has(chain) ? device : (ledger.author(chain) ?? "");
      ledger.changes.put("missing", { key: `${hash} `, hash, teller: "", device: author, chain, number: head.number });
    }
  }
  if (!isKnown(ledger, roster, memory.roster)) ledger.changes.put("meta", { key: LIST, value: memory.roster });
}

/** Return whether the ends of this device's own chains, as `memory` names them, are not all here. */
export function lacksOwn(ledger: Ledger, memory: Memory | null): boolean {
  const own = (memory?.own ?? []).flatMap((each) => each.heads);
  return own.some((head) => !ledger.isHeld(hex(head.hash)));
}

/** Return the hash of the list of devices that this device knew, if that is neither here nor was settled. */
export async function forgottenList(ledger: Ledger, roster: Roster): Promise<Bytes | null> {
  const name = (await ledger.session.store.get("meta", LIST))?.value;
  return name instanceof Uint8Array && !isKnown(ledger, roster, name) ? name : null;
}

/** Go on without the list of devices that is not to be had. */
export function giveUpList(ledger: Ledger): void {
  ledger.changes.del("meta", LIST);
}

function isKnown(ledger: Ledger, roster: Roster, name: Bytes): boolean {
  return roster.numberOf(name) !== null || lostHashes(ledger, roster).has(hex(name));
}
