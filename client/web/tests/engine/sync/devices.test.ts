import { beforeEach, describe, expect, test, vi } from "vitest";
import { encode } from "../../../src/core/codec.ts";
import { CONTENT_TYPE } from "../../../src/core/sync/limits.ts";
import { openEpochKeys } from "../../../src/core/trust/epochs.ts";
import { paperKeys } from "../../../src/core/trust/paper.ts";
import { paperEntropy } from "../../../src/engine/sync/words.ts";
import { URL_OF_FAKE } from "./fake-server.ts";
import { type Device, DAY_MS, Town, held, meet, note, notes, signs, trouble } from "./town.ts";

let town: Town;
let laptop: Device;

beforeEach(async () => {
  town = new Town();
  laptop = await town.founder();
});

describe("founding", () => {
  test("needs no server, and begins with sixteen criteria and twenty-eight questions", async () => {
    const phone = await town.device("phone");
    town.server.asked.length = 0;
    await phone.side.found({ name: "phone" });
    const types = (await phone.desk.entries()).map((placed) => placed.entry.type);

    expect(town.server.asked).toEqual([]);
    expect(types.filter((type) => type === "criterion.defined")).toHaveLength(16);
    expect(types.filter((type) => type === "question.added")).toHaveLength(28);
    expect((await phone.desk.store.get("meta", "shipped"))?.value).toBe(await phone.desk.store.waiting());
    expect((await phone.side.status()).net).toBe("never");
    expect((await trouble(phone.side.sync())).code).toBe("no-server");
  });

  test("leaves a journal that a server takes later, with what was written offline", async () => {
    const phone = await town.device("phone");
    await phone.side.found({ name: "phone" });
    await note(phone, "note");
    town.server.wipe();
    await phone.side.register(URL_OF_FAKE, "CODE");

    expect((await phone.side.status()).server).toBe(URL_OF_FAKE);
    expect(await phone.desk.store.waiting()).toBe(0);
    expect(town.server.segments.size).toBeGreaterThan(0);
  });
});

describe("the paper key", () => {
  test("is not made until its words are on paper, and then opens everything", async () => {
    const before = (await laptop.side.status()).paper;
    const words = await laptop.side.makePaper();
    const again = await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    const paper = await paperKeys(paperEntropy(words));
    const epochs = await openEpochKeys(await laptop.desk.roster(), paper);

    expect(before).toBe("none");
    expect(words).toHaveLength(24);
    expect(again).toEqual(words);
    expect(epochs.isGiven).toBe(true);
    expect((await laptop.side.status()).paper).toBe("untried");
    expect((await laptop.desk.store.get("meta", "paper-secret"))?.value).toBeUndefined();
  });

  test("is in one write with the journal that it founds: a stop leaves both or none, and the words can be had", async () => {
    const before = await town.device("phone");
    const { store } = before.desk;
    const commit = store.commit.bind(store);
    let writes = 0;
    vi.spyOn(store, "commit").mockImplementation((change) => {
      writes += 1;
      return writes === 1 ? commit(change) : Promise.reject(new Error("the tab was closed here"));
    });
    await expect(before.side.found({ name: "phone" })).rejects.toThrow("the tab was closed here");
    before.side.closed();
    store.close();
    const after = await town.device("phone");
    const words = await after.side.makePaper();
    const epochs = await openEpochKeys(await after.desk.roster(), await paperKeys(paperEntropy(words)));

    expect((await after.side.status()).paper).toBe("none");
    expect(epochs.isGiven).toBe(true);
  });

  test("that an earlier version kept has its words shown as well", async () => {
    const { desk, side } = laptop;
    const words = await side.makePaper();
    const value = await desk.sealLocal("paper", paperEntropy(words));
    await desk.store.commit({ put: { meta: [{ key: "paper-secret", value }] } });

    expect(await side.makePaper()).toEqual(words);
  });

  test("that was being shown is in memory no more once the phone is locked, and counts for nothing then", async () => {
    await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    const before = (await laptop.desk.roster()).entries.length;
    await laptop.side.makePaper();
    laptop.desk.lock();
    await laptop.desk.unlock("");

    expect((await trouble(laptop.side.confirmPaper())).code).toBe("no-words");
    expect((await laptop.desk.roster()).entries.length).toBe(before);
    expect((await laptop.side.status()).paper).toBe("untried");
  });

  test("of which no words were shown yet cannot be confirmed", async () => {
    expect((await trouble(laptop.side.confirmPaper())).code).toBe("no-words");
    expect((await laptop.side.status()).paper).toBe("none");
  });

  test("made anew is in force once it was confirmed, and not before", async () => {
    await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    const before = (await laptop.desk.roster()).entries.length;
    const words = await laptop.side.makePaper();
    const between = (await laptop.desk.roster()).entries.length;
    await laptop.side.confirmPaper();
    const roster = await laptop.desk.roster();
    const paper = await paperKeys(paperEntropy(words));

    expect(between).toBe(before);
    expect(roster.isStanding(paper.public.id)).toBe(true);
    expect(town.server.roster?.head).toEqual(roster.head);
  });

  test("is tried: it opens all that the server holds, and says how much that is", async () => {
    const words = await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    await note(laptop, "note");
    const tried = await laptop.side.tryPaper(words);

    expect(tried.entries).toBe((await held(laptop)).length);
    expect((await laptop.side.status()).paper).toBe(town.nowMs);
  });

  test("has dates of its own: beside a new one, which was tried is told apart from which was not", async () => {
    const words = await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    town.nowMs += 86_400_000;
    await laptop.side.makePaper();
    await laptop.side.confirmPaper();
    town.nowMs += 1000;
    const tried = await laptop.side.tryPaper(words);
    const [first, , second] = (await laptop.side.devices()).rows;

    expect([first?.name, first?.tried_ms, second?.name, second?.tried_ms]).toEqual(["paper", town.nowMs, "paper 2", null]);
    expect(second?.since_ms).toBe(town.nowMs - 1000);
    expect(tried.paper).toBe(first?.id);
    expect((await laptop.side.status()).paper).toBe("untried");
  });

  test("of another journal is told from one that is right", async () => {
    const other = await town.device("other");
    await other.side.found({ name: "other" });
    const words = await other.side.makePaper();

    expect((await trouble(laptop.side.tryPaper(words))).code).toBe("paper");
    expect((await trouble(laptop.side.tryPaper(words.slice(1)))).code).toBe("words");
  });
});

