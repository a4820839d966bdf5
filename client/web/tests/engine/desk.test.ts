import { beforeEach, describe, expect, test, vi } from "vitest";
import { unhex } from "../../src/core/bytes.ts";
import { idMs } from "../../src/core/ids.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { Drafts } from "../../src/engine/drafts.ts";
import { EngineError } from "../../src/engine/errors.ts";
import { events, jot, listener, NOON, profiled, texts, waitingTexts, wall, window } from "./room.ts";
import { emptyBrowser, failingPut } from "./store/rooms.ts";

// Argon2id takes a second and a half; keys/keeper.test.ts runs it.
vi.mock("../../src/engine/keys/stretch.ts", async () => {
  const { sha256 } = await import("@noble/hashes/sha2.js");
  return { stretch: (passphrase: string, salt: Uint8Array) => sha256(new Uint8Array([...utf8(passphrase), ...salt])) };
});

beforeEach(emptyBrowser);

async function refused(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "nothing was refused",
    (error: unknown) => (error instanceof EngineError ? error.trouble.code : String(error)),
  );
}

describe("a note", () => {
  test("is on the disk when it is called written, and there after a restart", async () => {
    const desk = await profiled();
    const written = await desk.write([jot("she asks for examples")]);
    const again = await window();

    expect(written.ids).toHaveLength(1);
    expect(await texts(again)).toEqual(["she asks for examples"]);
    expect(await again.store.waiting()).toBe(1);
  });

  test("lies nowhere in clear", async () => {
    const desk = await profiled("correct horse");
    await desk.write([jot("she asks for examples")]);
    desk.lock();
    await desk.write([jot("she asks for figures")]);

    const row = JSON.stringify(await desk.store.all("outbox"), (_, value: unknown) =>
      value instanceof Uint8Array ? String.fromCharCode(...value) : value,
    );
    expect(row).not.toContain("she asks");
  });

  test("of several events is one batch, and they may name each other by place", async () => {
    const desk = await profiled();
    const { ids } = await desk.write([
      { type: "opportunity.opened", fields: { firm: "Acme" } },
      { type: "contact.added", fields: { opportunity: "$0", name: "Ana" } },
      { type: "question.asked", fields: { opportunity: "$0", contacts: ["$1"], text: "$1 or $0?" } },
    ]);

    const [opened, contact, asked] = await desk.entries();
    expect(new Set(ids).size).toBe(3);
    expect([opened, contact, asked].map((one) => one?.entry.batch)).toEqual(Array(3).fill(unhex(ids[0] ?? "")));
    expect((await events(desk)).slice(1)).toMatchObject([
      { opportunity: ids[0], name: "Ana" },
      { opportunity: ids[0], contacts: [ids[1]], text: "$1 or $0?" },
    ]);
  });

  test("happened when it says, and was written now", async () => {
    const at = wall();
    const desk = await profiled("", at);
    await desk.write([{ ...jot("yesterday"), at_ms: NOON - 86_400_000 }]);

    const [placed] = await desk.entries();
    expect(placed?.entry).toMatchObject({ at: NOON - 86_400_000, offset: 60, batch: null });
    expect(placed === undefined ? 0 : idMs(placed.entry.id)).toBe(NOON);
  });

  test.each([
    ["too-long", jot("x".repeat(65_537))],
    ["too-long", jot("€".repeat(30_000))],
    ["text", jot("half \ud83d")],
    ["event", jot("")],
    ["event", { type: "never.heard", fields: {} }],
    ["event", { type: "jot.noted", fields: { text: "a", colour: "red" } }],
    ["event", { type: "contact.added", fields: { name: "Ana", opportunity: "$7" } }],
  ])("is refused as %s before anything of its batch is written", async (code, event) => {
    const desk = await profiled();

    expect(await refused(desk.write([jot("good"), event]))).toBe(code);
    expect(await desk.store.count("outbox")).toBe(0);
  });

  test("for which there is no room is refused, and so is the whole batch; the next one goes through", async () => {
    const desk = await profiled();
    const right = failingPut(3, "QuotaExceededError");
    const outcome = await refused(desk.write([jot("one"), jot("two"), jot("three")]));
    right();

    expect(outcome).toBe("no-room");
    expect(await texts(desk)).toEqual([]);
    await desk.write([jot("one")]);
    expect(await texts(desk)).toEqual(["one"]);
  });

  test("is there after a restart if it was called written, wherever the window died; and no batch in part", async () => {
    await profiled();
    const written: string[] = [];
    for (let nth = 1; nth <= 5; nth += 1) {
      const desk = await window();
      const texts = [1, 2, 3].map((n) => `${nth}.${n}`);
      const right = failingPut(nth, "AbortError");
      if ((await refused(desk.write(texts.map(jot)))) === "nothing was refused") written.push(...texts);
      right();
    }

    expect(await texts(await window())).toEqual(written);
    expect(written).toEqual(["5.1", "5.2", "5.3"]); // a write is four puts: the clock, and three rows
  });

  test("needs a journal", async () => {
    const desk = await window();

    expect(await refused(desk.write([jot("a")]))).toBe("none");
  });
});

