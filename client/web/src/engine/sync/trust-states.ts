/**
 * What can be the matter with a journal that is carried by a server: a closed list of states, each with its words.
 *
 * The words are those of the command line, so that what stands on the phone can be looked up in the manual.
 * Names of devices come in already made visible.
 */
import { hex, type Bytes } from "../../core/bytes.ts";
import type { Sign } from "../port.ts";

type StateName =
  | "restored"
  | "repaired"
  | "rollback"
  | "fork"
  | "switched"
  | "quarantine"
  | "missing"
  | "stale"
  | "damaged"
  | "refused"
  | "shut-out";

const CALM: ReadonlySet<StateName> = new Set(["restored", "stale"]);
const SHORT_BYTES = 4;
const DETAILS = "Details: twoway verify";

function stateOf(name: StateName, what: string): Sign {
  return { state: name, needs_eyes: !CALM.has(name), what };
}

/** Return how a chain, a segment or a list of devices is called on a screen: eight hex digits. */
export function shortHash(name: Bytes): string {
  return hex(name.subarray(0, SHORT_BYTES));
}

/** Return `number` with `word` in the right form. */
export function many(number: number, word: string): string {
  const plural = word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`;
  return `${number} ${number === 1 ? word : plural}`;
}

/** Return how long ago `ms` milliseconds are: now, 5 min ago, 2 h ago, 3 days ago. */
function agoWords(ms: number): string {
  const minutes = Math.floor(Math.max(ms, 0) / 60_000);
  if (minutes < 1) return "now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / (24 * 60))} days ago`;
}

/** The journal was an older copy of itself, as restored storage is. */
export function restored(): Sign {
  return stateOf(
    "restored",
    "this journal was an older copy of itself. What it had forgotten has come back, and it goes on in a chain of " +
      "its own: nothing is lost.",
  );
}

/** The server had lost `entries` which it had confirmed. */
export function repaired(entries: number): Sign {
  const [them, was] = entries === 1 ? ["one entry", "It was"] : [`${entries} entries`, "They were"];
  return stateOf(
    "repaired",
    `the server had lost ${them} that it had confirmed. ${was} sent again, nothing is lost. If you did not ` +
      `restore a backup, ask whoever runs it. ${DETAILS}`,
  );
}

/** The list of devices called `name` is gone: an older one is in force. */
export function rollback(name: Bytes): Sign {
  return stateOf(
    "rollback",
    "the list of devices that this device knew at its last sync is gone: an older one is in force here. Whoever " +
      "was revoked since may read and write again. Sync the device that changed it last, look at twoway devices, " +
      `and revoke again. To go on as it is: twoway verify --accept-loss ${shortHash(name)}`,
  );
}

/** Two copies of `device` went on writing a chain, from segment `number` on. */
export function fork(device: string, chain: Bytes, number: number): Sign {
  return stateOf(
    "fork",
    `two copies of one device have written at the same time: ${device}, chain ${shortHash(chain)}, ` +
      `number ${number}. Both are kept; use each copy with a home of its own. ${DETAILS}`,
  );
}

/** A fork of the list of devices was settled; `branch` says whose won. */
export function switched(branch: "ours" | "theirs"): Sign {
  const taken = branch === "ours" ? "this device had" : "the server had";
  return stateOf(
    "switched",
    `there were two lists of the devices of this journal, as after a server's backup; the one that ${taken} ` +
      "counts, everywhere. What was written under the other is written again, and a device that stood only there " +
      "is to be admitted again. Look at twoway devices",
  );
}

/** `segments` came of `authors` who may not write them. */
export function quarantine(segments: number, authors: Iterable<string>): Sign {
  const [was, them] = segments === 1 ? ["was", "it"] : ["were", "them"];
  const named = [...authors].sort();
  const of = named.length ? ` of ${named.join(" and ")}` : "";
  return stateOf(
    "quarantine",
    `${many(segments, "segment")}${of} ${was} put aside: whoever wrote ${them} may not write there. What ${was} put ` +
      `aside is kept, and does not count. ${DETAILS}`,
  );
}

