import { beforeEach, describe, expect, test, vi } from "vitest";
import { utf8 } from "../../../src/core/bytes.ts";
import { Desk } from "../../../src/engine/desk.ts";
import type { InviteStep } from "../../../src/engine/port.ts";
import { openMemory } from "../../../src/engine/store/memory.ts";
import { openStore } from "../../../src/engine/store/store.ts";
import type { Fetch } from "../../../src/engine/sync/remote.ts";
import { openTabs } from "../../../src/engine/tabs.ts";
import { world } from "../../../src/engine/world.ts";
import { failingPut } from "../store/rooms.ts";
import { type Device, Town, note, notes, trouble } from "./town.ts";

// Argon2id takes a second and a half; keys/keeper.test.ts runs it.
vi.mock("../../../src/engine/keys/stretch.ts", async () => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return { stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])) };
});

const STOPPED = "the other device stopped. Nothing was added.";

let town: Town;
let laptop: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
  await note(laptop, "note");
});

/** A phone whose network, and with it whatever waits for an answer, can be gone from one moment to the next. */
class Line {
  state: "up" | "down" | "dead" | "broken" = "up";

  readonly fetch: Fetch = async (url, init) => {
    if (this.state === "down") throw new TypeError("no network");
    if (this.state === "broken") return new Response(null, { status: 502 });
    if (this.state === "dead") return new Promise<Response>(() => undefined);
    return town.server.fetch(url, init);
  };
}

interface Asked {
  readonly line: Line;
  readonly phone: Device;
  readonly joining: Promise<void>;
  readonly end: Promise<void>;
}

function hasConsent(): boolean {
  return [...town.server.slots.keys()].some((slot) => slot.endsWith("/consent"));
}

/** Let a phone ask to join, and say yes there; resolve once its consent is in the mailbox. The laptop has said nothing. */
async function saidYes(passphrase = ""): Promise<Asked> {
  const line = new Line();
  const phone = await town.device("phone", { fetch: line.fetch });
  let link: (step: InviteStep & { step: "ready" }) => void = () => undefined;
  const ready = new Promise<InviteStep & { step: "ready" }>((resolve) => {
    link = resolve;
  });
  const end = laptop.side.invite((step) => step.step === "ready" && link(step));
  end.catch(() => undefined);
  const joining = phone.side.join({ secret: (await ready).link, name: "phone", passphrase }, (step) => {
    if (step.step === "compare") void phone.side.compare(true);
  });
  joining.catch(() => undefined);
  await vi.waitFor(() => expect(hasConsent()).toBe(true));
  return { line, phone, joining, end };
}

/** Return what lies in the storage of `phone` that tells of a journal. */
async function kept({ desk: { store } }: Device): Promise<string[]> {
  const rows = (await store.all("profile")).map((row) => `${row.key} of ${row.name}`);
  const meta = (await store.all("meta")).map((row) => row.key).filter((key) => ["server", "awaited"].includes(key));
  return [...rows, ...meta.sort()];
}

async function members(): Promise<number> {
  return (await laptop.desk.roster()).members.size;
}

