import { beforeEach, describe, expect, test, vi } from "vitest";
import { utf8 } from "../../src/core/bytes.ts";
import { LocalEngine, type Parts } from "../../src/engine/engine.ts";
import type { NewEvent, Status } from "../../src/engine/port.ts";
import type { Session, SyncSide, SyncStatus } from "../../src/engine/session.ts";
import { newRoster } from "../../src/engine/sync/founding.ts";
import { encodeRosterEntry } from "../../src/core/trust/statements.ts";
import { hex } from "../../src/core/bytes.ts";
import { ground, jot, NOON, wall, type Wall } from "./room.ts";
import { emptyBrowser } from "./store/rooms.ts";

// Argon2id takes a second and a half; keys/keeper.test.ts runs it.
vi.mock("../../src/engine/keys/stretch.ts", async () => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return { stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])) };
});

beforeEach(emptyBrowser);

const QUIET: SyncStatus = {
  paper: "none",
  devices: 1,
  synced_ms: null,
  net: "never",
  signs: [],
  trouble: null,
  server: "",
};

/** An exchange that founds, and remembers what it was told. */
class FakeSide implements Partial<SyncSide> {
  readonly heard: string[] = [];
  constructor(readonly session: Session) {}
  status = async (): Promise<SyncStatus> => QUIET;
  opened = (): void => void this.heard.push("opened");
  closed = (): void => void this.heard.push("closed");
  wrote = (): void => void this.heard.push("wrote");
  nudge = (): void => void this.heard.push("nudge");
  async found({ name, passphrase = "" }: { name: string; passphrase?: string }): Promise<void> {
    const fresh = await this.session.makeKeys();
    const { roster } = await newRoster(name, fresh.keys, this.session.world.random);
    const entries = roster.entries.map(encodeRosterEntry);
    await this.session.makeProfile({ name, fresh, journal: hex(roster.journal), roster: entries, passphrase });
  }
}

/** An interview that is on. */
function talk(firm: string): NewEvent[] {
  return [
    { type: "opportunity.opened", fields: { firm } },
    { type: "interview.started", fields: { opportunity: "$0", kind: "panel" } },
  ];
}

interface App {
  engine: LocalEngine;
  statuses: Status[];
  last: () => Status;
  side: () => FakeSide;
}

function app(at: Wall = wall(), rest: Partial<Parts> = {}): App {
  let side: FakeSide | undefined;
  const startSync: Parts["startSync"] = async () => (session) => {
    side = new FakeSide(session);
    return side as unknown as SyncSide;
  };
  const engine = new LocalEngine({ ground: () => ground(at), startSync, hadJournal: false, restMs: 0, ...rest });
  const statuses: Status[] = [];
  engine.watch((status) => statuses.push(status));
  const last = (): Status => statuses.at(-1) ?? ({} as Status);
  return {
    engine,
    statuses,
    last,
    side: () => {
      if (side === undefined) throw new Error("the exchange was not started");
      return side;
    },
  };
}

async function founded(passphrase = "", at: Wall = wall()): Promise<App> {
  const made = app(at);
  await made.engine.found({ name: "phone", passphrase });
  await made.engine.settled();
  return made;
}