/** Segments are missing: which `run`, with its `numbers`, and `how` that is known. */
export function missing(run: string, numbers: string, how: string, mend: string, chain: Bytes): Sign {
  return stateOf(
    "missing",
    `${run} (${numbers}) ${how}: ${mend}. If nothing has them any more: twoway verify --accept-loss ${shortHash(chain)}`,
  );
}

/** Segments of `chains` more are missing, which are not told one by one. */
export function moreMissing(chains: number): Sign {
  return stateOf("missing", `segments of ${many(chains, "more chain")} are missing as well`);
}

/** `device` began an epoch whose key it did not give to this one. */
export function shutOut(device: string): Sign {
  return stateOf(
    "shut-out",
    `${device} began a new key and did not give it to this device. What is written here is kept, and waits. Let a ` +
      `device that has the key renew it, else do it here: twoway devices rotate. Then ask why ${device} did that; if ` +
      `it is not yours any more: twoway devices revoke ${device}`,
  );
}

/** `segments` came before the list of devices that they name. */
export function outOfOrder(segments: number): Sign {
  const wait = segments === 1 ? "waits" : "wait";
  return stateOf("missing", `${many(segments, "segment")} ${wait} for what came before: twoway sync`);
}

/** Nothing has come of `device` for `silentMs`. */
export function stale(device: string, silentMs: number): Sign {
  return stateOf("stale", `${device} was last heard from ${agoWords(silentMs)}.`);
}

/** `segments` came whose text does not open. */
export function unopened(segments: number): Sign {
  const [it, its] = segments === 1 ? ["it", "a text that is"] : ["them", "texts that are"];
  return stateOf(
    "damaged",
    `${many(segments, "segment")} came with ${its} not what was signed. Sync the device that wrote ${it}. ${DETAILS}`,
  );
}

/** `segments` were changed on this disk, one of `chain`, and the server does not have them; so many are `behind` them. */
export function notMended(segments: number, chain: Bytes, behind = 0): Sign {
  const [was, them] = segments === 1 ? ["was", "it"] : ["were", "them"];
  const more = behind === 0 ? "" : ` ${many(behind, "segment")} ${behind === 1 ? "waits" : "wait"} behind ${them}.`;
  return stateOf(
    "damaged",
    `${many(segments, "segment")} ${was} changed on this disk, and the server did not send ${them} again.${more} Sync your ` +
      `other devices, then here. If nothing has them any more: twoway verify --accept-loss ${shortHash(chain)}`,
  );
}

/** `segments` of this device were changed on this disk before any server had them. */
export function spoilt(segments: number): Sign {
  const [was, they, is] = segments === 1 ? ["was", "it", "is"] : ["were", "they", "are"];
  return stateOf(
    "damaged",
    `${many(segments, "segment")} of this device ${was} changed on this disk before ${they} ${was} sent: what ${they} held is ` +
      `lost, unless there is another copy of this disk. ${they === "it" ? "It" : "They"} ${is} kept. ${DETAILS}`,
  );
}

/** The fault that `entries` which wait to be sent do not open any more. */
export function spoiltEntries(entries: number): string {
  return `${entries} ${entries === 1 ? "entry was" : "entries were"} changed on this disk before being sent`;
}

/** Each fault that a check found. */
export function damage(faults: readonly string[]): Sign[] {
  return faults.map((fault) => stateOf("damaged", fault));
}

/** A server sent `segments` that were not taken. */
export function refusedHere(segments: number): Sign {
  return stateOf(
    "refused",
    "some of what the server holds is not signed as it should be, and was not taken: " +
      `${many(segments, "segment")}. Ask whoever runs it`,
  );
}

/** The server did not take `segments`. */
export function refusedThere(segments: number): Sign {
  const [is, it] = segments === 1 ? ["is", "it"] : ["are", "they"];
  return stateOf(
    "refused",
    `the server did not take ${many(segments, "segment")} of this journal; ${it} ${is} kept here and offered again. ` +
      "Ask whoever runs it",
  );
}