describe("the list of devices", () => {
  test("says who is who, who admitted whom, and what may be ended", async () => {
    const phone = await town.admitted(laptop, "phone");
    const page = await laptop.side.devices();
    const there = await phone.side.devices();

    expect(page.rows.map((row) => [row.name, row.is_this, row.is_paper, row.may_revoke])).toEqual([
      ["paper", false, true, false],
      ["laptop", true, false, false],
      ["phone", false, false, true],
    ]);
    expect(page.rows[1]?.admitted).toEqual([page.rows[2]?.id]);
    expect(there.rows.find((row) => row.name === "laptop")?.may_revoke).toBe(false);
    expect(page.fingerprint).toHaveLength(4);
    expect(there.fingerprint).toEqual(page.fingerprint);
    expect(there.rows.every((row) => !row.is_incomplete)).toBe(true);
  });

  test("tells a silent device by its days", async () => {
    const phone = await town.admitted(laptop, "phone");
    await note(laptop, "note");
    await laptop.side.sync();
    await phone.side.sync();
    town.nowMs += 19 * DAY_MS;
    const page = await phone.side.devices();

    expect(page.rows.find((row) => row.name === "laptop")?.silent_days).toBe(19);
  });
});

test("a server that goes by another address is not followed there: whoever runs it is to be asked", async () => {
  const phone = await town.admitted(laptop, "phone");
  town.server.forgetTokens();
  town.server.reply = (route, response) => {
    if (route === "challenge") return new Response(encode(["not-found"]), { status: 404, headers: { "Content-Type": CONTENT_TYPE } });
    return route === "" ? new Response("twoway-server 1 at https://evil.example: hello") : response;
  };
  const said = await trouble(phone.side.sync());

  expect(said.code).toBe("server-name");
  expect(said.what).toBe(`the server at ${URL_OF_FAKE} says that it goes by another address: https://evil.example.`);
  expect(said.mend).toBe("ask whoever runs the server which address is right; then use that one");
});