test("a storage that was emptied while the app ran takes nothing that nobody could open", async () => {
  const desk = await profiled();
  await desk.write([jot("a")]);
  await new Promise((resolve) => {
    indexedDB.deleteDatabase("twoway").onsuccess = resolve;
  });

  expect(await refused(desk.write([jot("b")]))).toBe("lost");
  expect(await refused(new Drafts(desk).keep({ where: "jot", text: "b" }, false))).toBe("nothing was refused");
  expect(desk.isOpen()).toBe(false);
  expect(await desk.store.count("outbox")).toBe(0);
});

describe("ids rise", () => {
  test("though the clock goes back, also across restarts", async () => {
    const at = wall();
    const desk = await profiled("", at);
    const first = await desk.write([jot("1"), jot("2")]);
    at.now = 0;
    const second = await desk.write([jot("3")]);
    const third = await (await window(at)).write([jot("4")]);

    const all = [...first.ids, ...second.ids, ...third.ids];
    expect(all).toEqual(all.toSorted());
    expect(await texts(desk)).toEqual(["1", "2", "3", "4"]);
  });

  test("in two windows that write at the same moment without any lock", async () => {
    const one = await profiled();
    const other = await window();
    await Promise.all([1, 2, 3].flatMap((n) => [one.write([jot(`a${n}`)]), other.write([jot(`b${n}`)])]));

    const keys = (await one.store.keys("outbox")).map((key) => String(key).slice(0, 20));
    expect(keys).toHaveLength(6);
    expect(new Set(keys).size).toBe(6);
  });

  test("above what was seen, also when the next note is written while locked", async () => {
    const at = wall(NOON + 3_600_000);
    const desk = await profiled("p", at);
    await desk.write([jot("an hour ahead")]);
    const [row] = await desk.store.all("outbox");
    await desk.store.commit({ clear: ["clock"] }); // as if another device had written it
    at.now = NOON;
    desk.lock();
    await desk.unlock("p");
    await desk.entries();
    await desk.keepClock();
    desk.lock();

    const { ids } = await desk.write([jot("now")]);

    const seen = row?.key.slice(0, 32) ?? "";
    expect([seen, ...ids].toSorted()).toEqual([seen, ...ids]);
  });
});

describe("a locked journal", () => {
  test("is written to, and what was written is there once it is opened", async () => {
    const desk = await profiled("correct horse");
    await desk.write([jot("before")]);
    desk.lock();
    await desk.write([jot("in the dark")]);
    expect((await desk.store.all("outbox")).map((row) => row.boxed)).toEqual([0, 1]);

    await desk.unlock("correct horse");

    expect(await texts(desk)).toEqual(["before", "in the dark"]);
    expect(await waitingTexts(desk)).toEqual(["before", "in the dark"]);
    expect((await desk.store.all("outbox")).map((row) => row.boxed)).toEqual([0, 0]);
  });

  test("gives out nothing", async () => {
    const hears = listener();
    const desk = await profiled("correct horse", wall(), hears);
    desk.lock();

    expect(() => desk.keys()).toThrow(EngineError);
    expect(await refused(desk.entries())).toBe("locked");
    expect(await refused(desk.sealLocal("a", utf8("b")))).toBe("locked");
    expect(hears.closed).toHaveBeenCalledTimes(1);
  });

  test("stays locked after a restart, and open without a passphrase", async () => {
    await profiled("correct horse");
    expect((await window()).isOpen()).toBe(false);

    emptyBrowser();
    await profiled("");
    expect((await window()).isOpen()).toBe(true);
  });

  test("is locked in every window at once", async () => {
    const one = await profiled("correct horse");
    const other = await window();
    await other.unlock("correct horse");
    one.lock();

    await vi.waitFor(() => expect(other.isOpen()).toBe(false));
  });

  test("waits longer after each wrong passphrase, also across restarts, and opens in the end", async () => {
    const at = wall();
    await profiled("correct horse", at);
    const desk = await window(at);
    at.slept = [];
    for (let tries = 0; tries < 4; tries += 1) expect(await refused(desk.unlock("wrong"))).toBe("passphrase");
    const again = await window(at);
    expect(await refused(again.unlock("wrong"))).toBe("passphrase");
    await again.unlock("correct horse");
    again.lock();
    await again.unlock("correct horse");

    expect(at.slept).toEqual([0, 0, 0, 1000, 2000, 4000, 0]);
    expect(again.isOpen()).toBe(true);
  });

  test("opens with a full disk, and then goes on from the rows as they are", async () => {
    const desk = await profiled("correct horse");
    desk.lock();
    await desk.write([jot("in the dark")]);
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });

    await desk.unlock("correct horse");
    vi.restoreAllMocks();

    expect(await texts(desk)).toEqual(["in the dark"]);
  });
});

