/**
 * Erasing beyond this device: the server's bodies, and texts that other devices lack.
 *
 * After an exchange the server is given the bodies that were sealed anew here. A text that is gone without a reason
 * that counts is asked for on the server's list of wanted bodies; whoever holds it puts it back. What this device
 * holds it never gives up for a body from elsewhere: it destroys by its own clock alone.
 */
import { equal, hex, unhex } from "../../core/bytes.ts";
import { encodeAs } from "../../core/codec.ts";
import { NotAllowedError } from "../../core/errors.ts";
import { bareLeaves, destroyed, replace, reseal, restored } from "../../core/sealing/replacing.ts";
import { type Segment, Text, openSegment } from "../../core/sealing/segment.ts";
import { MAX_BODIES_A_MESSAGE, MAX_REQUEST_BYTES, MAX_WANTED_A_MESSAGE } from "../../core/sync/limits.ts";
import { Fetch, Fetched, type NewBody, Pushed, PutBodies, type SegmentPlace, Wanted, WantedNow } from "../../core/sync/messages.ts";
import type { Hex } from "../store/port.ts";
import { AskingAgain } from "./asking-again.ts";
import { Eraser, hasDue, orNothing } from "./destroying.ts";
import { fetched } from "./fetching.ts";
import type { Ledger } from "./ledger.ts";
import type { Remote } from "./remote.ts";
import { journalPath } from "./signing.ts";

const SETTLED = "settled";
const OFTEN_MS = 60 * 60 * 1000;
const SELDOM_MS = 24 * OFTEN_MS;
const OVERHEAD_BYTES = 512;
const SPARE_BYTES = 1024;

/** What an exchange says to the settling after it. `lost`: the server may hold old bodies again. */
export interface Before {
  readonly hasArrived: boolean;
  readonly hasLost: boolean;
}

/** Bring the bodies of this device and of the server together. A server that does not know these routes is let be. */
export async function settleErasures(ledger: Ledger, remote: Remote, before: Before): Promise<void> {
  const { store, world } = ledger.session;
  const nowMs = world.nowMs();
  if (await hasDue(ledger, nowMs)) await (await Eraser.of(ledger)).destroyDue(nowMs);
  const { url } = remote.address;
  const last = await lastSettled(ledger);
  if (before.hasLost || (last !== null && last.url !== url)) await putAllAgain(ledger);
  const isAsking = await isTimeToAsk(ledger, last, nowMs, url);
  if ((before.hasArrived || isAsking) && (await store.count("bare")) > 0) await (await Eraser.of(ledger)).noteWanted();
  const settling = new Settling(ledger, remote);
  if (isAsking || (await settling.wants()).length > 0 || (await settling.toPut()).length > 0) {
    try {
      await settling.run();
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
    }
  } else if (last?.url === url) return;
  ledger.changes.put("meta", { key: SETTLED, value: `${nowMs} ${url}` });
  await ledger.flush();
}

/** Before an exchange: let what was erased long enough ago, and never sent, not be sent at all. */
export async function dropUnsent(ledger: Ledger): Promise<void> {
  const nowMs = ledger.session.world.nowMs();
  if (await hasDue(ledger, nowMs)) await (await Eraser.of(ledger)).dropUnsent(nowMs);
}

async function putAllAgain(ledger: Ledger): Promise<void> {
  for (const row of await ledger.session.store.all("newBodies")) ledger.changes.put("newBodies", { ...row, put: 0 });
  await ledger.flush();
}

interface Last {
  readonly ms: number;
  readonly url: string;
}

/** Return when the list of wanted bodies was last looked at, and on which server. */
async function lastSettled(ledger: Ledger): Promise<Last | null> {
  const value = (await ledger.session.store.get("meta", SETTLED))?.value;
  const found = typeof value === "string" ? /^(\d+) (.*)$/.exec(value) : null;
  return found === null ? null : { ms: Number(found[1]), url: found[2] ?? "" };
}

/** Return whether to see what others want: often while erasures are known, else once a day. */
async function isTimeToAsk(ledger: Ledger, last: Last | null, nowMs: number, url: string): Promise<boolean> {
  const isErasing = (await ledger.session.store.count("erasures")) > 0;
  if (last === null || last.url !== url) return isErasing;
  return Math.abs(nowMs - last.ms) >= (isErasing ? OFTEN_MS : SELDOM_MS);
}

/** One settling with one server, which this device is signed in to. */
class Settling {
  private readonly path: string;

  constructor(
    private readonly ledger: Ledger,
    private readonly remote: Remote,
  ) {
    this.path = journalPath(ledger.pinned.journal);
  }

  /**
   * Fetch what may have been put for us, ask for the rest, and put what the others ask for.
   *
   * What is asked for already, and nobody has put, is fetched again from time to time: it may have been spoilt on the
   * way here alone, and then the server has had it all the while.
   */
  async run(): Promise<void> {
    let wanted = await this.ask([]);
    const known = new Set(wanted.map((place) => hex(place.hash)));
    const isFresh = (place: SegmentPlace): boolean => !known.has(hex(place.hash));
    const lacks = await this.wants();
    const again = await AskingAgain.of(this.ledger);
    const fetching = again.isTime ? lacks : lacks.filter(isFresh);
    if (fetching.length > 0) await this.take(await this.fetch(fetching));
    const left = fetching.length > 0 ? await this.wants() : lacks;
    if (fetching.length === lacks.length) again.asked(left.length);
    const fresh = left.filter(isFresh);
    if (fresh.length > 0) wanted = await this.ask(fresh.slice(0, MAX_WANTED_A_MESSAGE));
    const lacking = await this.lacking();
    const held = wanted.map((place) => hex(place.hash)).filter((name) => this.ledger.holds(name) && !lacking.has(name));
    await this.put([...(await this.toPut()), ...held]);
  }

