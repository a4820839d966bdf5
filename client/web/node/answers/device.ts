/**
 * Whole devices of the app under Node: storage in memory, the network as it is, a clock that the tests set.
 *
 * What waits for another device (joining, inviting) is begun by one question and ended by another, since questions
 * are answered one after the other.
 */
import "fake-indexeddb/auto";
import { type Bytes, hex, unhex } from "../../src/core/bytes.ts";
import { Desk } from "../../src/engine/desk.ts";
import { Drafts } from "../../src/engine/drafts.ts";
import { EngineError } from "../../src/engine/errors.ts";
import type { InviteStep, JoinStep, NewEvent } from "../../src/engine/port.ts";
import type { Table, Tables } from "../../src/engine/store/port.ts";
import { openMemory } from "../../src/engine/store/memory.ts";
import { openStore } from "../../src/engine/store/store.ts";
import { Ledger } from "../../src/engine/sync/ledger.ts";
import { type Outside, browser } from "../../src/engine/sync/outside.ts";
import { Side } from "../../src/engine/sync/side.ts";
import * as states from "../../src/engine/sync/trust-states.ts";
import { openTabs } from "../../src/engine/tabs.ts";
import { world } from "../../src/engine/world.ts";

const TABLES: readonly Table[] = [
  "segments", "aside", "bodies", "roster", "branches", "outbox", "drafts", "clock", "meta", "profile", "plan",
  "unread", "missing", "heard", "erasures", "destroyed", "bare", "newBodies",
];

type Step = JoinStep | InviteStep;
type Rows = { [T in Table]?: Tables[T][] };

/** One device. `isWatching`: whether it exchanges by itself. */
class Device {
  readonly steps: Step[] = [];
  underWay: Promise<unknown> = Promise.resolve();
  private heard: () => void = () => undefined;

  private constructor(
    readonly desk: Desk,
    readonly side: Side,
  ) {}

  static async open(name: string, outside: Outside, clock: { nowMs: number | null }): Promise<Device> {
    const ground = {
      world: { ...world, nowMs: () => clock.nowMs ?? Date.now() },
      store: await openStore(name),
      memory: openMemory(`${name}-memory`),
      tabs: openTabs(name),
      sleep: (ms: number) => outside.sleep(ms),
    };
    let side: Side | undefined;
    const nothing = (): void => undefined;
    const desk = await Desk.at(ground, {
      changed: nothing,
      told: nothing,
      opened: () => side?.opened(),
      closed: () => side?.closed(),
      wrote: () => side?.wrote(),
      left: nothing,
    });
    side = new Side(desk, outside);
    if (desk.isOpen()) side.opened();
    return new Device(desk, side);
  }

  told(step: Step): void {
    this.steps.push(step);
    this.heard();
  }

  /** Wait for a step of that name; rejects where the flow ends before. */
  async step<N extends Step["step"]>(name: N): Promise<Extract<Step, { step: N }>> {
    const found = async (): Promise<Extract<Step, { step: N }>> => {
      for (;;) {
        const step = this.steps.find((one): one is Extract<Step, { step: N }> => one.step === name);
        if (step !== undefined) return step;
        await new Promise<void>((resolve) => {
          this.heard = resolve;
        });
      }
    };
    const ended = this.underWay.then(() => Promise.reject(new Error(`it ended before ${name}`)));
    return Promise.race([found(), ended]);
  }

  begin(work: Promise<unknown>): void {
    work.catch(() => undefined);
    this.underWay = work;
  }
}

const clock: { nowMs: number | null } = { nowMs: null };
const devices = new Map<string, Device>();
const copies = new Map<string, Rows>();

interface Named {
  readonly device: string;
}

function deviceOf({ device }: Named): Device {
  const found = devices.get(device);
  if (found === undefined) throw new Error(`no device is called ${device}`);
  return found;
}

async function opened(asked: Named & { watching?: boolean }): Promise<null> {
  const isWatching = asked.watching === true;
  const outside = { ...browser(), isWatching, ...(isWatching ? {} : { connect: null }) };
  devices.set(asked.device, await Device.open(asked.device, outside, clock));
  return null;
}

function close(asked: Named): null {
  const { desk, side } = deviceOf(asked);
  side.closed();
  desk.store.close();
  devices.delete(asked.device);
  return null;
}

/** Keep what is in the storage of a device, but for its rollback memory. */
async function copy(asked: Named & { as: string }): Promise<null> {
  const { store } = deviceOf(asked).desk;
  const rows: Record<string, unknown[]> = {};
  for (const table of TABLES) rows[table] = await store.all(table);
  copies.set(asked.as, rows as Rows);
  return null;
}

/** Put a copy in place of what is in the storage, as a browser's backup does, and open the device anew. */
async function putBack(asked: Named & { from: string }): Promise<null> {
  const { store } = deviceOf(asked).desk;
  await store.commit({ clear: TABLES, put: copies.get(asked.from) ?? {} });
  close(asked);
  return opened(asked);
}

/** Run `work`, and return the trouble where it was refused. */
async function orTrouble(work: Promise<unknown>): Promise<unknown> {
  try {
    return (await work) ?? null;
  } catch (error) {
    if (error instanceof EngineError) return { trouble: error.trouble };
    throw error;
  }
}

/** Begin to join; `waits`: the codes are compared later, else they are the same. */
async function join(asked: Named & { secret: string; server?: string; name: string; waits?: boolean }): Promise<unknown> {
  const device = deviceOf(asked);
  device.steps.length = 0;
  const { secret, server, name } = asked;
  const how = { secret, name, ...(server === undefined ? {} : { server }) };
  device.begin(device.side.join(how, (step) => device.told(step)));
  const step = await orTrouble(device.step("compare"));
  if (asked.waits !== true) await device.side.compare(true);
  return step;
}

