/** A browser for tests of the engine: its storage outlives desks, its clock stands where it is put. */
import { type Mock, vi } from "vitest";
import { hex } from "../../src/core/bytes.ts";
import { decodeEntry } from "../../src/core/entry.ts";
import { decodeEvent } from "../../src/core/events/vocabulary.ts";
import type { Segment } from "../../src/core/sealing/segment.ts";
import { cut, newTip, sealSegment, tipAfter } from "../../src/core/sealing/writer.ts";
import { encodeRosterEntry } from "../../src/core/trust/statements.ts";
import { Desk, type Ground, type Listener } from "../../src/engine/desk.ts";
import type { Session } from "../../src/engine/session.ts";
import type { SegmentRow } from "../../src/engine/store/port.ts";
import { newRoster } from "../../src/engine/sync/founding.ts";
import { openMemory } from "../../src/engine/store/memory.ts";
import { openStore } from "../../src/engine/store/store.ts";
import { openTabs } from "../../src/engine/tabs.ts";
import { world } from "../../src/engine/world.ts";

export const NOON = Date.UTC(2026, 10, 22, 12);
export const JOURNAL = "00112233445566778899aabbccddeeff";

/** The clock on the wall of a test; `slept`: the waits that were asked for. */
export interface Wall {
  now: number;
  slept: number[];
}

export function wall(now: number = NOON): Wall {
  return { now, slept: [] };
}

/** What a desk stands on in this browser. */
export async function ground(at: Wall = wall()): Promise<Ground> {
  return {
    world: { ...world, nowMs: () => at.now, offsetMinutes: () => 60 },
    store: await openStore(),
    memory: openMemory(),
    tabs: openTabs("twoway"),
    sleep: (ms) => {
      at.slept.push(ms);
      return Promise.resolve();
    },
  };
}

export function listener(): { [name in keyof Listener]: Mock<Listener[name]> } {
  return { changed: vi.fn(), told: vi.fn(), opened: vi.fn(), closed: vi.fn(), wrote: vi.fn(), left: vi.fn() };
}

/** Another window of this browser, or the same one started again. */
export async function window(at: Wall = wall(), hears: Listener = listener()): Promise<Desk> {
  return Desk.at(await ground(at), hears);
}

/** A window with a profile, and no roster yet. */
export async function profiled(passphrase = "", at: Wall = wall(), hears: Listener = listener()): Promise<Desk> {
  const desk = await window(at, hears);
  await desk.makeProfile({ name: "phone", fresh: await desk.makeKeys(), journal: JOURNAL, roster: null, passphrase });
  return desk;
}

/** What the journal holds, as events. */
export async function events(desk: Session): Promise<object[]> {
  return (await desk.entries()).map(({ entry }) => decodeEvent(entry.type, entry.fields));
}

/** The texts of the entries of a journal, in order. */
export async function texts(desk: Session): Promise<unknown[]> {
  return (await events(desk)).map((event) => Reflect.get(event, "text") as unknown);
}

/** The texts of what waits, as the outbox holds them. */
export async function waitingTexts(desk: Session): Promise<unknown[]> {
  return (await desk.waiting()).map(({ entry }) => {
    const { type, fields } = decodeEntry(entry);
    return Reflect.get(decodeEvent(type, fields), "text") as unknown;
  });
}

export function jot(text: string): { type: string; fields: { text: string } } {
  return { type: "jot.noted", fields: { text } };
}

/** A window with a profile and a roster of its own; `cut` turns what waits into segments, as an exchange does. */
export async function founded(passphrase = "", at: Wall = wall(), hears: Listener = listener()): Promise<Desk> {
  const desk = await window(at, hears);
  const fresh = await desk.makeKeys();
  const { roster } = await newRoster("phone", fresh.keys, world.random);
  const entries = roster.entries.map(encodeRosterEntry);
  await desk.makeProfile({ name: "phone", fresh, journal: hex(roster.journal), roster: entries, passphrase });
  return desk;
}

/** Cut everything that waits into segments of a new chain of this device; returns their hashes. */
export async function cutAll(desk: Desk): Promise<string[]> {
  const [roster, epochs, waiting] = await Promise.all([desk.roster(), desk.epochs(), desk.waiting()]);
  const { random } = desk.world;
  const keys = desk.keys();
  let tip = newTip(roster.journal, keys.public.device, random);
  const segments: Segment[] = [];
  for (const run of cut(waiting.map((one) => one.entry))) {
    const sealing = { seen: [], roster: roster.head, key: epochs.current, keys, random };
    segments.push(await sealSegment(tip, run, sealing));
    tip = tipAfter(tip, segments.at(-1) as Segment);
  }
  await desk.store.commit({
    del: { outbox: waiting.map((one) => one.key) },
    put: {
      segments: segments.map((one) => rowOf(one, roster.entries.length - 1)),
      bodies: segments.map((one) => ({ hash: one.name, body: one.body })),
    },
  });
  desk.changed();
  return segments.map((one) => one.name);
}

function rowOf(segment: Segment, cited: number): SegmentRow {
  const { header, headerBytes, signature, name } = segment;
  const { number, count } = header;
  const place = { chain: hex(header.chain), device: hex(header.device), previous: hex(header.previous) };
  return { hash: name, order: 0, ...place, number, count, roster: cited, pushed: 0, header: headerBytes, signature };
}