describe("a change of passphrase", () => {
  test("that is cut off half-way leaves the old one in force", async () => {
    const desk = await profiled("old");
    const right = failingPut(2, "AbortError"); // the first counts the try
    expect(await refused(desk.setPassphrase("old", "new"))).toBe("storage");
    right();

    const again = await window();
    await again.unlock("old");
    expect(again.isOpen()).toBe(true);
  });

  test("holds in other windows too, and keeps what was written", async () => {
    const desk = await profiled("");
    const other = await window();
    await desk.write([jot("a")]);
    await desk.setPassphrase("", "new");

    await vi.waitFor(() => expect(other.profile()?.protection).toBe("passphrase"));
    const again = await window();
    expect(again.isOpen()).toBe(false);
    await again.unlock("new");
    expect(await texts(again)).toEqual(["a"]);
  });
});

describe("a profile", () => {
  test("is made once", async () => {
    const desk = await profiled();
    const fresh = await desk.makeKeys();

    const again = { name: "b", fresh, journal: desk.profile()?.journal ?? "", roster: null, passphrase: "" };
    expect(await refused(desk.makeProfile(again))).toBe("exists");
  });

  test("is in place as a whole or not at all", async () => {
    const desk = await window();
    const fresh = await desk.makeKeys();
    const right = failingPut(2, "QuotaExceededError");
    const roster = [new Uint8Array([1])];
    const profile = { name: "a", fresh, journal: "00", roster, passphrase: "" };
    expect(await refused(desk.makeProfile(profile))).toBe("no-room");
    right();

    expect((await window()).profile()).toBeNull();
    expect(await desk.store.count("roster")).toBe(0);
  });

  test("that the browser refuses to keep a key for is refused with a way out", async () => {
    const desk = await window();
    const fresh = await desk.makeKeys();
    const right = failingPut(1, "DataCloneError");

    const outcome = await refused(desk.makeProfile({ name: "a", fresh, journal: "00", roster: null, passphrase: "" }));
    right();
    expect(outcome).toBe("no-keys");
  });

  test("is opened by another window as soon as it is there", async () => {
    const other = await window();
    await profiled();

    await vi.waitFor(() => expect(other.isOpen()).toBe(true));
  });
});

test("another window hears of a note, and shows it", async () => {
  const one = await profiled();
  const hears = listener();
  const other = await window(wall(), hears);
  expect(await texts(other)).toEqual([]);
  hears.changed.mockClear();
  await one.write([jot("a")]);

  await vi.waitFor(() => expect(hears.changed).toHaveBeenCalled());
  expect(await texts(other)).toEqual(["a"]);
});

test("an entry in the outbox that was changed on the disk holds nothing else up", async () => {
  const desk = await profiled();
  await desk.write([jot("a"), jot("b"), jot("c")]);
  const [, row] = await desk.store.all("outbox");
  if (row !== undefined) await desk.store.commit({ put: { outbox: [{ ...row, sealed: row.sealed.toReversed() }] } });

  const again = await window();
  expect(await texts(again)).toEqual(["a", "c"]);
  expect(await waitingTexts(again)).toEqual(["a", "c"]);
});

test("entries that are to wait again wait in order of their ids, among those that wait", async () => {
  const desk = await profiled();
  await desk.write([jot("a"), jot("b"), jot("c")]);
  const rows = await desk.store.all("outbox");
  const [first] = await desk.waiting();
  await desk.store.commit({ del: { outbox: [rows[0]?.key ?? ""] } });

  await desk.store.commit({ put: { outbox: await desk.sealWaiting(first === undefined ? [] : [first.entry]) } });
  desk.changed();

  expect(await waitingTexts(desk)).toEqual(["a", "b", "c"]);
  expect(await texts(desk)).toEqual(["a", "b", "c"]);
});