describe("the status", () => {
  test("is none before there is a journal, and lost where something remembers one", async () => {
    const first = app();
    await vi.waitFor(() => expect(first.last().stage).toBe("none"));
    const second = app(wall(), { hadJournal: true });
    await vi.waitFor(() => expect(second.last().stage).toBe("lost"));

    await (await ground()).memory.remember("d1", new Uint8Array(1));
    const third = app();
    await vi.waitFor(() => expect(third.last().stage).toBe("lost"));
  });

  test("tells that what exchanges could not be loaded until it is there, and the refusal says so by its code", async () => {
    const at = wall();
    await founded("", at);
    let failures = 2;
    const { engine, last } = app(at, {
      startSync: async () => {
        failures -= 1;
        if (failures >= 0) throw new TypeError("Failed to fetch dynamically imported module");
        return (session) => Object.assign(new FakeSide(session), { sync: async () => undefined }) as unknown as SyncSide;
      },
    });
    await vi.waitFor(() => expect(last().trouble?.code).toBe("not-loaded"));
    const refused: unknown = await engine.sync().catch((error: unknown) => error);
    await engine.sync();
    await engine.settled();

    expect(refused).toMatchObject({ trouble: { code: "not-loaded", what: expect.stringContaining("Failed to fetch") as string } });
    expect(last().trouble).toBeNull();
  });

  test("is that of the journal from its first word: a start says at no moment that there is none", async () => {
    const at = wall();
    await founded("", at);
    const { engine, statuses } = app(at);
    await engine.drafts();
    await engine.settled();

    expect(new Set(statuses.map((status) => status.stage))).toEqual(new Set(["open"]));
  });

  test("follows what is written, locked and opened", async () => {
    const { engine, last } = await founded("p");
    await engine.write([jot("a"), jot("b")]);
    await engine.settled();
    expect(last()).toMatchObject({ stage: "open", device: "phone", unsynced: 2, has_passphrase: true });
    await engine.lock();
    await engine.write([jot("c")]);
    await engine.settled();
    expect(last()).toMatchObject({ stage: "locked", unsynced: 3 });
    await engine.unlock("p");
    await engine.settled();

    expect(last()).toMatchObject({ stage: "open", unsynced: 3, is_elsewhere: false });
  });

  test("says, when the app is looked at again, that the storage was emptied meanwhile, and exchanges nothing then", async () => {
    const { engine, last, side } = await founded();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase("twoway").onsuccess = resolve;
    });
    engine.nudge();

    await vi.waitFor(() => expect(last().stage).toBe("lost"));
    expect(side().heard).not.toContain("nudge");
  });

  test("says while locked whether something typed waits, and only then", async () => {
    const { engine, last } = await founded("p");
    await engine.keepDraft({ where: "jot", text: "half a" }, false);
    await engine.keepDraft({ where: "", text: "", chosen: "a firm, and no word" }, true);
    await engine.settled();
    const open = last().has_draft;
    await engine.lock();
    await engine.settled();
    const locked = last().has_draft;
    await engine.keepDraft({ where: "jot", text: "" }, true);
    await engine.settled();
    const forgotten = last().has_draft;
    await engine.keepDraft({ where: "jot/locked-1", text: "a note" }, false);
    await engine.settled();

    expect([open, locked, forgotten, last().has_draft]).toEqual([false, true, false, true]);
  });

  test("counts nothing that every journal begins with, until there was an exchange", async () => {
    const { engine, last, side } = await founded();
    await engine.write([jot("s1"), jot("s2")]);
    await side().session.store.commit({ put: { meta: [{ key: "shipped", value: 2 }] } });
    await engine.write([jot("mine")]);
    await engine.settled();
    const before = last().unsynced;
    side().status = async () => ({ ...QUIET, synced_ms: NOON });
    await engine.write([jot("mine, too")]);
    await engine.settled();

    expect([before, last().unsynced]).toEqual([1, 4]);
  });

  test("tells a newcomer at once what it told last", async () => {
    const { engine, last } = await founded();
    const heard: Status[] = [];
    engine.watch((status) => heard.push(status))();

    expect(heard).toEqual([last()]);
  });

  test("says what is wrong with the storage, and the next call tries again", async () => {
    const broken = app(wall(), {
      ground: () => Promise.reject(new DOMException("no", "SecurityError")),
    });
    await expect(broken.engine.write([jot("a")])).rejects.toThrow();
    await vi.waitFor(() => expect(broken.last().trouble).not.toBeNull());

    let tries = 0;
    const at = wall();
    const later = app(at, {
      ground: () => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error("not yet")) : ground(at);
      },
    });
    await later.engine.drafts().catch(() => undefined);
    expect(await later.engine.drafts()).toEqual([]);
  });
});

describe("the exchange", () => {
  test("hears when the journal is opened, written to, looked at and locked", async () => {
    const { engine, side } = await founded("p");
    await engine.write([jot("a")]);
    engine.nudge();
    await vi.waitFor(() => expect(side().heard).toContain("nudge"));
    await engine.lock();

    await vi.waitFor(() => expect(side().heard).toEqual(["opened", "wrote", "nudge", "closed"]));
  });
});