describe("a device that is revoked", () => {
  test("reads nothing new; what it had sent counts, and what it sends later does not", async () => {
    const phone = await town.admitted(laptop, "phone");
    await note(phone, "note in time");
    await phone.side.sync();
    await laptop.side.revoke(phone.desk.keys().public.id, []);
    await note(laptop, "note after it");
    await laptop.side.sync();
    await note(phone, "note too late");

    expect((await trouble(phone.side.sync())).code).toBe("revoked");
    expect(await notes(laptop)).toEqual(["note in time", "note after it"]);
    expect(await notes(phone)).toEqual(["note in time", "note too late"]);
  });

  test("takes with it the erasures that still wait", async () => {
    const phone = await town.admitted(laptop, "phone");
    const id = await note(laptop, "note that stays");
    await laptop.side.sync();
    await phone.side.sync();
    await phone.desk.write([{ type: "entry.erased", fields: { target: id } }]);
    await phone.side.sync();
    await laptop.side.sync();
    await laptop.side.revoke(phone.desk.keys().public.id, []);
    town.nowMs += 4 * DAY_MS;
    await laptop.side.sync();

    expect(await notes(laptop)).toEqual(["note that stays"]);
  });

  test("cannot be an elder one", async () => {
    const phone = await town.admitted(laptop, "phone");

    expect((await trouble(phone.side.revoke(laptop.desk.keys().public.id, []))).code).toBe("younger");
  });
});

describe("two lists of devices, as after a server's backup", () => {
  test("are settled by one rule; what was written under the other is written again, and its device paired again", async () => {
    const phone = await town.admitted(laptop, "phone");
    const copy = town.server.copy();
    const lost = await town.admitted(phone, "lost");
    await note(phone, "note under the branch that loses");
    await phone.side.sync();
    await note(lost, "note of the lost one");
    await lost.side.sync();
    await phone.side.sync();
    town.server.restore(copy);
    await town.admitted(laptop, "winner");
    await note(laptop, "note under the branch that wins");
    await laptop.side.sync();
    await phone.side.sync();
    await laptop.side.sync();
    await phone.side.sync();

    expect(await signs(phone)).toContain("switched");
    expect(await held(laptop)).toEqual(await held(phone));
    expect(await notes(laptop)).toContain("note under the branch that loses");
    expect((await trouble(lost.side.sync())).code).toBe("roster");

    await meet(laptop, lost);
    await phone.side.sync();
    await laptop.side.sync();
    await lost.side.sync();

    expect(await notes(phone)).toContain("note of the lost one");
    expect(await held(lost)).toEqual(await held(laptop));
  });
});

describe("what was erased", () => {
  test("is destroyed after 72 hours, here, there and on the server", async () => {
    const phone = await town.admitted(laptop, "phone");
    const id = await note(phone, "note that goes");
    await phone.side.sync();
    await laptop.side.sync();
    await phone.desk.write([{ type: "entry.erased", fields: { target: id } }]);
    await phone.side.sync();
    await laptop.side.sync();
    const early = (await held(laptop)).join();
    town.nowMs += 4 * DAY_MS;
    for (const each of [phone, laptop, phone, laptop]) await each.side.sync();
    const third = await town.admitted(laptop, "third");
    const words = Buffer.from("note that goes").toString("hex");

    expect(early).toContain(words);
    for (const each of [phone, laptop, third]) expect((await held(each)).join()).not.toContain(words);
    expect(await signs(third)).not.toContain("damaged");
  });

  test("and never sent goes without being sent", async () => {
    const id = await note(laptop, "note that nobody gets");
    await laptop.desk.write([{ type: "entry.erased", fields: { target: id } }]);
    town.server.before = () => {
      throw new TypeError("no network");
    };
    await trouble(laptop.side.sync());
    town.server.before = () => undefined;
    town.nowMs += 4 * DAY_MS;
    await laptop.side.sync();
    const phone = await town.admitted(laptop, "phone");

    expect(await notes(laptop)).toEqual([]);
    expect((await held(phone)).join()).not.toContain(Buffer.from("note that nobody gets").toString("hex"));
  });

  test("without a reason is put back by whoever holds it", async () => {
    const phone = await town.admitted(laptop, "phone");
    await note(laptop, "note of the laptop");
    await laptop.side.sync();
    const { Segment } = await import("../../../src/core/sealing/segment.ts");
    for (const [name, segment] of town.server.segments) {
      const body = segment.body.slice();
      body[40] = (body[40] ?? 0) ^ 1;
      town.server.segments.set(name, new Segment(segment.headerBytes, segment.signature, body));
    }
    await phone.side.sync();
    const between = await notes(phone);
    town.nowMs += DAY_MS;
    await laptop.side.sync();
    town.nowMs += DAY_MS;
    await phone.side.sync();

    expect(between).toEqual([]);
    expect(await notes(phone)).toEqual(["note of the laptop"]);
  });
});
