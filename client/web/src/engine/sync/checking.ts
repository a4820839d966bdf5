/**
 * Checking the journal of this device from the ground: every signature, every link, every body, every entry.
 *
 * No earlier verdict is trusted. The figures, their names and the words of the faults are those of `twoway verify`.
 */
import { type Bytes, hex, unhex } from "../../core/bytes.ts";
import { type Entry, decodeEntry } from "../../core/entry.ts";
import { PeerError } from "../../core/errors.ts";
import { isUnread } from "../../core/events/unread.ts";
import { decodeEvent } from "../../core/events/vocabulary.ts";
import { CONSONANTS } from "../../core/ids.ts";
import { resolve } from "../../core/journal/amendments.ts";
import { gather } from "../../core/journal/gather.ts";
import { HASH_BYTES, sha256 } from "../../core/sealing/hashing.ts";
import { bareLeaves } from "../../core/sealing/replacing.ts";
import type { Header, Text } from "../../core/sealing/segment.ts";
import { accept } from "../../core/trust/acceptance.ts";
import type { Checked } from "../checked.ts";
import { readRoster } from "../opened.ts";
import type { Hex } from "../store/port.ts";
import { WITHDRAWN } from "./aside.ts";
import { Inspector, type Unsound } from "./inspecting.ts";
import type { Ledger } from "./ledger.ts";
import { letGo, openGaps, putRight, spoiltEntries } from "./mending.ts";
import * as words from "./trust-states.ts";

const STATE_LETTERS = `23456789${CONSONANTS}`;
const PAGE = 64;
const SHOWN_DIGITS = 8;
const SHOWN_LETTERS = 8;
const WAS_CHANGED = "it was changed on this disk; it was never sent, and is kept as it is";

/** What a check found, before it is said in states. */
export type Found = Omit<Checked, "journal" | "good" | "states" | "mended">;

/** What was met on the way: the hash of each entry with its id, empty where it has none; the erasure of each bare leaf. */
interface Met {
  readonly hashes: Map<Hex, Hex>;
  readonly entries: Entry[];
  readonly named: Hex[];
}

/** Check everything again; what is damaged is let go, to be fetched again. Rejects with an EngineError "corrupt". */
export async function checkJournal(ledger: Ledger): Promise<Found> {
  await readRoster(ledger.session.store); // every signature of it
  const found = nothingYet(ledger);
  const met: Met = { hashes: new Map(), entries: [], named: [] };
  const headers = new Map<Hex, Header>();
  const known = new Set((await openGaps(ledger)).filter((gap) => gap.isSent).map((gap) => hex(gap.hash)));
  const damaged = await checkSegments(ledger, known, found, met, headers);
  await checkWaiting(ledger, found, met);
  judge(ledger, headers, known.size, damaged.length, found);
  for (const row of ledger.aside.values()) {
    if (row.verdict === "waiting") found.waiting += 1;
    if (row.verdict === "quarantined") found.quarantined += 1;
    if (row.verdict === WITHDRAWN) found.faults.push(`segment ${row.hash.slice(0, SHOWN_DIGITS)}: ${WAS_CHANGED}`);
  }
  const shown = checkErasures(met, found);
  found.entries = shown.length;
  found.state = fingerprint(shown);
  const mendable = damaged.filter((each) => each.isDamaged);
  found.damaged = known.size + mendable.filter(({ row }) => row.pushed === 1).length;
  await letGo(ledger, mendable);
  return found;
}

function nothingYet(ledger: Ledger): Found {
  const devices = ledger.pinned.standing().filter((member) => !member.isPaper).length;
  const counts = { entries: 0, newer: 0, unreadable: 0, erased: 0, destroyed: 0, segments: 0, waiting: 0, quarantined: 0 };
  return { ...counts, devices, forks: 0, faults: [], state: "", damaged: 0 };
}