async function invite(asked: Named): Promise<unknown> {
  const device = deviceOf(asked);
  device.steps.length = 0;
  device.begin(device.side.invite((step) => device.told(step)));
  return orTrouble(device.step("ready"));
}

async function entries(asked: Named): Promise<string[]> {
  return (await deviceOf(asked).desk.entries()).map((placed) => hex(placed.bytes));
}

async function heads(asked: Named): Promise<Record<string, string[]>> {
  const found = (await Ledger.load(deviceOf(asked).desk)).heads();
  return Object.fromEntries([...found].map(([chain, each]) => [chain, [...each.keys()].sort()]));
}

async function status(asked: Named): Promise<unknown> {
  const { side, desk } = deviceOf(asked);
  return { ...(await side.status()), unsynced: await desk.store.waiting(), is_open: desk.isOpen() };
}

async function counts(asked: Named): Promise<Record<string, number>> {
  const { store } = deviceOf(asked).desk;
  return Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await store.count(table)] as const)));
}

/** Every row that lies in the storage of a device, as it lies there: bytes stand as hex. */
async function rows(asked: Named): Promise<Record<string, unknown>> {
  const { store } = deviceOf(asked).desk;
  const found: Record<string, unknown> = {};
  for (const table of TABLES) found[table] = await store.all(table);
  const plain = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? { hex: hex(value as Bytes) } : value);
  return JSON.parse(JSON.stringify(found, plain)) as Record<string, unknown>;
}

type Spoilt = Named & { table: Table; column: string; number: number };

/** Change one bit in the midst of one value: of the `number`th row of a table, or of the segment with that number. */
async function spoil(asked: Spoilt): Promise<null> {
  const { store } = deviceOf(asked).desk;
  const all = await store.all(asked.table);
  const segment = (await store.all("segments")).find((row) => row.number === asked.number);
  const row = asked.table === "outbox" ? all[asked.number] : all.find((each) => "hash" in each && each.hash === segment?.hash);
  const value: unknown = row === undefined ? null : Reflect.get(row, asked.column);
  if (!(value instanceof Uint8Array)) throw new Error("there is nothing to spoil");
  const changed = value.slice();
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  await store.commit({ put: { [asked.table]: [{ ...row, [asked.column]: changed }] } });
  return null;
}

/** Say a state of a journal; bytes come as hex behind "0x". */
function stateWords({ state, args }: { state: string; args: unknown[] }): unknown {
  const say: unknown = Reflect.get(states, state);
  if (typeof say !== "function") throw new Error(`there is no state ${state}`);
  const given = args.map((arg) => (typeof arg === "string" && arg.startsWith("0x") ? unhex(arg.slice(2)) : arg));
  return Reflect.apply(say, null, given);
}

type Events = Named & { events: NewEvent[] };

export const DEVICE = {
  "device.clock": ({ ms }: { ms: number | null }) => {
    clock.nowMs = ms;
    return null;
  },
  "device.open": opened,
  "device.close": close,
  "device.copy": copy,
  "device.put-back": putBack,
  "device.found": (asked: Named & { name: string; server?: string; code?: string }) => {
    const { name, server, code } = asked;
    const how = { name, ...(server === undefined ? {} : { server }), ...(code === undefined ? {} : { code }) };
    return orTrouble(deviceOf(asked).side.found(how));
  },
  "device.register": (asked: Named & { server: string; code: string }) =>
    orTrouble(deviceOf(asked).side.register(asked.server, asked.code)),
  "device.join": join,
  "device.invite": invite,
  "device.asked": (asked: Named) => orTrouble(deviceOf(asked).step("compare")),
  "device.compare": (asked: Named & { same: boolean }) => deviceOf(asked).side.compare(asked.same).then(() => null),
  "device.end": (asked: Named) => orTrouble(deviceOf(asked).underWay),
  "device.steps": (asked: Named) => deviceOf(asked).steps,
  "device.write": (asked: Events) => deviceOf(asked).desk.write(asked.events),
  "device.sync": (asked: Named) => orTrouble(deviceOf(asked).side.sync()),
  "device.revoke": (asked: Named & { id: string; others: string[] }) =>
    orTrouble(deviceOf(asked).side.revoke(asked.id, asked.others)),
  "device.accept-loss": (asked: Named & { id: string }) => orTrouble(deviceOf(asked).side.acceptLoss(asked.id)),
  "device.verify": (asked: Named) => orTrouble(deviceOf(asked).side.verify()),
  "device.spoil": spoil,
  "device.make-paper": (asked: Named) => orTrouble(deviceOf(asked).side.makePaper()),
  "device.confirm-paper": (asked: Named) => orTrouble(deviceOf(asked).side.confirmPaper()),
  "device.try-paper": (asked: Named & { words: string[] }) => orTrouble(deviceOf(asked).side.tryPaper(asked.words)),
  "device.devices": (asked: Named) => orTrouble(deviceOf(asked).side.devices()),
  "device.entries": entries,
  "device.heads": heads,
  "device.status": status,
  "device.counts": counts,
  "device.rows": rows,
  "device.draft": (asked: Named & { where: string; text: string }) =>
    new Drafts(deviceOf(asked).desk).keep({ where: asked.where, text: asked.text }, false).then(() => null),
  "device.words": stateWords,
};