describe("taking back", () => {
  test("retracts the newest batch as one, says what it was, and then the one before", async () => {
    const { engine } = await founded();
    await engine.write([jot("first")]);
    const { ids } = await engine.write([jot("she sent two people to a course, one moved up"), jot("third")]);

    const undone = await engine.undo();

    expect(undone?.what).toBe("jot noted: she sent two people to a course, on… and 1 more");
    expect(undone?.ids).toEqual(ids);
    expect((await engine.undo())?.what).toBe("jot noted: first");
    expect(await engine.undo()).toBeNull();
    expect((await engine.view("today", {})).jots).toEqual([]);
  });

  test("is refused while locked", async () => {
    const { engine } = await founded("p");
    await engine.write([jot("a")]);
    await engine.lock();

    await expect(engine.undo()).rejects.toMatchObject({ trouble: { code: "locked" } });
  });

  test("does not take back what was erased; erasing is once, and not of an erasure", async () => {
    const { engine } = await founded();
    const { ids } = await engine.write([jot("a")]);
    await engine.erase(ids[0] ?? "");

    await expect(engine.erase(ids[0] ?? "")).rejects.toMatchObject({ trouble: { code: "erased" } });
    await expect(engine.erase("0".repeat(32))).rejects.toMatchObject({ trouble: { code: "not-found" } });
    expect(await engine.undo()).toBeNull();
    expect((await engine.view("today", {})).jots).toEqual([]);
  });

  test("a correction takes plain values, and lies where its target lies", async () => {
    const { engine } = await founded();
    const { ids } = await engine.write([
      { type: "opportunity.opened", fields: { firm: "Acme" } },
      { type: "jot.noted", fields: { opportunity: "$0", text: "Anna called" } },
    ]);
    await engine.write([{ type: "entry.corrected", fields: { target: ids[1], patch: { text: "Ana called" } } }]);

    expect((await engine.view("today", {})).jots).toMatchObject([{ text: "Ana called" }]);
    const odd = { type: "entry.corrected", fields: { target: ids[1], patch: { colour: "red" } } };
    await expect(engine.write([odd])).rejects.toMatchObject({ trouble: { code: "event" } });
  });
});

describe("the first screen", () => {
  test("is there after a restart before anything old is opened", async () => {
    const { engine } = await founded();
    await engine.write(talk("Acme"));
    await engine.settled();
    const again = app(wall(NOON + 60_000), { restMs: 60_000 });
    const decrypt = vi.spyOn(crypto.subtle, "decrypt");

    const plan = await again.engine.view("capture", {});

    expect(plan.opportunity?.name).toBe("Acme");
    expect(decrypt).toHaveBeenCalledTimes(1);
    decrypt.mockRestore();
  });

  test("follows what was written just now", async () => {
    const { engine } = await founded();
    await engine.view("capture", {});
    const { ids } = await engine.write(talk("Bold"));
    await engine.settled();

    expect((await engine.view("capture", {})).opportunity).toMatchObject({ id: ids[0], name: "Bold" });
  });

  test("is ids alone while locked, and nothing else is shown", async () => {
    const { engine } = await founded("p");
    const { ids } = await engine.write(talk("Acme"));
    await engine.settled();
    await engine.lock();

    expect((await engine.view("capture", {})).opportunity).toEqual({ id: ids[0], name: "", role: "" });
    await expect(engine.view("today", {})).rejects.toMatchObject({ trouble: { code: "locked" } });
  });
});

test("with 10,000 entries the first screen reads the rows of the profile, the plan and the status alone", async () => {
  const { engine } = await founded();
  await engine.write(talk("Acme"));
  await engine.settled();
  const { store } = await ground();
  const [row] = await store.all("outbox");
  if (row === undefined) throw new Error("it was written just now");
  const outbox = Array.from({ length: 10_000 }, (_, n) => ({ ...row, key: `${row.key.slice(0, -5)}${10_000 + n}` }));
  await store.commit({ put: { outbox } });
  const read: string[] = [];
  for (const method of ["get", "getAll", "getAllKeys", "openCursor"] as const) {
    const real = Reflect.get(IDBObjectStore.prototype, method) as (...args: unknown[]) => IDBRequest;
    const spied = vi.spyOn(IDBObjectStore.prototype, method);
    spied.mockImplementation(function counted(this: IDBObjectStore, ...args: unknown[]) {
      read.push(`${method} ${this.name}`);
      return real.apply(this, args);
    } as never);
  }

  const plan = await app(wall(), { restMs: 60_000 }).engine.view("capture", {});
  vi.restoreAllMocks();

  expect(plan.opportunity?.name).toBe("Acme");
  expect(read.filter((each) => each === "get plan")).toHaveLength(1);
  expect(new Set(read)).toEqual(new Set(["get profile", "get plan", "get meta"]));
});