  /** Return the segments of which a text is gone without a reason that counts. */
  async wants(): Promise<SegmentPlace[]> {
    const names = [...(await this.lacking())].sort();
    return names.flatMap((name) => {
      const row = this.ledger.segments.get(name);
      return row === undefined ? [] : [{ chain: unhex(row.chain), number: row.number, hash: unhex(row.hash) }];
    });
  }

  /** Return the segments whose body the server is to have, but for those that lack a text themselves. */
  async toPut(): Promise<Hex[]> {
    const lacking = await this.lacking();
    const rows = await this.ledger.session.store.all("newBodies");
    return rows.filter((row) => row.put === 0 && !lacking.has(row.hash)).map((row) => row.hash);
  }

  private async lacking(): Promise<Set<Hex>> {
    const rows = await this.ledger.session.store.all("bare");
    return new Set(rows.filter((row) => row.wanted === 1).map((row) => row.hash));
  }

  private async ask(add: readonly SegmentPlace[]): Promise<readonly SegmentPlace[]> {
    return (await this.remote.call(`${this.path}/wanted`, Wanted, { add }, WantedNow)).places;
  }

  /** Return what the server has at `places`. */
  private fetch(places: readonly SegmentPlace[]): Promise<Segment[]> {
    return fetched(places, (message) => this.remote.call(`${this.path}/fetch`, Fetch, message, Fetched));
  }

  /** Take from the bodies that came what ours lack without a reason. */
  private async take(theirs: readonly Segment[]): Promise<void> {
    const eraser = await Eraser.of(this.ledger);
    const { counting } = eraser;
    for (const came of theirs) {
      const key = this.ledger.isHeld(came.name) ? eraser.keyOf(came) : null;
      const open = key === null ? null : await orNothing(openSegment(came, key));
      if (key === null || open === null) continue;
      const [mine] = await this.ledger.read([came.name]); // none where its body is gone
      const ours = mine === undefined ? null : await orNothing(openSegment(mine, key));
      const text = ours === null ? open : restored(ours, open, counting);
      if (ours === null || !isSame(text, ours)) await eraser.keepBody(await reseal(came, text, key, this.random), text, false); // it came from there
    }
    await this.ledger.flush();
    await (await Eraser.of(this.ledger)).noteWanted();
  }

  private async put(names: readonly Hex[]): Promise<void> {
    const bodies = await this.newBodies([...new Set(names)]);
    for (const batch of batches(bodies)) {
      const pushed = await this.remote.call(`${this.path}/bodies`, PutBodies, { bodies: batch }, Pushed);
      for (const outcome of pushed.outcomes) {
        const isDone = outcome.status === "stored" || outcome.reason === "unknown";
        const row = isDone ? await this.ledger.session.store.get("newBodies", hex(outcome.hash)) : undefined;
        if (row !== undefined) this.ledger.changes.put("newBodies", { ...row, put: 1 });
      }
      await this.ledger.flush();
    }
  }

  private async newBodies(names: readonly Hex[]): Promise<NewBody[]> {
    const segments = await this.ledger.read(names);
    if (segments.length === 0) return [];
    const places = segments.map(({ header, hash }) => ({ chain: header.chain, number: header.number, hash }));
    const theirs = new Map((await this.fetch(places)).map((each) => [each.name, each]));
    const eraser = await Eraser.of(this.ledger);
    const bodies: NewBody[] = [];
    for (const mine of segments) {
      const segment = await this.withoutDestroyed(eraser, mine, theirs.get(mine.name) ?? mine);
      const replacement = await replace(segment, this.ledger.session.keys());
      bodies.push({ chain: segment.header.chain, number: segment.header.number, replacement });
    }
    return bodies;
  }

  /**
   * Return `mine` without the texts that others have destroyed at the server, for a reason that counts.
   *
   * Our own clock may have other erasures still waiting; what is gone there stays gone.
   */
  private async withoutDestroyed(eraser: Eraser, mine: Segment, theirs: Segment): Promise<Segment> {
    const key = eraser.keyOf(mine);
    if (key === null) return mine;
    const [ours, came] = [await orNothing(openSegment(mine, key)), await orNothing(openSegment(theirs, key))];
    if (ours === null || came === null) return mine;
    const { counting } = eraser;
    const reasons = new Map([...bareLeaves(came)].filter(([, erasure]) => counting.has(hex(erasure))));
    const text = destroyed(ours, reasons);
    return isSame(text, ours) ? mine : reseal(mine, text, key, this.random);
  }

  private readonly random = (length: number) => this.ledger.session.world.random(length);
}

function isSame(one: Text, other: Text): boolean {
  return equal(encodeAs(Text, one), encodeAs(Text, other));
}

/** Return runs of `bodies` that fit into one request. */
function* batches(bodies: readonly NewBody[]): Generator<NewBody[]> {
  let batch: NewBody[] = [];
  let size = 0;
  for (const body of bodies) {
    const cost = body.replacement.body.length + OVERHEAD_BYTES;
    if (batch.length > 0 && (size + cost > MAX_REQUEST_BYTES - SPARE_BYTES || batch.length === MAX_BODIES_A_MESSAGE)) {
      yield batch;
      batch = [];
      size = 0;
    }
    batch.push(body);
    size += cost;
  }
  if (batch.length > 0) yield batch;
}
