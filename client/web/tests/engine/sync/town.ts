/** Devices of one journal in one process: each with a storage of its own, around one server in memory. */
import "fake-indexeddb/auto";
import { vi } from "vitest";
import { hex } from "../../../src/core/bytes.ts";
import { Desk } from "../../../src/engine/desk.ts";
import { EngineError } from "../../../src/engine/errors.ts";
import type { InviteStep, JoinStep, Trouble } from "../../../src/engine/port.ts";
import { openMemory } from "../../../src/engine/store/memory.ts";
import { openStore } from "../../../src/engine/store/store.ts";
import type { Fetch } from "../../../src/engine/sync/remote.ts";
import type { Outside } from "../../../src/engine/sync/outside.ts";
import { Side } from "../../../src/engine/sync/side.ts";
import { openTabs } from "../../../src/engine/tabs.ts";
import { world } from "../../../src/engine/world.ts";
import { emptyBrowser } from "../store/rooms.ts";
import { jot, texts } from "../room.ts";
import { FakeServer, URL_OF_FAKE } from "./fake-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 }); // whole devices on whatever machine

export const NOON = Date.UTC(2026, 2, 4, 12);
export const DAY_MS = 24 * 60 * 60 * 1000;

export interface Device {
  readonly name: string;
  readonly desk: Desk;
  readonly side: Side;
}

/** One server, and what the devices around it share. */
export class Town {
  readonly server = new FakeServer();
  nowMs = NOON;
  private readonly names: string[] = [];

  constructor() {
    emptyBrowser();
  }

  /** Return a device without a journal; one of that name that was there before is started again. */
  async device(name: string, more: Partial<Outside> = {}): Promise<Device> {
    const ground = {
      world: { ...world, nowMs: () => this.nowMs, offsetMinutes: () => 60 },
      store: await openStore(name),
      memory: openMemory(`${name}-memory`),
      tabs: openTabs(name),
      sleep: () => Promise.resolve(),
    };
    const nothing = (): void => undefined;
    let side: Side | undefined;
    const desk = await Desk.at(ground, {
      changed: nothing,
      told: nothing,
      opened: () => side?.opened(),
      closed: () => side?.closed(),
      wrote: () => side?.wrote(),
      left: nothing,
    });
    side = new Side(desk, { ...this.outside(), ...more });
    this.names.push(name);
    return { name, desk, side };
  }

  outside(fetch: Fetch = this.server.fetch): Outside {
    return {
      fetch,
      connect: null,
      now: () => performance.now(),
      chance: () => 0,
      later: (act, ms) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
      origin: "",
      isWatching: false,
    };
  }

  /** Return a device that has founded a journal and brought it to the server, without the starter content. */
  async founder(name = "laptop"): Promise<Device> {
    const device = await this.device(name);
    await device.side.found({ name, server: URL_OF_FAKE });
    return device;
  }

  /** Return a second device, which `inviter` let in. */
  async admitted(inviter: Device, name: string): Promise<Device> {
    const newcomer = await this.device(name);
    await meet(inviter, newcomer);
    return newcomer;
  }
}

/** Let `inviter` admit `newcomer`, each comparing the codes. Returns what both were told. */
export async function meet(inviter: Device, newcomer: Device): Promise<{ invited: InviteStep[]; joined: JoinStep[] }> {
  const invited: InviteStep[] = [];
  const joined: JoinStep[] = [];
  const joining: Promise<void>[] = [];
  await inviter.side.invite((step) => {
    invited.push(step);
    if (step.step === "ready") {
      joining.push(
        newcomer.side.join({ secret: step.link, name: newcomer.name }, (one) => {
          joined.push(one);
          if (one.step === "compare") void newcomer.side.compare(true);
        }),
      );
    }
    if (step.step === "compare") void inviter.side.compare(true);
  });
  await Promise.all(joining);
  return { invited, joined };
}

/** Write one note. */
export async function note(device: Device, text: string): Promise<string> {
  return (await device.desk.write([jot(text)])).ids[0] ?? "";
}

/** Return what a device holds, as hex. */
export async function held(device: Device): Promise<string[]> {
  return (await device.desk.entries()).map((placed) => hex(placed.bytes));
}

/** Return the notes that a device holds. */
export async function notes(device: Device): Promise<unknown[]> {
  return (await texts(device.desk)).filter((text) => typeof text === "string" && text.startsWith("note"));
}

/** Return the names of the signs that are shown. */
export async function signs(device: Device): Promise<string[]> {
  return (await device.side.status()).signs.map((sign) => sign.state);
}

/** Return the trouble of work that is refused. */
export async function trouble(work: Promise<unknown>): Promise<Trouble> {
  try {
    await work;
  } catch (error) {
    if (error instanceof EngineError) return error.trouble;
    throw error;
  }
  throw new Error("nothing was refused");
}