/** Check every segment but those `known` to be damaged; return what is, and keep the headers of all others. */
async function checkSegments(
  ledger: Ledger,
  known: ReadonlySet<Hex>,
  found: Found,
  met: Met,
  headers: Map<Hex, Header>,
): Promise<Unsound[]> {
  const inspector = await Inspector.of(ledger);
  const rows = [...ledger.segments.values()].filter((row) => !known.has(row.hash)).sort((one, other) => one.order - other.order);
  const damaged: Unsound[] = [];
  for (let at = 0; at < rows.length; at += PAGE) {
    for (const seen of await inspector.inspect(rows.slice(at, at + PAGE))) {
      found.segments += 1;
      if (seen.text === null) {
        found.faults.push(seen.fault);
        damaged.push(seen);
        continue;
      }
      if (seen.wasMoved) found.faults.push(putRight(ledger, seen.row));
      headers.set(seen.row.hash, seen.header);
      take(seen.text, found, met);
    }
  }
  return damaged;
}

function take(text: Text, found: Found, met: Met): void {
  met.named.push(...[...bareLeaves(text).values()].map((erasure) => hex(erasure)));
  for (const [blind, data] of text.items) if (blind.length > 0) count(data, found, met);
}

/** Note an entry, and count it where this version cannot show it. */
function count(data: Bytes, found: Found, met: Met): void {
  const name = hex(sha256(data));
  if (!met.hashes.has(name)) met.hashes.set(name, "");
  try {
    const entry = decodeEntry(data);
    const event = decodeEvent(entry.type, entry.fields);
    met.hashes.set(name, hex(entry.id));
    met.entries.push(entry);
    if (isUnread(event)) found[event.why] += 1;
  } catch (error) {
    if (!(error instanceof PeerError)) throw error;
    found.unreadable += 1;
  }
}

/** Check what waits to be sent: what does not open any more was changed here. */
async function checkWaiting(ledger: Ledger, found: Found, met: Met): Promise<void> {
  for (const { entry } of await ledger.session.waiting()) count(entry, found, met);
  const spoilt = (await spoiltEntries(ledger.session)).length;
  if (spoilt > 0) found.faults.push(words.spoiltEntries(spoilt));
}

/** Judge the segments by their headers; what follows a gap is not held against it. */
function judge(ledger: Ledger, headers: ReadonlyMap<Hex, Header>, missing: number, damaged: number, found: Found): void {
  const { verdicts, forked } = accept(ledger.pinned, headers);
  const bad = [...verdicts.values()].filter((verdict) => verdict !== "accepted").length;
  if (missing > 0) found.faults.push(`${missing} segments were changed on this disk and are fetched again by twoway sync`);
  if (bad > 0 && damaged === 0 && missing === 0) found.faults.push(`${bad} segments do not follow from their chain`);
  found.forks = forked.size;
}

/** Count what was erased, and what is gone without a reason; return the hashes of all other entries. */
function checkErasures(met: Met, found: Found): Hex[] {
  const { erased } = resolve(gather(met.entries).entries);
  const counting = new Set([...erased.values()].flat());
  const shown = [...met.hashes].filter(([, id]) => !erased.has(id)).map(([name]) => name);
  const gone = met.named.filter((name) => !counting.has(name)).length;
  found.erased = met.hashes.size - shown.length;
  found.destroyed = met.named.length - gone;
  const texts = gone === 1 ? "1 text is" : `${gone} texts are`;
  if (gone > 0) found.faults.push(`${texts} gone, and no erasure says why: twoway sync asks your other devices`);
  return shown;
}

/** Return eight letters for a set of entries. */
function fingerprint(names: readonly Hex[]): string {
  const bytes = new Uint8Array(names.length * HASH_BYTES);
  for (const [place, name] of names.toSorted().entries()) bytes.set(unhex(name), place * HASH_BYTES);
  let number = new DataView(sha256(bytes).buffer).getBigUint64(0);
  let letters = "";
  const base = BigInt(STATE_LETTERS.length);
  for (let place = 0; place < SHOWN_LETTERS; place += 1) {
    letters += STATE_LETTERS.charAt(Number(number % base));
    number /= base;
  }
  return `${letters.slice(0, 4)} ${letters.slice(4)}`;
}