describe("a phone that has said yes", () => {
  test("has kept its keys before its consent went, and has no journal yet", async () => {
    const counts: Promise<number>[] = [];
    town.server.before = (route) => {
      if (route === "consent" && town.server.asked.at(-1) === "POST consent") counts.push(openStore("phone").then((store) => store.count("profile")));
    };
    const { phone, end, joining } = await saidYes();
    const waiting = await kept(phone);
    const profile = phone.desk.profile();
    await laptop.side.compare(true);
    await Promise.all([end, joining]);

    expect(await Promise.all(counts)).toEqual([1]);
    expect([profile, waiting]).toEqual([null, ["pending of phone", "awaited", "server"]]);
    expect(await kept(phone)).toEqual(["profile of phone", "server"]);
    expect(await notes(phone)).toEqual(["note"]);
  });

  test.each(["", "correct horse"])("and was killed goes on when it is started again, with the passphrase %j", async (passphrase) => {
    const { line, end } = await saidYes(passphrase);
    line.state = "dead";
    const again = await town.device("phone");
    const isOpen = again.desk.isOpen();
    if (!isOpen) await again.desk.unlock(passphrase);
    const early = await trouble(again.side.sync());
    await laptop.side.compare(true);
    await end;
    await again.side.sync();

    expect(isOpen).toBe(passphrase === "");
    expect([early.code, early.kept]).toEqual(["pairing", "the keys of this phone, and what was written here"]);
    expect(await members()).toBe(3);
    expect(await kept(again)).toEqual(["profile of phone", "server"]);
    expect(await notes(again)).toEqual(["note"]);
  });

  test("and was killed before a no can be paired anew with the keys it has", async () => {
    const { line, end } = await saidYes();
    line.state = "dead";
    await laptop.side.compare(false);
    await end.catch(() => undefined);
    const again = await town.device("phone");
    const keys = again.desk.keys().public.id;
    await note(again, "note of the phone");
    const refused = await trouble(again.side.sync());
    const joining: Promise<void>[] = [];
    await laptop.side.invite((step) => {
      if (step.step === "compare") void laptop.side.compare(true);
      if (step.step !== "ready") return;
      const told = (one: { step: string }): void => void (one.step === "compare" && again.side.compare(true));
      joining.push(again.side.join({ secret: step.link, name: "ignored" }, told));
    });
    await Promise.all(joining);

    expect(refused.mend).toBe("say yes on the other device too; or invite there again, and choose Pair this phone anew in Settings");
    expect((await again.desk.roster()).isStanding(keys)).toBe(true);
    expect(await kept(again)).toEqual(["profile of phone", "server"]);
    expect(new Set(await notes(again))).toEqual(new Set(["note", "note of the phone"]));
  });

  test("and is told no keeps nothing, and can begin again", async () => {
    const { phone, joining, end } = await saidYes();
    await laptop.side.compare(false);
    const said = await trouble(joining);
    await end.catch(() => undefined);
    const after = await kept(phone);
    await town.admitted(laptop, "phone");

    expect([said.what, after]).toEqual([STOPPED, []]);
    expect(await members()).toBe(3);
  });

  test("and is left keeps nothing, and the old device is told", async () => {
    const { phone, joining, end } = await saidYes();
    await phone.side.compare(false);

    expect((await trouble(joining)).code).toBe("cancelled");
    expect((await trouble(end)).what).toBe(STOPPED);
    expect(await kept(phone)).toEqual([]);
    expect(await members()).toBe(2);
  });

  test("and is left after it was admitted has a journal: nobody lists keys that are gone", async () => {
    const { phone, joining, end } = await saidYes();
    town.server.reply = (route, response) => (route === "reply" && response.status === 200 ? new Response(null, { status: 204 }) : response);
    await laptop.side.compare(true);
    await end;
    await phone.side.compare(false);
    const said = await trouble(joining);
    await phone.side.sync();

    expect(said.what).toBe("stopped, and the other device may have admitted this one.");
    expect(await kept(phone)).toEqual(["profile of phone", "server"]);
    expect(await notes(phone)).toEqual(["note"]);
  });

  test.each(["down", "broken"] as const)("and asks a server that is %s keeps its keys as a device, and finds out later", async (state) => {
    const { phone, line, joining, end } = await saidYes();
    line.state = state;
    const said = await trouble(joining);
    const name = phone.desk.profile()?.name;
    await laptop.side.compare(true);
    await end;
    line.state = "up";
    await phone.side.sync();

    expect([said.code, said.kept, name]).toEqual(["unknown", "the keys of this phone", "phone"]);
    expect(await notes(phone)).toEqual(["note"]);
  });

  test("is taken for one that was ended by no other window while it waits", async () => {
    const { phone, joining, end } = await saidYes();
    const nothing = (): void => undefined;
    const listener = { changed: nothing, told: nothing, opened: nothing, closed: nothing, wrote: nothing, left: nothing };
    const ground = {
      world,
      store: await openStore("phone"),
      memory: openMemory("phone-memory"),
      tabs: { ...openTabs("phone"), alone: () => Promise.resolve(null) },
      sleep: () => Promise.resolve(),
    };
    const second = await Desk.at(ground, listener);
    const before = [second.profile(), await kept(phone)];
    await laptop.side.compare(true);
    await Promise.all([end, joining]);

    expect(before).toEqual([null, ["pending of phone", "awaited", "server"]]);
    expect(await kept(phone)).toEqual(["profile of phone", "server"]);
  });
});

test("a phone that has no room for its keys consents to nothing, and the old device is told", async () => {
  const phone = await town.device("phone");
  let undo = (): void => undefined;
  const joining: Promise<void>[] = [];
  const end = laptop.side.invite((step) => {
    if (step.step !== "ready") return;
    const told = (one: { step: string }): void => {
      if (one.step !== "compare") return;
      undo = failingPut(1, "QuotaExceededError");
      void phone.side.compare(true);
    };
    joining.push(phone.side.join({ secret: step.link, name: "phone" }, told));
    joining[0]?.catch(() => undefined);
  });
  const there = await trouble(end);
  undo();

  expect((await trouble(joining[0] ?? Promise.resolve())).code).toBe("no-room");
  expect(there.what).toBe(STOPPED);
  expect(town.server.asked).not.toContain("POST consent");
  expect(await kept(phone)).toEqual([]);
});
